// What a channel is told of a round number that a follower count reaches: once, in the digest of its day, whatever the count does after that.
import { describe, expect, it } from 'vitest';
import { keepReading, loadFollowers, watchedAccounts } from '../../src/followers/store.ts';
import { day, hour, instantOf, type LocalDate } from '../../src/kernel/time.ts';
import { begin, tuesday9 } from './channel.ts';
import { general } from './stage.ts';

const reached = '- X has reached 500,000 followers (9 Jul 2019)';

/** A channel with a digest at nine, an account that stood just below half a million on the day before, and a hand to enter its readings. */
async function counting(typed = 'digest here 09:00') {
  const on = await begin();
  const { newId } = on.ports;
  const file = { accounts: [{ network: 'x', account: 'CERN' }], readings: [] } as const;
  const account = await on.database.write(async (tx) => {
    await loadFollowers(tx, file, newId, on.series.now);
    return (await watchedAccounts(tx))[0]?.id as string;
  });
  const read = (date: LocalDate, value: number) =>
    on.database.write((tx) =>
      keepReading(
        tx,
        account,
        { on: date, value, bound: 'exact', origin: 'network', source: '' },
        on.series.now,
      ),
    );
  await read('2019-07-08', 499_000);
  await on.type(typed);
  /** How often each post, but for that of the setting, tells of a milestone. */
  const told = () =>
    on
      .posts()
      .slice(1)
      .map((lines) => lines.filter((line) => line.includes('has reached')));
  return { ...on, read, told };
}

describe('a milestone', () => {
  it('is told on its day, and neither on the days after nor after a dip and a return', async () => {
    const on = await counting();
    await on.read('2019-07-09', 500_100);
    await on.at(tuesday9);
    await on.at(tuesday9 + hour);
    expect(on.told()).toEqual([[reached]]);
    await on.read('2019-07-10', 499_200);
    await on.at(tuesday9 + day);
    await on.read('2019-07-11', 500_300);
    await on.at(tuesday9 + 2 * day);
    await on.at(tuesday9 + 3 * day);
    expect(on.told()).toEqual([[reached], [], [], []]);
  });

  it('is told by each channel’s digest', async () => {
    const on = await counting();
    const conversation = { ...general, channel: 'other' };
    await on.type('digest here 10:00', { place: { conversation, kind: 'channel' } });
    await on.read('2019-07-09', 500_100);
    await on.at(tuesday9);
    await on.at(tuesday9 + hour);
    expect(on.told()).toEqual([[], [reached], [reached]]);
  });

  it('is shown by digest now, which does not count, until the digest has told it', async () => {
    const on = await counting();
    on.series.now = tuesday9 - hour;
    await on.read('2019-07-09', 500_100);
    await on.type('digest now');
    await on.at(tuesday9);
    on.series.now += hour;
    await on.type('digest now');
    expect(on.told()).toEqual([[reached], [reached], []]);
  });

  it('is enough for a digest, and for digest now, where there is no talk', async () => {
    const on = await counting('digest here 09:00 daily');
    const later = instantOf('2019-09-02', '09:00', 'Europe/Zurich');
    await on.at(later - day);
    const before = on.posts().length;
    expect(await on.type('digest now')).not.toEqual(['The digest is posted in this channel.']);
    await on.read('2019-09-02', 500_100);
    on.series.now = later - hour;
    expect(await on.type('digest now')).toEqual(['The digest is posted in this channel.']);
    await on.at(later);
    await on.at(later + day);
    const said = ['- X has reached 500,000 followers (2 Sept 2019)'];
    expect(on.told().slice(before - 1)).toEqual([said, said]);
  });
});
