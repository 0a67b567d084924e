// At what pace Home tabs are drawn again: on a clock that the test moves, against a Slack that answers at once and counts.
import { describe, expect, it } from 'vitest';
import { faulted, whisper } from '../../../src/chat/reply.ts';
import { createHome } from '../../../src/platforms/slack/home.ts';
import type { ViewOutcome } from '../../../src/platforms/slack/views.ts';
import { createManualMachine } from '../../support/manual-machine.ts';
import { plainCard } from './cards.ts';
import { readableLog } from './parts.ts';

const team = 'T01ACME';
const second = 1_000;
const minute = 60 * second;
const userOf = (n: number) => `U${String(n).padStart(4, '0')}`;
const accountOf = (user: string) => ({ platform: 'slack', workspace: team, user }) as const;

interface Published {
  readonly user: string;
  readonly words: string;
  readonly at: number;
}

/** Pages of which each says the same number of decisions, but for those who are told apart. */
function stage(answer: () => ViewOutcome | undefined = () => undefined) {
  const machine = createManualMachine();
  const published: Published[] = [];
  const world = { decided: 0, asked: 0, alike: false, faulty: false };
  const log = readableLog();
  const home = createHome({
    receive: async () => {
      world.asked += 1;
      if (world.faulty) return faulted(plainCard(`went wrong ${world.asked}`));
      return whisper(plainCard(world.alike ? 'always the same' : `${world.decided} decided`));
    },
    views: {
      publish: async (user, view) => {
        const refused = answer();
        if (refused) return refused;
        published.push({ user, words: JSON.stringify(view), at: machine.now() });
        return { kind: 'shown', view: { id: `V${user}`, hash: `h${published.length}` } };
      },
    },
    self: { team, botUser: 'UBOT', botId: 'BBOT' },
    machine,
    log,
  });
  return {
    home,
    machine,
    published,
    world,
    log,
    decide(by?: string) {
      world.decided += 1;
      home.changed(by === undefined ? undefined : accountOf(by));
    },
    /** What stands in a tab. */
    stands: (user: string) => published.filter((one) => one.user === user).at(-1)?.words ?? '',
    /** The most that were published in any minute. */
    busiest: () =>
      Math.max(
        0,
        ...published.map(
          ({ at }) => published.filter((one) => one.at >= at && one.at < at + minute).length,
        ),
      ),
  };
}

