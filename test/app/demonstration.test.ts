// A demonstration's clock: a jump does all that falls due, in order; a second start goes on; “Start again” empties everything.
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { mondayBefore } from '../../src/app/demonstration.ts';
import type { WireClock } from '../../src/platforms/web/page/wire.ts';
import { freshDirectory } from '../support/sqlite.ts';
import { dump, type Running, startHere, until } from './running.ts';
import { openWindow, postText, type Window } from './web-window.ts';

const ends: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

function directory(): string {
  const fresh = freshDirectory();
  ends.push(() => fresh.remove());
  return fresh.path;
}

async function running(path: string, env: Readonly<Record<string, string>> = {}): Promise<Running> {
  const here = await startHere(path, env);
  ends.push(() => here.stop());
  return here;
}

async function be(here: Running, person: string): Promise<Window> {
  const window = await openWindow(here.url, person);
  ends.push(() => window.close());
  return window;
}

async function clockOf(here: Running): Promise<WireClock> {
  const state = await fetch(`${here.url}/web/state?person=ana`);
  return ((await state.json()) as { clock: WireClock }).clock;
}

const jump = (window: Window, to: string) =>
  window.send('/web/jump', { person: window.person, to });

/** What stands in the channel, oldest first. */
const shared = (window: Window) =>
  window
    .posts()
    .filter((post) => !post.private)
    .sort((a, b) => a.id - b.id);

const titles = (window: Window) => shared(window).map((post) => postText(post).split('\n')[0]);

const monday = Date.UTC(2019, 6, 8, 7, 0);
const minutes = (n: number) => n * 60_000;
const day = minutes(24 * 60);

describe('the beginning', () => {
  it('is Monday 09:00 of the week of the first talk, with its card and the digest', async () => {
    const here = await running(directory());
    const ana = await be(here, 'ana');
    await until(() => shared(ana).length === 2);
    const { now, zone } = await clockOf(here);
    expect(zone).toBe('Europe/Zurich');
    expect(now - monday).toBeGreaterThanOrEqual(0);
    expect(now - monday).toBeLessThan(minutes(5));
    expect(titles(ana).sort()).toEqual([
      'Daily digest · Mon 8 Jul 2019',
      'Talk 9: Beyond KPIs: How does CERN measure success on Social Media?',
    ]);
  });

  it('is where START_AT says', async () => {
    const here = await running(directory(), { START_AT: '2019-08-20T12:00' });
    const { now } = await clockOf(here);
    expect(Math.abs(now - Date.UTC(2019, 7, 20, 10, 0))).toBeLessThan(minutes(5));
    const ana = await be(here, 'ana');
    await until(() => titles(ana).some((title) => title?.startsWith('Talk 12')));
  });

  it('lies before the first talk, whatever day that is', () => {
    const zone = 'Europe/Zurich';
    expect(mondayBefore(Date.UTC(2019, 6, 10, 16, 0), zone)).toBe(monday);
    expect(mondayBefore(Date.UTC(2019, 6, 14, 16, 0), zone)).toBe(monday);
    const early = Date.UTC(2019, 6, 8, 5, 0);
    expect(mondayBefore(early, zone)).toBe(early - minutes(60));
  });
});

