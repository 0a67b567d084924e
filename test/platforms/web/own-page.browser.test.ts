// A person's own page in a real Chromium, with the real bot behind it: beside the conversation, behind a button, live in every window, by keyboard, on a phone.
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { conversation, load, monday, openProgram, talkTen } from '../../seats/stage.ts';
import { findings, type Opened, openWindow } from './browsing.ts';
import { digest } from './sample.ts';
import { buildPage, type Running, runWeb } from './support.ts';

const pictures = process.env['PICTURES'] ?? '';
const wide = { viewport: { width: 1440, height: 900 } };
const desk = { viewport: { width: 1280, height: 800 } };
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

const talks = [
  {
    number: 9,
    starts: '2019-07-10 18:00',
    ends: '2019-07-10 19:00',
    title: 'Beyond KPIs: How does CERN measure success on Social Media?',
    speakers: [{ name: 'Loïc Bommersbach' }],
    takenElsewhere: 33,
  },
  { ...talkTen, capacity: 1 },
  { number: 11, starts: '2019-08-07 18:00', ends: '2019-08-07 19:00' },
];

let running: Running;
let bot: ReturnType<typeof conversation>;
let pageDirectory: string;
let opened: Opened[] = [];

beforeAll(async () => {
  pageDirectory = await buildPage();
});

beforeEach(async () => {
  running = await runWeb({ pageDirectory });
  const stage = await openProgram('file::memory:', { now: monday }, 'a', () =>
    running.web.changed(undefined),
  );
  bot = conversation(stage);
  await load(stage, talks);
  running.answer = (incoming) => bot.receive(incoming);
  running.visit = (incoming) => bot.receive(incoming);
  await running.post(digest, 'digest-1');
  await bot.types('ben', 'register 10');
  opened = [];
  return async () => {
    const complaints = opened.flatMap((window) => window.complaints);
    await Promise.all(opened.map((window) => window.close()));
    await running.stop();
    await stage.close();
    expect(complaints).toEqual([]);
  };
});

async function be(person: string, options: BrowserContextOptions = wide): Promise<Page> {
  const window = await openWindow(running.address, person, options);
  opened.push(window);
  return window.page;
}

const own = (page: Page) => page.getByRole('complementary', { name: /^(?:My|Ma) page$/ });
const answer = (page: Page) => own(page).getByRole('region', { name: /^(?:Answer|Réponse)$/ });
const says = (page: Page, text: string | RegExp) => own(page).getByText(text).first().waitFor();
const register = (page: Page, number: number) =>
  own(page)
    .locator('#own-parts')
    .getByRole('button', { name: `Register for talk ${number}` });

const overflow = `['html', '#own-page', '#own-parts'].map((name) => {
  const node = document.querySelector(name);
  return node.scrollWidth - node.clientWidth;
})`;

