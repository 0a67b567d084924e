// What a button carries.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Action,
  actionVerbs,
  decodeAction,
  encodeAction,
  failureVerbs,
  giftVerbs,
  linkVerbs,
  plainVerbs,
  seatVerbs,
  talkVerbs,
  watchedVerbs,
} from '../../src/chat/action.ts';
import {
  type FailureNumber,
  giftId,
  linkId,
  seatId,
  talkId,
  watchedAccountId,
} from '../../src/kernel/ids.ts';

const id = fc.stringMatching(/^[a-z0-9]{4,20}$/);
const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record({ verb: fc.constantFrom(...talkVerbs), talk: id.map(talkId) }),
  fc.record({ verb: fc.constantFrom(...plainVerbs) }),
  fc.record({ verb: fc.constantFrom(...linkVerbs), link: id.map(linkId) }),
  fc.record({ verb: fc.constantFrom(...giftVerbs), gift: id.map(giftId) }),
  fc.record({
    verb: fc.constantFrom(...failureVerbs),
    failure: fc.integer({ min: 1, max: 999_999_999 }).map((n) => String(n) as FailureNumber),
  }),
  fc.record({ verb: fc.constantFrom(...seatVerbs), seat: id.map(seatId) }),
  fc.record({ verb: fc.constantFrom(...watchedVerbs), watched: id.map(watchedAccountId) }),
);

describe('an action', () => {
  it('is read back as it was written, in at most 60 plain characters', () => {
    fc.assert(
      fc.property(action, (one) => {
        const encoded = encodeAction(one);
        expect(decodeAction(encoded)).toEqual({ ok: true, value: one });
        expect(encoded).toMatch(/^[a-z0-9:-]{1,60}$/);
      }),
    );
  });

  it('has a verb of its own', () => {
    const all = [
      talkVerbs,
      plainVerbs,
      linkVerbs,
      giftVerbs,
      failureVerbs,
      seatVerbs,
      watchedVerbs,
    ].flat();
    expect(new Set(actionVerbs).size).toBe(all.length);
  });

  it.each([
    '0:register:k3f9',
    '2:register:k3f9',
    '9999:list',
    '1:dance',
    '1:dance:k3f9',
    '1:handover:k3f9',
  ])('of another version is old: %s', (encoded) => {
    expect(decodeAction(encoded)).toEqual({ ok: false, refusal: 'old' });
  });

  it.each([
    '',
    'register',
    '1',
    '1:',
    '1:register',
    '1:register:',
    '1:register:K3F9',
    '1:register:abc',
    '1:register:k3f9:more',
    '1:list:k3f9',
    '1:link-yes',
    '1:link-no:abc',
    '1:gift-accept',
    '1:gift-decline:abc',
    '1:send-again',
    '1:send-again:0',
    '1:let-go:k3f9',
    '1:send-anyway:1234567890',
    '1:free',
    '1:free:abc',
    '1:insights-of',
    '1:insights-of:abc',
    '10000:list',
    ' 1:list',
    '1:list\n',
    '1:register:k3f9; DROP',
    '1:REGISTER:k3f9',
    '-1:list',
  ])('that was never ours is malformed: “%s”', (encoded) => {
    expect(decodeAction(encoded)).toEqual({ ok: false, refusal: 'malformed' });
  });

  it('is never read from just any text, and reading never throws', () => {
    fc.assert(
      fc.property(fc.string(), (garbage) => {
        const read = decodeAction(garbage);
        if (read.ok) expect(encodeAction(read.value)).toBe(garbage);
      }),
    );
  });
});
