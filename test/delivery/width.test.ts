// How many messages are sent at once, as the platform takes them or asks to wait.
import { describe, expect, it } from 'vitest';
import { createWidth } from '../../src/delivery/width.ts';

function widthAfter(taken: number) {
  const width = createWidth();
  for (let n = 0; n < taken; n += 1) width.taken();
  return width;
}

describe('the messages that are sent at once', () => {
  it.each([
    [0, 4],
    [11, 4],
    [12, 5],
    [26, 5],
    [27, 6],
    [341, 15],
    [342, 16],
    [10_000, 16],
  ])('after %i that were taken are %i', (taken, places) => {
    expect(widthAfter(taken).places()).toBe(places);
  });

  it('are half as many when the platform asks to wait, once for all that were under way', () => {
    const width = widthAfter(10_000);
    for (let n = 0; n < 16; n += 1) width.heldBack();
    expect(width.places()).toBe(8);
    width.taken();
    for (let n = 0; n < 8; n += 1) width.heldBack();
    expect(width.places()).toBe(4);
    width.taken();
    width.heldBack();
    expect(width.places()).toBe(4);
  });

  it('grow anew from there', () => {
    const width = widthAfter(100);
    width.heldBack();
    for (let n = 0; n < 11; n += 1) width.taken();
    expect(width.places()).toBe(4);
    width.taken();
    expect(width.places()).toBe(5);
  });
});
