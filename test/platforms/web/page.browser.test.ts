// The page in a real Chromium: what a person types, presses and sees, in one window and in two.
import type { Page } from 'playwright-core';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { whisper } from '../../../src/chat/reply.ts';
import { field, type Opened, openWindow, type } from './browsing.ts';
import { digest, listCard, playScene, talkCard } from './sample.ts';
import { buildPage, type Running, runWeb } from './support.ts';

let running: Running;
let pageDirectory: string;
let opened: Opened[] = [];

beforeAll(async () => {
  pageDirectory = await buildPage();
});

beforeEach(async () => {
  running = await runWeb({ pageDirectory });
  await running.post(digest, 'digest-1');
  await playScene(running);
  opened = [];
  return async () => {
    const complaints = opened.flatMap((window) => window.complaints);
    await Promise.all(opened.map((window) => window.close()));
    await running.stop();
    expect(complaints).toEqual([]);
  };
});

async function be(person: string, options = {}): Promise<Page> {
  const window = await openWindow(running.address, person, options);
  opened.push(window);
  return window.page;
}

const title = (page: Page, name: string) => page.getByRole('heading', { name, exact: true });
const talk = (page: Page) => page.locator('.post', { hasText: 'Talk 9: Beyond KPIs: How' });
const bar = (page: Page) => talk(page).getByRole('progressbar');

describe('the first minute', () => {
  it('shows the welcome, the demonstration and its clock, and the cards', async () => {
    const page = await be('ana');
    await title(page, 'Welcome to the Idea Circle').waitFor();
    expect(await page.locator('#banner').textContent()).toContain(
      'Monday 8 July 2019, 09:00 (Zurich time)',
    );
    expect(await bar(page).getAttribute('aria-valuetext')).toBe('33 / 45');
    const moment = talk(page).locator('time', { hasText: 'Wednesday 10 July' });
    expect(await moment.getAttribute('datetime')).toBe('2019-07-10T16:00:00.000Z');
    await page.getByRole('button', { name: /See what is on/ }).click();
    await title(page, 'Upcoming talks').waitFor();
  });

  it('speaks the language of the chosen person', async () => {
    const page = await be('ana');
    await page.getByRole('combobox', { name: 'You are' }).selectOption('cleo');
    await title(page, 'Bienvenue à l’Idea Circle').waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('fr');
    expect(await page.locator('#banner').textContent()).toContain(
      'lundi 8 juillet 2019, 09:00 (heure de Zurich)',
    );
    expect(page.url()).toContain('person=cleo');
    await page.reload();
    await page.getByRole('button', { name: 'Envoyer' }).waitFor();
  });
});

describe('typing', () => {
  it('a command is answered, marked as visible to oneself', async () => {
    const page = await be('ana');
    await type(page, '/icdd list');
    await title(page, 'Upcoming talks').waitFor();
    const answer = page.locator('.post', { has: title(page, 'Upcoming talks') });
    expect(await answer.textContent()).toContain('Only visible to you');
    expect(await field(page).inputValue()).toBe('');
    expect(await page.locator('#announcer').textContent()).toContain('Upcoming talks');
  });

  it('completion by keyboard: arrows choose, Enter and Tab complete, Escape closes', async () => {
    const page = await be('ana');
    const list = page.getByRole('listbox', { name: 'Suggestions' });
    await field(page).pressSequentially('/icdd ');
    expect(await list.getByRole('option').count()).toBe(8);
    expect(await field(page).getAttribute('aria-expanded')).toBe('true');
    await field(page).press('ArrowDown');
    await field(page).press('ArrowDown');
    const active = await field(page).getAttribute('aria-activedescendant');
    expect(await page.locator(`#${active}`).textContent()).toContain('list past');
    await field(page).press('Enter');
    expect(await field(page).inputValue()).toBe('/icdd list past');
    await field(page).fill('/icdd reg');
    await field(page).press('Tab');
    expect(await field(page).inputValue()).toBe('/icdd register 9');
    await field(page).fill('/ic');
    await field(page).press('Escape');
    expect(await list.isVisible()).toBe(false);
    await field(page).fill('give 9 @be');
    await field(page).press('Tab');
    expect(await field(page).inputValue()).toBe('give 9 @ben ');
    expect(running.received).toEqual([]);
  });

  it('the arrow keys bring back what was typed, and the draft after it', async () => {
    const page = await be('ana');
    await type(page, '/icdd list');
    await title(page, 'Upcoming talks').waitFor();
    await type(page, 'hello');
    await page.locator('.said', { hasText: 'hello' }).waitFor();
    await field(page).fill('half');
    await field(page).press('ArrowUp');
    expect(await field(page).inputValue()).toBe('hello');
    await field(page).press('ArrowUp');
    expect(await field(page).inputValue()).toBe('/icdd list');
    await field(page).press('ArrowUp');
    expect(await field(page).inputValue()).toBe('/icdd list');
    await field(page).press('ArrowDown');
    await field(page).press('ArrowDown');
    expect(await field(page).inputValue()).toBe('half');
  });

  it('another slash command is not sent, and the field keeps it', async () => {
    const page = await be('ana');
    await type(page, '/icd list');
    await page.getByText('There is no command /icd. Did you mean /icdd?').waitFor();
    expect(await field(page).inputValue()).toBe('/icd list');
    expect(running.memory.posts).toHaveLength(2);
  });

  it('markup and pings stay text', async () => {
    const page = await be('ana');
    await type(page, '<img src=x onerror=alert(1)> <b>bold</b>');
    await page.getByText('<img src=x onerror=alert(1)> <b>bold</b>').waitFor();
    expect(await page.locator('#posts b, #posts img[src=x]').count()).toBe(0);
  });

  it('a draft stays with its conversation', async () => {
    const page = await be('ana');
    await field(page).fill('for everybody');
    await page.getByRole('button', { name: 'Idea Circle Bot' }).click();
    expect(await field(page).inputValue()).toBe('');
    await page.getByRole('button', { name: 'general', exact: true }).click();
    expect(await field(page).inputValue()).toBe('for everybody');
  });
});

