// What must be told in a simulated season, worked out from the promises alone: who did what when goes in, who is told what at which minute comes out. It knows
// the model of seats (test/seats/model.ts) and wall clocks of its own, and nothing of the product.
import { Model, type ModelSeat, type ModelTalk, waitingOf } from '../seats/model.ts';
import type { Member } from './cast.ts';
import type { Deed, DigestDeed, Done, SeatDeed } from './deeds.ts';
import { type FiledTalk, type SeasonFile, zone } from './files.ts';
import { Digests } from './oracle-digests.ts';
import { dateIn, daysAfter, instantIn, offsetIn, quietEnd } from './wall.ts';

const minute = 60_000;
const hour = 60 * minute;

/** What somebody must be told. */
export interface Due {
  readonly at: number;
  readonly to: string;
  readonly kind: string;
  readonly talk: number;
  readonly detail: string;
}

export interface Verdict {
  readonly due: readonly Due[];
  /** What each deed must have come to, in their order; undefined where its answer says nothing of a seat. */
  readonly answers: readonly (string | undefined)[];
  /** How often a promise was put to the test by what happened. */
  readonly put: ReadonlyMap<string, number>;
}

export type Told = (kind: string, to: string, talk: number, detail?: string) => void;

interface Held {
  readonly at: number;
  readonly send: () => void;
}

/** A seat that has a reminder to come. */
interface Reminder {
  readonly kind: 'still-coming' | 'starts-soon';
  readonly talk: number;
  readonly startsAt: number;
  readonly at: number;
  /** From here on it is useless. */
  readonly before: number;
}

export function oracle(done: readonly Done[], cast: readonly Member[], ends: number): Verdict {
  return new Oracle(cast).run(done, ends);
}

class Oracle {
  readonly #due: Due[] = [];
  readonly #put = new Map<string, number>();
  readonly #members: ReadonlyMap<string, Member>;
  readonly #quiet = new Map<string, { from: string; to: string }>();
  readonly #without = new Map<string, Set<string>>();
  readonly #numbers: number[] = [];
  readonly #model: Model;
  readonly #digests: Digests;
  #filed = new Map<number, FiledTalk>();
  #reminders: Reminder[] = [];
  #held: Held[] = [];

