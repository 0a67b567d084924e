// Edits of live copies: what the platform answers to them, and the budget from which they are paid.
import { describe, expect, it } from 'vitest';
import type { SendOutcome } from '../../src/chat/platform.ts';
import { minute } from '../../src/kernel/time.ts';
import { announced, announcement, note, stage, titles, web } from './stage.ts';

describe('what the platform answers to an edit', () => {
  const cases: readonly {
    readonly when: string;
    readonly answer: SendOutcome;
    readonly copies: number;
    readonly edits: readonly string[];
  }[] = [
    {
      when: 'later',
      answer: { kind: 'later', afterMs: 5_000, limits: 'method' },
      copies: 1,
      edits: ['two'],
    },
    {
      when: 'later, for the channel',
      answer: { kind: 'later', afterMs: 5_000, limits: 'channel' },
      copies: 1,
      edits: ['two'],
    },
    { when: 'not begun', answer: { kind: 'not-begun', detail: '' }, copies: 1, edits: ['two'] },
    { when: 'unknown', answer: { kind: 'unknown', detail: '' }, copies: 1, edits: ['two'] },
    ...(['message-gone', 'no-such-conversation', 'archived'] as const).map((why) => ({
      when: why,
      answer: { kind: 'refused', why, detail: '' } as const,
      copies: 0,
      edits: [],
    })),
    ...(['not-a-member', 'not-allowed', 'other'] as const).map((why) => ({
      when: why,
      answer: { kind: 'refused', why, detail: '' } as const,
      copies: 1,
      edits: [],
    })),
  ];

  it.each(cases)('$when: $copies live copies remain', async ({ answer, copies, edits }) => {
    const on = await announced();
    on.platform.answerNext('edit', answer);
    on.world.set('t9', 'two');
    await on.touch('talk:t9');
    await on.quiet();
    expect(titles(on.platform.edits())).toEqual(edits);
    expect((await on.copies()).length).toBe(copies);
  });

  it('refused for the moment: the next touch tries again', async () => {
    const on = await announced();
    on.platform.answerNext('edit', { kind: 'refused', why: 'not-a-member', detail: '' });
    on.world.set('t9', 'two');
    await on.touch('talk:t9');
    await on.quiet();
    await on.touch('talk:t9');
    await on.quiet();
    expect(titles(on.platform.edits())).toEqual(['two']);
  });

  it('lost: going back to the old state is an edit all the same', async () => {
    const on = await announced();
    on.platform.loseNext('edit');
    on.world.set('t9', 'two');
    await on.touch('talk:t9');
    await on.machine.advance(100);
    on.world.set('t9', 'one');
    await on.touch('talk:t9');
    await on.quiet();
    expect(titles(on.platform.edits())).toEqual(['two', 'one']);
  });

  it('"later" of the method holds all copies of the workspace, not its posts', async () => {
    const on = await announced();
    on.world.set('t10', 'ten');
    await on.tell(announcement('t10', 'announce:10', { channel: 'C2' }));
    await on.quiet();
    await on.machine.advance(1_000);
    on.platform.answerNext('edit', { kind: 'later', afterMs: 30_000, limits: 'method' });
    on.world.set('t9', 'two');
    await on.touch('talk:t9');
    await on.machine.advance(10);
    on.world.set('t10', 'eleven');
    await on.touch('talk:t10');
    await on.tell(note('a post'));
    await on.machine.advance(29_000);
    expect(on.platform.calls('edit')).toBe(1);
    expect(titles(on.platform.posts())).toContain('a post');
    await on.quiet();
    expect([...titles(on.platform.edits())].sort()).toEqual(['eleven', 'two']);
  });

  it('no answer: the copy is drawn again, and a drawer that fails is tried again', async () => {
    const on = await announced();
    on.platform.hangNext('edit');
    on.world.set('t9', 'two');
    await on.touch('talk:t9');
    await on.machine.advance(25_000);
    expect(titles(on.platform.edits())).toEqual(['two']);
    await on.quiet();
  });
});

describe('the budget of a workspace', () => {
  const many = async (channels: number, editsPerMinute: number) => {
    const on = await stage({ platform: { editsPerMinute } });
    on.world.set('t9', 'one');
    for (let n = 0; n < channels; n += 1) {
      await on.tell(announcement('t9', `announce:${n}`, { channel: `C${n}` }));
    }
    await on.quiet();
    await on.machine.advance(1_000);
    return on;
  };

  it('is never overdrawn in any minute, and all copies get the newest state', async () => {
    const on = await many(12, 5);
    for (let n = 0; n < 30; n += 1) {
      on.world.set('t9', `state ${n}`);
      await on.touch('talk:t9');
      await on.machine.advance(2_000);
    }
    await on.machine.advance(4 * minute);
    const edits = on.platform.edits();
    for (const { at } of edits) {
      const within = edits.filter((e) => e.at >= at && e.at < at + minute);
      expect(within.length).toBeLessThanOrEqual(5);
    }
    const newest = new Map(edits.map((e) => [e.conversation.channel, titles([e])[0]]));
    expect(newest.size).toBe(12);
    expect(new Set(newest.values())).toEqual(new Set(['state 29']));
  });

  it('may be spent at once: every copy follows within two seconds', async () => {
    const on = await many(20, 50);
    const began = on.machine.now();
    on.world.set('t9', 'two');
    await on.touch('talk:t9');
    await on.machine.advance(2_000);
    expect(on.platform.edits().length).toBe(20);
    for (const { at } of on.platform.edits()) expect(at - began).toBeLessThanOrEqual(2_000);
  });

  it('is paid by changes only: an unchanged card costs nothing', async () => {
    const on = await many(6, 3);
    for (let n = 0; n < 5; n += 1) {
      await on.touch('talk:t9');
      await on.quiet();
    }
    on.world.set('t9', 'two');
    await on.touch('talk:t9');
    await on.machine.advance(500);
    expect(on.platform.edits().length).toBe(3);
  });

  it('goes to the pressed copy first', async () => {
    const on = await many(8, 2);
    on.world.set('t9', 'two');
    await on.touch('talk:t9', { conversation: web('C6'), message: 'm7' });
    await on.machine.advance(500);
    expect(on.platform.edits()[0]).toMatchObject({ message: 'm7' });
    expect(on.platform.edits().length).toBe(2);
  });

  it('is not used up by one copy that is pressed all the time', async () => {
    const on = await many(4, 6);
    for (let n = 0; n < 120; n += 1) {
      on.world.set('t9', `${n}`);
      await on.touch('talk:t9', { conversation: web('C0'), message: 'm1' });
      await on.machine.advance(1_000);
    }
    const channels = new Set(on.platform.edits().map((e) => e.conversation.channel));
    expect(channels.size).toBe(4);
  });

  it('comes back whole when the clock is set back', async () => {
    const on = await many(2, 2);
    on.world.set('t9', 'two');
    await on.touch('talk:t9');
    await on.machine.advance(1_000);
    await on.machine.leap(-10 * minute);
    on.world.set('t9', 'three');
    await on.touch('talk:t9');
    await on.quiet();
    expect(titles(on.platform.edits())).toEqual(['two', 'two', 'three', 'three']);
  });
});
