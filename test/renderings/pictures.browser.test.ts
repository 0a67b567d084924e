// Every golden card as the page itself draws it, in a real Chromium: nothing runs over its edge, on a wide screen or a phone. PICTURES=<directory> keeps them.
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Language, languages } from '../../src/kernel/language.ts';
import { wireCard } from '../../src/platforms/web/wire.ts';
import { build, root } from '../app/built.ts';
import { launch } from '../platforms/web/browsing.ts';
import { goldenCards } from './cards.ts';

const address = 'http://gallery.example';
const pictures = process.env['PICTURES'] ?? '';
const styles = ['style', 'conversation', 'cards', 'motion'];
const types: Readonly<Record<string, string>> = { css: 'text/css', js: 'text/javascript' };

/** A page with all cards of a language below one another, each under its name. */
function gallery(language: Language): string {
  const cards = goldenCards.map(({ name, draw }) => ({ name, card: wireCard(draw(language)) }));
  return `<!doctype html><html lang="${language}"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${styles.map((name) => `<link rel="stylesheet" href="/web/${name}.css">`).join('\n')}
<style>html, body { height: auto; overflow: visible } #all { padding: 8px; max-width: 720px } h3 { font: 12px monospace; margin: 24px 0 4px }</style>
<body><div id="all"></div><script type="application/json" id="cards">${JSON.stringify(cards).replaceAll('<', '\\u003c')}</script>
<script type="module">
import { drawCard } from '/web/draw.js';
const all = document.getElementById('all');
for (const { name, card } of JSON.parse(document.getElementById('cards').textContent)) {
  const head = document.createElement('h3');
  head.textContent = name;
  const drawn = drawCard(card, () => {});
  drawn.id = name;
  all.append(head, drawn);
}
document.body.dataset.drawn = 'yes';
</script></body></html>`;
}

/** The cards that reach over their own edge, or hold a button without a name. */
const unwell = (page: Page): Promise<readonly string[]> =>
  page.evaluate(`[...document.querySelectorAll('.card')].flatMap((card) => [
    ...(card.scrollWidth > card.clientWidth + 1 ? [card.id + ' is wider than its place'] : []),
    ...[...card.querySelectorAll('button')].flatMap((button) =>
      button.textContent.trim() === '' || button.scrollWidth > button.clientWidth + 1
        ? [card.id + ': the button ' + button.textContent + ' is cut']
        : []),
  ])`);

describe('the golden cards in a browser', () => {
  let browser: Browser;

  beforeAll(async () => {
    await build();
    browser = await launch();
  }, 180_000);

  async function open(language: Language): Promise<Page> {
    const page = await (await browser.newContext()).newPage();
    await page.route(`${address}/**`, async (route) => {
      const file = new URL(route.request().url()).pathname.replace(/^\/web\//, '');
      if (file === '/') return route.fulfill({ contentType: 'text/html', body: gallery(language) });
      const body = await readFile(join(root, 'dist/platforms/web/page', file)).catch(() => '');
      return route.fulfill({ contentType: types[file.split('.').at(-1) ?? ''] ?? '', body });
    });
    return page;
  }

  const screens = [
    ['wide', 900, 'light'],
    ['phone', 360, 'dark'],
  ] as const;

  describe.each(languages)('in %s', (language) => {
    const complaints: string[] = [];
    let page: Page;

    beforeAll(async () => {
      page = await open(language);
      page.on('pageerror', (fault) => complaints.push(fault.message));
      return () => page.context().close();
    });

    // The second screen finds them drawn, as a window that is made smaller does.
    it.each(screens)(
      'fit their place: %s',
      async (name, width, colorScheme) => {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme });
        if (page.url() !== `${address}/`) await page.goto(`${address}/`);
        await page.locator('body[data-drawn=yes]').waitFor();
        expect(complaints).toEqual([]);
        expect(await page.locator('.card').count()).toBe(goldenCards.length);
        if (pictures !== '') {
          await mkdir(pictures, { recursive: true });
          for (const card of [
            'list-upcoming',
            'show-my-place',
            'register-waiting',
            'digest',
            'who-few',
          ])
            await page
              .locator(`#${card}`)
              .screenshot({ path: join(pictures, `${card}-${name}-${language}.png`) });
          await page
            .locator('#show-hostile')
            .screenshot({ path: join(pictures, `hostile-${name}-${language}.png`) });
        }
        expect(await unwell(page)).toEqual([]);
      },
      120_000,
    );
  });
});