  constructor(cast: readonly Member[]) {
    this.#members = new Map(cast.map((member) => [member.user, member]));
    this.#model = new Model(
      [],
      0,
      (kind, talk, person, detail) => {
        // Of a seat in a talk that has begun or is cancelled there is nothing left to say.
        if (talk.cancelled || this.#model.now >= talk.startsAt) return;
        const said = typeof detail === 'number' ? new Date(detail).toISOString() : detail;
        this.#tell(kind, person, this.#numberOf(talk), said);
      },
      (at) => offsetIn(zone, at) * minute,
    );
    this.#digests = new Digests({
      tell: (kind, to, talk, detail) => this.#tell(kind, to, talk, detail),
      talks: () => [...this.#filed.values()],
      line: (who, number) => {
        const talk = this.#talk(number);
        const at = waitingOf(talk).findIndex(({ person }) => person === who);
        return at < 0 ? undefined : at + 1;
      },
      hold: (at, send) => void this.#held.push({ at, send }),
      quietEnd: (who, at) => this.#quietEnd(who, at),
      put: (what) => this.#note(what),
    });
  }

  run(done: readonly Done[], ends: number): Verdict {
    const answers = done.map(({ at, deed }) => {
      this.#passTo(at);
      return this.#perform(deed);
    });
    this.#passTo(ends);
    return { due: this.#due, answers, put: this.#put };
  }

  #passTo(at: number): void {
    for (;;) {
      const next = this.#nextDue();
      if (next > at) break;
      this.#model.now = next;
      this.#pass(next);
    }
    this.#model.now = at;
  }

  /** The first instant at which something is to happen by itself. */
  #nextDue(): number {
    let next = Math.min(this.#digests.nextAt());
    for (const { at } of this.#held) next = Math.min(next, at);
    for (const { at } of this.#reminders) next = Math.min(next, at);
    for (const talk of this.#model.talks) {
      for (const seat of talk.seats)
        if (seat.state === 'offered') next = Math.min(next, seat.until);
      const opens = talk.startsAt - 2 * hour;
      if (opens > this.#model.now && !talk.cancelled) next = Math.min(next, opens);
    }
    return next;
  }

  #pass(now: number): void {
    this.#model.pass();
    const reminders = this.#reminders.filter(({ at }) => at <= now);
    this.#reminders = this.#reminders.filter(({ at }) => at > now);
    for (const reminder of reminders) this.#remind(reminder);
    const held = this.#held.filter(({ at }) => at <= now);
    this.#held = this.#held.filter(({ at }) => at > now);
    for (const { send } of held) send();
    this.#digests.pass(now);
  }

  /** To those who had a seat before it was due, unless they want none, or sleep until it is useless. */
  #remind(reminder: Reminder): void {
    const talk = this.#talk(reminder.talk);
    if (talk.cancelled) {
      this.#note('no reminder of a cancelled talk');
      return;
    }
    for (const seat of talk.seats.filter(({ state }) => state === 'confirmed'))
      if (seat.since < reminder.at) this.#remindOne(reminder, talk, seat);
  }

  #remindOne(reminder: Reminder, talk: ModelTalk, seat: ModelSeat): void {
    const { now } = this.#model;
    const { person } = seat;
    const off = reminder.kind === 'still-coming' ? 'day' : 'hour';
    const ends = this.#quietEnd(person, now);
    if (this.#without.get(person)?.has(off)) this.#note('no reminder to who wants none');
    else if (ends === undefined) this.#tell(reminder.kind, person, reminder.talk);
    else if (ends >= reminder.before) this.#note('a reminder useless after quiet hours');
    else this.#holdBack(reminder, talk, seat, ends);
  }

  #holdBack(reminder: Reminder, talk: ModelTalk, seat: ModelSeat, until: number): void {
    this.#note('a reminder held back by quiet hours');
    const send = () => {
      const same = talk.startsAt === reminder.startsAt && !talk.cancelled;
      if (same && talk.seats.includes(seat) && seat.state === 'confirmed')
        this.#remindOne(reminder, talk, seat);
      else this.#note('a held reminder that holds no more');
    };
    this.#held.push({ at: until, send });
  }

  #perform(deed: Deed): string | undefined {
    switch (deed.kind) {
      case 'file':
        return this.#load(deed.file);
      case 'quiet':
        this.#quiet.set(deed.who, deed);
        return undefined;
      case 'without':
        this.#without.set(deed.who, new Set([deed.what]));
        return undefined;
      case 'announce':
        if (!this.#talk(deed.talk).cancelled)
          this.#tell('announcement', `#${deed.channel}`, deed.talk);
        return undefined;
      case 'digest':
        return this.#setDigest(deed);
      default:
        return this.#answer(deed);
    }
  }

  #answer(deed: SeatDeed): string {
    const answer = this.#decide(deed);
    const toCome = this.#reminders.some(
      ({ kind, talk }) => kind === 'still-coming' && talk === deed.talk,
    );
    if (['seat', 'accepted', 'taken'].includes(answer) && !toCome)
      this.#note('no reminder to who came after it was due');
    return answer;
  }

  #setDigest(deed: DigestDeed): undefined {
    this.#digests.set(deed, this.#member(deed.who), this.#model.now);
    if (deed.channel !== undefined && deed.at !== undefined)
      this.#tell('digest-set', `#${deed.channel}`, 0);
    return undefined;
  }

  /** What the answer must say. */
  #decide({ kind, who, talk: number, to, from }: SeatDeed): string {
    const model = this.#model;
    const talk = this.#talk(number);
    switch (kind) {
      case 'register': {
        const outcome = model.register(talk, who);
        return outcome === 'waiting' ? `line ${waitingOf(talk).length}` : said(outcome);
      }
      case 'cancel':
        return said(model.cancel(talk, who, true));
      case 'accept':
      case 'decline':
        return said(model.answer(talk, who, kind === 'accept'));
      case 'give':
        return said(model.give(talk, who, to ?? ''));
      case 'keep':
        model.keep(talk, who);
        return 'refused';
      case 'gift-accept':
      case 'gift-decline': {
        const gift = talk.gifts.find((one) => one.to === who && one.from === from);
        return gift ? said(model.answerGift(talk, gift, kind === 'gift-accept')) : 'refused';
      }
      case 'coming': {
        const over = talk.cancelled || model.now >= talk.startsAt;
        return !over && model.mine(talk, who)?.state === 'confirmed' ? 'coming' : 'refused';
      }
    }
  }

  /** What has become of the talks: those concerned are told; then seats and reminders follow. */
  #load({ talks }: SeasonFile): undefined {
    const before = this.#filed;
    this.#filed = new Map(talks.map((talk) => [talk.number, talk]));
    for (const talk of talks) {
      const old = before.get(talk.number);
      if (!old) this.#add(talk);
      else if (JSON.stringify(old) !== JSON.stringify(talk)) this.#change(old, talk);
    }
    return undefined;
  }

  #add(filed: FiledTalk): void {
    this.#numbers.push(filed.number);
    this.#model.talks.push({ ...filed, seats: [], gifts: [] });
    this.#plan(filed);
  }

  #change(old: FiledTalk, filed: FiledTalk): void {
    const { now } = this.#model;
    const talk = this.#talk(filed.number);
    const change = changeOf(old, filed);
    if (change && now < Math.max(old.endsAt, filed.endsAt))
      for (const { person } of talk.seats)
        this.#tell(change.kind, person, filed.number, change.what);
    const { capacity, elsewhere, cancelled, startsAt, endsAt } = filed;
    Object.assign(talk, { capacity, elsewhere, cancelled, startsAt, endsAt });
    if (old.startsAt !== startsAt) this.#plan(filed);
    this.#model.changed(talk);
  }

  /** What was due before the time was known is not made up for. */
  #plan({ number, startsAt }: FiledTalk): void {
    const { now } = this.#model;
    this.#reminders = this.#reminders.filter(({ talk }) => talk !== number);
    const soon = startsAt - hour;
    const before = daysAfter(dateIn(zone, startsAt), -1);
    const all: readonly Reminder[] = [
      {
        kind: 'still-coming',
        talk: number,
        startsAt,
        at: instantIn(zone, before, '10:00'),
        before: soon,
      },
      { kind: 'starts-soon', talk: number, startsAt, at: soon, before: startsAt },
    ];
    this.#reminders.push(...all.filter(({ at }) => at > now));
  }

  #tell(kind: string, to: string, talk: number, detail = ''): void {
    this.#due.push({ at: this.#model.now, to, kind, talk, detail });
    this.#note(kind);
  }

  #note(what: string): void {
    this.#put.set(what, (this.#put.get(what) ?? 0) + 1);
  }

  #quietEnd(who: string, at: number): number | undefined {
    return quietEnd(this.#quiet.get(who), this.#member(who).zone, at);
  }

  #member(who: string): Member {
    const member = this.#members.get(who);
    if (!member) throw new Error(`nobody is called ${who}`);
    return member;
  }

  #talk(number: number): ModelTalk {
    const talk = this.#model.talks[this.#numbers.indexOf(number)];
    if (!talk) throw new Error(`no talk ${number}`);
    return talk;
  }

  #numberOf(talk: ModelTalk): number {
    return this.#numbers[this.#model.talks.indexOf(talk)] as number;
  }
}

const words: Readonly<Record<string, string>> = {
  confirmed: 'seat',
  taken: 'seat',
  accepted: 'accepted',
  declined: 'declined',
  freed: 'freed',
  'left-line': 'left-line',
  given: 'given',
  'gift-taken': 'taken',
  'gift-declined': 'gift-declined',
};

/** What an outcome of the model is in an answer's words. */
const said = (outcome: string): string => words[outcome] ?? 'refused';

/** What people who sit or wait are told of a change. */
function changeOf(old: FiledTalk, now: FiledTalk): { kind: string; what: string } | undefined {
  if (now.cancelled) return old.cancelled ? undefined : { kind: 'cancelled', what: '' };
  if (old.cancelled) return { kind: 'revived', what: '' };
  const what: string[] = [];
  if (old.startsAt !== now.startsAt || old.endsAt !== now.endsAt)
    what.push(dateIn(zone, old.startsAt) === dateIn(zone, now.startsAt) ? 'time' : 'date');
  if (old.place !== now.place) what.push('place');
  return what.length > 0 ? { kind: 'changed', what: what.join(' ') } : undefined;
}
