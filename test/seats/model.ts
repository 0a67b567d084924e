// What the seats should be, told once more and simply: lines of people, and what each step does to them.
export interface ModelSeat {
  person: string;
  state: 'confirmed' | 'waiting';
  readonly order: number;
}

export interface ModelTalk {
  capacity: number;
  elsewhere: number;
  cancelled: boolean;
  readonly startsAt: number;
  readonly endsAt: number;
  /** In the order in which they came. */
  seats: ModelSeat[];
}

export class Model {
  readonly talks: ModelTalk[];
  /** Whose account it is; an account that was merged belongs to another's person. */
  readonly persons = new Map<string, string>();
  now: number;
  /** How many got a seat by somebody else's doing. */
  promoted = 0;
  #orders = 0;

  constructor(talks: ModelTalk[], now: number) {
    this.talks = talks;
    this.now = now;
  }

  personOf(user: string): string {
    return this.persons.get(user) ?? user;
  }

  register(talk: ModelTalk, user: string): string {
    const mine = this.#mine(talk, user);
    const closed = this.#closed(talk);
    if (closed !== undefined) return closed;
    if (mine) return mine.state === 'confirmed' ? 'already-registered' : 'already-waiting';
    const state = this.free(talk) > 0 && waitingOf(talk).length === 0 ? 'confirmed' : 'waiting';
    this.#orders += 1;
    talk.seats.push({ person: this.personOf(user), state, order: this.#orders });
    return state;
  }

  cancel(talk: ModelTalk, user: string, sure: boolean): string {
    const closed = this.#closed(talk);
    if (closed !== undefined) return closed;
    const mine = this.#mine(talk, user);
    if (!mine) return 'not-registered';
    if (mine.state === 'confirmed' && waitingOf(talk).length > 0 && !sure) return 'ask';
    talk.seats = talk.seats.filter((seat) => seat !== mine);
    this.settle(talk);
    return mine.state === 'confirmed' ? 'freed' : 'left-line';
  }

  merge(from: string, into: string): void {
    for (const talk of this.talks) {
      const [a, b] = [from, into].map((p) => talk.seats.find((seat) => seat.person === p));
      if (a && b) {
        const better =
          a.state === b.state
            ? a.order < b.order
            : a.state === 'confirmed' && b.state === 'waiting';
        const goes = better ? b : a;
        talk.seats = talk.seats.filter((seat) => seat !== goes);
      }
      for (const seat of talk.seats) if (seat.person === from) seat.person = into;
      this.settle(talk);
    }
  }

  settle(talk: ModelTalk): void {
    if (talk.cancelled || this.now >= talk.startsAt) return;
    for (const seat of waitingOf(talk)) {
      if (this.free(talk) === 0) return;
      seat.state = 'confirmed';
      this.promoted += 1;
    }
  }

  free(talk: ModelTalk): number {
    const confirmed = talk.seats.length - waitingOf(talk).length;
    return Math.max(0, talk.capacity - talk.elsewhere - confirmed);
  }

  #mine(talk: ModelTalk, user: string): ModelSeat | undefined {
    const person = this.personOf(user);
    return talk.seats.find((seat) => seat.person === person);
  }

  #closed(talk: ModelTalk): string | undefined {
    if (talk.cancelled) return 'cancelled';
    if (this.now >= talk.endsAt) return 'over';
    return this.now >= talk.startsAt ? 'started' : undefined;
  }
}

const waitingOf = (talk: ModelTalk) => talk.seats.filter((seat) => seat.state === 'waiting');
