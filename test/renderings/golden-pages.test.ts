// A person's own page as Slack's Home tab, held against its golden file and against what a view takes. GOLDEN=write writes the files anew.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { KnownBlock } from '@slack/types';
import { beforeAll, describe, expect, it } from 'vitest';
import { languages } from '../../src/kernel/language.ts';
import { limits } from '../../src/platforms/slack/limits.ts';
import { homeView } from '../../src/platforms/slack/modal.ts';
import { validateView } from '../support/slack/index.ts';
import { goldenCards } from './cards.ts';
import { readOn } from './draw.ts';
import type { GoldenCard } from './golden-card.ts';

const directory = fileURLToPath(new URL('./golden-pages/', import.meta.url));
const writing = process.env['GOLDEN'] === 'write';
const pages = goldenCards.filter(({ answers }) => answers.includes('visit'));

type View = ReturnType<typeof homeView>;
const viewOf = ({ draw }: GoldenCard, language: (typeof languages)[number]): View =>
  JSON.parse(JSON.stringify(homeView(draw(language), 'T01ACME'))) as View;
const drawn = (page: GoldenCard) =>
  Object.fromEntries(languages.map((language) => [language, viewOf(page, language)] as const));

const pathOf = ({ name }: GoldenCard) => join(directory, `${name}.json`);
const named = pages.map((page) => [page.name, page] as const);

describe('a golden page', () => {
  beforeAll(() => {
    if (!writing) return;
    rmSync(directory, { recursive: true, force: true });
    mkdirSync(directory, { recursive: true });
    for (const page of pages)
      writeFileSync(pathOf(page), `${JSON.stringify(drawn(page), undefined, 2)}\n`);
  });

  it.each(named)('is drawn as its file has it: %s', (_, page) => {
    expect(drawn(page)).toEqual(JSON.parse(readFileSync(pathOf(page), 'utf8')));
  });

  it.each(named)('is taken by Slack in both languages: %s', (_, page) => {
    for (const language of languages) {
      const view = viewOf(page, language);
      expect(validateView(view)).toEqual([]);
      expect(view.blocks.length).toBeLessThanOrEqual(limits.viewBlocks);
    }
  });

  it.each(named)('leaves nothing out of what the web chat shows: %s', (_, page) => {
    for (const language of languages) {
      const blocks = viewOf(page, language).blocks as readonly KnownBlock[];
      const labels = blocks.flatMap((block) =>
        block.type === 'actions'
          ? block.elements.map((one) => (one.type === 'button' ? one.text.text : ''))
          : [],
      );
      expect(labels).toEqual(readOn('web', page.draw(language)).buttons);
    }
  });

  it('has a file each, and no file is left over', () => {
    expect(pages.length).toBeGreaterThan(8);
    expect(readdirSync(directory).sort()).toEqual(pages.map(({ name }) => `${name}.json`).sort());
  });
});
