// Typed text as Slack sends it, and what it says.
import { describe, expect, it } from 'vitest';
import type { IncomingPart } from '../../../src/chat/incoming.ts';
import { trimmed, unescapeText, withoutMention } from '../../../src/platforms/slack/text.ts';

const person = (user: string, name: string): IncomingPart => ({
  kind: 'person',
  account: { platform: 'slack', workspace: 'T01', user },
  name,
});

describe('unescapeText', () => {
  it.each<readonly [string, readonly IncomingPart[]]>([
    ['', []],
    ['register 9', ['register 9']],
    ['give 9 <@U02|ben>', ['give 9 ', person('U02', 'ben')]],
    ['give 9 <@U02> please', ['give 9 ', person('U02', 'U02'), ' please']],
    ['<@W02|ana &amp; co>', [person('W02', 'ana & co')]],
    ['Q&amp;A &lt;b&gt; &amp;lt;', ['Q&A <b> &lt;']],
    ['in <#C01|general> and <#C02>', ['in #general and #C02']],
    ['see <https://x.example/?a=1&amp;b=2|a label>', ['see https://x.example/?a=1&b=2']],
    ['see <https://x.example/>', ['see https://x.example/']],
    ['<mailto:a@b.example|a@b.example> <tel:+41>', ['a@b.example +41']],
    [
      '<!here> <!channel|@channel> <!subteam^S01|@team> <!subteam^S02>',
      ['@here @channel @team @subteam'],
    ],
    ['<!date^1562774400^{date}|10 July>', ['10 July']],
    ['a < b and <not closed', ['a < b and <not closed']],
  ])('%j → %j', (text, parts) => {
    expect(unescapeText(text, 'T01')).toEqual(parts);
  });
});

describe('withoutMention', () => {
  it.each<readonly [string, readonly IncomingPart[]]>([
    ['<@U0BOT> next', ['next']],
    ['<@U0BOT|bot>: register 9 ', ['register 9']],
    ['  <@U0BOT>, give 9 <@U02|ben>', ['give 9 ', person('U02', 'ben')]],
    ['<@U0BOT>', []],
    ['register 9 <@U0BOT>', ['register 9']],
    ['hey <@U0BOT> register 9', ['hey register 9']],
    ['<@U02|ben> <@U0BOT>', [person('U02', 'ben')]],
    ['next', ['next']],
  ])('%j → %j', (text, parts) => {
    expect(withoutMention(unescapeText(text, 'T01'), 'U0BOT')).toEqual(parts);
  });
});

it('trimmed leaves the spaces between words and people', () => {
  expect(trimmed(['  give ', person('U02', 'ben'), ' now '])).toEqual([
    'give ',
    person('U02', 'ben'),
    ' now',
  ]);
});
