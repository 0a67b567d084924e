// Charts as pictures: golden SVG, PNG that is the same everywhere, text that is really there, memory that stays.
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Theme } from '../../src/drawing/colours.ts';
import { drawPng, drawSvg, rasterise } from '../../src/drawing/drawing.ts';
import { programFile } from '../support/program-file.ts';
import { charts, oneLine, openNumbers, sixLines, staircase } from './charts.ts';

const place = (name: string) => fileURLToPath(new URL(`./golden/${name}.svg`, import.meta.url));
const writing = process.env['GOLDEN'] === 'write';

const texts = (svg: string): readonly string[] =>
  [...svg.matchAll(/<t(?:ext|span)[^>]*>([^<]+)<\/t/g)].map(([, said = '']) => said);

describe('a chart as SVG', () => {
  const cases = Object.keys(charts).flatMap((name) =>
    (['light', 'dark'] as const).map((theme): [string, keyof typeof charts, Theme] => [
      `${name}-${theme}`,
      name as keyof typeof charts,
      theme,
    ]),
  );

  it.each(cases)('is drawn as its file has it: %s', async (file, name, theme) => {
    const svg = `${(await drawSvg(charts[name], theme)).replaceAll('><', '>\n<')}\n`;
    if (writing) writeFileSync(place(file), svg);
    expect(existsSync(place(file))).toBe(true);
    expect(svg).toBe(readFileSync(place(file), 'utf8'));
  });

  it('says its title, its unit, its days and its numbers, in the language of its reader', async () => {
    const said = texts(await drawSvg(staircase, 'light'));
    expect(said).toEqual(
      expect.arrayContaining(['YouTube', 'Abonnés', '24 juin', '14 juil.', '151k', '155k']),
    );
    expect(said).toContain(staircase.note);
    expect(texts(await drawSvg(oneLine, 'light'))).toContain('2.505M');
    expect(texts(await drawSvg({ ...oneLine, language: 'fr' }, 'light'))).toContain('2,505M');
  });

  it.each(cases)('can be read on a telephone: %s', async (_, name, theme) => {
    const svg = await drawSvg(charts[name], theme);
    // What a card leaves to a picture in a window of 375 pixels.
    const shrinks = 277 / Number(/width="([\d.]+)"/.exec(svg)?.[1]);
    const sizes = [...svg.matchAll(/font-size="([\d.]+)px"/g)].map(([, size]) => Number(size));
    expect(sizes.length).toBeGreaterThan(5);
    expect(Math.min(...sizes) * shrinks).toBeGreaterThanOrEqual(11);
  });

  it('says what is counted in as many lines as that needs, and cuts nothing of it', async () => {
    const axisTitle = 'Followers, Fans, Stars (equal steps multiply, whatever is counted)';
    const note = staircase.note as string;
    const said = texts(await drawSvg({ ...sixLines, axisTitle, note }, 'light'));
    expect(said.join(' ')).toContain(`${axisTitle} ${note}`);
    expect(said.filter((one) => one.endsWith('…'))).toEqual(['Mastodon CERN@mastodon.exa…']);
  });

  it('names every line where there are several', async () => {
    const said = texts(await drawSvg(sixLines, 'light'));
    for (const { name } of sixLines.series)
      expect(said.some((one) => name.startsWith(one.replace(/…$/, '')) && one.length > 0)).toBe(
        true,
      );
  });

  it('takes what is written as text, never as markup', async () => {
    const svg = await drawSvg(oneLine, 'light');
    expect(svg).not.toContain('<b>');
    expect(texts(svg)).toContain('X &lt;b&gt;&amp;amp; "friends"&lt;/b&gt;');
  });

  it('holds nothing that a page would have to fetch or run', async () => {
    const svg = await drawSvg(sixLines, 'dark');
    expect(svg).not.toMatch(/<script|<image|<style|\son[a-z]+=|href=/);
  });

  it('draws arrows for numbers that are only bounds', async () => {
    const open = await drawSvg(openNumbers, 'light');
    const plain = openNumbers.series.map((series) => ({
      ...series,
      points: series.points.map(({ on, value }) => ({ on, value })),
    }));
    expect(open).not.toBe(await drawSvg({ ...openNumbers, series: plain }, 'light'));
  });
});

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));

async function drawMany(count: number, env: Readonly<Record<string, string>>) {
  const program = await programFile(new URL('draw-many.ts', import.meta.url));
  const { stdout } = await run(process.execPath, [program, `${count}`], {
    cwd: root,
    env: { ...process.env, ...env },
  });
  return JSON.parse(stdout) as { digest: string; early: number; late: number };
}

describe('a chart as PNG', () => {
  it('has the letters of its text in its pixels', async () => {
    const svg = await drawSvg(staircase, 'light');
    const silent = svg.replace(/<text.*?<\/text>/g, '');
    expect(texts(svg).length).toBeGreaterThan(8);
    expect(texts(silent)).toEqual([]);
    // Without a font, the two would be the same picture, and nobody would say so.
    const [spoken, mute] = [await rasterise(svg), await rasterise(silent)];
    expect(Buffer.compare(spoken, mute)).not.toBe(0);
    for (const word of ['Abonnés', '24 juin', '▲']) {
      const without = svg.replaceAll(word, word.replace(/\S/g, ' '));
      expect(without).not.toBe(svg);
      expect(Buffer.compare(spoken, await rasterise(without))).not.toBe(0);
    }
  });

  it('is 930 pixels wide', async () => {
    const png = Buffer.from(await drawPng(oneLine, 'dark'));
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([930, 756]);
  });

  it('is the same to the last byte in another zone, another language and another process, and leaves memory as it was', async () => {
    const here = await drawMany(40, { TZ: 'Pacific/Auckland', LANG: 'fr_FR.UTF-8', LC_ALL: 'C' });
    const there = await drawMany(1, { TZ: 'America/St_Johns', LANG: 'C', LC_ALL: 'tr_TR.UTF-8' });
    expect(here.digest).toBe(there.digest);
    expect(here.late - here.early).toBeLessThan(60);
  }, 60_000);
});
