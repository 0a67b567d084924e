// One card, its exact blocks; and what happens to a card that is too large.
import { describe, expect, it } from 'vitest';
import type { Block, Card } from '../../../src/chat/card.ts';
import { buttons, line, quiet, rule, text } from '../../../src/chat/card.ts';
import { talkId } from '../../../src/kernel/ids.ts';
import type { Line } from '../../../src/kernel/inline.ts';
import { limits } from '../../../src/platforms/slack/limits.ts';
import { markOf, render } from '../../../src/platforms/slack/render.ts';
import { validateMessage } from '../../support/slack/blocks.ts';
import { ben, cancel, plainCard, register, startsAt, talk, talkCard, team } from './cards.ts';

const card = (...blocks: Block[]): Card => ({ language: 'en', title: [], blocks });
const blocksOf = (c: Card): unknown[] => render(c, team).blocks;
const section = (words: string): unknown => ({
  type: 'section',
  text: { type: 'mrkdwn', text: words, verbatim: true },
});
const header = (words: string): unknown => ({
  type: 'header',
  text: { type: 'plain_text', text: words, emoji: false },
});

describe('a card with every block', () => {
  it('is drawn as these blocks and this text', () => {
    expect(render(talkCard, team)).toEqual({
      text: [
        'Talk 9: Beyond KPIs',
        'With Ana &amp; Co, type /icdd show 9',
        'Second line',
        'When: Wed 10 July, 18:00 (Europe/Zurich)',
        'Where: Room &lt;3179&gt;',
        '33 / 45 · 4 waiting',
        '• Event page',
        '• Survey',
        '1. first',
        '2. second',
        'Small print',
      ].join('\n'),
      blocks: [
        header('Talk 9: Beyond KPIs'),
        section('With *Ana &amp; Co*, type `/icdd show 9`\nSecond line'),
        {
          type: 'section',
          fields: [
            {
              type: 'mrkdwn',
              text:
                '*When*\nWed 10 July, 18:00 (Europe/Zurich) ' +
                `(<!date^${startsAt / 1000}^{date_short_pretty} {time}|2019-07-10 16:00 UTC> your time)`,
              verbatim: true,
            },
            { type: 'mrkdwn', text: '*Where*\nRoom &lt;3179&gt;', verbatim: true },
          ],
        },
        section('`▓▓▓▓▓▓▓░░░` 33 / 45 · 4 waiting'),
        section('• <https://indico.cern.ch/event/833254|Event page>\n• Survey'),
        { type: 'divider' },
        section('1. first\n2. second'),
        { type: 'context', elements: [{ type: 'mrkdwn', text: 'Small print', verbatim: true }] },
        {
          type: 'actions',
          elements: [
            {
              type: 'button',
              text: { type: 'plain_text', text: 'Register', emoji: false },
              action_id: '1:register:k3f9a1',
              style: 'primary',
              accessibility_label: 'Register for talk 9',
            },
            {
              type: 'button',
              text: { type: 'plain_text', text: 'Cancel', emoji: false },
              action_id: '1:cancel:k3f9a1',
            },
          ],
        },
      ],
    });
  });

  it('keeps Slack’s rules', () => {
    const { text: words, blocks } = render(talkCard, team, { key: 'promoted:k3', revision: 2 });
    expect(validateMessage(blocks, words)).toEqual([]);
  });
});

describe('marks', () => {
  it('stand in every block, new with every revision, and are read back', () => {
    const first = render(talkCard, team, { key: 'copy:k3f9:7', revision: 0 }).blocks.map(
      (b) => b.block_id,
    );
    const second = render(talkCard, team, { key: 'copy:k3f9:7', revision: 1 }).blocks.map(
      (b) => b.block_id,
    );
    expect(first[0]).toBe('copy:k3f9:7~0~0');
    expect(new Set([...first, ...second]).size).toBe(first.length * 2);
    expect(markOf(second[3])).toEqual({ key: 'copy:k3f9:7', revision: 1 });
  });

  it.each([undefined, '', 'g0001', 'talk:42:v3', 'a~b~c', 'a~1'])('%s is no mark of ours', (id) => {
    expect(markOf(id)).toBeUndefined();
  });

  it('of the longest key fit a block id', () => {
    const mark = { key: 'k'.repeat(120), revision: 999_999_999 };
    const { blocks } = render(talkCard, team, mark);
    expect(Math.max(...blocks.map((b) => b.block_id?.length ?? 0))).toBeLessThanOrEqual(
      limits.blockId,
    );
    expect(markOf(blocks[0]?.block_id)).toEqual(mark);
  });

  it('are absent from private answers', () => {
    expect(render(talkCard, team).blocks.every((b) => b.block_id === undefined)).toBe(true);
  });
});

describe('titles', () => {
  it('longer than a header become a bold line', () => {
    const long = 'x'.repeat(151);
    expect(blocksOf(plainCard(long))).toEqual([section(`*${long}*`)]);
  });
  it('are literal in a header, and escaped in the text', () => {
    const drawn = render(plainCard('Q&A <!channel>'), team);
    expect(drawn).toEqual({ text: 'Q&amp;A &lt;!channel&gt;', blocks: [header('Q&A <!channel>')] });
  });
  it('that are empty draw nothing', () => {
    expect(blocksOf(card(text(line('Only this'))))).toEqual([section('Only this')]);
  });
});