describe('pressing', () => {
  it('a button is answered, the card follows in every window, and the focus stays', async () => {
    const [ana, ben] = [await be('ana'), await be('ben')];
    const register = talk(ana).getByRole('button', { name: 'Register for talk 9' });
    await register.focus();
    await ana.keyboard.press('Enter');
    await title(ana, 'You have a seat in talk 9').waitFor();
    for (const page of [ana, ben]) {
      await talk(page).getByText('34 / 45').waitFor();
      expect(await bar(page).getAttribute('aria-valuenow')).toBe('34');
    }
    expect(await title(ben, 'You have a seat in talk 9').count()).toBe(0);
    expect(await register.evaluate((node) => node === node.ownerDocument.activeElement)).toBe(true);

    await ana.getByRole('button', { name: 'Give it back' }).click();
    await title(ana, 'Your seat in talk 9 is free again').waitFor();
    expect(await title(ana, 'You have a seat in talk 9').count()).toBe(0);
    await talk(ben).getByText('33 / 45').waitFor();
  });

  it('a change of a card above does not move what is being read', async () => {
    const page = await be('ana', { viewport: { width: 900, height: 500 } });
    const scroller = page.locator('#scroller');
    await scroller.evaluate((node) => node.scrollTo(0, 300));
    const before = await talk(page).boundingBox();
    await running.web.edit(
      { platform: 'web', workspace: '', channel: 'general' },
      '2',
      talkCard(45, 4),
      { key: 'announcement-9', revision: 9, pendingId: 'p' },
    );
    await talk(page).getByText('45 / 45 · 4 waiting').waitFor();
    expect((await talk(page).boundingBox())?.y).toBe(before?.y);
    await running.post(listCard, 'later');
    await page.getByRole('button', { name: '1 new message' }).click();
    await title(page, 'Upcoming talks').waitFor();
    expect(await page.getByRole('button', { name: /new message/ }).isVisible()).toBe(false);
  });
});

describe('several conversations', () => {
  it('a message elsewhere is marked until it is read', async () => {
    const page = await be('ana');
    await running.post(listCard, 'notice-1', 'direct-ana');
    const direct = page.getByRole('button', { name: /^@?Idea Circle Bot.*1 unread message/ });
    await direct.waitFor();
    expect(await page.title()).toMatch(/^\(1\)/);
    await direct.click();
    await title(page, 'Upcoming talks').waitFor();
    expect(await page.title()).not.toMatch(/^\(/);
    await type(page, 'list');
    await page.locator('.post.own', { hasText: 'list' }).waitFor();
    await page.reload();
    await page.locator('#posts > li').first().waitFor();
    expect(await page.getByText('unread message').count()).toBe(0);
    expect(running.received[0]?.place.kind).toBe('direct');
  });
});

describe('the clock', () => {
  it('jumps in every window, and starting again empties them', async () => {
    const [ana, ben] = [await be('ana'), await be('ben')];
    await type(ana, 'hello');
    await ben.locator('.said', { hasText: 'hello' }).waitFor();
    await ana.getByRole('button', { name: /Next talk/ }).click();
    for (const page of [ana, ben]) {
      await page.locator('#banner', { hasText: 'Wednesday 10 July 2019, 18:00' }).waitFor();
    }
    await ana.getByText('Nothing is left to jump to.').waitFor();
    await ana.getByRole('button', { name: 'Start again' }).click();
    await ana.getByRole('button', { name: 'Keep it' }).click();
    expect(await ben.locator('.said', { hasText: 'hello' }).count()).toBe(1);
    await ana.getByRole('button', { name: 'Start again' }).click();
    await ana.getByRole('button', { name: 'Empty it and start again' }).click();
    for (const page of [ana, ben]) {
      await page.locator('#banner', { hasText: 'Monday 8 July 2019, 09:00' }).waitFor();
      await page.locator('.said', { hasText: 'hello' }).waitFor({ state: 'detached' });
      await title(page, 'Welcome to the Idea Circle').waitFor();
    }
  });
});

describe('a server that goes away', () => {
  it('is said calmly; the text stays; it comes back by itself and is sent once', async () => {
    running.answer = () => whisper(listCard);
    const page = await be('ana');
    const { memory, port } = running;
    await running.stop();
    await page.getByText('The server is away. Trying again').waitFor();
    await type(page, '/icdd list');
    await page.getByText('Not sent: the server is away.').waitFor();
    expect(await field(page).inputValue()).toBe('/icdd list');
    running = await runWeb({ pageDirectory, memory, port });
    running.answer = () => whisper(listCard);
    await page.getByText('The server is back.').waitFor();
    await field(page).press('Enter');
    await title(page, 'Upcoming talks').waitFor();
    expect(running.received).toHaveLength(1);
    expect(await page.locator('.day').count()).toBe(1);
  });
});
