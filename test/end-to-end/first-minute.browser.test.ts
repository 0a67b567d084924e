// The first minute, as built: the program in an empty directory, a real Chromium, several people, a jump of the clock, and a second start.
import { join } from 'node:path';
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { build, type Child, copyData, start } from '../app/built.ts';
import { type Opened, openWindow, type } from '../platforms/web/browsing.ts';
import { freshDirectory } from '../support/sqlite.ts';

let child: Child;
const directory = freshDirectory();
const pictures = process.env['PICTURES'] ?? '';
/** Windows stay open from test to test, as people leave them; by person and by what the window is like. */
const opened = new Map<string, Opened>();

beforeAll(async () => {
  copyData(directory.path);
  await build();
  child = await start(directory.path);
}, 120_000);

/** What windows complained of since somebody asked. */
const complained = () =>
  [...opened.values()].flatMap(({ complaints }) => complaints.splice(0, complaints.length));

afterEach(() => expect(complained()).toEqual([]));

afterAll(async () => {
  try {
    await closeAll();
  } finally {
    await child?.stop();
    directory.remove();
  }
});

async function be(person: string, options: BrowserContextOptions = {}): Promise<Page> {
  const name = `${person} ${JSON.stringify(options)}`;
  const window = opened.get(name) ?? (await openWindow(child.url, person, options));
  opened.set(name, window);
  return window.page;
}

/** For looking at, where PICTURES names a directory. */
const picture = async (page: Page, name: string) => {
  if (pictures !== '') await page.screenshot({ path: join(pictures, `${name}.png`) });
};

const posts = (page: Page, text: string | RegExp) => page.locator('.post', { hasText: text });
/** The card in the channel, not somebody's private answer. */
const announced = (page: Page) =>
  page.locator('.post:not(.private)', { hasText: 'Talk 9' }).first();
const digest = (page: Page, day: string) =>
  page.locator('.post:not(.private)', { hasText: `Daily digest · ${day}` });

/** Waits until the demonstration's clock reads so: it is told apart from what is posted. */
const clockSays = (page: Page, words: RegExp): Promise<void> =>
  page.locator('#banner', { hasText: words }).waitFor();

/** Waits until the meter of the card in the channel reads so. */
async function meterSays(page: Page, words: string): Promise<void> {
  await announced(page).getByText(words, { exact: true }).waitFor();
  const bar = announced(page).getByRole('progressbar');
  expect(await bar.getAttribute('aria-valuetext')).toBe(words);
}

/** Types a command and waits for the newest private answer that holds the text. */
async function command(page: Page, typed: string, answer: string): Promise<Locator> {
  const before = await page.locator('.post.private.by-bot', { hasText: answer }).count();
  await type(page, `/icdd ${typed}`);
  const found = page.locator('.post.private.by-bot', { hasText: answer }).nth(before);
  await found.waitFor();
  return found;
}

async function closeAll(): Promise<void> {
  const complaints = complained();
  const all = [...opened.values()];
  opened.clear();
  await Promise.all(all.map((window) => window.close()));
  expect(complaints).toEqual([]);
}

/** The text of all posts in the shared channel, as one person reads it. */
const conversation = (page: Page) => page.locator('#posts > .post .post-body').allInnerTexts();

