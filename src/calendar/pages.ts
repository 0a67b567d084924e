// The addresses at which calendars ask. Whoever may not see a feed is told what is told of any address that does not exist.
import type { Page, PageAnswer } from '../chat/page.ts';
import type { Ports } from '../delivery/ports.ts';
import type { PersonId } from '../kernel/ids.ts';
import type { Language } from '../kernel/language.ts';
import { readerOf } from '../people/rules.ts';
import { accountsOf } from '../people/store.ts';
import type { Read } from '../storage/database.ts';
import { talkByNumber } from '../talks/store.ts';
import { wording } from '../wording/wording.ts';
import {
  linkPurpose,
  newestOf,
  readPersonPath,
  readTalkPath,
  seriesPath,
  signedText,
} from './rules.ts';
import { lastStepAt, ownerOf } from './store.ts';
import { allEntries, entryFor, ownEntries } from './view.ts';

const type = 'text/calendar; charset=utf-8';
const notFound: PageAnswer = { kind: 'not-found' };

export function calendarPages(ports: Ports): readonly Page[] {
  const reading =
    (answer: (asked: Asked) => Promise<PageAnswer>): Page['answer'] =>
    async (path) => {
      // Loaded when the first calendar asks: a start loads what it uses.
      const feed = await import('./feed.ts');
      return ports.database.read((read) => answer({ ports, feed, read, path }));
    };
  return [
    { path: seriesPath, answer: reading(series) },
    { path: '/calendar/talks/*', answer: reading(talk) },
    { path: '/calendar/people/*', answer: reading(person) },
  ];
}

interface Asked {
  readonly ports: Ports;
  readonly feed: typeof import('./feed.ts');
  readonly read: Read;
  readonly path: string;
}

async function series({ ports, feed, read }: Asked): Promise<PageAnswer> {
  const entries = await allEntries(read);
  const facts = entries.at(-1)?.talk.series;
  const language = ports.seriesLanguage;
  const head = { language, name: facts?.title ?? '', description: facts?.description ?? '' };
  return {
    kind: 'document',
    type,
    body: feed.seriesFeed(head, entries),
    fileName: 'series.ics',
    changedAt: newestOf(entries),
    readers: 'anybody',
  };
}

async function talk({ ports, feed, read, path }: Asked): Promise<PageAnswer> {
  const asked = readTalkPath(path);
  const found = asked && (await talkByNumber(read, asked.number, asked.seriesKey));
  if (!found) return notFound;
  const entry = await entryFor(read, found);
  return {
    kind: 'document',
    type,
    body: feed.talkFeed(ports.seriesLanguage, entry),
    fileName: `talk-${found.number}.ics`,
    changedAt: newestOf([entry]),
    readers: 'anybody',
  };
}

async function person({ ports, feed, read, path }: Asked): Promise<PageAnswer> {
  const asked = readPersonPath(path);
  if (!asked) return notFound;
  // Looked for whether signed or not, so that the time does not tell a forged link from an old one.
  const owner = await ownerOf(read, asked.link);
  const signed = ports.signer.isSigned(linkPurpose, signedText(asked.link), asked.mark);
  if (!signed || owner === undefined) return notFound;
  const language = await languageOf(ports, read, owner);
  const all = await allEntries(read);
  const entries = await ownEntries(read, owner);
  const w = wording(language).feeds;
  const head = {
    language,
    name: w.mine(all.at(-1)?.talk.series.title ?? ''),
    description: w.mineDescription(),
  };
  const lastAt = await lastStepAt(read, owner);
  return {
    kind: 'document',
    type,
    body: feed.personFeed(head, entries, all),
    fileName: 'my-seats.ics',
    changedAt: newestOf([...entries, ...(lastAt === undefined ? [] : [{ changedAt: lastAt }])]),
    readers: 'one',
  };
}

/** What the person prefers, else what one of their accounts speaks, in the order of their keys. */
async function languageOf(ports: Ports, read: Read, owner: PersonId): Promise<Language> {
  const defaults = { language: ports.seriesLanguage, zone: ports.seriesZone };
  const [first] = await accountsOf(read, owner);
  return first ? readerOf(first, first.account, defaults).language : defaults.language;
}
