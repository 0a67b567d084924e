// Cards are divided by rules and shortened by whole sections, never silently.
import { describe, expect, it } from 'vitest';
import {
  type Block,
  buttons,
  type Card,
  drawFitting,
  line,
  quiet,
  rule,
  sections,
  text,
} from '../../src/chat/card.ts';

const part = (name: string): Block => text([name]);
const card = (...blocks: readonly Block[]): Card => ({ language: 'en', title: ['T'], blocks });
const three = card(part('a'), part('b'), rule, part('c'), rule, part('d'));
const more = (left: number) => `… and ${left} more`;
const atMost = (count: number) => (one: Card) => one.blocks.length <= count;
const fitCard = (one: Card, fits: (drawn: Card) => boolean, left: typeof more) =>
  drawFitting(one, (drawn) => drawn, fits, left);

describe('a card', () => {
  it('has sections between its rules, and none that are empty', () => {
    expect(sections(three)).toEqual([[part('a'), part('b')], [part('c')], [part('d')]]);
    expect(sections(card(rule, rule, part('a'), rule))).toEqual([[part('a')]]);
    expect(sections(card())).toEqual([]);
  });

  it('stays whole where it fits', () => {
    expect(fitCard(three, atMost(6), more)).toBe(three);
  });

  it.each([
    [5, ['a', 'b', undefined, 'c', '… and 1 more']],
    [4, ['a', 'b', '… and 2 more']],
    [3, ['a', 'b', '… and 2 more']],
  ])('leaves out whole sections from the end and says how many: %i blocks', (limit, shown) => {
    const fitted = fitCard(three, atMost(limit), more);
    expect(fitted.blocks.map((b) => (b.kind === 'text' ? b.lines[0]?.[0] : undefined))).toEqual(
      shown,
    );
    expect(fitted.title).toEqual(['T']);
  });

  it('of one section that is too large is a fault', () => {
    expect(() => fitCard(three, atMost(1), more)).toThrow('one section');
  });

  it('is made of plain data', () => {
    const press = { label: 'L', action: { verb: 'list' }, typed: 'list' } as const;
    expect([line('a', 'b'), quiet(['q']), buttons(press)]).toEqual([
      ['a', 'b'],
      { kind: 'text', lines: [['q']], quiet: true },
      { kind: 'buttons', buttons: [press] },
    ]);
  });
});
