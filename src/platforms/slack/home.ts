// People's Home tabs: drawn when they are opened, and again when something was decided, at the pace that Slack's limit allows. Who opened theirs is kept in
// memory: after a restart a tab is drawn again when it is opened again.
import { createHash } from 'node:crypto';
import type { Log, Machine, Receive } from '../../chat/platform.ts';
import { cardOf, isFault } from '../../chat/reply.ts';
import type { Account } from '../../kernel/account.ts';
import { homePace } from './limits.ts';
import { homeView } from './modal.ts';
import type { Self } from './parse.ts';
import { visitOf } from './parse-view.ts';
import type { ViewOutcome, Views } from './views.ts';

/** A tab that was opened longer ago is looked at by nobody. */
const openForMs = 12 * 3_600_000;
/** More open tabs than these are not followed: the one opened first is forgotten. */
const mostOpen = 2_000;
/** Changes that follow one another closely are drawn together. */
const quietMs = 500;
/** Between two drawings of one tab that its person did not ask for. */
const sameTabMs = 3_000;
/** After a drawing that changed nothing: many of these must not keep the program from its work. */
const unchangedMs = 50;
const atOnce = 3;
const pauseMs = 1_000;
const longestPauseMs = 60_000;
/** A drawing that is under way ends before this. */
const longestMs = 60_000;

export interface Home {
  /** Somebody opened their tab; `hash` of what stands in it, undefined where nothing does. */
  opened(user: string, hash: string | undefined): void;
  /** Somebody pressed a button in it. */
  pressed(user: string, hash: string | undefined): void;
  /** Something was decided, by somebody or by the course of time. */
  changed(by: Account | undefined): void;
  open(): number;
  stop(): Promise<void>;
}

interface Tab {
  readonly user: string;
  openedAt: number;
  /** As Slack last named it, and what was drawn then; undefined where nobody here knows. */
  hash: string | undefined;
  drawn: string | undefined;
  drawnAt: number;
  /** How much had been decided when it was last drawn. */
  knows: number;
  /** `opened`: somebody waits before an empty tab; `deed`: of their own they see the outcome first. */
  wants: 'opened' | 'deed' | undefined;
  busy: boolean;
  failures: number;
  notBefore: number;
}

export interface HomeParts {
  readonly receive: Receive;
  readonly views: Pick<Views, 'publish'>;
  readonly self: Self;
  readonly machine: Machine;
  readonly log: Log;
}

type Next = { readonly tab: Tab } | { readonly waitMs: number } | undefined;

