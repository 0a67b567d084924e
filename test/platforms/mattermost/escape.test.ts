// Data in Markdown: it shows as it is, and can neither notify, link, format nor start another line.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Inline, link, person, strong } from '../../../src/kernel/inline.ts';
import {
  bareLabel,
  escapeText,
  markdown,
  oneLine,
} from '../../../src/platforms/mattermost/escape.ts';
import { account } from '../../../src/platforms/mattermost/options.ts';
import { readMarkdown } from '../../support/mattermost/index.ts';
import { namesIn } from '../../support/mattermost/mentions.ts';

const gap = '\u200B';
const nobody = new Map<string, string>();
const anna = account('a'.repeat(26));
const names = new Map([[anna.user, 'anna.b']]);

const table: readonly [what: string, data: string, markdown: string][] = [
  ['plain words', 'Dark matter, 18:00 (room 9)', 'Dark matter, 18:00 (room 9)'],
  ['bold and italics', '*a* **b** _c_ ~~d~~', '\\*a\\* \\*\\*b\\*\\* \\_c\\_ \\~\\~d\\~\\~'],
  ['a mention', '@all and x@here', `@${gap}all and x@${gap}here`],
  ['a full-width mention', '＠all', `＠${gap}all`],
  ['an escaped mention', '\\@all &#64;all', `\\\\@${gap}all &amp;\\#64;all`],
  ['a link', '[free beer](https://x.example)', '\\[free beer\\](https://x.example)'],
  ['an inline button', '[x](mmaction://id)', `\\[x\\](mmaction:${gap}//id)`],
  ['a link of Slack', '<https://x.example|y>', '&lt;https://x.example\\|y&gt;'],
  ['a ping of Slack', '<!here> <@U02>', `&lt;!here&gt; &lt;@${gap}U02&gt;`],
  ['an image', '![x](https://x.example/a.png)', '!\\[x\\](https://x.example/a.png)'],
  ['code', '`rm` ```x```', '&#96;rm&#96; &#96;&#96;&#96;x&#96;&#96;&#96;'],
  ['an emoji', ':tada: at 10:00:00', `:${gap}tada: at 10:${gap}00:00`],
  ['a channel and a hashtag', '~town-square #tag', '\\~town-square \\#tag'],
  ['a formula', '$x$', '&#36;x&#36;'],
  ['a cell of a table', 'a | b', 'a \\| b'],
  ['line breaks', 'a\n# b\r\nc\u2028d', 'a \\# b c d'],
  ['a turned reading direction', 'a\u202Eb', 'ab'],
  [
    'an address with marks in it',
    'see https://x.example/a_b*c_',
    'see https://x.example/a_b\\*c\\_',
  ],
  [
    'an address with a query',
    'https://x.example/?a=1&b_c=2&lt;',
    'https://x.example/?a=1&b_c=2&amp;lt;',
  ],
  ['an address with a name in it', 'https://x.example/@all', `https://x.example/@${gap}all`],
  ['half a surrogate', 'a\uD800b', 'a\uFFFDb'],
];

describe('text of unknown origin', () => {
  test.each(table)('%s', (_, data, expected) => {
    expect(escapeText(data)).toBe(expected);
  });

  test.each([
    ['a heading', '# x', '\\# x'],
    ['a list', '- x', '\\- x'],
    ['a list with a plus', '+ x', '\\+ x'],
    ['a rule', '---', '\\---'],
    ['a numbered list', '9. x', '9\\. x'],
    ['a numbered list with a bracket', '9) x', '9\\) x'],
    ['a number', '9.5 x', '9.5 x'],
    ['an underlined heading', '===', `${gap}===`],
    ['indented code', '    x', 'x'],
    ['a quotation', '> x', '&gt; x'],
  ])('at the start of a line: %s', (_, data, expected) => {
    expect(markdown([data], nobody)).toBe(expected);
  });
});

