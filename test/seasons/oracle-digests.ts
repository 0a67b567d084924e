// When a digest must come, and of which talks: once per local day at its minute, where a talk is ahead or something is new since the last one.
import type { Member } from './cast.ts';
import type { DigestDeed } from './deeds.ts';
import { type FiledTalk, zone as seriesZone } from './files.ts';
import type { Told } from './oracle.ts';
import { dateIn, daysAfter, instantIn, weekdayOf } from './wall.ts';

export interface Around {
  readonly tell: Told;
  readonly talks: () => readonly FiledTalk[];
  /** The number of somebody who waits. */
  readonly line: (who: string, talk: number) => number | undefined;
  readonly hold: (at: number, send: () => void) => void;
  readonly quietEnd: (who: string, at: number) => number | undefined;
  readonly put: (what: string) => void;
}

/** What a digest knew of a talk when it last came. */
type Known = FiledTalk & { readonly place: string; readonly line: number | undefined };

interface Digest {
  readonly to: string;
  /** Whose own it is. */
  readonly who: string | undefined;
  active: boolean;
  at: string;
  zone: string;
  days: readonly number[];
  setAt: number;
  /** The last local day that is done with. */
  lastOn: string;
  known: ReadonlyMap<number, Known>;
  next: number;
}

const dayNumbers = {
  weekdays: [1, 2, 3, 4, 5],
  daily: [1, 2, 3, 4, 5, 6, 7],
  mon: [1],
} as const;

export class Digests {
  readonly #around: Around;
  readonly #all = new Map<string, Digest>();

  constructor(around: Around) {
    this.#around = around;
  }

  set(deed: DigestDeed, member: Member, now: number): void {
    const to = deed.channel === undefined ? deed.who : `#${deed.channel}`;
    const who = deed.channel === undefined ? deed.who : undefined;
    const before = this.#all.get(to);
    if (deed.at === undefined) {
      if (before) before.active = false;
      return;
    }
    const goesOn = before?.active === true;
    const digest: Digest = {
      to,
      who,
      active: true,
      at: deed.at,
      zone: deed.zone ?? (who === undefined ? seriesZone : member.zone),
      days: dayNumbers[deed.days],
      setAt: now,
      lastOn: before?.lastOn ?? '',
      known: goesOn ? before.known : this.#knownNow(who, now),
      next: 0,
    };
    digest.next = nextOf(digest);
    this.#all.set(to, digest);
  }

  nextAt(): number {
    const times = [...this.#all.values()].filter(({ active }) => active).map(({ next }) => next);
    return Math.min(Number.POSITIVE_INFINITY, ...times);
  }

  pass(now: number): void {
    for (const digest of this.#all.values())
      if (digest.active && digest.next <= now) this.#come(digest, now);
  }

  #come(digest: Digest, now: number): void {
    const { to, who, zone } = digest;
    digest.lastOn = dateIn(zone, now);
    digest.next = nextOf(digest);
    const known = this.#knownNow(who, now);
    const news = this.#news(digest, known);
    const ahead = this.#ahead(zone, now);
    if (this.#held(zone, now) + news.length === 0) {
      this.#around.put('a day without a digest');
      return;
    }
    if (news.length > 0) this.#around.put('a digest with news');
    const numbers = [...new Set([...ahead, ...news])].sort((a, b) => a - b);
    const tell = () => {
      digest.known = known;
      if (who === undefined) this.#around.tell('digest', to, 0, numbers.join());
      else this.#around.tell('digest-own', to, 0);
    };
    const ends = who === undefined ? undefined : this.#around.quietEnd(who, now);
    if (ends === undefined) {
      tell();
      return;
    }
    this.#around.put('a digest held back by quiet hours');
    this.#around.hold(ends, () => {
      // Meanwhile its last talk may have ended.
      const still = this.#knownNow(who, ends);
      const left = this.#held(zone, ends) + news.filter((one) => still.has(one)).length;
      if (digest.active && left > 0) tell();
    });
  }

  /** The talks of today and the next fourteen days. */
  #ahead(zone: string, now: number): readonly number[] {
    return this.#soon(zone, now).map(({ number }) => number);
  }

  /** How many of them take place: a cancelled one alone is no reason for a digest. */
  #held(zone: string, now: number): number {
    return this.#soon(zone, now).filter(({ cancelled }) => !cancelled).length;
  }

  #soon(zone: string, now: number) {
    const until = instantIn(zone, daysAfter(dateIn(zone, now), 15), '00:00');
    return this.#around.talks().filter(({ startsAt, endsAt }) => endsAt > now && startsAt < until);
  }

  #knownNow(who: string | undefined, now: number): ReadonlyMap<number, Known> {
    const upcoming = this.#around.talks().filter(({ endsAt }) => endsAt > now);
    return new Map(
      upcoming.map((talk) => [
        talk.number,
        { ...talk, line: who === undefined ? undefined : this.#around.line(who, talk.number) },
      ]),
    );
  }

  #news(digest: Digest, now: ReadonlyMap<number, Known>): readonly number[] {
    return [...now.values()]
      .filter((talk) => isNews(digest.known.get(talk.number), talk))
      .map(({ number }) => number);
  }
}

function isNews(before: Known | undefined, now: Known): boolean {
  if (!before) return !now.cancelled;
  if (now.cancelled) return !before.cancelled;
  return (
    before.cancelled ||
    before.startsAt !== now.startsAt ||
    before.endsAt !== now.endsAt ||
    before.place !== now.place ||
    before.title !== now.title ||
    (now.speakers && !before.speakers) ||
    now.capacity > before.capacity ||
    (before.line !== undefined && now.line !== undefined && before.line !== now.line)
  );
}

/** The first time after it was set, on a day that is not done with. */
function nextOf({ at, zone, days, setAt, lastOn }: Digest): number {
  const first = dateIn(zone, setAt);
  for (let on = lastOn < first ? first : daysAfter(lastOn, 1); ; on = daysAfter(on, 1)) {
    if (!days.includes(weekdayOf(on))) continue;
    const due = instantIn(zone, on, at);
    if (due > setAt) return due;
  }
}