describe('a jump', () => {
  it('to the talk does all that falls due before it, in order and at its time', async () => {
    const here = await running(directory());
    const ana = await be(here, 'ana');
    await until(() => shared(ana).length === 2);
    expect(await jump(ana, 'talk')).toMatchObject({ status: 200 });
    await until(() => shared(ana).length === 4);
    const digests = shared(ana).filter((post) => postText(post).startsWith('Daily digest'));
    expect(digests.map((post) => postText(post).split('\n')[0])).toEqual([
      'Daily digest · Mon 8 Jul 2019',
      'Daily digest · Tue 9 Jul 2019',
      'Daily digest · Wed 10 Jul 2019',
    ]);
    // Each was posted at nine of its own day, not when the jump was asked for.
    for (const [n, post] of digests.slice(1).entries()) {
      const off = post.at - (monday + day * (n + 1));
      expect(off).toBeGreaterThanOrEqual(0);
      expect(off).toBeLessThan(minutes(2));
    }
    const newer = digests.map((post) => postText(post).includes('There is a newer digest below.'));
    await until(() => shared(ana).filter((p) => postText(p).includes('newer digest')).length === 2);
    expect(newer.at(-1)).toBe(false);
    const { now } = await clockOf(here);
    expect(Math.abs(now - Date.UTC(2019, 6, 10, 16, 0))).toBeLessThan(minutes(5));
    expect(await ana.say('/icdd cancel 9')).toContain('Talk 9 has started');
  });

  it('goes on until nothing is left to jump to, and then says so', async () => {
    const here = await running(directory(), { START_AT: '2019-11-13T17:00' });
    const ana = await be(here, 'ana');
    expect((await jump(ana, 'talk')).status).toBe(200);
    const left = await jump(ana, 'talk');
    expect(left.status).toBe(409);
    expect(left.text).toContain('Nothing of this kind is left to jump to.');
    // The digests of every morning to come would have nothing to say.
    for (const kind of ['reminder', 'digest']) expect((await jump(ana, kind)).status).toBe(409);
  });

  it('to the next reminder stops at its minute, and whoever has a seat gets it', async () => {
    const here = await running(directory());
    const ana = await be(here, 'ana');
    await until(() => shared(ana).length === 2);
    expect((await jump(ana, 'reminder')).status).toBe(409);
    await ana.say('/icdd register 9');
    await ana.say('/icdd remind quiet 16:30-17:15');
    const stops: string[] = [];
    for (const _ of [1, 2, 3]) {
      expect((await jump(ana, 'reminder')).status).toBe(200);
      stops.push(new Date((await clockOf(here)).now).toISOString().slice(0, 16));
    }
    // At five o'clock it is quiet for her: a quarter past it comes.
    expect(stops).toEqual(['2019-07-09T08:00', '2019-07-10T15:00', '2019-07-10T15:15']);
    const told = () => ana.posts().map(postText).join('\n');
    await until(() => told().includes('Talk 9 starts at 18:00 (Zurich time).'));
    expect(told()).toContain('Still coming to talk 9?');
    expect((await jump(ana, 'reminder')).status).toBe(409);
  });

  it('to the end of an offer stops there, and whoever did not accept is told', async () => {
    const here = await running(directory());
    const [ana, ben, olga] = [await be(here, 'ana'), await be(here, 'ben'), await be(here, 'olga')];
    await until(() => shared(ana).length === 2);
    expect((await jump(ana, 'offer')).status).toBe(409);
    await olga.say('/icdd capacity 9 34');
    await ana.say('/icdd register 9');
    await ben.say('/icdd register 9');
    for (const _ of [1, 2]) expect((await jump(ana, 'digest')).status).toBe(200);
    // Nine on the day of the talk: four hours to answer.
    await ana.say('/icdd cancel 9 yes');
    await until(() => ben.posts().some((post) => postText(post).includes('is offered to you')));
    expect((await jump(ben, 'offer')).status).toBe(200);
    const { now } = await clockOf(here);
    expect(new Date(now).toISOString().slice(0, 16)).toBe('2019-07-10T11:00');
    const told = () => ben.posts().map(postText).join('\n');
    await until(() => told().includes('was not accepted in time'));
    expect((await jump(ben, 'offer')).status).toBe(409);
  });

  it('passes the night of the clock change with a digest at nine on either side', async () => {
    const here = await running(directory(), { START_AT: '2019-10-25T08:00' });
    const ana = await be(here, 'ana');
    await until(() => shared(ana).length === 1);
    for (const _ of [1, 2]) expect((await jump(ana, 'digest')).status).toBe(200);
    await until(() => shared(ana).length === 3);
    const at = shared(ana)
      .slice(1)
      .map((post) => new Date(post.at).toISOString().slice(0, 16));
    expect(at).toEqual(['2019-10-25T07:00', '2019-10-28T08:00']);
  });

  it('first sends what is due where it starts from', async () => {
    const here = await running(directory());
    const jumped = await fetch(`${here.url}/web/jump`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ person: 'ana', to: 'digest' }),
    });
    expect(jumped.status).toBe(200);
    const ana = await be(here, 'ana');
    const digests = titles(ana).filter((title) => title?.startsWith('Daily digest'));
    expect(digests).toEqual([
      'Daily digest · Mon 8 Jul 2019',
      expect.stringContaining('Tue 9 Jul 2019') as string,
    ]);
  });
});

