// Bad inputs while the program runs: each its clear answer, nothing changed, nothing leaked.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { secretsOf } from '../../src/app/config.ts';
import { badMattermost } from './bad-inputs/mattermost.ts';
import { badRequests } from './bad-inputs/requests.ts';
import { badSlack } from './bad-inputs/slack.ts';
import { type BadInput, createStage, type Stage } from './bad-inputs/stage.ts';
import { badWords } from './bad-inputs/words.ts';
import { dump } from './running.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await createStage();
}, 120_000);

afterAll(() => stage?.close());

/** The web chat keeps what was said in it, as any chat does: the conversation is no decision of the bot. */
const conversation = ['web_posts', 'web_counters'];
const names = /\b(?:Ana|Ben|Cleo|Olga|Duarte|Okafor|Silva|Roy)\b/;
const stack = /^\s*at .+:\d+:\d+\)?$/m;

async function holds(input: BadInput): Promise<void> {
  const besides = [...conversation, ...(input.leaves ? [input.leaves[0]] : [])];
  const before = await dump(stage.running.database, besides);
  const logged = stage.running.lines.length;
  const answer = await input.send(stage);
  if (input.status !== undefined) expect(answer.status, answer.text).toBe(input.status);
  if (typeof input.says === 'string') expect(answer.text).toContain(input.says);
  else expect(answer.text).toMatch(input.says);
  expect(await dump(stage.running.database, besides)).toEqual(before);

  const lines = stage.running.lines.slice(logged);
  if (!input.noted)
    expect(lines.filter((line) => /"level":"(?:error|fatal)"/.test(line)).join('')).toBe('');
  const log = lines.join('');
  expect(log).not.toMatch(names);
  if (input.typed !== undefined && input.typed.length > 3) {
    expect(log).not.toContain(JSON.stringify(input.typed).slice(1, -1));
  }
  for (const secret of secretsOf(stage.running.config)) {
    expect(log).not.toContain(secret);
    expect(answer.text).not.toContain(secret);
  }
  expect(answer.text).not.toMatch(stack);
  // A caller from outside learns nothing of anybody.
  if (input.status !== undefined) expect(answer.text).not.toMatch(names);
}

const table = {
  words: badWords,
  requests: badRequests,
  Slack: badSlack,
  Mattermost: badMattermost,
};

for (const [kind, inputs] of Object.entries(table)) {
  describe(`bad ${kind}`, () => {
    for (const input of inputs) it(input.what, () => holds(input));
  });
}

describe('the table', () => {
  it('holds sixty bad inputs and more, each another', () => {
    const all = Object.values(table).flat();
    expect(all.length).toBeGreaterThanOrEqual(150);
    expect(new Set(all.map(({ what }) => what)).size).toBe(all.length);
  });

  it('nobody was pinged, nothing leaked on Mattermost, and no promise was broken there', () => {
    expect(stage.slack.pings).toEqual([]);
    expect(stage.chat.pings).toEqual([]);
    expect(stage.chat.leaks).toEqual([]);
    expect(stage.running.lines.join('')).not.toMatch(names);
  });
});
