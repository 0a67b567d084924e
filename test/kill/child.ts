// The child that is killed: opens the database when it is told to, and storms it with presses until it dies. What somebody was told goes to a file at once:
// a file outlives the death of a program, which is all that these kills prove (not of the machine).
import { once } from 'node:events';
import { openSync, writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import sql from 'sql-template-tag';
import type { IncomingPress } from '../../src/chat/incoming.ts';
import { AlreadyAnswered } from '../../src/chat/router.ts';
import { talkSubject } from '../../src/delivery/notice.ts';
import { enqueue } from '../../src/delivery/outbox.ts';
import { decided } from '../../src/kernel/facts.ts';
import { type TalkId, talkId } from '../../src/kernel/ids.ts';
import { ok } from '../../src/kernel/result.ts';
import { cancel, register } from '../../src/seats/decide.ts';
// Loaded before it is told to begin, so that no kill falls into the loading of a parser.
import '../../src/talks/files.ts';
import type { ToldAnswer, ToldNotice } from './judge.ts';
import { type Chance, chanceOf } from './random.ts';
import { type Files, openStation, type Station, workspace } from './station.ts';

export interface Go {
  readonly files: Files;
  readonly seed: number;
  readonly round: number;
}

const people = 40;
const pressing = 12;

async function storm({ files, seed, round }: Go): Promise<void> {
  const chance = chanceOf(seed);
  const station = await openStation(files);
  const talks = await station.database.read((read) =>
    read.all<{ id: string }>(sql`SELECT id FROM talks ORDER BY number`),
  );
  const told = openSync(files.told, 'a');
  const tell = (what: ToldAnswer | ToldNotice) => writeSync(told, `${JSON.stringify(what)}\n`);
  station.delivery.start();
  let presses = 0;
  const person = async () => {
    for (;;) {
      presses += 1;
      const delivery = `${round}-${presses}`;
      const talk = talkId(talks[chance.int(talks.length)]?.id ?? '');
      if (chance.int(50) === 0) await announce(station, chance, talk, delivery, tell);
      else await press(station, chance, talk, delivery, tell);
      await sleep(chance.int(6));
    }
  };
  await Promise.all(Array.from({ length: pressing }, person));
}

type Tell = (what: ToldAnswer | ToldNotice) => void;

async function press(
  { ports }: Station,
  chance: Chance,
  talk: TalkId,
  delivery: string,
  tell: Tell,
): Promise<void> {
  const user = `U${chance.int(people)}`;
  const what = chance.int(2) === 0 ? 'register' : 'cancel';
  const incoming: IncomingPress = {
    kind: 'press',
    account: { platform: 'slack', workspace, user },
    speaker: 'person',
    place: { conversation: { platform: 'slack', workspace, channel: 'C1' }, kind: 'channel' },
    delivery,
    event: false,
    action: ok({ verb: what, talk }),
    pressed: undefined,
  };
  const once = async () => {
    try {
      const decision =
        what === 'register'
          ? await register(ports, incoming, talk)
          : await cancel(ports, incoming, talk, true);
      if (!decision.ok) throw new Error('a talk is gone');
      const { outcome, talk: decidedOn } = decision.value;
      const answer = outcome.ok ? outcome.value : outcome.refusal;
      const line = 'line' in answer ? answer.line : 0;
      const step = decidedOn.revision;
      tell({ told: 'answer', delivery, user, talk, step, kind: answer.kind, line });
    } catch (error) {
      if (!(error instanceof AlreadyAnswered)) throw error;
    }
  };
  // Platforms deliver twice now and then.
  await Promise.all(chance.int(20) === 0 ? [once(), once()] : [once()]);
}

/** A card in a channel, which cannot be looked at. */
async function announce(
  { ports }: Station,
  chance: Chance,
  talk: TalkId,
  delivery: string,
  tell: Tell,
): Promise<void> {
  const key = `announce:${delivery}`;
  const channel = `C${1 + chance.int(3)}`;
  await ports.transact({ job: 'announce' }, async (tx) => {
    const notice = {
      key,
      drawer: 'announcement',
      to: { kind: 'channel', conversation: { platform: 'slack', workspace, channel } },
      params: { talk },
      live: {
        subjects: [talkSubject(talk)],
        slot: `announcement:${talk}`,
        lastDrawing: false,
      },
    } as const;
    return decided(await enqueue(tx, notice, ports.now()));
  });
  tell({ told: 'notice', key });
}

// Whoever was to kill it is gone.
process.once('disconnect', () => process.exit());
process.send?.('warm');
void once(process, 'message').then(([go]) => storm(go as Go));
