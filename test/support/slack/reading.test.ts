// How the stand-in reads messages back into what people see.
import { expect, test } from 'vitest';
import { actions, section } from './bolt-app.ts';
import { readMrkdwn } from './index.ts';
import { readMessage } from './read-blocks.ts';

const names = {
  person: (id: string) => (id === 'U01ANA' ? 'ana' : undefined),
  channel: (id: string) => (id === 'C01TALKS' ? 'talks' : undefined),
};
const read = (text: string): string => readMrkdwn(text, names).text;

test.each([
  ['*Beyond KPIs* – 12 of 20', 'Beyond KPIs – 12 of 20'],
  ['_small_ ~gone~ `code *stays*`', 'small gone code *stays*'],
  ['2 * 3 * 4 and snake_case_name', '2 * 3 * 4 and snake_case_name'],
  ['Q&amp;A &lt;live&gt;', 'Q&A <live>'],
  ['&amp;lt; is written once', '&lt; is written once'],
  ['<https://talks.example/9?a=1&amp;b=2|Talk 9>', 'Talk 9 <https://talks.example/9?a=1&b=2>'],
  ['<https://talks.example>', 'https://talks.example'],
  ['<!date^1795691000^{date_short} {time}|26 Nov 2026, 12:03 CET>', '26 Nov 2026, 12:03 CET'],
  ['<!date^1795691000^{time}^https://talks.example|12:03>', '12:03 <https://talks.example>'],
  ['hi <@U01ANA>, see <#C01TALKS>', 'hi @ana, see #talks'],
  ['an unknown <@U99>', 'an unknown @U99'],
  ['• one\n&gt; quoted', 'one\n> quoted'],
])('%s is seen as %s', (source, seen) => {
  expect(read(source)).toBe(seen);
});

test('41: what pings is noticed; what is escaped does not ping', () => {
  expect(readMrkdwn('<!channel> and <@U01ANA>', names).pings).toEqual(['<!channel>', '<@U01ANA>']);
  expect(readMrkdwn('&lt;!channel&gt;', names)).toEqual({ text: '<!channel>', pings: [] });
});

test('blocks are read into lines, fields and buttons in reading order', () => {
  const content = readMessage(
    'fallback <@U01ANA>',
    [
      { type: 'header', text: { type: 'plain_text', text: 'Talk 9 &amp; more' } },
      section('*Beyond KPIs*\n\nby <@U01ANA>'),
      {
        type: 'section',
        fields: [
          { type: 'mrkdwn', text: '*When*\nThu 12:00' },
          { type: 'mrkdwn', text: '*Seats*\n12 of 20\n4 waiting' },
        ],
      },
      { type: 'context', elements: [{ type: 'mrkdwn', text: '_Zone: Paris_' }] },
      { type: 'divider' },
      {
        type: 'section',
        text: { type: 'plain_text', text: 'Which?' },
        accessory: {
          type: 'static_select',
          placeholder: { type: 'plain_text', text: 'Talk' },
          options: [
            { text: { type: 'plain_text', text: 'Nine' }, value: '9' },
            { text: { type: 'plain_text', text: 'Ten' }, value: '10' },
          ],
        },
      },
      actions('x', 'Take a seat', 'Leave'),
    ],
    names,
    (one) => one.option?.['value'] ?? one.element['action_id'],
  );
  expect(content).toEqual({
    lines: ['Talk 9 &amp; more', 'Beyond KPIs', 'by @ana', 'Zone: Paris', 'Which?'],
    fields: [
      ['When', 'Thu 12:00'],
      ['Seats', '12 of 20\n4 waiting'],
    ],
    buttons: [
      { label: 'Talk: Nine', press: '9' },
      { label: 'Talk: Ten', press: '10' },
      { label: 'Take a seat', press: 'take-a-seat' },
      { label: 'Leave', press: 'leave' },
    ],
    pings: ['<@U01ANA>'],
  });
});

test('figures and rich text are read as lines', () => {
  const text = (words: string) => ({ type: 'raw_text', text: words });
  const content = readMessage(
    'figures',
    [
      {
        type: 'table',
        rows: [
          [text('Network'), text('Count')],
          [text('Video'), text('10')],
        ],
      },
      {
        type: 'data_visualization',
        title: 'Followers',
        chart: { type: 'line', series: [{ name: 'Video', data: [{ label: 'W1', value: 10 }] }] },
      },
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_section',
            elements: [
              { type: 'text', text: 'Dear ' },
              { type: 'user', user_id: 'U01ANA' },
            ],
          },
        ],
      },
    ],
    names,
    () => 0,
  );
  expect(content.lines).toEqual([
    'Network | Count',
    'Video | 10',
    'Followers',
    'Video: W1 10',
    'Dear @ana',
  ]);
  expect(content.pings).toEqual(['<@U01ANA>']);
});