describe('the meter', () => {
  it.each([
    [0, 45, '░░░░░░░░░░'],
    [1, 45, '▓░░░░░░░░░'],
    [33, 45, '▓▓▓▓▓▓▓░░░'],
    [44, 45, '▓▓▓▓▓▓▓▓▓░'],
    [45, 45, '▓▓▓▓▓▓▓▓▓▓'],
    [47, 45, '▓▓▓▓▓▓▓▓▓▓'],
    [0, 0, '░░░░░░░░░░'],
    [2, 0, '▓▓▓▓▓▓▓▓▓▓'],
  ])('%i of %i', (taken, capacity, bar) => {
    const caption = line('words');
    expect(blocksOf(card({ kind: 'meter', taken, capacity, caption }))).toEqual([
      section(`\`${bar}\` words`),
    ]);
  });
});

describe('the reader’s own time', () => {
  const there = {
    kind: 'moment',
    at: startsAt,
    zone: 'Europe/Zurich',
    text: '18:00 (Europe/Zurich)',
  } as const;
  const moment: Line = [there];
  it('is said once for each instant of a card', () => {
    const [first, second] = render(card(text(moment), quiet(moment)), team).blocks;
    expect(JSON.stringify(first)).toContain('<!date^1562774400^');
    expect(JSON.stringify(second)).not.toContain('<!date');
  });
  it('is not said again where the line says it', () => {
    const own: Line = [{ ...there, own: true }, ' · your time: 21:30'];
    expect(JSON.stringify(render(card(text(own), quiet(moment)), team).blocks)).not.toContain(
      '<!date',
    );
  });
  it('is said in the card’s language', () => {
    const french: Card = { ...card(text(moment)), language: 'fr' };
    expect(JSON.stringify(render(french, team).blocks)).toContain('chez vous)');
  });
});

describe('people', () => {
  it('are named without a ping, and pinged only by a mention in their own workspace', () => {
    const person: Line = [{ kind: 'person', account: ben, name: 'Ben <@U1>' }];
    const mention: Line = [{ kind: 'mention', account: ben, name: 'Ben' }];
    const foreign: Line = [{ kind: 'mention', account: { ...ben, workspace: 'T02' }, name: 'Ben' }];
    const other: Line = [
      { kind: 'mention', account: { platform: 'web', workspace: '', user: 'ben' }, name: 'Ben' },
    ];
    expect(blocksOf(card(text(person, mention, foreign, other)))).toEqual([
      section('Ben &lt;@U1&gt;\n<@U02BEN>\n@Ben\n@Ben'),
    ]);
  });
});

describe('what is long', () => {
  const words = 'word '.repeat(2000).trim();

  it('text goes on in the next section, and nothing of it is lost', () => {
    const { blocks } = render(card(text(line(words))), team);
    const texts = blocks.map((b) => (b.type === 'section' ? (b.text?.text ?? '') : ''));
    expect(texts.length).toBeGreaterThan(3);
    expect(texts.every((t) => t.length <= limits.sectionText)).toBe(true);
    expect(texts.join('')).toBe(words);
  });

  it('fields: ten to a section, a long one by itself', () => {
    const field = (n: number, value: string) => ({ label: `L${n}`, value: line(value) });
    const short = Array.from({ length: 12 }, (_, n) => field(n, 'v'));
    const drawn = render(
      card({ kind: 'fields', fields: [...short, field(12, 'y '.repeat(1200))] }),
      team,
    );
    expect(
      drawn.blocks.map((b) => (b.type === 'section' ? (b.fields?.length ?? 'text') : b.type)),
    ).toEqual([10, 2, 'text']);
  });

  it('buttons: 25 to a row, and the same action never twice in one', () => {
    const many = Array.from({ length: 30 }, (_, n) => ({
      ...register,
      action: { verb: 'register' as const, talk: talkId(`talk${n}`) },
    }));
    const rows = (c: Card) =>
      render(c, team).blocks.map((b) => (b.type === 'actions' ? b.elements.length : 0));
    expect(rows(card(buttons(...many)))).toEqual([25, 5]);
    expect(rows(card(buttons(register, cancel, register)))).toEqual([2, 1]);
  });

  it('a card: whole sections are left out from the end, and counted', () => {
    const one: Block[] = [
      text(line('A talk')),
      buttons({ ...register, action: { verb: 'show', talk } }),
    ];
    const long = card(...Array.from({ length: 26 }, () => [...one, rule]).flat());
    const { blocks, text: fallback } = render(long, team);
    expect(blocks.length).toBeLessThanOrEqual(limits.blocks);
    expect(blocks.at(-1)).toEqual({
      type: 'context',
      elements: [{ type: 'mrkdwn', text: '… and 10 more', verbatim: true }],
    });
    expect(validateMessage(blocks, fallback)).toEqual([]);
  });

  it('the text beside the blocks ends in a sign that there is more', () => {
    const { text: fallback } = render(
      card(...Array.from({ length: 9 }, () => text(line('z'.repeat(500))))),
      team,
    );
    expect(fallback.length).toBeLessThanOrEqual(limits.fallbackText);
    expect(fallback.endsWith('\n…')).toBe(true);
  });

  it('one section that is larger than a message is thrown', () => {
    expect(() => render(card(text(line('x '.repeat(20_000)))), team)).toThrow(
      'larger than the platform takes',
    );
    expect(() => render(card(buttons({ ...register, label: 'L'.repeat(76) })), team)).toThrow();
  });
});
