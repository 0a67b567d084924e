// The README's sample conversation is what the program says, word for word.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { root } from '../app/built.ts';
import { startAsDemonstration } from '../support/program.ts';
import { conversationsIn, holdConversation, readConversation } from './conversation.ts';
import type { Door } from './doors/door.ts';
import { windowsOf } from './doors/web.ts';

describe('the sample conversation of README.md', () => {
  let door: Door | undefined;

  afterEach(async () => {
    await door?.close();
    door = undefined;
  });

  it('goes in a fresh demonstration as it is written', async () => {
    const conversations = conversationsIn(await readFile(join(root, 'README.md'), 'utf8'));
    expect(conversations).toHaveLength(1);
    const turns = readConversation(conversations[0] as string);
    expect(turns.length).toBeGreaterThanOrEqual(5);
    door = await windowsOf(await startAsDemonstration());
    expect(await holdConversation(door, turns)).toEqual(turns);
    expect(door.faults()).toEqual([]);
  }, 120_000);

  it('finds out where a page says something else', async () => {
    door = await windowsOf(await startAsDemonstration());
    const written = readConversation('ana> register 9\nbot> You have a seat in talk 10.\n');
    expect(await holdConversation(door, written)).toEqual([
      { who: 'ana', says: 'register 9', answers: ['You have a seat in talk 9.'] },
    ]);
  }, 120_000);

  it('is read line by line', () => {
    const page =
      'before\n```conversation\nana> list\nbot> Upcoming talks\n```\n```\nana> no\n```\n';
    expect(conversationsIn(page)).toEqual(['ana> list\nbot> Upcoming talks\n']);
    expect(readConversation('ana> list\nbot> One\nbot> Two\n\nben> mine\n')).toEqual([
      { who: 'ana', says: 'list', answers: ['One', 'Two'] },
      { who: 'ben', says: 'mine', answers: [] },
    ]);
    expect(() => readConversation('zoe> list\n')).toThrow('no line of a conversation: zoe> list');
    expect(() => readConversation('bot> Hello\n')).toThrow('no line of a conversation');
  });
});