describe('the next digest', () => {
  it('is named after whoever it comes to', async () => {
    const here = await running(directory());
    const ben = await be(here, 'ben');
    await ben.say('digest here 09:30', 'direct-ben');
    const labels = async () =>
      (await clockOf(here)).stops.filter(({ kind }) => kind === 'digest').map((s) => s.label);
    expect(await labels()).toEqual(['Ben’s daily digest']);
    await ben.say('digest off', 'direct-ben');
    expect(await labels()).toEqual(['#general']);
  });
});

describe('a second start', () => {
  it('goes on where the first stopped: posts, seats and the clock', async () => {
    const path = directory();
    const first = await running(path);
    const ana = await be(first, 'ana');
    await ana.say('/icdd register 9');
    expect((await jump(ana, 'digest')).status).toBe(200);
    await until(() => shared(ana).length === 3);
    const said = ana.posts().map(postText);
    const { now } = await clockOf(first);
    await first.stop();

    const second = await running(path);
    const again = await be(second, 'ana');
    expect(again.posts().map(postText)).toEqual(said);
    const later = (await clockOf(second)).now;
    expect(later).toBeGreaterThanOrEqual(now);
    expect(later - now).toBeLessThan(minutes(5));
    expect(await again.say('/icdd register 9')).toContain('You already have a seat in talk 9.');
  });
});

describe('“Start again”', () => {
  it('leaves what a first start leaves, whatever was done meanwhile', async () => {
    const path = directory();
    const here = await running(path);
    const ana = await be(here, 'ana');
    const olga = await be(here, 'olga');
    await until(() => shared(ana).length === 2);
    const countsOf = async () => {
      const all = await dump(here.database, ['settings', 'web_counters', 'subject_changes']);
      return Object.fromEntries(Object.entries(all).map(([name, rows]) => [name, rows.length]));
    };
    // Whoever looks at their own page is known by then.
    const isFresh = async () => {
      const { live_copies: copies, accounts } = await countsOf();
      return copies === 2 && accounts === 2;
    };
    await until(isFresh);
    const fresh = await countsOf();

    await ana.say('/icdd register 9');
    await ana.say('/icdd link');
    // A wrong code is counted in a table of its own.
    await olga.say('/icdd link 123456');
    await ana.say('/icdd zone Asia/Kolkata');
    await ana.say('/icdd remind day off');
    await ana.say('/icdd remind quiet 22:00-07:00');
    await olga.say('/icdd capacity 9 60');
    await olga.say('/icdd followers set instagram 1 on 2019-07-07');
    await olga.say('/icdd announce 10');
    expect((await jump(olga, 'digest')).status).toBe(200);

    const again = await olga.send('/web/restart', { person: 'olga' });
    expect(again).toMatchObject({ status: 200 });
    expect((await clockOf(here)).now - monday).toBeLessThan(minutes(5));
    await until(isFresh);
    expect(await countsOf()).toEqual(fresh);
    const window = await be(here, 'ben');
    await until(() => shared(window).length === 2);
    expect(titles(window).join('\n')).toContain('Daily digest · Mon 8 Jul 2019');
    expect(shared(window).map(postText).join('\n')).toContain('33 / 45');
    expect(join(path, 'test.db')).toBe(here.database);
  });
});
