// Whatever the data holds, it is shown as it is: no ping, no link, no bold.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Card } from '../../../src/chat/card.ts';
import type { Inline, Line } from '../../../src/kernel/inline.ts';
import { escapeText, mrkdwnPieces } from '../../../src/platforms/slack/inline.ts';
import { render } from '../../../src/platforms/slack/render.ts';
import { validateMessage } from '../../support/slack/blocks.ts';
import { readMrkdwn } from '../../support/slack/mrkdwn.ts';
import { ben, team } from './cards.ts';

const names = { person: () => undefined, channel: () => undefined };
const draw = (...line: Line): string =>
  mrkdwnPieces(line, { team, yourTime: (time) => `(${time})`, told: new Set() }).join('');
const zw = '\ufeff';

describe('data becomes', () => {
  it.each<readonly [Inline, string]>([
    ['<!channel> & <@U02BEN>', '&lt;!channel&gt; &amp; &lt;@U02BEN&gt;'],
    ['<https://evil.example|Register>', '&lt;https://evil.example|Register&gt;'],
    ['snake_case, 5 * 3, C*', `snake_case, 5 * 3, C${zw}*${zw}`],
    [
      '*bold* _it_ ~st~',
      `${['*', '_', '~'].map((m, i) => `${zw}${m}${zw}${['bold', 'it', 'st'][i]}${zw}${m}${zw}`).join(' ')}`,
    ],
    ['> quoted\n> twice', `${zw}&gt; quoted\n${zw}&gt; twice`],
    ['half \ud800 and \u0007', 'half \ufffd and  '],
    [{ kind: 'strong', text: ' two\nlines ' }, ' *two*\n*lines* '],
    [{ kind: 'strong', text: '' }, ''],
    [{ kind: 'code', text: '/icdd `x` <y>' }, '`/icdd \u02cbx\u02cb &lt;y&gt;`'],
    [{ kind: 'code', text: '' }, ''],
    [
      { kind: 'link', label: 'a|b > c', url: 'https://x.example/(p)?a=1&b=|"<>' },
      '<https://x.example/%28p%29?a=1&amp;b=%7C%22%3C%3E|a¦b &gt; c>',
    ],
    [
      { kind: 'link', label: '', url: 'https://x.example/' },
      '<https://x.example/|https://x.example/>',
    ],
    [{ kind: 'link', label: 'bad', url: 'javascript:alert(1)' }, 'bad'],
    [{ kind: 'link', label: 'long', url: `https://x.example/${'&'.repeat(600)}` }, 'long'],
    [{ kind: 'person', account: ben, name: 'Ben\n<!here>' }, 'Ben &lt;!here&gt;'],
    [{ kind: 'mention', account: { ...ben, user: 'U1> <!here' }, name: 'x' }, '@x'],
  ])('%j → %s', (inline, drawn) => {
    expect(draw(inline)).toBe(drawn);
  });
});

const nasty = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        '<!channel>',
        '<!here|x>',
        '<@U02BEN>',
        '<',
        '>',
        '|',
        '&',
        '&lt;',
        '*',
        '_',
        '~',
        '`',
        '```',
        'a',
        ' ',
        '\n',
        '<https://x|y>',
        '\u200b',
        '\ud83d',
      ),
      { maxLength: 30 },
    )
    .map((all) => all.join('')),
);
const dataOnly: fc.Arbitrary<Inline> = fc.oneof(
  nasty,
  nasty.map((text): Inline => ({ kind: 'strong', text })),
  nasty.map((text): Inline => ({ kind: 'code', text })),
  nasty.map((name): Inline => ({ kind: 'person', account: ben, name })),
);

describe('no data', () => {
  it('can write an angle bracket: so no ping, no link, no date', () => {
    fc.assert(
      fc.property(fc.array(dataOnly, { maxLength: 6 }), (line) => {
        const drawn = draw(...line);
        expect(drawn).not.toMatch(/[<>]/);
        expect(readMrkdwn(drawn, names).pings).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it('in a link can end it, or change where it leads', () => {
    fc.assert(
      fc.property(nasty, nasty, (label, path) => {
        const drawn = draw({ kind: 'link', label, url: `https://x.example/${path}` });
        expect(drawn).toMatch(/^<https:\/\/x\.example\/[^<>|\s]*\|[^<>|\n]*>$/);
      }),
      { numRuns: 500 },
    );
  });

  it('turns bold: words with marks are read back as they were', () => {
    const word = fc
      .array(fc.constantFrom('*', '_', '~', 'a', 'b', ' ', '.'), { maxLength: 20 })
      .map((a) => a.join(''));
    fc.assert(
      fc.property(word, (words) => {
        expect(readMrkdwn(escapeText(words), names).text).toBe(words);
      }),
      { numRuns: 1000 },
    );
  });

  it('makes a card that Slack refuses, or that pings', () => {
    fc.assert(
      fc.property(
        nasty,
        fc.array(fc.array(dataOnly, { maxLength: 4 }), { maxLength: 4 }),
        (title, lines) => {
          const card: Card = {
            language: 'en',
            title: [title],
            blocks: [
              { kind: 'text', lines },
              { kind: 'list', items: lines },
              { kind: 'fields', fields: [{ label: title, value: lines[0] ?? [] }] },
              { kind: 'meter', taken: 1, capacity: 2, caption: lines[0] ?? [] },
            ],
          };
          const { text, blocks } = render(card, team, { key: 'k', revision: 0 });
          expect(validateMessage(blocks, text)).toEqual([]);
          const mrkdwn = JSON.stringify(blocks.filter((b) => b.type !== 'header'));
          expect(mrkdwn).not.toMatch(/<[!@#]|<http/);
          expect(text).not.toMatch(/[<>]/);
        },
      ),
      { numRuns: 300 },
    );
  });
});
