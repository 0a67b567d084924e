// How many messages are sent at once: more and more while the platform takes them all, few again as soon as it says "not now" or nothing.

export interface Width {
  /** Messages that may be under way. */
  places(): number;
  /** The platform took one. */
  taken(): void;
  /** It asked to wait, or did not answer. */
  heldBack(): void;
}

/** Where a call takes a third of a second and five a second are allowed, more would send no more and be refused more often. */
const fewest = 4;
/** Where the platform allows more, what is sent together is claimed and marked in one commit. */
const most = 16;
/** One more after so many for each that may be under way: a platform that allows five a second says no before. */
const patience = 3;

export function createWidth(): Width {
  let width = fewest;
  let takenSince = 0;
  return {
    places: () => width,
    taken() {
      takenSince += 1;
      if (takenSince < patience * width || width === most) return;
      width += 1;
      takenSince = 0;
    },
    heldBack() {
      width = fewest;
      takenSince = 0;
    },
  };
}
