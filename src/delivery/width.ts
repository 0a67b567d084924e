// How many messages are sent at once: more and more while the platform takes them all, half as many whenever it says "not now" or nothing.

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
  /** All that were under way when it said no are told so: they are one answer. */
  let halved = false;
  return {
    places: () => width,
    taken() {
      halved = false;
      takenSince += 1;
      if (takenSince < patience * width || width === most) return;
      width += 1;
      takenSince = 0;
    },
    heldBack() {
      if (!halved) width = Math.max(fewest, Math.floor(width / 2));
      halved = true;
      takenSince = 0;
    },
  };
}
