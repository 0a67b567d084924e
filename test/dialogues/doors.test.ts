// The same dialogue at every door: what people see is equal, but for the differences of one table.
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { timeText } from '../../src/wording/dates.ts';
import { today, zone } from '../support/program.ts';
import { compared, differences, type Transcript } from './differences.ts';
import type { Door } from './doors/door.ts';
import { openMattermostDoor } from './doors/mattermost.ts';
import { openSlackDoor } from './doors/slack.ts';
import { openWebDoor } from './doors/web.ts';
import { dialogue } from './script.ts';
import { holdDialogue } from './transcript.ts';

const from = today();
const exchanges = dialogue(timeText(Date.now() + 6 * 3_600_000, zone));

const openings: Readonly<Record<string, () => Promise<Door>>> = {
  'Slack over HTTP': () => openSlackDoor('HTTP', from),
  'Slack over Socket Mode': () => openSlackDoor('Socket Mode', from),
  Mattermost: () => openMattermostDoor(from),
  'Web chat': () => openWebDoor(from),
};
const names = Object.keys(openings);

describe('one dialogue at four doors', () => {
  const transcripts = new Map<string, Transcript>();
  const opened: Door[] = [];
  const faults = new Map<string, readonly string[]>();

  beforeAll(async () => {
    for (const open of Object.values(openings)) {
      const door = await open();
      opened.push(door);
      const heard = await holdDialogue(door, exchanges);
      faults.set(door.name, door.faults());
      transcripts.set(door.name, { door: door.name, command: door.command, bot: door.bot, heard });
    }
  }, 300_000);

  afterAll(async () => {
    for (const door of opened) await door.close();
  }, 60_000);

  const all = () => [...transcripts.values()];
  const at = (name: string) => transcripts.get(name) as Transcript;
  const [first = '', ...others] = names;

  it('has at least twenty exchanges, of every kind', () => {
    expect(exchanges.length).toBeGreaterThanOrEqual(20);
    expect(new Set(exchanges.map(({ does }) => does.kind))).toEqual(
      new Set(['types', 'mentions', 'writes', 'presses', 'sends']),
    );
    expect(new Set(exchanges.map(({ name }) => name)).size).toBe(exchanges.length);
  });

  it('is held at every door, exchange by exchange', () => {
    expect([...transcripts.keys()]).toEqual(names);
    for (const { heard } of all())
      expect(heard.map(({ name }) => name)).toEqual(exchanges.map(({ name }) => name));
  });

  it.each(others)('shows the same as Slack over HTTP: %s', (name) => {
    const expected = compared(at(first), all());
    for (const [i, heard] of compared(at(name), all()).entries())
      expect(heard).toEqual(expected[i]);
  });

  it.each(names)('breaks no rule of the service: %s', (name) => {
    expect(faults.get(name)).toEqual([]);
  });

  it.each(differences.map(({ name }) => name))('needs the difference: %s', (name) => {
    const table = differences.filter((one) => one.name !== name);
    const expected = compared(at(first), all(), table);
    const differing = others.filter(
      (other) => !isDeepStrictEqual(compared(at(other), all(), table), expected),
    );
    expect(differing, `without “${name}” the doors are still equal`).not.toEqual([]);
  });
});
