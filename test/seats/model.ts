// What the seats should be, told once more and simply: lines of people, and what each step does to them as time passes.
export interface ModelSeat {
  person: string;
  state: 'confirmed' | 'offered' | 'waiting';
  readonly order: number;
  /** Of an offer. */
  until: number;
  /** Since when it is their own; meaningless until then. */
  since: number;
}

export interface ModelGift {
  from: string;
  to: string;
  readonly order: number;
}

export interface ModelTalk {
  capacity: number;
  elsewhere: number;
  cancelled: boolean;
  startsAt: number;
  endsAt: number;
  /** In the order in which they came. */
  seats: ModelSeat[];
  gifts: ModelGift[];
}

const minute = 60_000;
const hour = 60 * minute;
/** Zurich in July, in which all histories lie. */
const july = 2 * hour;

type Told = 'promoted' | 'offered' | 'expired' | 'opened' | 'gifts' | 'lapsed' | 'withdrawn';

/** Who is told what of a talk; `detail`: the other one of a gift, or until when a seat is offered. */
export type Tell = (
  kind:
    | 'promoted'
    | 'offered'
    | 'offer-expired'
    | 'seat-open'
    | `gift-${'offered' | 'taken' | 'declined' | 'lapsed' | 'withdrawn'}`,
  talk: ModelTalk,
  person: string,
  detail: string | number,
) => void;

export class Model {
  readonly talks: ModelTalk[];
  /** Whose account it is; an account that was merged belongs to another's person. */
  readonly persons = new Map<string, string>();
  now: number;
  /** How many were told what, by somebody else's doing or as time passed. */
  readonly told: Record<Told, number> = {
    promoted: 0,
    offered: 0,
    expired: 0,
    opened: 0,
    gifts: 0,
    lapsed: 0,
    withdrawn: 0,
  };
  /** `talk:person:start`, as the ledger has it, which goes with whoever they become. */
  readonly #opened = new Set<string>();
  readonly #tell: Tell;
  /** How far the talks' clock is ahead of UTC. */
  readonly #offset: (at: number) => number;
  #orders = 0;

  constructor(
    talks: ModelTalk[],
    now: number,
    tell: Tell = () => undefined,
    offset: (at: number) => number = () => july,
  ) {
    this.talks = talks;
    this.now = now;
    this.#tell = tell;
    this.#offset = offset;
  }

  personOf(user: string): string {
    return this.persons.get(user) ?? user;
  }

  /** How a free seat is given now. */
  lead(talk: ModelTalk): 'straight' | 'offer' | 'open' | 'ended' {
    if (talk.cancelled || this.now >= talk.startsAt) return 'ended';
    const left = talk.startsAt - this.now;
    if (left <= 2 * hour) return 'open';
    return left <= 24 * hour ? 'offer' : 'straight';
  }

