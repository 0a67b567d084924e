// `insights` for staff, and its buttons: what people did with the posts of the watched accounts.
import type { Card } from '../chat/card.ts';
import { redraw, whisper } from '../chat/reply.ts';
import type { PressEntry, Reader, Word } from '../chat/router.ts';
import type { Ports } from '../delivery/ports.ts';
import type { CardReader } from '../followers/cards/counts.ts';
import { maySum } from '../followers/jobs.ts';
import { type Question, readQuestion } from '../followers/rules/typed.ts';
import { usualSeries, type WatchedAccount } from '../followers/rules.ts';
import { countsBetween, watchedAccounts } from '../followers/store.ts';
import {
  type Instant,
  instantOf,
  type LocalDate,
  localDate,
  plusDays,
  type Zone,
} from '../kernel/time.ts';
import type { Read } from '../storage/database.ts';
import { askRefusedCard } from './cards/refusals.ts';
import { insightsCard, insightsOfCard, noPostsCard, nothingWatchedCard } from './cards.ts';
import { type Answered, type Measured, readingTolerance, standingPosts } from './rules.ts';
import { answeredBetween, newestPostAt, postsBetween } from './store.ts';

/** The word `insights` with all that may follow it. */
export function insightWords(ports: Ports): readonly Word[] {
  return [
    {
      name: 'insights',
      spellings: {
        en: ['insights', 'insight', 'engagement'],
        fr: ['indicateurs', 'indicateur'],
      },
      audience: 'staff',
      changes: false,
      handle: async ({ reader, rest }) => whisper(await answer(ports, reader, rest)),
    },
  ];
}

/** The buttons of all networks and of one. */
export function insightPresses(
  ports: Ports,
): Readonly<Record<'insights' | 'insights-of', PressEntry>> {
  return {
    insights: {
      audience: 'staff',
      changes: false,
      handle: async ({ reader }) => redraw(await answer(ports, reader, '')),
    },
    'insights-of': {
      audience: 'staff',
      changes: false,
      handle: async ({ reader, action }) => {
        if (!('watched' in action)) throw new Error(`a button without an account: ${action.verb}`);
        const { watched: id } = action;
        return redraw(
          await drawn(ports, reader, (watched) => {
            const pressed = watched.find((account) => account.id === id);
            const accounts = watched.filter((account) => sameNetwork(account, pressed));
            return {
              accounts: pressed ? accounts : watched,
              named: pressed !== undefined,
              since: undefined,
            };
          }),
        );
      },
    },
  };
}

/** Those elsewhere are networks of their own. */
function sameNetwork(account: WatchedAccount, other: WatchedAccount | undefined): boolean {
  if (account.network === 'elsewhere') return account.id === other?.id;
  return account.network === other?.network;
}

function cardReader(ports: Ports, reader: Reader): CardReader {
  return {
    language: reader.language,
    command: reader.command,
    organiser: reader.organiser,
    today: localDate(reader.now, ports.seriesZone),
  };
}

function answer(ports: Ports, reader: Reader, rest: string): Promise<Card> {
  const to = cardReader(ports, reader);
  return drawn(ports, reader, (watched) => {
    const question = readQuestion(rest, watched, to.today);
    if (question.ok) return question.value;
    // What is read here names no account.
    if (question.refusal.kind === 'which-account')
      return { accounts: watched, named: false, since: undefined };
    return askRefusedCard(question.refusal, watched, to);
  });
}

/** So many days back posts are looked at where nothing is said: enough for most accounts to have posts to compare. */
const usualDays = 90;

async function drawn(
  ports: Ports,
  reader: Reader,
  questionOf: (watched: readonly WatchedAccount[]) => Question | Card,
): Promise<Card> {
  const to = cardReader(ports, reader);
  return ports.database.read(async (read) => {
    const watched = (await watchedAccounts(read)).filter(isUsual);
    if (watched.length === 0) return nothingWatchedCard(to);
    const question = questionOf(watched);
    if ('blocks' in question) return question;
    const since = question.since ?? plusDays(to.today, -usualDays);
    const each = async <T>(of: (window: Window) => Promise<T>): Promise<readonly T[]> => {
      const all: T[] = [];
      for (const account of question.accounts)
        all.push(await of({ read, zone: ports.seriesZone, account, since, now: reader.now }));
      return all;
    };
    const newest = await each(newestOn);
    if (newest.every((on) => on === undefined)) return noPostsCard(to);
    if (!question.named) {
      const glances = (await each(answeredIn)).map((answered, i) => ({
        answered,
        newestOn: newest[i],
      }));
      return insightsCard(glances, since, maySum, to);
    }
    const details = (await each(measuredIn)).map((measured, i) => ({
      measured,
      newestOn: newest[i],
    }));
    return insightsOfCard(details, since, to);
  });
}

/** Posts belong to an account and not to one of its series: each stands once. */
const isUsual = ({ network, account, series }: WatchedAccount): boolean =>
  series === usualSeries(network, account);

/** Of which account, from which day until when. */
interface Window {
  readonly read: Read;
  readonly zone: Zone;
  readonly account: WatchedAccount;
  readonly since: LocalDate;
  readonly now: Instant;
}

async function newestOn({ read, zone, account, now }: Window): Promise<LocalDate | undefined> {
  const newest = await newestPostAt(read, account.id, now);
  return newest === undefined ? undefined : localDate(newest, zone);
}

const readingsIn = ({ read, zone, account, since, now }: Window) =>
  countsBetween(read, account.id, plusDays(since, -readingTolerance), localDate(now, zone));

async function measuredIn(window: Window): Promise<Measured> {
  const { read, zone, account, since, now } = window;
  const posts = await postsBetween(read, account.id, instantOf(since, '00:00', zone), now);
  return { account, zone, posts: standingPosts(posts), readings: await readingsIn(window) };
}

async function answeredIn(window: Window): Promise<Answered> {
  const { read, zone, account, since, now } = window;
  const posts = await answeredBetween(read, account.id, instantOf(since, '00:00', zone), now);
  return { account, zone, ...posts, readings: await readingsIn(window) };
}