export function createHome({ receive, views, self, machine, log }: HomeParts): Home {
  const tabs = new Map<string, Tab>();
  const ending = new AbortController();
  const underWay = new Set<Promise<void>>();
  let decided = 0;
  let working: Promise<void> | undefined;
  let wake = new AbortController();
  let quietUntil = 0;
  let heldUntil = 0;
  let toldOff = false;
  let left: number = homePace.atOnce;
  let countedAt = machine.now();

  /** Publications that are left of the budget; what people open is drawn in any case, and counted. */
  function budget(): number {
    const fresh = Math.floor((machine.now() - countedAt) / homePace.everyMs);
    left = Math.min(homePace.atOnce, left + fresh);
    countedAt += fresh * homePace.everyMs;
    return left;
  }

  function tabOf(user: string): Tab {
    const known = tabs.get(user);
    // Kept in the order in which they were opened.
    tabs.delete(user);
    const now = machine.now();
    const tab = known ?? {
      user,
      openedAt: now,
      hash: undefined,
      drawn: undefined,
      drawnAt: 0,
      knows: decided,
      wants: undefined,
      busy: false,
      failures: 0,
      notBefore: 0,
    };
    tab.openedAt = now;
    tabs.set(user, tab);
    if (tabs.size > mostOpen) tabs.delete(tabs.keys().next().value as string);
    return tab;
  }

  /** What is to be drawn first, or how long until something is; undefined where all is as it should be. */
  function next(): Next {
    const now = machine.now();
    if (now < heldUntil) return { waitMs: heldUntil - now };
    const can = budget() > 0;
    let deed: Tab | undefined;
    let stale: Tab | undefined;
    let until = Number.POSITIVE_INFINITY;
    for (const tab of tabs.values()) {
      if (now - tab.openedAt > openForMs) tabs.delete(tab.user);
      else if (!tab.busy && (tab.wants !== undefined || tab.knows < decided)) {
        const from =
          tab.wants === undefined
            ? Math.max(tab.notBefore, tab.drawnAt + sameTabMs, quietUntil)
            : tab.notBefore;
        if (from > now) until = Math.min(until, from);
        else if (tab.wants === 'opened') return { tab };
        else if (tab.wants === 'deed') deed ??= tab;
        // Each has its turn, however many are open.
        else if (stale === undefined || tab.drawnAt < stale.drawnAt) stale = tab;
      }
    }
    const first = deed ?? stale;
    if (first !== undefined && can) return { tab: first };
    if (first !== undefined) until = Math.min(until, countedAt + homePace.everyMs);
    return until === Number.POSITIVE_INFINITY ? undefined : { waitMs: Math.max(until - now, 1) };
  }

  async function work(): Promise<void> {
    while (!ending.signal.aborted) {
      // Ends the wait of the last round, should it not be over.
      wake.abort('a new round');
      wake = new AbortController();
      const then = next();
      if (then === undefined && underWay.size === 0) return;
      if (then !== undefined && 'tab' in then && underWay.size < atOnce) {
        const drawing = draw(then.tab).finally(() => underWay.delete(drawing));
        underWay.add(drawing);
        continue;
      }
      const waitMs = then !== undefined && 'waitMs' in then ? then.waitMs : longestMs;
      await Promise.race([machine.sleep(waitMs, wake.signal), ...underWay]);
    }
  }

  function start(): void {
    wake.abort('woken');
    if (working !== undefined || ending.signal.aborted) return;
    quietUntil = machine.now() + quietMs;
    working = work().finally(() => {
      working = undefined;
      // What came while the last look was taken.
      if (next() !== undefined) start();
    });
  }

  async function draw(tab: Tab): Promise<void> {
    const { wants } = tab;
    tab.busy = true;
    tab.wants = undefined;
    tab.knows = decided;
    budget();
    left = Math.max(left - 1, -homePace.debt);
    try {
      if (await publish(tab, wants)) return;
      left += 1;
      if (wants !== 'opened') await machine.sleep(unchangedMs, ending.signal);
    } catch (error) {
      log.error({ err: error }, 'slack: a Home tab could not be drawn');
      tabs.delete(tab.user);
    } finally {
      tab.drawnAt = machine.now();
      tab.busy = false;
    }
  }

  /** False where it stands there already. */
  async function publish(tab: Tab, wants: Tab['wants']): Promise<boolean> {
    for (let again = false; ; again = true) {
      const delivery = `slack:${self.team}:home:${tab.user}:${machine.random(8)}`;
      const reply = await receive(visitOf(tab.user, delivery, false, self));
      const card = cardOf(reply);
      if (card === undefined) return false;
      const failed = isFault(reply);
      if (failed) later(tab, wants);
      // What stands there is better than a sentence that something went wrong.
      if (failed && tab.hash !== undefined) {
        log.warn(
          { failures: tab.failures },
          'slack: a Home tab stays as it was: it is drawn later',
        );
        return false;
      }
      const view = homeView(card, self.team);
      const drawn = createHash('sha256').update(JSON.stringify(view)).digest('base64url');
      if (drawn === tab.drawn) return false;
      const outcome = await views.publish(tab.user, view, again ? undefined : tab.hash);
      // Another program drew it since: what is true now goes over it.
      if (outcome.kind === 'changed' && !again) continue;
      took(tab, wants, outcome, drawn);
      if (failed) tab.knows = -1;
      return true;
    }
  }

  /** Drawn again after a pause that grows, as urgent as before. */
  function later(tab: Tab, wants: Tab['wants']): void {
    tab.knows = -1;
    tab.wants ??= wants;
    tab.failures += 1;
    tab.notBefore = machine.now() + Math.min(2 ** (tab.failures - 1) * pauseMs, longestPauseMs);
  }

  function took(tab: Tab, wants: Tab['wants'], outcome: ViewOutcome, drawn: string): void {
    if (outcome.kind === 'shown') {
      Object.assign(tab, { hash: outcome.view.hash, drawn, failures: 0 });
      toldOff = false;
      return;
    }
    // It is as it was: drawn later, as urgent as before.
    tab.knows = -1;
    tab.wants ??= wants;
    if (outcome.kind === 'later') {
      heldUntil = machine.now() + outcome.afterMs;
      return;
    }
    if (outcome.kind === 'no-home') {
      tabs.clear();
      if (!toldOff)
        log.error(
          {},
          'slack: the app has no Home tab: paste the manifest again (npm run cli -- manifest), or switch the tab on under App Home',
        );
      toldOff = true;
      return;
    }
    if (outcome.kind === 'not-begun' || outcome.kind === 'unknown') {
      // Whether it was drawn nobody knows. It is followed on: an outage passes.
      Object.assign(tab, { hash: undefined, drawn: undefined });
      later(tab, wants);
      return;
    }
    log.warn({ ...outcome }, 'slack: a Home tab was not drawn');
    tabs.delete(tab.user);
  }

  return {
    opened(user, hash) {
      const tab = tabOf(user);
      if (tab.hash !== hash) Object.assign(tab, { hash, drawn: undefined });
      tab.wants = 'opened';
      start();
    },
    pressed(user, hash) {
      const tab = tabOf(user);
      tab.hash ??= hash;
    },
    changed(by) {
      if (tabs.size === 0) return;
      decided += 1;
      const own =
        by?.platform === 'slack' && by.workspace === self.team ? tabs.get(by.user) : undefined;
      if (own !== undefined) own.wants ??= 'deed';
      if (working === undefined || own !== undefined) start();
    },
    open: () => tabs.size,
    async stop() {
      ending.abort('stopping');
      wake.abort('stopping');
      await working;
      await Promise.allSettled([...underWay]);
    },
  };
}
