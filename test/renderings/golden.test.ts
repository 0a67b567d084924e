// Every card on every platform in both languages, held against its golden file and against what the platforms take. GOLDEN=write writes the files anew.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { languages } from '../../src/kernel/language.ts';
import { goldenCards } from './cards.ts';
import { alike, drawnFor, platforms, readOn, troublesOn } from './draw.ts';
import type { GoldenCard } from './golden-card.ts';

const directory = fileURLToPath(new URL('./golden/', import.meta.url));
const writing = process.env['GOLDEN'] === 'write';

const drawn = ({ draw }: GoldenCard): unknown =>
  JSON.parse(
    JSON.stringify(Object.fromEntries(languages.map((l) => [l, drawnFor(draw(l))] as const))),
  );

const pathOf = ({ name }: GoldenCard) => join(directory, `${name}.json`);
const named = goldenCards.map((card) => [card.name, card] as const);

describe('a golden card', () => {
  beforeAll(() => {
    if (!writing) return;
    rmSync(directory, { recursive: true, force: true });
    mkdirSync(directory, { recursive: true });
    for (const card of goldenCards)
      writeFileSync(pathOf(card), `${JSON.stringify(drawn(card), undefined, 2)}\n`);
  });

  it.each(named)('is drawn as its file has it: %s', (_, card) => {
    expect(drawn(card)).toEqual(JSON.parse(readFileSync(pathOf(card), 'utf8')));
  });

  it.each(named)('is taken by every platform in both languages: %s', (_, card) => {
    const troubles = languages.flatMap((language) =>
      platforms.flatMap((platform) =>
        troublesOn(platform, card.draw(language)).map((one) => `${language} ${platform}: ${one}`),
      ),
    );
    expect(troubles).toEqual([]);
  });

  it.each(named)('says the same on every platform, and notifies nobody: %s', (_, card) => {
    for (const language of languages) {
      const [slack, mattermost, web] = platforms.map((one) => readOn(one, card.draw(language)));
      if (!slack || !mattermost || !web) throw new Error('three platforms are compared');
      expect([slack, mattermost, web].flatMap(({ pings }) => pings)).toEqual([]);
      expect(alike(mattermost)).toEqual(alike(web));
      // Whole sections are left out where Slack takes fewer blocks, and the last line says so.
      const [shorter, longer] = [alike(slack), alike(web)];
      const last = shorter.lines.at(-1) ?? '';
      if (!/^… (?:and \S+ more|et \S+ de plus)$/.test(last)) expect(shorter).toEqual(longer);
      else
        expect(longer.lines.slice(0, shorter.lines.length - 1)).toEqual(shorter.lines.slice(0, -1));
    }
  });

  it('has a file each, and no file is left over', () => {
    expect(readdirSync(directory).sort()).toEqual(
      goldenCards.map(({ name }) => `${name}.json`).sort(),
    );
  });

  it('stands in its file for every platform and language', () => {
    const drawings = goldenCards.flatMap((card) => {
      const file = JSON.parse(readFileSync(pathOf(card), 'utf8')) as Record<string, object>;
      return languages.flatMap((language) =>
        platforms.filter((platform) => platform in (file[language] ?? {})),
      );
    });
    expect(drawings).toHaveLength(goldenCards.length * platforms.length * languages.length);
  });
});
