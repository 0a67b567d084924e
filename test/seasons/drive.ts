// Lets a season pass over programs, minute by minute where something is due: time goes on once all is at rest, people do what they set out to do, one after the
// other, and answer what they are sent. What they do depends on the seed and on what they were sent, never on how long anything took.
import { writeFileSync } from 'node:fs';
import type { Incoming } from '../../src/chat/incoming.ts';
import type { Recorded } from '../support/recording-platform.ts';
import { pressing, typing, web } from '../support/speaking.ts';
import { castOf, type Member } from './cast.ts';
import { type Done, type Planned, type Spoken, typedOf } from './deeds.ts';
import { type SeasonFile, seasonFiles } from './files.ts';
import { begins, byTime, plansOf, reactionTo } from './plans.ts';
import type { Programs } from './programs.ts';
import { type Message, readAnswer, readMessage } from './reading.ts';

export interface History {
  readonly done: readonly Done[];
  readonly posts: readonly Message[];
  /** The outbox keys of the posts, in the same order. */
  readonly keys: readonly string[];
  readonly records: readonly Recorded[];
}

export interface Season {
  readonly seed: number;
  readonly cast: readonly Member[];
  readonly files: readonly SeasonFile[];
  readonly plans: readonly Planned[];
  readonly ends: number;
}

/** A season of so many people. Of fewer than two hundred there are fewer seats in each talk. */
export function seasonOf(seed: number, size: number, ends: number): Season {
  const cast = castOf(seed, size);
  const files = seasonFiles(begins, size / 200);
  return { seed, cast, files, plans: plansOf(seed, cast, files, ends), ends };
}

/** SEASON_SEED; else the given one. The tests have always the same season, the soak another each time. */
export function seedOr(usual: number): number {
  const given = process.env['SEASON_SEED'];
  return given === undefined ? usual : Number(given);
}

export async function drive(programs: Programs, season: Season): Promise<History> {
  const { seed, cast, ends } = season;
  const members = new Map(cast.map((member) => [member.user, member]));
  const waiting = [...season.plans];
  const done: Done[] = [];
  const posts: Message[] = [];
  const keys: string[] = [];
  let read = 0;
  let now = 0;

  /** People see what was posted since. */
  const look = () => {
    const records = programs.records();
    for (; read < records.length; read += 1) {
      const record = records[read] as Recorded;
      if (record.what !== 'post') continue;
      const message = readMessage(record);
      posts.push(message);
      keys.push(record.mark.key);
      const reaction = reactionTo(seed, message.to, message);
      if (reaction && reaction.at < ends) insert(waiting, reaction);
    }
  };

  async function perform(planned: Planned): Promise<void> {
    const { deed } = planned;
    if (deed.kind === 'file') {
      writeFileSync(programs.files.season, deed.file.text);
      await programs.load(`season:${done.length}`);
      done.push({ ...planned, heard: posts.length, answer: undefined });
      return;
    }
    const member = members.get(deed.who) as Member;
    const title = await programs.say(said(deed, member, `season:${done.length}`));
    const answer = title === undefined ? undefined : readAnswer(title);
    done.push({ ...planned, heard: posts.length, answer });
  }

  for (;;) {
    const due = Math.max(await programs.nextAt(now), now + 1);
    now = Math.min(due, waiting[0]?.at ?? ends);
    if (now >= ends) break;
    await programs.run(now);
    look();
    if ((waiting[0]?.at ?? ends) > now) continue;
    while (waiting[0] !== undefined && waiting[0].at <= now) {
      await perform(waiting.shift() as Planned);
      await programs.rest(false);
      look();
    }
    // Time goes on only when all is at rest: a call that is under way would seem to have taken hours.
    await programs.rest(true);
  }
  return { done, posts, keys, records: programs.records() };
}

function insert(waiting: Planned[], planned: Planned): void {
  const at = waiting.findIndex((other) => byTime(planned, other) < 0);
  waiting.splice(at < 0 ? waiting.length : at, 0, planned);
}

/** As the platform hands it on; the same delivery comes once, however often it is tried. */
function said(deed: Spoken, member: Member, delivery: string): Incoming {
  const account = web(member.user);
  const channel = 'channel' in deed ? deed.channel : undefined;
  const place =
    channel === undefined
      ? { conversation: { ...web(''), channel: `D-${member.user}` }, kind: 'direct' as const }
      : { conversation: { ...web(''), channel }, kind: 'channel' as const };
  const { platform, workspace } = account;
  const where = {
    ...place,
    conversation: { platform, workspace, channel: place.conversation.channel },
  };
  if ('press' in deed && deed.press)
    return { ...pressing(account, deed.press), delivery, place: where };
  return { ...typing(account, typedOf(deed, member), delivery), place: where };
}
