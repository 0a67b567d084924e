// Live copies: what stands in a channel follows its talk, as fast as the workspace's budget allows, and never stays behind for good.
import { describe, expect, it } from 'vitest';
import { touch } from '../../src/delivery/copies.ts';
import { announced, announcement, stage, titles, web } from './stage.ts';

describe('a live copy', () => {
  it('is edited when its subject is touched, with a revision that grows', async () => {
    const on = await announced();
    on.world.set('t9', 'two');
    await on.touch('talk:t9');
    await on.quiet();
    on.world.set('t9', 'three');
    await on.touch('talk:t9');
    await on.quiet();
    expect(on.platform.edits()).toMatchObject([
      { message: 'm1', conversation: web('C1'), mark: { key: 'announce:1', revision: 1 } },
      { message: 'm1', conversation: web('C1'), mark: { key: 'announce:1', revision: 2 } },
    ]);
    expect(titles(on.platform.edits())).toEqual(['two', 'three']);
  });

  it('is left alone when another subject is touched', async () => {
    const on = await announced();
    on.world.set('t9', 'two');
    await on.touch('talk:t10');
    await on.quiet();
    expect(on.platform.edits()).toEqual([]);
  });

  it('is not edited when its card is the same', async () => {
    const on = await announced();
    await on.touch('talk:t9');
    await on.quiet();
    expect(on.platform.edits()).toEqual([]);
    expect(on.events.at(-1)).toMatchObject({ what: 'edit', became: 'unchanged' });
  });

  it('stays as it is when nothing is left to say', async () => {
    const on = await announced();
    on.world.set('t9', 'gone');
    await on.touch('talk:t9');
    await on.quiet();
    expect(on.platform.edits()).toEqual([]);
    expect((await on.copies()).length).toBe(1);
  });

  it('collapses a burst: the newest state within two seconds of the first change', async () => {
    const on = await announced();
    const began = on.machine.now();
    for (let n = 1; n <= 100; n += 1) {
      on.world.set('t9', `state ${n}`);
      await on.touch('talk:t9');
      if (n % 10 === 0) await on.machine.advance(50);
    }
    await on.machine.advance(2_000);
    const edits = on.platform.edits();
    expect(edits.length).toBeLessThanOrEqual(3);
    expect(titles(edits).at(-1)).toBe('state 100');
    expect((edits[0]?.at ?? 0) - began).toBeLessThan(100);
    expect((edits.at(-1)?.at ?? 0) - began).toBeLessThanOrEqual(2_000);
  });

  it('follows each change within two seconds while changes go on and on', async () => {
    const on = await announced();
    const changed: number[] = [];
    for (let n = 0; n < 40; n += 1) {
      on.world.set('t9', `${n}`);
      changed.push(on.machine.now());
      await on.touch('talk:t9');
      await on.machine.advance(237);
    }
    await on.machine.advance(2_000);
    for (const [n, at] of changed.entries()) {
      const shown = on.platform.edits().find((edit) => Number(titles([edit])[0]) >= n);
      expect((shown?.at ?? Number.POSITIVE_INFINITY) - at).toBeLessThanOrEqual(2_000);
    }
  });

  it('is not waited for by whoever needs all to be drawn', async () => {
    const on = await announced();
    for (const words of ['two', 'three', 'four']) {
      const before = on.machine.now();
      on.world.set('t9', words);
      await on.touch('talk:t9');
      await on.delivery.idle();
      expect(on.machine.now()).toBe(before);
    }
    expect(titles(on.platform.edits())).toEqual(['two', 'three', 'four']);
  });

  it('that changes while it is edited is drawn again', async () => {
    const on = await announced();
    on.platform.duringNext('edit', async () => {
      on.world.set('t9', 'three');
      await on.touch('talk:t9');
    });
    on.world.set('t9', 'two');
    await on.touch('talk:t9');
    await on.quiet();
    expect(titles(on.platform.edits())).toEqual(['two', 'three']);
  });

  it('that changes between its first drawing and its storing is drawn again', async () => {
    const on = await stage();
    on.world.set('t9', 'one');
    on.platform.duringNext('post', async () => {
      on.world.set('t9', 'two');
      await on.database.write((tx) => touch(tx, 'talk:t9'));
    });
    await on.tell(announcement('t9', 'announce:1'));
    await on.quiet();
    expect(titles(on.platform.posts())).toEqual(['one']);
    expect(titles(on.platform.edits())).toEqual(['two']);
  });

  it('that was touched before it was drawn is not drawn twice', async () => {
    const on = await stage();
    on.world.set('t9', 'one');
    await on.touch('talk:t9');
    await on.tell(announcement('t9', 'announce:1'));
    await on.quiet();
    expect(on.platform.calls('edit')).toBe(0);
    expect(await on.copies()).toMatchObject([{ wanted: 0, dirty_since: null }]);
  });

  it('that was found again after a lost answer is drawn anew', async () => {
    const on = await stage();
    on.world.set('t9', 'one');
    on.platform.loseNext('post');
    await on.tell(announcement('t9', 'announce:1'));
    await on.machine.advance(1);
    on.world.set('t9', 'two');
    await on.quiet();
    expect(on.platform.posts().length).toBe(1);
    expect(titles(on.platform.edits())).toEqual(['two']);
    expect(on.platform.edits()[0]?.mark.revision).toBeGreaterThan(0);
  });

  it('can follow several subjects', async () => {
    const on = await stage();
    const live = { subjects: ['talk:t9', 'talk:t10'], slot: 'digest', lastDrawing: true };
    await on.tell(announcement('t9', 'digest:1', { live }));
    await on.quiet();
    for (const subject of ['talk:t9', 'talk:t10']) {
      on.world.set('t9', `${subject} changed`);
      await on.touch(subject);
      await on.quiet();
    }
    expect(titles(on.platform.edits())).toEqual(['talk:t9 changed', 'talk:t10 changed']);
  });
});

