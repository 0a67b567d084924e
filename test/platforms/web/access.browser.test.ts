// The page for everybody: by keyboard alone, by screen reader, on a phone, in light and in dark.
import type { Page } from 'playwright-core';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { field, findings, openWindow, type } from './browsing.ts';
import { digest, playScene, talkCard } from './sample.ts';
import { buildPage, type Running, runWeb } from './support.ts';

let running: Running;
let pageDirectory: string;

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const desk = { viewport: { width: 1280, height: 860 } };

beforeAll(async () => {
  pageDirectory = await buildPage();
});

beforeEach(async () => {
  running = await runWeb({ pageDirectory });
  await running.post(digest, 'digest-1');
  await running.post(talkCard(45, 4), 'full');
  await playScene(running);
  return () => running.stop();
});

/** The focused element: its name, and whether one sees that it has the focus. */
const focusedNow = `(() => {
  const node = document.activeElement;
  if (node === document.body) return undefined;
  const style = getComputedStyle(node);
  const seen = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  const name = node.getAttribute('aria-label') ?? (node.innerText || node.id);
  return (seen ? '' : 'UNSEEN ') + name.split('\\n')[0];
})()`;

const overflow = `['html', '#scroller', '#sidebar'].map((name) => {
  const node = document.querySelector(name);
  return node.scrollWidth - node.clientWidth;
})`;

const tooSmall = `[...document.querySelectorAll('.main button:not([hidden]), #say')]
  .filter((node) => node.getBoundingClientRect().height < 40)
  .map((node) => node.innerText || node.id)`;

const focusedText = (page: Page) => page.evaluate<string>('document.activeElement?.textContent');

describe('axe finds nothing', () => {
  it.each([
    ['light', desk],
    ['dark', desk],
    ['light', phone],
    ['dark', phone],
  ] as const)('in %s colours, %j', async (colorScheme, size) => {
    const { page, close } = await openWindow(running.address, 'ana', {
      ...size,
      colorScheme,
      bypassCSP: true,
    });
    await type(page, '/icdd register 9');
    await page.getByRole('heading', { name: 'You have a seat in talk 9' }).waitFor();
    await type(page, 'hello');
    expect(await findings(page)).toEqual([]);
    await field(page).pressSequentially('/icdd ');
    await field(page).press('ArrowDown');
    expect(await findings(page)).toEqual([]);
    await field(page).fill('');
    if (size === phone) await page.getByRole('button', { name: 'Open the menu' }).click();
    else await page.getByRole('button', { name: 'Start again' }).click();
    expect(await findings(page)).toEqual([]);
    await close();
  });

  it('in French, in the direct conversation, with the server away', async () => {
    const { page, close } = await openWindow(running.address, 'cleo', { bypassCSP: true });
    await page.getByRole('button', { name: 'Idea Circle Bot' }).click();
    await type(page, 'liste');
    await page.locator('.by-bot').waitFor();
    await running.stop();
    await page.getByText('Le serveur est absent.').waitFor();
    expect(await findings(page)).toEqual([]);
    await close();
    running = await runWeb({ pageDirectory });
  });
});

describe('by keyboard alone', () => {
  it('one reaches everything, sees where one is, and is never caught', async () => {
    const { page, close } = await openWindow(running.address, 'ana', desk);
    await page.locator('.skip').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Shift+Tab');
    const reached: string[] = [];
    for (let i = 0; i < 40; i += 1) {
      const at = await page.evaluate<string | undefined>(focusedNow);
      if (at === undefined) break;
      reached.push(at);
      await page.keyboard.press('Tab');
    }
    expect(reached.filter((name) => name.startsWith('UNSEEN'))).toEqual([]);
    expect(reached.slice(0, 8)).toEqual([
      'Skip to the message field',
      'Use the dark colours',
      '#',
      '@',
      'Next digest',
      'Next talk',
      'Start again',
      'Ana',
    ]);
    expect(reached).toContain('Messages in #general');
    expect(reached.slice(-2)).toEqual(['Message to #general', 'Send']);
    expect(reached).toContain('Register for talk 9');
    await close();
  });

  it('a whole visit: skip, register, give back, change the colours, start again', async () => {
    const { page, close } = await openWindow(running.address, 'ana', desk);
    await page.locator('.skip').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.type('/icdd reg');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'You have a seat in talk 9' }).waitFor();
    await page.keyboard.press('Shift+Tab');
    expect(await focusedText(page)).toBe('Give it back');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Your seat in talk 9 is free again' }).waitFor();
    // The pressed button is gone; the focus stays in the card that took its place.
    expect(await focusedText(page)).toBe('Register again');

    await page.getByRole('button', { name: 'Use the dark colours' }).focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
    await page.reload();
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');

    await page.getByRole('button', { name: 'Start again' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(running.memory.posts.length).toBeGreaterThan(3);
    await close();
  });
});

describe('on a phone', () => {
  it('nothing is wider than the screen, and the menu opens, closes and gives back the focus', async () => {
    const { page, close } = await openWindow(running.address, 'ana', phone);
    await type(page, `a very long word: ${'x'.repeat(300)}`);
    await type(page, '/icdd list');
    await page.getByRole('heading', { name: 'Upcoming talks' }).waitFor();
    const widths = () => page.evaluate<number[]>(overflow);
    expect(await widths()).toEqual([0, 0, 0]);
    const opener = page.getByRole('button', { name: 'Open the menu' });
    expect(await opener.getAttribute('aria-expanded')).toBe('false');
    await opener.click();
    await page.getByRole('button', { name: /Next talk/ }).click();
    await page.locator('#banner', { hasText: 'Wednesday 10 July 2019' }).waitFor();
    expect(await widths()).toEqual([0, 0, 0]);
    await page.keyboard.press('Escape');
    expect(await opener.evaluate((node) => node === node.ownerDocument.activeElement)).toBe(true);
    const small = await page.evaluate<string[]>(tooSmall);
    expect(small).toEqual([]);
    await close();
  });
});