describe('Home tabs', () => {
  it('cost nothing while nobody has opened one', async () => {
    const on = stage();
    for (let n = 0; n < 2_000; n += 1) on.decide();
    await on.machine.advance(minute);
    expect([on.world.asked, on.published.length]).toEqual([0, 0]);
  });

  it('are not drawn for each decision in a rush, and are true when it is over', async () => {
    const on = stage();
    for (let n = 0; n < 40; n += 1) on.home.opened(userOf(n), undefined);
    await on.machine.advance(second);
    expect(on.published).toHaveLength(40);
    const before = on.published.length;
    for (let n = 0; n < 2_000; n += 1) {
      on.decide(userOf(n % 80));
      if (n % 100 === 0) await on.machine.advance(second);
    }
    const during = on.published.length - before;
    expect(during).toBeLessThanOrEqual(20 + 10);
    await on.machine.advance(3 * minute);
    for (let n = 0; n < 40; n += 1) expect(on.stands(userOf(n))).toContain('2000 decided');
    // Forty that were opened, and what is drawn again: never more than Slack takes.
    expect(on.busiest()).toBeLessThanOrEqual(100);
  });

  it('are drawn sixty times a minute at most, however many are open, and each has its turn', async () => {
    const on = stage();
    for (let n = 0; n < 300; n += 1) on.home.opened(userOf(n), undefined);
    await on.machine.advance(5 * minute);
    const opened = on.published.length;
    for (let n = 0; n < 600; n += 1) {
      on.decide();
      await on.machine.advance(second);
    }
    const again = on.published.slice(opened);
    expect(again.length).toBeLessThanOrEqual(600 + 10);
    expect(again.length).toBeGreaterThan(550);
    expect(new Set(again.map(({ user }) => user)).size).toBe(300);
    await on.machine.advance(6 * minute);
    for (let n = 0; n < 300; n += 1) expect(on.stands(userOf(n))).toContain('600 decided');
  });

  it('show whoever did something their own deed first', async () => {
    const on = stage();
    for (let n = 0; n < 100; n += 1) on.home.opened(userOf(n), undefined);
    await on.machine.advance(2 * minute);
    on.decide();
    await on.machine.advance(5 * second);
    on.decide(userOf(77));
    await on.machine.advance(second + 100);
    expect(on.stands(userOf(77))).toContain('2 decided');
  });

  it('are not sent again where nothing of it shows', async () => {
    const on = stage();
    on.world.alike = true;
    for (let n = 0; n < 5; n += 1) on.home.opened(userOf(n), undefined);
    await on.machine.advance(second);
    on.decide();
    await on.machine.advance(minute);
    expect(on.published).toHaveLength(5);
    expect(on.world.asked).toBe(10);
  });

  it('all wait as long as Slack says, and those who opened theirs come first then', async () => {
    let limited = false;
    const on = stage(() =>
      limited ? { kind: 'later', afterMs: 30 * second, limits: 'method' } : undefined,
    );
    on.home.opened('U1', undefined);
    await on.machine.advance(second);
    limited = true;
    on.decide();
    await on.machine.advance(4 * second);
    on.home.opened('U2', undefined);
    await on.machine.advance(10 * second);
    limited = false;
    expect(on.published.map(({ user }) => user)).toEqual(['U1']);
    await on.machine.advance(20 * second);
    expect(on.published.map(({ user }) => user)).toEqual(['U1', 'U2', 'U1']);
  });

  it('outlast an outage of Slack, and are true a minute after it', async () => {
    let away = false;
    const on = stage(() => (away ? { kind: 'unknown', detail: 'no answer' } : undefined));
    on.home.opened('U1', undefined);
    await on.machine.advance(second);
    away = true;
    on.decide();
    await on.machine.advance(20 * minute);
    expect([on.home.open(), on.published.length]).toEqual([1, 1]);
    away = false;
    await on.machine.advance(minute);
    expect(on.stands('U1')).toContain('1 decided');
    expect(on.published).toHaveLength(2);
  });

  it('that are switched off are told to the operator each time anew', async () => {
    let off = true;
    const on = stage(() => (off ? { kind: 'no-home' } : undefined));
    const open = async () => {
      on.home.opened('U1', undefined);
      await on.machine.advance(minute);
    };
    await open();
    await open();
    off = false;
    await open();
    off = true;
    on.decide();
    await on.machine.advance(minute);
    expect(on.log.lines.filter((line) => line.level === 'error')).toHaveLength(2);
  });

  it('are forgotten half a day after they were opened', async () => {
    const on = stage();
    on.home.opened('U1', undefined);
    await on.machine.advance(second);
    await on.machine.leap(13 * 60 * minute);
    on.decide();
    await on.machine.advance(minute);
    expect([on.published.length, on.home.open()]).toEqual([1, 0]);
  });

  it('end at once when the program stops, whatever they wait for', async () => {
    const on = stage(() => ({ kind: 'later', afterMs: 60 * minute, limits: 'method' }));
    on.home.opened('U1', undefined);
    await on.machine.advance(second);
    await on.home.stop();
    on.decide('U1');
    expect(on.published).toEqual([]);
  });
});

describe('what goes wrong while it is drawn', () => {
  it('leaves the page that stands there, and is tried again until it is drawn', async () => {
    const on = stage();
    on.home.opened(userOf(1), undefined);
    await on.machine.advance(second);
    on.world.faulty = true;
    on.decide();
    on.decide(userOf(1));
    await on.machine.advance(30 * second);
    expect(on.published).toHaveLength(1);
    expect(on.world.asked).toBeGreaterThan(3);
    expect(on.world.asked).toBeLessThan(12);
    expect(JSON.stringify(on.log.lines)).toContain('stays as it was');
    on.world.faulty = false;
    await on.machine.advance(minute);
    expect(on.stands(userOf(1))).toContain('2 decided');
    expect(on.published).toHaveLength(2);
  });

  it('is told to whoever waits before an empty tab, and gives way to the page', async () => {
    const on = stage();
    on.world.faulty = true;
    on.home.opened(userOf(1), undefined);
    await on.machine.advance(10 * second);
    expect(on.stands(userOf(1))).toContain('went wrong 1');
    expect(on.published).toHaveLength(1);
    on.world.faulty = false;
    await on.machine.advance(minute);
    expect(on.stands(userOf(1))).toContain('0 decided');
  });
});
