// Marks that nobody else can make: each purpose and each secret makes its own.
import { describe, expect, it } from 'vitest';
import { createSigner } from '../../src/app/signer.ts';

const signer = createSigner('a secret that is long enough for tests');
const mark = signer.sign('calendar', 'k3f9:1');

describe('a signer', () => {
  it('knows its own marks, which fit an address', () => {
    expect(mark).toMatch(/^[\w-]{43}$/);
    expect(signer.isSigned('calendar', 'k3f9:1', mark)).toBe(true);
    expect(signer.sign('calendar', 'k3f9:1')).toBe(mark);
  });

  it.each<[string, string, string, string]>([
    ['another text', 'calendar', 'k3f9:2', mark],
    ['another purpose', 'button', 'k3f9:1', mark],
    ['a letter less', 'calendar', 'k3f9:1', mark.slice(1)],
    ['a letter more', 'calendar', 'k3f9:1', `${mark}A`],
    ['nothing', 'calendar', 'k3f9:1', ''],
  ])('refuses a mark over %s', (_, purpose, text, given) => {
    expect(signer.isSigned(purpose, text, given)).toBe(false);
  });

  it('refuses the mark of another secret', () => {
    const other = createSigner('another secret that is long enough');
    expect(other.isSigned('calendar', 'k3f9:1', mark)).toBe(false);
  });
});