  /** Until when an offer of now would hold; undefined where none is made. */
  offerUntil(talk: ModelTalk): number | undefined {
    const opens = talk.startsAt - 2 * hour;
    let counted = 0;
    let until = this.now;
    // Everything here lies on whole minutes.
    for (; until < opens && counted < 240; until += minute) {
      const hourOfDay = Math.floor(((until + this.#offset(until)) % (24 * hour)) / hour);
      if (hourOfDay >= 8 && hourOfDay < 20) counted += 1;
    }
    return counted < 30 ? undefined : until;
  }

  register(talk: ModelTalk, user: string): string {
    this.#endOverdue(talk);
    const closed = this.#closed(talk);
    if (closed !== undefined) return closed;
    const mine = this.mine(talk, user);
    const open = this.lead(talk) === 'open';
    if (mine?.state === 'confirmed') return 'already-registered';
    if (mine?.state === 'offered') return this.#confirm(talk, mine, 'accepted');
    if (mine)
      return open && this.free(talk) > 0 ? this.#confirm(talk, mine, 'taken') : 'already-waiting';
    const mustWait = this.free(talk) === 0 || (!open && waitingOf(talk).length > 0);
    const seat = this.#add(talk, this.personOf(user), mustWait ? 'waiting' : 'confirmed');
    if (!mustWait) this.#lapseTo(talk, seat.person);
    return seat.state;
  }

  cancel(talk: ModelTalk, user: string, sure: boolean): string {
    this.#endOverdue(talk);
    const closed = this.#closed(talk);
    if (closed !== undefined) return closed;
    const mine = this.mine(talk, user);
    if (!mine) return 'not-registered';
    if (mine.state === 'confirmed' && waitingOf(talk).length > 0 && !sure) return 'ask';
    this.#end(talk, mine);
    if (mine.state === 'confirmed') this.#withdrawFrom(talk, mine.person);
    this.settle(talk);
    return { confirmed: 'freed', offered: 'declined', waiting: 'left-line' }[mine.state];
  }

  answer(talk: ModelTalk, user: string, accepts: boolean): string {
    this.#endOverdue(talk);
    const closed = this.#closed(talk);
    if (closed !== undefined) return closed;
    const mine = this.mine(talk, user);
    if (!mine) return 'no-offer';
    if (mine.state === 'confirmed') return 'already-registered';
    if (mine.state === 'waiting') return 'still-waiting';
    if (accepts) return this.#confirm(talk, mine, 'accepted');
    this.#end(talk, mine);
    this.settle(talk);
    return 'declined';
  }

  give(talk: ModelTalk, user: string, to: string): string {
    this.#endOverdue(talk);
    const closed = this.#closed(talk);
    if (closed !== undefined) return closed;
    const mine = this.mine(talk, user);
    if (!mine) return 'no-seat';
    if (mine.state !== 'confirmed') return `only-${mine.state}`;
    const colleague = this.personOf(to);
    if (colleague === mine.person) return 'to-yourself';
    if (talk.gifts.some((gift) => gift.from === mine.person)) return 'giving-already';
    if (this.mine(talk, to)?.state === 'confirmed') return 'has-a-seat';
    if (talk.gifts.some((gift) => gift.to === colleague)) return 'gets-another';
    this.#orders += 1;
    talk.gifts.push({ from: mine.person, to: colleague, order: this.#orders });
    this.told.gifts += 1;
    this.#tell('gift-offered', talk, colleague, mine.person);
    return 'given';
  }

  keep(talk: ModelTalk, user: string): string {
    this.#endOverdue(talk);
    const closed = this.#closed(talk);
    if (closed !== undefined) return closed;
    return this.#withdrawFrom(talk, this.personOf(user)) ? 'withdrawn' : 'kept';
  }

  /** Of a gift that was open before: overdue offers may have ended it since. */
  answerGift(talk: ModelTalk, gift: ModelGift, accepts: boolean): string {
    this.#endOverdue(talk);
    const closed = this.#closed(talk);
    if (closed !== undefined) return closed;
    if (!talk.gifts.includes(gift)) return 'already-registered';
    talk.gifts = talk.gifts.filter((one) => one !== gift);
    this.#tell(accepts ? 'gift-taken' : 'gift-declined', talk, gift.from, gift.to);
    if (!accepts) return 'gift-declined';
    const own = talk.seats.find((seat) => seat.person === gift.to);
    const theirs = talk.seats.find((seat) => seat.person === gift.from);
    talk.seats = talk.seats.filter((seat) => seat !== own && seat !== theirs);
    this.#add(talk, gift.to, 'confirmed');
    if (own?.state === 'offered') this.settle(talk);
    return 'gift-taken';
  }

  merge(from: string, into: string): void {
    const touched: ModelTalk[] = [];
    for (const told of [...this.#opened]) this.#opened.add(told.replace(`:${from}:`, `:${into}:`));
    for (const talk of this.talks) {
      const [a, b] = [from, into].map((p) => talk.seats.find((seat) => seat.person === p));
      const one = (person: string) => person === from || person === into;
      const gifts = talk.gifts.filter((gift) => one(gift.from) || one(gift.to));
      if (a && b) {
        const ranks = ['confirmed', 'offered', 'waiting'];
        const by = ranks.indexOf(a.state) - ranks.indexOf(b.state) || a.order - b.order;
        this.#end(talk, by <= 0 ? b : a);
      }
      if ((a && b) || gifts.length > 0) touched.push(talk);
      const drop = (gift: ModelGift) => {
        talk.gifts = talk.gifts.filter((other) => other !== gift);
      };
      gifts.sort((x, y) => x.order - y.order);
      const inside = (gift: ModelGift) => one(gift.from) && one(gift.to);
      for (const gift of gifts.filter(inside)) drop(gift);
      const [, ...later] = gifts.filter((gift) => !inside(gift) && one(gift.from));
      for (const gift of later) {
        drop(gift);
        this.told.withdrawn += 1;
      }
      const incoming = gifts.filter((gift) => !inside(gift) && one(gift.to));
      const sits = talk.seats.some((seat) => one(seat.person) && seat.state === 'confirmed');
      for (const gift of incoming.slice(sits ? 0 : 1)) {
        drop(gift);
        this.told.lapsed += 1;
      }
      for (const seat of talk.seats) if (seat.person === from) seat.person = into;
      for (const gift of talk.gifts) {
        if (gift.from === from) gift.from = into;
        if (gift.to === from) gift.to = into;
      }
    }
    for (const talk of touched) this.settle(talk);
  }

  /** After an organiser or the data file changed a talk. */
  changed(talk: ModelTalk): void {
    const opens = Math.max(talk.startsAt - 2 * hour, this.now);
    for (const seat of talk.seats) {
      if (seat.state !== 'offered' || seat.until <= this.now) continue;
      if (talk.cancelled) seat.state = 'waiting';
      else if (seat.until > opens) {
        seat.until = opens;
        if (opens <= this.now) continue;
        this.told.offered += 1;
        this.#tell('offered', talk, seat.person, opens);
      }
    }
    this.settle(talk);
  }

  /** Whatever is due happens. */
  pass(): void {
    for (const talk of this.talks) this.settle(talk);
  }

  settle(talk: ModelTalk): void {
    const overdue = talk.seats.filter((seat) => seat.state === 'offered' && seat.until <= this.now);
    for (const seat of overdue) {
      this.#end(talk, seat);
      this.told.expired += 1;
      this.#tell('offer-expired', talk, seat.person, '');
    }
    const lead = this.lead(talk);
    if (lead === 'ended' || this.free(talk) === 0) return;
    const until = lead === 'offer' ? this.offerUntil(talk) : undefined;
    for (const seat of waitingOf(talk)) {
      if (lead === 'open') this.#tellOpen(talk, seat);
      else if (this.free(talk) === 0) return;
      else if (lead === 'straight') {
        this.#confirm(talk, seat, 'promoted');
        this.told.promoted += 1;
        this.#tell('promoted', talk, seat.person, '');
      } else if (until !== undefined) {
        seat.state = 'offered';
        seat.until = until;
        this.told.offered += 1;
        this.#tell('offered', talk, seat.person, until);
      }
    }
  }

  free(talk: ModelTalk): number {
    const taken = talk.seats.length - waitingOf(talk).length;
    return Math.max(0, talk.capacity - talk.elsewhere - taken);
  }

  mine(talk: ModelTalk, user: string): ModelSeat | undefined {
    const person = this.personOf(user);
    return talk.seats.find((seat) => seat.person === person);
  }

  #tellOpen(talk: ModelTalk, seat: ModelSeat): void {
    const key = `${this.talks.indexOf(talk)}:${seat.person}:${talk.startsAt}`;
    if (this.#opened.has(key)) return;
    this.#opened.add(key);
    this.told.opened += 1;
    this.#tell('seat-open', talk, seat.person, '');
  }

  /** What every decision about a talk begins with. */
  #endOverdue(talk: ModelTalk): void {
    if (talk.seats.some((seat) => seat.state === 'offered' && seat.until <= this.now))
      this.settle(talk);
  }

  #add(talk: ModelTalk, person: string, state: ModelSeat['state']): ModelSeat {
    this.#orders += 1;
    const seat = { person, state, order: this.#orders, until: 0, since: this.now };
    talk.seats.push(seat);
    return seat;
  }

  #end(talk: ModelTalk, seat: ModelSeat): void {
    talk.seats = talk.seats.filter((one) => one !== seat);
  }

  #confirm(talk: ModelTalk, seat: ModelSeat, how: string): string {
    seat.state = 'confirmed';
    seat.since = this.now;
    this.#lapseTo(talk, seat.person);
    return how;
  }

  #lapseTo(talk: ModelTalk, person: string): void {
    const left = talk.gifts.filter((gift) => gift.to !== person);
    this.told.lapsed += talk.gifts.length - left.length;
    for (const gift of talk.gifts)
      if (gift.to === person) this.#tell('gift-lapsed', talk, gift.from, person);
    talk.gifts = left;
  }

  #withdrawFrom(talk: ModelTalk, person: string): boolean {
    const left = talk.gifts.filter((gift) => gift.from !== person);
    const withdrawn = talk.gifts.length - left.length;
    this.told.withdrawn += withdrawn;
    for (const gift of talk.gifts)
      if (gift.from === person) this.#tell('gift-withdrawn', talk, gift.to, person);
    talk.gifts = left;
    return withdrawn > 0;
  }

  #closed(talk: ModelTalk): string | undefined {
    if (talk.cancelled) return 'cancelled';
    if (this.now >= talk.endsAt) return 'over';
    return this.now >= talk.startsAt ? 'started' : undefined;
  }
}

export const waitingOf = (talk: ModelTalk) => talk.seats.filter((seat) => seat.state === 'waiting');