describe('on a wide screen', () => {
  it('stands beside the conversation, and a press in it is answered at its top', async () => {
    const page = await be('ana');
    await says(page, 'You have no seat and wait for none.');
    expect(await page.getByRole('button', { name: 'My page' }).isVisible()).toBe(false);
    const posts = await page.locator('#posts > li').count();
    await register(page, 9).click();
    await answer(page).getByText('You have a seat in talk 9.').waitFor();
    await own(page).getByRole('heading', { name: 'My seats and places' }).waitFor();
    await own(page).getByRole('heading', { name: 'Other upcoming talks' }).waitFor();
    await says(page, '34 / 45');
    // The conversation is left alone.
    expect(await page.locator('#posts > li').count()).toBe(posts);
    await page.getByRole('button', { name: 'Close the answer' }).click();
    expect(await answer(page).count()).toBe(0);
  });

  it('is live in every window of the person, and shows others the new numbers', async () => {
    const [one, other, ben] = [await be('ana'), await be('ana'), await be('ben')];
    await says(ben, '33 / 45');
    await register(one, 9).click();
    await Promise.all([says(other, 'You have a seat.'), says(ben, '34 / 45')]);
    // What was answered stands in the window that asked alone.
    expect(await answer(other).count()).toBe(0);
    await bot.types('ana', 'cancel 9');
    await Promise.all(
      [one, other].map((page) => says(page, 'You have no seat and wait for none.')),
    );
  });

  it('asks before a seat is given up that others wait for, and does it there', async () => {
    const page = await be('ben');
    await bot.types('ana', 'register 10');
    await own(page)
      .locator('#own-parts')
      .getByRole('button', { name: 'Give back your seat in talk 10' })
      .click();
    await answer(page).getByRole('button', { name: 'Give up your seat in talk 10' }).click();
    await answer(page).getByText('Your seat in talk 10 is given back.').waitFor();
    await says(page, 'You have no seat and wait for none.');
  });

  it('opens forms, whose answer stands on the page too', async () => {
    await bot.types('ana', 'register 9');
    const page = await be('ana');
    await own(page)
      .locator('#own-parts')
      .getByRole('button', { name: /^Give to a colleague/ })
      .click();
    const form = page.getByRole('dialog');
    await form.waitFor();
    // One is no colleague of oneself.
    expect(await form.locator('option').allTextContents()).toEqual([
      'Choose…',
      'Ben',
      'Cléo',
      'Olga',
    ]);
    await form.getByLabel(/^Colleague/).selectOption('ben');
    await form.locator('button[type="submit"]').click();
    await answer(page).getByText('Your seat in talk 9 is offered to').waitFor();
    await says(page, /^You are giving|is offered to/);
    expect(await page.locator('#posts .private').count()).toBe(0);
  });

  it('keeps the focus where it was when it is drawn again', async () => {
    const page = await be('ana');
    await register(page, 11).focus();
    await bot.types('ben', 'register 9');
    await says(page, '34 / 45');
    await register(page, 11).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Enter');
    await answer(page).getByText('You have a seat in talk 11.').waitFor();
    // The button became another one, of the same talk.
    await own(page)
      .locator('#own-parts')
      .getByRole('button', { name: /talk 11$/ })
      .and(page.locator(':focus'))
      .waitFor();
    await page.keyboard.press('Escape');
    await answer(page)
      .waitFor({ state: 'detached' })
      .catch(() => undefined);
    expect(await answer(page).count()).toBe(0);
  });

  it('says on the page that the server is away', async () => {
    const page = await be('ana', phone);
    await page.getByRole('button', { name: 'My page' }).tap();
    await page.route('**/web/page-press', (route) => route.abort());
    await register(page, 9).tap();
    await answer(page).getByText('The server is away. If nothing changed, press again').waitFor();
    expect(await register(page, 9).getAttribute('aria-busy')).toBe(null);
  });

  it('says no longer that the server is away once it is back', async () => {
    const page = await be('ana');
    await says(page, 'You have no seat and wait for none.');
    const { memory, port } = running;
    await running.stop();
    await register(page, 9).click();
    await answer(page).getByText('The server is away.').waitFor();
    running = await runWeb({ pageDirectory, memory, port });
    running.visit = (incoming) => bot.receive(incoming);
    await answer(page).waitFor({ state: 'hidden' });
  });

  it('shows an answer as long as it is true, whatever others do', async () => {
    const page = await be('ana');
    await register(page, 9).click();
    await answer(page).getByText('You have a seat in talk 9.').waitFor();
    await bot.types('ben', 'register 9');
    await says(page, '35 / 45');
    expect(await answer(page).count()).toBe(1);
    await bot.types('ana', 'cancel 9');
    await answer(page).waitFor({ state: 'hidden' });
  });

  it('is another one when somebody else sits there', async () => {
    const page = await be('ana');
    await register(page, 9).click();
    await answer(page).waitFor();
    await page.locator('#person').selectOption('ben');
    await says(page, 'My seats and places');
    expect(await answer(page).count()).toBe(0);
  });

  it('speaks French', async () => {
    const page = await be('cleo');
    await own(page).getByRole('heading', { name: 'Ma page' }).waitFor();
  });
});

describe('where there is less room', () => {
  it('opens over the conversation, and Escape gives the focus back', async () => {
    const page = await be('ana', desk);
    expect(await own(page).count()).toBe(0);
    const opener = page.getByRole('button', { name: 'My page' });
    await opener.click();
    await says(page, 'You have no seat and wait for none.');
    await page.getByRole('button', { name: 'Close my page' }).and(page.locator(':focus')).waitFor();
    expect(await page.evaluate(`document.getElementById('main').inert`)).toBe(true);
    await page.keyboard.press('Escape');
    await opener.and(page.locator(':focus')).waitFor();
    expect(await page.evaluate(`document.getElementById('main').inert`)).toBe(false);
    expect(await own(page).count()).toBe(0);
  });

  it('on a phone is one tap away, and everything in it is large enough', async () => {
    const page = await be('ana', phone);
    await page.getByRole('button', { name: 'My page' }).tap();
    await register(page, 9).tap();
    await answer(page).getByText('You have a seat in talk 9.').waitFor();
    expect(await page.evaluate(overflow)).toEqual([0, 0, 0]);
    expect(
      await page.evaluate(`[...document.querySelectorAll('#own-page button')]
        .filter((node) => node.getBoundingClientRect().height < 40)
        .map((node) => node.innerText || node.id)`),
    ).toEqual([]);
    await page.getByRole('button', { name: 'Close my page' }).tap();
    expect(await own(page).count()).toBe(0);
  });
});

describe('axe finds nothing', () => {
  it.each([
    ['wide', 'light', wide],
    ['wide', 'dark', wide],
    ['phone', 'light', phone],
    ['phone', 'dark', phone],
  ] as const)('%s, in %s colours', async (name, colorScheme, size) => {
    await bot.types('ana', 'register 10');
    await bot.types('ana', 'register 9');
    const page = await be('ana', { ...size, colorScheme, bypassCSP: true });
    if (name === 'phone') await page.getByRole('button', { name: 'My page' }).click();
    await says(page, 'You have a seat.');
    const keep = async (what: string) => {
      if (pictures !== '')
        await page.screenshot({ path: join(pictures, `own-${what}-${name}-${colorScheme}.png`) });
    };
    await keep('page');
    expect(await findings(page)).toEqual([]);
    await own(page)
      .locator('#own-parts')
      .getByRole('button', { name: 'Details of talk 9' })
      .click();
    await answer(page).waitFor();
    await keep('answer');
    expect(await findings(page)).toEqual([]);
    await page.evaluate(`document.getElementById('own-parts').scrollTo(0, 99999)`);
    await keep('end');
  });
});
