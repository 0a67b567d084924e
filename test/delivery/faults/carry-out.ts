// One case of the fault table: one call that fails, and everything that is due sent in the end.
import { touch } from '../../../src/delivery/copies.ts';
import type { Notice } from '../../../src/delivery/notice.ts';
import type { Passed } from './line.ts';
import { inChannel, openProgram, type Program } from './program.ts';
import {
  type Operation,
  type Outcome,
  type Situation,
  type SituationName,
  situations,
} from './situations.ts';
import type { Call, World } from './worlds.ts';

export interface Carried {
  readonly outcome: Outcome;
  /** Of the requests of the call that failed. */
  readonly requests: readonly Passed[];
  /** What a message before, one behind it in its conversation, and one in another conversation came to: how often each stands there. */
  readonly others: readonly number[];
  /** What the message says in the end. */
  readonly says: readonly string[];
}

const callOf: Readonly<Record<Operation, Call>> = {
  'a post in a channel': 'post',
  'a direct message': 'post',
  opening: 'open',
  'an edit': 'edit',
  looking: 'look',
};

let cases = 0;

export async function carryOut(
  world: World,
  operation: Operation,
  name: SituationName,
): Promise<Carried> {
  cases += 1;
  const run = cases;
  const { line } = world;
  const program = await openProgram(world);
  const key = `case-${run}-x`;
  const inAChannel = operation === 'a post in a channel' || operation === 'an edit';
  const to: Notice['to'] = inAChannel
    ? inChannel(world.channel)
    : { kind: 'account', account: world.person };
  const words = (of: string, where = to): Notice => ({
    key: `${of}:${run}`,
    drawer: 'note',
    to: where,
    params: { words: `${of} ${run}` },
  });

  const before = await prepare(world, program, operation, key, to, words('first'));
  const from = line.passed.length;
  const call = callOf[operation];
  const post = (passed: Passed) => world.is('post')(passed) && passed.body.includes(key);
  const ours = call === 'post' ? post : world.is(call);
  if (operation === 'looking') line.plan(post, { done: true, gets: 'end' });
  const begin = async () => {
    if (operation === 'an edit') {
      program.shown.set('t9', `after ${run}`);
      await program.database.write((tx) => touch(tx, 'talk:t9'));
      program.delivery.wake();
    } else await program.tell({ ...words('case'), key });
    await program.tell(words('behind'), words('elsewhere', inChannel(world.otherChannel)));
  };
  const { gets, done, times }: Situation = situations[name];
  if (gets) {
    line.plan(ours, { done, gets: gets(world.words) }, times);
    await begin();
  } else await whileNobodyListens(world, program, operation, key, begin);
  await program.quiet();

  const passed = line.passed.slice(from);
  const says = world.standing(key);
  const state = (await program.states()).get(key);
  await program.close();
  if (state !== 'sent' && state !== 'lost') throw new Error(`it became ${state}`);
  // What the platform reads by itself is no look of ours, and a look that found nobody listening comes to no platform.
  const looks = Math.min(program.made('look'), passed.filter(world.is('look')).length);
  return {
    outcome: {
      calls: call === 'look' ? looks : passed.filter(ours).length,
      looks,
      stands: says.length,
      state,
    },
    requests: passed.filter(ours),
    others: [...before, `behind:${run}`, `elsewhere:${run}`].map(
      (one) => world.standing(one).length,
    ),
    says,
  };
}

/** What stands there before: the card that is edited, or a first message. The keys of those that are not the case itself. */
async function prepare(
  world: World,
  program: Program,
  operation: Operation,
  key: string,
  to: Notice['to'],
  first: Notice,
): Promise<readonly string[]> {
  if (operation === 'opening') {
    world.forget();
    return [];
  }
  await world.platform.openDirect(world.person);
  if (operation !== 'an edit') {
    await program.tell(first);
    await program.quiet();
    return [first.key];
  }
  program.shown.set('t9', 'before');
  await program.tell({
    key,
    drawer: 'talk',
    to,
    params: { talk: 't9' },
    live: { subjects: ['talk:t9'], slot: 'announcement', lastDrawing: false },
  });
  await program.quiet();
  // An edit waits a second after the post.
  await world.machine.advance(5_000);
  return [];
}

/** Nobody listens when the call is made, and somebody does once it came back. */
async function whileNobodyListens(
  { line }: World,
  program: Program,
  operation: Operation,
  key: string,
  begin: () => Promise<void>,
): Promise<void> {
  if (operation === 'looking') {
    await begin();
    await program.cameBack('post', key);
    await line.down();
  } else {
    await line.down();
    await begin();
  }
  await program.cameBack(callOf[operation], key);
  await line.up();
}
