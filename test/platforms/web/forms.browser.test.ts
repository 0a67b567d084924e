// Forms in a real Chromium: opened, walked through with the keyboard, refused, sent, and given up; and what axe finds in them.
import { join } from 'node:path';
import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Form } from '../../../src/chat/form.ts';
import { readForm } from '../../../src/chat/form-values.ts';
import type { Incoming } from '../../../src/chat/incoming.ts';
import { formErrors, openForm, type Reply, whisper } from '../../../src/chat/reply.ts';
import { goldenForms } from '../../renderings/forms.ts';
import { field, findings, type Opened, openWindow, type } from './browsing.ts';
import { digest, puzzled, seatCard, talkCard } from './sample.ts';
import { buildPage, type Running, runWeb } from './support.ts';

const pictures = process.env['PICTURES'] ?? '';

let running: Running;
let pageDirectory: string;
let opened: Opened[] = [];
let form: Form;

const golden = (name: string, language: 'en' | 'fr' = 'en'): Form => {
  const found = goldenForms.find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no form ${name}`);
  return found.draw(language);
};

/** Words and presses open the form; what is sent is answered with a seat. */
const asks = (incoming: Incoming): Reply => {
  const reply = openForm(form, puzzled) as Extract<Reply, { kind: 'form' }>;
  if (incoming.kind !== 'submit') return reply;
  const values = readForm(form, incoming.values, incoming.account);
  if (values.ok) return whisper(seatCard);
  const errors = [...values.refusal.keys()].map((key) => [key, `Not like that: ${key}.`] as const);
  return formErrors(reply, new Map(errors));
};

beforeAll(async () => {
  pageDirectory = await buildPage();
});

beforeEach(async () => {
  form = golden('choose-talk');
  running = await runWeb({ pageDirectory });
  running.answer = asks;
  await running.post(digest, 'digest-1');
  await running.post(talkCard(33), 'announcement-9');
  opened = [];
  return async () => {
    const complaints = opened.flatMap((window) => window.complaints);
    await Promise.all(opened.map((window) => window.close()));
    await running.stop();
    expect(complaints).toEqual([]);
  };
});

async function be(person: string, options: BrowserContextOptions = {}): Promise<Page> {
  const window = await openWindow(running.address, person, options);
  opened.push(window);
  return window.page;
}

const dialog = (page: Page) => page.getByRole('dialog');
/** Resolves once it has the focus. */
const hasFocus = (page: Page, element: Locator) => element.and(page.locator(':focus')).waitFor();
const sends = () => running.received.filter(({ kind }) => kind === 'submit');

describe('a form', () => {
  it('opens over the conversation, named and with the focus in it', async () => {
    const page = await be('ana');
    await type(page, '/icdd register');
    await page.getByRole('dialog', { name: 'Register for a talk' }).waitFor();
    expect(await page.getByRole('radiogroup', { name: 'Talk' }).isVisible()).toBe(true);
    expect(await page.evaluate(`document.activeElement.type`)).toBe('radio');
    // The page behind it cannot be reached.
    for (let n = 0; n < 12; n += 1) {
      await page.keyboard.press('Tab');
      const inside = `document.activeElement === document.body || document.getElementById('form').contains(document.activeElement)`;
      expect(await page.evaluate(inside)).toBe(true);
    }
  });

  it('is filled in and sent by keyboard alone, and gives the focus back', async () => {
    const page = await be('ana');
    await type(page, '/icdd register');
    await dialog(page).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await dialog(page).waitFor({ state: 'hidden' });
    await page.getByRole('heading', { name: 'You have a seat', exact: false }).first().waitFor();
    const chosen = sends()[0];
    expect(chosen?.kind === 'submit' ? chosen.values.get('talk') : undefined).toMatch(/^talk/);
    await hasFocus(page, field(page));
    expect(await page.locator('#announcer').textContent()).toContain('only visible to you');
  });

  it('opens by a press as well, and gives the focus back to the button', async () => {
    const page = await be('ana');
    const button = page.locator('.post', { hasText: 'Talk 9' }).getByRole('button').first();
    await button.click();
    await dialog(page).waitFor();
    await page.keyboard.press('Escape');
    await dialog(page).waitFor({ state: 'hidden' });
    await hasFocus(page, button);
    expect(sends()).toEqual([]);
  });

  it('says what is wrong at its fields, and to those who listen', async () => {
    const page = await be('ana');
    await type(page, '/icdd register');
    await page.getByRole('button', { name: 'Register', exact: true }).click();
    const group = page.getByRole('radiogroup', { name: 'Talk' });
    await page.getByText('Not like that: talk.').waitFor();
    expect(await page.getByRole('alert').textContent()).toBe(
      'Nothing was changed. Please look at: Talk.',
    );
    expect(await group.getAttribute('aria-invalid')).toBe('true');
    expect(await group.getAttribute('aria-describedby')).toContain('field-talk-error');
    expect(await page.evaluate(`document.activeElement.name`)).toBe('field-talk');
    await group.getByRole('radio').last().check();
    await page.getByRole('button', { name: 'Register', exact: true }).click();
    await dialog(page).waitFor({ state: 'hidden' });
    expect(sends()).toHaveLength(2);
  });

  it('keeps what was filled in while the server is away', async () => {
    const page = await be('ana');
    await type(page, '/icdd register');
    await page.getByRole('radio').last().check();
    await page.route('**/web/submit', (route) => route.abort());
    await page.getByRole('button', { name: 'Register', exact: true }).click();
    await page.getByText('Not sent: the server is away.').waitFor();
    expect(await page.getByRole('radio').last().isChecked()).toBe(true);
    await page.unroute('**/web/submit');
    await page.getByRole('button', { name: 'Register', exact: true }).click();
    await dialog(page).waitFor({ state: 'hidden' });
  });

  it('closes when somebody else sits down', async () => {
    const page = await be('ana');
    await type(page, '/icdd register');
    await dialog(page).waitFor();
    await page.evaluate(`document.getElementById('person').value = 'ben'`);
    await page.locator('#person').dispatchEvent('change');
    await dialog(page).waitFor({ state: 'hidden' });
  });

  it('of every kind of field sends what stands in them', async () => {
    form = golden('every-field');
    const page = await be('ana');
    await type(page, '/icdd register');
    await dialog(page).waitFor();
    await page.getByLabel('Line').fill('some words');
    await page.getByLabel('Number').fill('12');
    await page.getByLabel('One', { exact: true }).selectOption({ label: 'Ben' });
    await page.getByRole('group', { name: /^Some/ }).getByLabel('Cléo').check();
    await page.getByLabel('Date').fill('2019-07-24');
    await page.getByLabel('Time').fill('18:30');
    await page.getByLabel('Off').check();
    await page.getByRole('button', { name: 'Send', exact: true }).last().click();
    await dialog(page).waitFor({ state: 'hidden' });
    const [sent] = sends();
    expect(sent?.kind === 'submit' ? Object.fromEntries(sent.values) : {}).toEqual({
      line: 'some words',
      paragraph: 'Two\nlines',
      number: '12',
      choice: 'talk10',
      one: 'ben',
      some: ['cleo'],
      date: '2019-07-24',
      time: '18:30',
      on: true,
      off: true,
    });
  });
});

describe('axe', () => {
  const screens: readonly (readonly [string, BrowserContextOptions])[] = [
    ['light', { colorScheme: 'light' }],
    ['dark', { colorScheme: 'dark' }],
    ['phone', { viewport: { width: 360, height: 720 }, colorScheme: 'light' }],
  ];
  const each = screens.flatMap(([name, options]) =>
    ['choose-talk', 'every-field', 'choose-talk-long'].map((one) => [one, name, options] as const),
  );

  it.each(each)('finds nothing in %s, %s', async (name, screen, options) => {
    form = golden(name);
    const page = await be('ana', options);
    await type(page, '/icdd register');
    await dialog(page).waitFor();
    await page.locator('.form-window .button.primary').click();
    await page.getByRole('alert').filter({ hasText: 'Nothing was changed' }).waitFor();
    expect(await findings(page)).toEqual([]);
    // Nothing runs over the edge of the window.
    expect(
      await page.evaluate(
        `(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth + 1)(document.getElementById('form'))`,
      ),
    ).toBe(true);
    if (pictures !== '') {
      await page.screenshot({ path: join(pictures, `form-${name}-${screen}-errors.png`) });
      await page.keyboard.press('Escape');
      await type(page, '/icdd register');
      await dialog(page).waitFor();
      await page.screenshot({ path: join(pictures, `form-${name}-${screen}.png`) });
    }
  });
});