describe('a newer copy of the same slot', () => {
  it.each([
    { lastDrawing: true, edits: ['one, newer below'] },
    { lastDrawing: false, edits: [] },
  ])('ends the older one (last drawing: $lastDrawing)', async ({ lastDrawing, edits }) => {
    const on = await stage();
    on.world.set('t9', 'one');
    await on.tell(announcement('t9', 'announce:1', { lastDrawing }));
    await on.quiet();
    await on.tell(announcement('t9', 'announce:2', { lastDrawing }));
    await on.quiet();
    expect(titles(on.platform.edits())).toEqual(edits);
    expect(await on.copies()).toMatchObject([{ notice_key: 'announce:2', message: 'm2' }]);
    on.world.set('t9', 'two');
    await on.touch('talk:t9');
    await on.quiet();
    expect(on.platform.edits().slice(edits.length)).toMatchObject([{ message: 'm2' }]);
  });

  it('leaves other channels and other slots alive', async () => {
    const on = await stage();
    on.world.set('t9', 'one');
    await on.tell(
      announcement('t9', 'announce:1'),
      announcement('t9', 'announce:2', { channel: 'C2' }),
      announcement('t9', 'digest:1', {
        live: { subjects: ['talk:t9'], slot: 'digest', lastDrawing: true },
      }),
    );
    await on.quiet();
    expect((await on.copies()).length).toBe(3);
  });

  it('that comes while the older one is edited still gives it its last drawing', async () => {
    const on = await stage();
    on.world.set('t9', 'one');
    await on.tell(announcement('t9', 'announce:1', { lastDrawing: true }));
    await on.quiet();
    const hanging = on.platform.hangNext('edit');
    on.world.set('t9', 'two');
    await on.touch('talk:t9');
    await on.machine.advance(1_500);
    await on.tell(announcement('t9', 'announce:2', { lastDrawing: true }));
    await on.machine.advance(100);
    hanging.release();
    await on.quiet();
    expect(titles(on.platform.edits())).toEqual(['two', 'two, newer below']);
    expect((await on.copies()).map((copy) => copy.notice_key)).toEqual(['announce:2']);
  });
});
