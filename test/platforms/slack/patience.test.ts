// Decisions are waited for two seconds each, however many are waited for at once.
import { describe, expect, it } from 'vitest';
import type { Machine } from '../../../src/chat/platform.ts';
import { createPatience } from '../../../src/platforms/slack/patience.ts';
import { createManualMachine, settle } from '../../support/manual-machine.ts';

function waiting() {
  const manual = createManualMachine();
  const timers = { begun: 0, left: 0 };
  const machine: Pick<Machine, 'now' | 'sleep'> = {
    now: manual.now,
    async sleep(ms, signal) {
      timers.begun += 1;
      timers.left += 1;
      await manual.sleep(ms, signal);
      timers.left -= 1;
    },
  };
  const patience = createPatience(machine, 2000);
  const said: string[] = [];
  const begin = (name: string) => {
    let decide: (value: string) => void = () => undefined;
    let fail: (error: Error) => void = () => undefined;
    const decision = new Promise<string>((resolve, reject) => {
      decide = resolve;
      fail = reject;
    });
    patience.soon(decision).then(
      (value) => said.push(`${name}: ${value}`),
      (error: Error) => said.push(`${name} failed: ${error.message}`),
    );
    return { decide, fail };
  };
  return { ...manual, begin, said, timers };
}

describe('waiting for decisions', () => {
  it('gives what is decided in time, and what fails', async () => {
    const { begin, said, advance } = waiting();
    const [one, two] = [begin('one'), begin('two')];
    await advance(1999);
    one.decide('a seat');
    two.fail(new Error('no disk'));
    await settle();
    expect(said).toEqual(['one: a seat', 'two failed: no disk']);
  });

  it('gives up each after two seconds of its own, once', async () => {
    const { begin, said, advance } = waiting();
    begin('one');
    await advance(500);
    const two = begin('two');
    await advance(500);
    begin('three');
    await advance(999);
    expect(said).toEqual([]);
    await advance(1);
    expect(said).toEqual(['one: undefined']);
    two.decide('a seat');
    await advance(999);
    expect(said).toEqual(['one: undefined', 'two: a seat']);
    await advance(1);
    expect(said).toEqual(['one: undefined', 'two: a seat', 'three: undefined']);
    await advance(10_000);
    expect(said).toHaveLength(3);
  });

  it('says nothing more of what is decided too late', async () => {
    const { begin, said, advance } = waiting();
    const [one, two] = [begin('one'), begin('two')];
    await advance(2000);
    one.decide('a seat');
    two.fail(new Error('no disk'));
    await settle();
    expect(said).toEqual(['one: undefined', 'two: undefined']);
  });

  it('needs one timer for a thousand, and leaves none behind', async () => {
    const { begin, said, timers } = waiting();
    const all = Array.from({ length: 1000 }, (_, n) => begin(`${n}`));
    expect(timers).toEqual({ begun: 1, left: 1 });
    for (const { decide } of all) decide('a seat');
    await settle();
    expect(said).toHaveLength(1000);
    expect(timers).toEqual({ begun: 1, left: 0 });
    const late = begin('late');
    expect(timers).toEqual({ begun: 2, left: 1 });
    late.decide('a seat');
    await settle();
    expect(timers.left).toBe(0);
  });
});
