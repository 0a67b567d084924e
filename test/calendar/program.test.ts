// From a rewritten season file to what people are told and what their calendars show, on the built program: loaded at a start, or imported while it runs.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { root, run } from '../app/built.ts';
import { type Running, startHere, until } from '../app/running.ts';
import { directOf, openWindow, postText, type Window } from '../app/web-window.ts';
import { freshDirectory } from '../support/sqlite.ts';
import { brokenLines, type ReadEvent, readByIcalJs, readByNodeIcal } from './readers.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const season = readFileSync(join(root, 'data/talks.yaml'), 'utf8');
const moved = season
  .replace('starts: 2019-07-10 18:00', 'starts: 2019-07-11 17:30')
  .replace('ends: 2019-07-10 19:00', 'ends: 2019-07-11 18:30\n    place: 500-1-001');
const cancelled = moved.replace('place: 500-1-001', 'cancelled: The speaker is ill.');

async function begin() {
  const directory = freshDirectory();
  ends.push(() => directory.remove());
  const file = join(directory.path, 'talks.yaml');
  const write = (text: string) => writeFileSync(file, text);
  write(season);
  const open = async () => {
    const program = await startHere(directory.path, { SERIES_FILE: file });
    ends.push(() => program.stop());
    const ana = await openWindow(program.url, 'ana');
    ends.push(() => ana.close());
    return { program, ana };
  };
  return { directory, file, write, open };
}

/** What the bot wrote to her of its own accord. */
const told = (ana: Window, title: string) =>
  ana
    .posts()
    .filter((post) => post.channel === directOf('ana') && postText(post).startsWith(title));

const pathIn = (text: string): string =>
  /\/calendar\/people\/[\w.-]+\.ics/.exec(text)?.[0] ?? 'no address';

async function nineIn({ url }: Running, path: string): Promise<ReadEvent | undefined> {
  const answer = await fetch(url + path);
  expect([path, answer.status]).toEqual([path, 200]);
  const text = await answer.text();
  expect(brokenLines(text)).toEqual([]);
  const [one, other] = [readByIcalJs(text), readByNodeIcal(text)];
  expect(one.events).toEqual(other.events);
  return one.events.find(({ summary }) => summary.includes('Talk 9'));
}

describe('a season file that changes', () => {
  it('moves a talk at the next start, for people and for calendars, and cancels it while the program runs', async () => {
    const { directory, file, write, open } = await begin();
    const first = await open();
    await first.ana.say('/icdd register 9');
    const path = pathIn(await first.ana.say('/icdd calendar'));
    const feeds = [path, '/calendar/series.ics', '/calendar/talks/9.ics'];
    const before = await Promise.all(feeds.map((one) => nineIn(first.program, one)));
    expect(before.map((event) => event?.start)).toEqual(
      feeds.map(() => '2019-07-10T18:00 Europe/Zurich'),
    );
    await first.program.stop();

    write(moved);
    const { program, ana } = await open();
    await until(() => told(ana, 'Talk 9 has a new').length > 0, 'the message to Ana');
    expect(postText(told(ana, 'Talk 9 has a new')[0] as ReturnType<Window['posts']>[number])).toBe(
      [
        'Talk 9 has a new date and a new place.',
        'Talk 9: Beyond KPIs: How does CERN measure success on Social Media?',
        'When: Wed 10 Jul 2019, 18:00–19:00 (Zurich time) → Thu 11 Jul 2019, 17:30–18:30 (Zurich time)',
        'Where: CERN IdeaSquare (3179-R-D05) → 500-1-001',
        'Your seat stays.',
        '[I can’t come]',
        '[Add to calendar]',
      ].join('\n'),
    );
    for (const [i, feed] of feeds.entries()) {
      const event = await nineIn(program, feed);
      expect(event).toMatchObject({
        uid: before[i]?.uid,
        start: '2019-07-11T17:30 Europe/Zurich',
        location: '500-1-001',
        status: 'CONFIRMED',
      });
      expect(event?.sequence).toBeGreaterThan(before[i]?.sequence ?? 99);
    }

    write(cancelled);
    const env = {
      DATABASE_URL: `file:${program.database}`,
      SERIES_FILE: file,
      FOLLOWERS_FILE: join(root, 'data/followers.yaml'),
    };
    const imported = await run('cli', ['import', file], { cwd: directory.path, env });
    expect([imported.code, imported.err]).toEqual([0, expect.any(String)]);
    await until(() => told(ana, 'Talk 9 is cancelled.').length > 0, 'the message to Ana');
    expect(told(ana, 'Talk 9 has a new')).toHaveLength(1);
    for (const feed of feeds)
      expect(await nineIn(program, feed)).toMatchObject({
        status: 'CANCELLED',
        summary: 'Cancelled: Talk 9: Beyond KPIs: How does CERN measure success on Social Media?',
      });
    const announced = () =>
      ana.posts().find((post) => post.channel === 'general' && postText(post).startsWith('Talk 9'));
    await until(() => /Cancelled: The speaker is ill\./.test(postText(announced() as never)));
    expect(postText(announced() as never)).not.toContain('[');
  });

  it('is told and shown nowhere in the log, nor is the address of a personal calendar', async () => {
    const { open } = await begin();
    const { program, ana } = await open();
    const path = pathIn(await ana.say('/icdd calendar'));
    const renewed = pathIn(await ana.say('/icdd calendar renew'));
    const answers = [path, renewed, `${renewed}x`].map((one) => fetch(program.url + one));
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([404, 200, 404]);
    await program.stop();
    const log = program.lines.join('\n');
    expect(log).toContain('season loaded');
    for (const one of [path, renewed]) {
      const mark = /([\w-]{43})\.ics$/.exec(one)?.[1] as string;
      expect(log).not.toContain(mark);
    }
    expect(log).not.toContain('/calendar/people/');
  });
});
