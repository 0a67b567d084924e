// Many messages at once over the real clients: a token that is revoked in their midst, conversations that are known, and a control.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Notice } from '../../../src/delivery/notice.ts';
import { carryOut } from './carry-out.ts';
import { inChannel, openProgram } from './program.ts';
import { mattermostWorld, slackWorld, type World } from './worlds.ts';

const note = (key: string, to: Notice['to']): Notice => ({
  key,
  drawer: 'note',
  to,
  params: { words: key },
});

describe.each([
  ['slack', slackWorld, 2],
  ['mattermost', mattermostWorld, 1],
] as const)('%s', (_, open, blindly) => {
  let world: World;
  beforeAll(async () => {
    world = await open();
  });
  afterAll(() => world.close());

  it('a token that is revoked in the midst of forty messages loses none of them', async () => {
    const { line, words, is, channel, otherChannel } = world;
    const program = await openProgram(world);
    let posts = 0;
    // From the tenth post on, until somebody has given a new one.
    line.plan(
      (passed) => is('post')(passed) && ++posts > 10,
      { done: false, gets: words.refusedToken },
      6,
    );
    const notices = Array.from({ length: 40 }, (_, n) =>
      note(`revoked:${n}`, inChannel(n % 2 === 0 ? channel : otherChannel)),
    );
    await program.tell(...notices);
    await program.quiet();
    for (const { key } of notices) expect(world.standing(key)).toEqual([key]);
    expect(new Set((await program.states()).values())).toEqual(new Set(['sent']));
    const made = line.passed.filter((passed) => is('post')(passed) && /revoked:/.test(passed.body));
    expect(made).toHaveLength(40 + 6);
    await program.close();
  });

  it('a direct conversation is opened once for all messages, and not again by the next program', async () => {
    const { line, is, person } = world;
    world.forget();
    const from = line.passed.length;
    const opened = () => line.passed.slice(from).filter(is('open')).length;
    const to = { kind: 'account', account: person } as const;
    for (const run of [1, 2]) {
      const program = await openProgram(world);
      await program.tell(...[1, 2, 3, 4, 5].map((n) => note(`direct:${run}:${n}`, to)));
      await program.quiet();
      expect(opened()).toBe(1);
      expect(world.standing(`direct:${run}:5`)).toHaveLength(1);
      await program.close();
    }
  });

  // Mattermost has a second guard for half a minute: the pending id, which the row keeps.
  it(`a look that saw nothing would leave it there ${blindly} times: the table would tell`, async () => {
    const blind: World = {
      ...world,
      platform: { ...world.platform, look: async () => ({ kind: 'absent' }) },
    };
    const { outcome } = await carryOut(
      blind,
      'a direct message',
      'the answer dropped after it was done',
    );
    expect(outcome).toMatchObject({ stands: blindly, state: 'sent' });
  });
});
