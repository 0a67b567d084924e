// A table of posts: days and times as programs write them, figures that are known and unknown, and what is refused.
import { describe, expect, it } from 'vitest';
import { readTable, tableHead } from '../../src/followers/files/table.ts';
import { postsTable, readInstant } from '../../src/insights/files.ts';
import { figures } from '../../src/insights/rules.ts';

const zone = 'Europe/Zurich';

async function read(...lines: readonly string[]): Promise<readonly string[]> {
  const text = lines.join('\n');
  const told: string[] = [];
  async function* whole() {
    yield new TextEncoder().encode(text);
  }
  const head = tableHead(text);
  if (!head) throw new Error('no table');
  for await (const item of readTable(whole(), head, postsTable(zone))) {
    if (item.kind === 'mistake') told.push(`${item.line}: ${item.message}`);
    else {
      const { account, post } = item.value;
      const known = figures.filter((f) => post[f] !== undefined).map((f) => `${f} ${post[f]}`);
      told.push(`${account.network} ${account.account} ${post.id}: ${known.join(', ')}`);
    }
  }
  return told;
}

describe('a table of posts', () => {
  it('takes any of the figures; an empty one is unknown, a 0 is none', async () => {
    expect(
      await read(
        'network;account;post;at;likes;comments;shares;reach;views;paid_views',
        'twitter;CERN;1148;08.07.2019 18:00;12;0;;4000;5000;50',
        'fb;CERN;p2;2019-07-08;12,0;;;;;',
      ),
    ).toEqual([
      'x CERN 1148: likes 12, comments 0, reach 4000, views 5000, paidViews 50',
      'facebook CERN p2: likes 12',
    ]);
    expect(
      await read(
        'network,account,post,at,quotes,saves,clicks,url',
        'x,CERN,1,2019-07-08,1,2,3,https://x.example/1',
      ),
    ).toEqual(['x CERN 1: quotes 1, saves 2, clicks 3']);
  });

  it('refuses what cannot be, each with its line', async () => {
    expect(
      await read(
        'network,account,post,at,url,likes,views,paid_views',
        'x,CERN,1,soon,,1,,',
        'x,CERN,1.99E+18,2019-07-08,,1,,',
        'x,CERN,2,2019-07-08,javascript:alert(1),1,,',
        'x,CERN,3,2019-07-08,,"1,5",,',
        'x,CERN,4,2019-07-08,,1,10,11',
        'x,CERN,5,2019-07-08,,1,,11',
        ',CERN,,,,1,,',
        'x,CERN,6,2019-07-08,,9999999999999,,',
        'x,CERN,7,2019-07-08,,,,',
        'x,cern,7,2019-07-08,,,,',
      ),
    ).toEqual([
      '2: at: “soon” must be a day like 2019-07-08, with its time if you have it: 2019-07-08 18:00',
      '3: post: a spreadsheet has cut this number; format its column as text and fill it in again',
      '4: url: must be an address that begins with https://',
      '5: likes: “1,5” must be a whole number without dividers, like 412000; leave it empty where it is not known',
      '6: paid_views: is more than views, of which it is a part',
      '7: paid_views: is more than views, of which it is a part',
      '8: network is missing',
      '8: post is missing',
      '8: at is missing',
      '9: likes: “9999999999999” is more than anything was ever counted',
      'x CERN 7: ',
      '11: the post 7 of x cern stands twice, first in line 10',
    ]);
  });
});

describe('when something was posted', () => {
  it.each<[string, string | undefined]>([
    ['2019-07-08', '2019-07-08T10:00:00.000Z'],
    ['2019-07-08 18:00', '2019-07-08T16:00:00.000Z'],
    ['2019-07-08T18:00:05', '2019-07-08T16:00:05.000Z'],
    ['2019-07-08 9:05', '2019-07-08T07:05:00.000Z'],
    ['8.7.2019', '2019-07-08T10:00:00.000Z'],
    ['08.07.2019 18:00', '2019-07-08T16:00:00.000Z'],
    ['2026-11-20T09:00:04+0000', '2026-11-20T09:00:04.000Z'],
    ['2026-11-20T09:00:00.000Z', '2026-11-20T09:00:00.000Z'],
    ['2026-11-20 09:00 +02:00', '2026-11-20T07:00:00.000Z'],
    // Clocks go back: the first of two; forward: the first minute after the gap.
    ['2019-10-27 02:30', '2019-10-27T00:30:00.000Z'],
    ['2020-03-29 02:30', '2020-03-29T01:00:00.000Z'],
    ['2019-02-30', undefined],
    ['2019-07-08 25:00', undefined],
    ['07/08/2019', undefined],
    ['1999-01-01', undefined],
    ['', undefined],
  ])('%s', (typed, at) => {
    expect(readInstant(typed, zone)).toBe(at === undefined ? undefined : Date.parse(at));
  });
});