describe('inline text', () => {
  const cases: readonly [string, readonly Inline[], string][] = [
    ['bold keeps its spaces outside', [strong(' a '), 'b'], '**a** b'],
    ['bold beside bold stays two', [strong('a'), strong('b')], `**a**${gap}**b**`],
    ['bold of nothing is nothing', [strong(' '), 'b'], 'b'],
    ['code', [{ kind: 'code', text: '/icdd give 9 @ben' }], '`/icdd give 9 @ben`'],
    ['code with a backtick is text', [{ kind: 'code', text: 'a`b' }], 'a&#96;b'],
    [
      'code beside code',
      [
        { kind: 'code', text: 'a' },
        { kind: 'code', text: 'b' },
      ],
      `\`a\`${gap}\`b\``,
    ],
    [
      'a link',
      [link('Event [9]', 'https://x.example/a b?q=(1)&r=@all')],
      '[Event \\[9\\]](https://x.example/a%20b?q=%281%29&r=%40all)',
    ],
    [
      'a link without a label',
      [{ kind: 'link', label: '', url: 'https://x.example/' }],
      '[https://x.example/](https://x.example/)',
    ],
    ['a link that is none', [{ kind: 'link', label: 'x', url: 'mmaction://a' }], 'x'],
    ['a link that is broken', [{ kind: 'link', label: 'x', url: 'https://' }], 'x'],
    ['a person is no ping', [person(anna, '@anna.b')], `@${gap}anna.b`],
    ['a mention is one', [{ kind: 'mention', account: anna, name: 'Anna' }, '!'], '@anna.b!'],
    [
      'a mention does not grow',
      ['for', { kind: 'mention', account: anna, name: 'Anna' }, 'belle'],
      `for${gap}@anna.b${gap}belle`,
    ],
    [
      'a mention of somebody unknown is a name',
      [{ kind: 'mention', account: account('b'.repeat(26)), name: 'B_n' }],
      'B\\_n',
    ],
    [
      'a moment is its text',
      [{ kind: 'moment', at: 0, zone: 'UTC', text: '10 Jul 2019, 18:00 CEST' }],
      '10 Jul 2019, 18:00 CEST',
    ],
  ];
  test.each(cases)('%s', (_, inline, expected) => {
    expect(markdown(inline, names)).toBe(expected);
  });

  test('in emphasis the plain words are bold', () => {
    expect(markdown(['Talk ', { kind: 'code', text: '9' }, ': x'], nobody, true)).toBe(
      '**Talk** `9`**: x**',
    );
  });

  test('a label has no Markdown: only emoji and mentions are broken', () => {
    expect(bareLabel('Give @all *9* :tada:\n')).toBe(`Give @${gap}all *9* :${gap}tada: `);
  });
});

const nasty = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '@all',
        '@here',
        '@ana',
        '＠channel',
        '@',
        '\\',
        '*',
        '**',
        '_',
        '~~',
        '`',
        '```',
        '[',
        ']',
        '(',
        ')',
        '](',
        '<',
        '>',
        '!',
        '|',
        '#',
        '- ',
        '1. ',
        '&#64;',
        '&lt;',
        '&',
        ':',
        ':tada:',
        'https://x.example/',
        'http://a_b_c',
        'mmaction://',
        '\n',
        '\n\n',
        '\r',
        '\u2028',
        '    ',
        '---',
        '===',
        '$',
        'a',
        ' ',
        '9',
        '<!here>',
        '<@U1|x>',
        '\u200B',
        '\u202E',
      ),
      fc.string({ maxLength: 4, unit: 'binary' }),
    ),
    { maxLength: 14 },
  )
  .map((parts) => parts.join(''));

const asInline: fc.Arbitrary<Inline> = fc.oneof(
  nasty,
  nasty.map((text) => strong(text)),
  nasty.map((text): Inline => ({ kind: 'code', text })),
  nasty.map((name) => person(anna, name)),
  nasty.map((text): Inline => ({ kind: 'moment', at: 0, zone: 'UTC', text })),
  fc
    .tuple(nasty, nasty)
    .map(([label, path]): Inline => ({ kind: 'link', label, url: `https://x.example/${path}` })),
);

// The stand-in keeps pieces aside behind two private characters, and leaves out those that nobody sees.
const visible = (text: string) =>
  oneLine(text).replace(/[\uE000\uE001\u200B\u200C\u2060\uFEFF]/g, '');

const withoutCode = (written: string) => written.replace(/`[^`]*`/g, '');

describe('no data', () => {
  test('shows as anything but itself', () => {
    fc.assert(
      fc.property(nasty, (data) => {
        // The stand-in takes an entity at the end of an address for a part of it.
        fc.pre(!/https?:\/\/\S*[&<>`$]/i.test(oneLine(data)));
        const lines = readMarkdown(markdown([`x${data}`], nobody));
        expect(lines.map((l) => l.trim())).toEqual([visible(`x${data}`).trim()]);
      }),
      { numRuns: 2_000 },
    );
  });

  test('makes a second line, or notifies anybody, in whatever it stands', () => {
    fc.assert(
      fc.property(fc.array(asInline, { maxLength: 5 }), fc.boolean(), (inlines, emphasis) => {
        const written = markdown(inlines, names, emphasis);
        expect(written).not.toMatch(/[\n\r\u2028\u2029]/);
        expect(namesIn(written, () => true)).toEqual([]);
        expect(withoutCode(written)).not.toMatch(/(^|[\s(<])mmaction:\/\//);
      }),
      { numRuns: 3_000 },
    );
  });

  test('makes a link to anywhere but where the link goes', () => {
    fc.assert(
      fc.property(fc.array(asInline, { maxLength: 5 }), (inlines) => {
        const unescaped = withoutCode(markdown(inlines, names)).replace(/\\[\\[\]]/g, '');
        for (const found of unescaped.matchAll(/\]\(([^)]*)\)/g))
          expect(found[1]).toMatch(/^https:\/\/x\.example\//);
      }),
      { numRuns: 2_000 },
    );
  });
});
