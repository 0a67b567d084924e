// What staff type, press and read of the engagement, on real tables.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { watchedAccounts } from '../../src/followers/store.ts';
import { type Figures, noFigures, type PostOrigin } from '../../src/insights/rules.ts';
import { keepPost } from '../../src/insights/store.ts';
import { watchedAccountId } from '../../src/kernel/ids.ts';
import { instantOf, plusDays } from '../../src/kernel/time.ts';
import { ana, luc, olga, openStage, type Stage } from '../followers/stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(async () => {
  expect(stage.faults()).toEqual([]);
  await stage.close();
});

const file =
  'accounts: {x: [CERN], facebook: [CERN], mastodon: [CERN, Other]}\nreadings: [{network: x, account: CERN, on: 2019-06-15, value: 2000, bound: exact, source: page}]\n';
const spaced = (text: string) => text.replace(/[\u202f\u00a0]/g, ' ');

async function idOf(network: string, account = 'CERN'): Promise<string> {
  const watched = await stage.database.read(watchedAccounts);
  return watched.find((w) => w.network === network && w.account === account)?.id as string;
}

/** A post a day from a day on. */
async function keep(
  network: string,
  many: number,
  told: (i: number) => Partial<Figures>,
  first = '2019-06-01',
  origin: PostOrigin = 'file',
): Promise<void> {
  const account = await idOf(network);
  await stage.database.write(async (tx) => {
    for (let i = 0; i < many; i += 1) {
      const at = instantOf(plusDays(first, i), '12:00', 'Europe/Zurich');
      await keepPost(
        tx,
        account,
        { ...noFigures, ...told(i), id: `${first}-${i}`, at, url: undefined },
        origin,
        stage.now,
      );
    }
  });
}

describe('without figures', () => {
  it('it says how they come, to organisers with the command', async () => {
    expect(await stage.types(ana, 'insights')).toBe(
      'Engagement of the networks\nNo account of a network is watched yet.',
    );
    await stage.load(file);
    const told = [
      'Engagement of the networks',
      'No figures of posts are kept yet.',
      'They come from the networks themselves, once they are connected, or from a table that the operator loads.',
    ].join('\n');
    expect(await stage.types(ana, 'insights')).toBe(told);
    expect(await stage.types(ana, 'insights x')).toBe(told);
    expect(await stage.types(olga, 'insights')).toBe(
      `${told}\nThe columns of that table are in docs/organisers.md. It is loaded by npm run cli -- import posts.csv.`,
    );
  });
});

describe('with figures', () => {
  beforeEach(async () => {
    await stage.load(file);
    await keep('x', 12, (i) => ({ likes: i === 6 ? 400 : 10 + i, comments: 2 }));
  });

  it('staff read every account in a line, and what stands out', async () => {
    expect(await stage.types(ana, 'insights')).toBe(
      [
        'Engagement of the networks',
        'Posts since 9 Apr 2019.',
        'X – 18 interactions a post (median of 12 posts) · 9 per 1,000 followers',
        'Facebook – no figures yet',
        'Mastodon CERN – no figures yet',
        'Mastodon Other – no figures yet',
        'Stands out',
        'X, 7 Jun 2019 – 402 interactions, 3.2 deviations above its account’s mean',
        'Interactions are likes, comments, shares, quotes and saves, as far as they are told. Half of the posts have more than the median.',
        'More: /icdd insights x · /icdd insights since january',
        '[X | insights x] [Facebook | insights facebook] [Mastodon | insights mastodon]',
      ].join('\n'),
    );
  });

  it('one network in detail, by words or by its button, in French too', async () => {
    const typed = await stage.types(ana, 'insights x');
    expect(typed).toContain('X: engagement\n12 posts since 9 Apr 2019.');
    expect(typed).toContain('Conversation rate (comments by interactions): 4.04% (12 posts)');
    const watched = watchedAccountId(await idOf('x'));
    expect(await stage.presses(ana, { verb: 'insights-of', watched })).toBe(typed);
    expect(await stage.types(ana, 'engagement twitter')).toBe(typed);
    const french = spaced(await stage.types(luc, 'indicateurs x'));
    expect(french).toContain('X : engagement\n12 publications depuis le 9 avr. 2019.');
    expect(french).toContain('Taux de conversation (commentaires par interactions) : 4,04 %');
    expect(await stage.presses(ana, { verb: 'insights' })).toBe(await stage.types(ana, 'insights'));
  });

  it('of two accounts of a network both, each for itself', async () => {
    const told = await stage.types(ana, 'insights mastodon');
    expect(told).toContain('No figures of posts are kept yet.');
    const account = await idOf('mastodon', 'Other');
    await stage.database.write((tx) =>
      keepPost(
        tx,
        account,
        { ...noFigures, id: 'p', at: stage.now, url: undefined, likes: 3 },
        'network',
        stage.now,
      ),
    );
    const both = await stage.types(ana, 'insights mastodon');
    expect(both).toContain('Mastodon CERN – no figures yet\n---\nMastodon Other\n1 post since');
    const watched = watchedAccountId(account);
    expect(await stage.presses(ana, { verb: 'insights-of', watched })).toBe(both);
  });

  it('since a day that is named; a post to come is not counted', async () => {
    await keep('x', 3, () => ({ likes: 5, comments: 1 }), '2019-07-07');
    const told = await stage.types(ana, 'insights x since 1 july');
    expect(told).toContain('1 post since 1 Jul 2019.');
    expect(await stage.types(ana, 'insights since january')).toContain('Posts since 1 Jan 2019.');
    expect(spaced(await stage.types(luc, 'indicateurs x depuis 2020'))).toMatch(
      /^Le 1er janv\. 2020 est encore à venir : nous sommes le 8 juil\. 2019\./,
    );
  });

  it('where the posts are older, it says of when the newest is', async () => {
    expect(await stage.types(ana, 'insights x since 1 july')).toBe(
      [
        'X: engagement',
        'X – no post since 1 Jul 2019; the newest is of 12 Jun 2019',
        '---',
        'Outcome – what stays with people – is told by no network. Ask those who come to the talks.',
        '[All networks | insights]',
      ].join('\n'),
    );
  });

  it('a file stands before what the network tells of the same post', async () => {
    await keep('x', 12, () => ({ likes: 9_999, comments: 9 }), '2019-06-01', 'network');
    expect(await stage.types(ana, 'insights')).toContain('X – 18 interactions a post');
  });

  it('what is not understood is answered with what to type', async () => {
    expect(await stage.types(ana, 'insights myspace')).toBe(
      'No network “myspace” is watched. Known: X, Facebook, Mastodon. Type for example /icdd insights x.',
    );
    expect(await stage.types(ana, 'insights since')).toMatch(/^Since when\?/);
    expect(await stage.types(ana, 'insights since yesteryear')).toMatch(
      /^“yesteryear” is no date that I understand\./,
    );
  });

  it('a button of an account that is gone shows all', async () => {
    const watched = watchedAccountId('gone');
    expect(await stage.presses(ana, { verb: 'insights-of', watched })).toBe(
      await stage.types(ana, 'insights'),
    );
  });
});
