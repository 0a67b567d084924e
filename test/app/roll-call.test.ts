// Who left while no program listened: platforms are asked about those who hold a seat, one after another, now and then.
import { expect, it, onTestFinished } from 'vitest';
import { callRoll } from '../../src/app/roll-call.ts';
import type { AccountNews } from '../../src/chat/incoming.ts';
import type { Platform, Profile } from '../../src/chat/platform.ts';
import type { Account } from '../../src/kernel/account.ts';
import { hour, minute } from '../../src/kernel/time.ts';
import { noteActivity } from '../../src/people/store/activity.ts';
import { stage } from '../reminders/stage.ts';
import { load, talkNine, talkOf, web } from '../seats/stage.ts';
import { createManualMachine } from '../support/manual-machine.ts';
import { createRecordingPlatform } from '../support/recording-platform.ts';

type Describe = (account: Account) => Profile | 'nobody' | undefined;

/** Ana has a seat in talk 9 and Cleo a place; Dan gave his back. */
async function called(describe: Describe) {
  const on = await stage();
  await load(on, [talkNine], { capacity: 2 });
  for (const who of ['ana', 'dan', 'cleo']) await on.types(who, 'register 9');
  await on.types('dan', 'cancel 9 yes');
  const machine = createManualMachine();
  const asked: string[] = [];
  const news: AccountNews[] = [];
  const logged: string[] = [];
  const platform: Platform = {
    ...createRecordingPlatform(),
    describe: async (account) => {
      asked.push(account.user);
      return describe(account);
    },
  };
  const call = callRoll({
    database: on.database,
    machine,
    now: () => on.clock.now,
    platformOf: (account) => (account.platform === 'web' ? platform : undefined),
    heed: async (one) => void news.push(one),
    log: { info: () => {}, warn: (_, event) => void logged.push(event), error: () => {} },
  });
  onTestFinished(() => call.stop());
  return { on, machine, asked, news, logged, call };
}

const profile = (deactivated: boolean): Profile => ({
  name: 'x',
  locale: undefined,
  zone: undefined,
  bot: false,
  ...(deactivated && { deactivated }),
});

it('asks about those who hold something, and tells on who is gone', async () => {
  const { machine, asked, news } = await called(({ user }) => profile(user === 'ana'));
  await machine.advance(20_000);
  expect(asked).toEqual([]);
  await machine.advance(minute);
  expect(asked.sort()).toEqual(['ana', 'cleo']);
  expect(news.map(({ account, active }) => [account.user, active]).sort()).toEqual([
    ['ana', false],
    ['cleo', true],
  ]);
});

it('asks again after some hours, also about those who may be back', async () => {
  const { on, machine, asked } = await called(() => profile(false));
  await on.database.write((tx) => noteActivity(tx, web('ana'), false, 1));
  await machine.advance(5 * hour);
  expect(asked).toHaveLength(2);
  await machine.advance(2 * hour);
  expect(asked).toHaveLength(4);
  on.clock.now = (await talkOf(on, 9)).startsAt;
  await machine.advance(6 * hour);
  expect(asked).toHaveLength(4);
});

it('takes an account that is not known there for no news, and a failing platform for no reason to stop', async () => {
  const { machine, asked, news, logged } = await called(({ user }) => {
    if (user === 'ana') throw new Error('away');
    return 'nobody';
  });
  await machine.advance(2 * minute);
  expect(asked).toHaveLength(2);
  expect(news).toEqual([]);
  expect(logged).toEqual(['an account was not looked at']);
});

it('ends when it is told to, in the middle of a round', async () => {
  const { machine, asked, call } = await called(() => profile(false));
  await machine.advance(minute / 2);
  await machine.advance(2_000);
  await call.stop();
  await machine.advance(12 * hour);
  expect(asked).toHaveLength(1);
});