describe('the first minute', () => {
  it('is ready, and the page shows a welcome, the card of talk 9 and today’s digest', async () => {
    expect(child.ready).toMatch(/^ready: web chat http:\/\/127\.0\.0\.1:\d+$/);
    const page = await be('ana');
    await page.getByRole('heading', { name: 'Welcome to the Idea Circle' }).waitFor();
    await meterSays(page, '33 / 45');
    await announced(page).getByText('Beyond KPIs').first().waitFor();
    await digest(page, 'Monday 8 July 2019').or(digest(page, 'Mon 8 Jul 2019')).first().waitFor();
    await clockSays(page, /Monday 8 July 2019, 09:0\d/);
    await picture(page, 'first-light');
  });

  it('looks after itself in the dark, on a phone and in French', async () => {
    const dark = await be('ana', { colorScheme: 'dark' });
    await meterSays(dark, '33 / 45');
    await picture(dark, 'first-dark');
    const phone = await be('ben', { viewport: { width: 390, height: 844 }, isMobile: true });
    await meterSays(phone, '33 / 45');
    await picture(phone, 'first-phone');
    const wide = await phone.evaluate('document.documentElement.scrollWidth');
    expect(wide).toBe(390);
    const french = await be('cleo', { locale: 'fr-FR' });
    await french.getByRole('heading', { name: 'Bienvenue à l’Idea Circle' }).waitFor();
    await type(french, '/icdd liste');
    await posts(french, 'Conférence 10').first().waitFor();
    await picture(french, 'list-french');
    await closeAll();
  });

  it('three people register, and the meter moves in a second window; one cancels', async () => {
    const [ana, ben, cleo] = [await be('ana'), await be('ben'), await be('cleo')];
    await command(ana, 'list', 'Upcoming talks');
    await picture(ana, 'list-light');
    await command(ana, 'register 9', 'You have a seat in talk 9.');
    await meterSays(ben, '34 / 45');
    await announced(ben)
      .getByRole('button', { name: /^Register/ })
      .first()
      .click();
    await posts(ben, 'You have a seat in talk 9.').first().waitFor();
    await meterSays(ana, '35 / 45');
    await type(cleo, '/icdd inscrire 9');
    await posts(cleo, 'Vous avez une place').first().waitFor();
    for (const page of [ana, ben, cleo]) await meterSays(page, '36 / 45');
    await picture(cleo, 'registered-french');
    const again = await command(ben, 'cancel 9', 'Your seat in talk 9 is given back.');
    await again.getByText('Register again', { exact: true }).waitFor();
    for (const page of [ana, ben, cleo]) await meterSays(page, '35 / 45');
    await picture(ben, 'cancelled-light');
  });

  it('Olga fills the talk, Ben waits, Cleo gives up her seat and Ben is promoted', async () => {
    const [olga, ben, cleo] = [await be('olga'), await be('ben'), await be('cleo')];
    await command(olga, 'capacity 9 35', 'Talk 9: 45 → 35 seats.');
    await meterSays(olga, '35 / 35');
    await command(ben, 'register 9', 'you are number 1 on the waiting list');
    await meterSays(cleo, '35 / 35 · 1 waiting');
    await announced(cleo)
      .getByRole('button', { name: /liste d’attente|waiting list/ })
      .waitFor();
    await picture(ben, 'waiting-light');
    await type(cleo, '/icdd annuler 9');
    const asked = posts(cleo, 'attend').last();
    await asked.getByRole('button').first().waitFor();
    await picture(cleo, 'asked-french');
    await asked.getByRole('button').first().click();
    await meterSays(olga, '35 / 35');
    await ben
      .getByRole('button', { name: /Idea Circle Bot/ })
      .first()
      .click();
    await posts(ben, 'A seat became free: you now have a seat in talk 9.').first().waitFor();
    await picture(ben, 'promoted-light');
  });

  it('a jump to the next digest posts it, and the older one says so', async () => {
    const page = await be('ana');
    await page.getByRole('button', { name: /^Next digest/ }).click();
    await digest(page, 'Tuesday 9 July 2019').or(digest(page, 'Tue 9 Jul 2019')).first().waitFor();
    await page.getByText('There is a newer digest below.').first().waitFor();
    expect(await page.getByText('There is a newer digest below.').count()).toBe(1);
    await clockSays(page, /Tuesday 9 July 2019, 09:0\d/);
    await picture(page, 'second-digest');
    const counts = await command(page, 'followers', 'Followers');
    for (const count of ['more than 2,500,000', 'nearly 700,000', 'more than 400,000'])
      await counts.getByText(count).first().waitFor();
    await picture(page, 'followers-light');
  });

  it('stops on SIGTERM, and a second start goes on where the first stopped', async () => {
    const before = await be('ana');
    const said = await conversation(before);
    expect(said.length).toBeGreaterThan(5);
    await closeAll();
    const ended = await child.stop();
    expect(ended).toMatchObject({ code: 0, err: '' });

    child = await start(directory.path);
    const after = await be('ana');
    expect(await conversation(after)).toEqual(said);
    await clockSays(after, /Tuesday 9 July 2019, 09:\d\d/);
    await meterSays(after, '35 / 35');
    const mine = await command(after, 'mine', 'My seats and places');
    await mine
      .getByText(/Beyond KPIs/)
      .first()
      .waitFor();
    expect(await digest(after, 'Tue').count()).toBe(1);
  });

  it('“Start again” empties it', async () => {
    const page = await be('olga');
    await page.getByRole('button', { name: 'Start again' }).click();
    await page.getByRole('button', { name: 'Empty it and start again' }).click();
    await page.getByText('33 / 45', { exact: true }).first().waitFor();
    await meterSays(page, '33 / 45');
    await digest(page, 'Mon').first().waitFor();
    expect(await page.locator('.post').count()).toBe(2);
    await clockSays(page, /Monday 8 July 2019, 09:0\d/);
    await picture(page, 'again-light');
  });
});
