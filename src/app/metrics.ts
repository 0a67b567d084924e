// Prometheus text: what was answered, what was delivered, and how the process does. No label carries a person.
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { DeliveryEvent } from '../delivery/desk.ts';
import { reportDelivery } from '../delivery/report.ts';
import { askOutcomes } from '../followers/asks-store.ts';
import type { Instant } from '../kernel/time.ts';
import type { Database } from '../storage/database.ts';

export interface Metrics {
  answered(facts: { platform: string; kind: string; word: string; outcome: string }): void;
  delivered(event: DeliveryEvent): void;
  /** Milliseconds from arrival to the answer. */
  took(platform: string, ms: number): void;
  /** The whole page; reads the outbox's state when asked. `now` is on the series' clock. */
  text(database: Database, now: Instant): Promise<{ readonly type: string; readonly body: string }>;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'idea_circle_' });
  const registers = [registry];
  const answers = new Counter({
    name: 'idea_circle_answers_total',
    help: 'Words and presses answered',
    labelNames: ['platform', 'kind', 'word', 'outcome'],
    registers,
  });
  const deliveries = new Counter({
    name: 'idea_circle_deliveries_total',
    help: 'Attempts to post or edit, by what became of them',
    labelNames: ['platform', 'what', 'became'],
    registers,
  });
  const outbox = new Gauge({
    name: 'idea_circle_outbox_rows',
    help: 'Rows of the outbox by state; lost: begun in a channel that cannot be looked at, and not sent again; dead: refused',
    labelNames: ['state'],
    registers,
  });
  const due = new Gauge({
    name: 'idea_circle_due_rows',
    help: 'Messages that are due and not sent yet',
    labelNames: ['platform'],
    registers,
  });
  const dueSeconds = new Gauge({
    name: 'idea_circle_due_oldest_seconds',
    help: 'How long ago the longest waiting message that is not sent yet fell due',
    labelNames: ['platform'],
    registers,
  });
  const undelivered = new Gauge({
    name: 'idea_circle_undelivered_rows',
    help: 'Messages that were lost or refused, until an organiser sends them again or lets them go, or 90 days are over',
    labelNames: ['platform', 'kind', 'state'],
    registers,
  });
  const undeliveredSeconds = new Gauge({
    name: 'idea_circle_undelivered_oldest_seconds',
    help: 'How long ago the first of them failed',
    labelNames: ['platform', 'kind', 'state'],
    registers,
  });
  const copies = new Gauge({
    name: 'idea_circle_live_copies',
    help: 'Live cards, and those that wait to be drawn again',
    labelNames: ['state'],
    registers,
  });
  const asks = new Gauge({
    name: 'idea_circle_follower_asks',
    help: 'Accounts whose follower count was asked for, by what came of the last ask',
    labelNames: ['network', 'outcome'],
    registers,
  });
  const seconds = new Histogram({
    name: 'idea_circle_answer_seconds',
    help: 'From arrival to the answer',
    labelNames: ['platform'],
    buckets: [0.005, 0.02, 0.1, 0.3, 1, 2, 3, 10],
    registers,
  });
  return {
    answered: (facts) => answers.inc(facts),
    delivered: ({ platform, what, became }) => deliveries.inc({ platform, what, became }),
    took: (platform, ms) => seconds.observe({ platform }, ms / 1000),
    text: async (database, now) => {
      const report = await database.read((read) => reportDelivery(read, now));
      // What is no more is no longer told of.
      for (const gauge of [due, dueSeconds, undelivered, undeliveredSeconds, asks]) gauge.reset();
      // Of those with the same labels the oldest is set last.
      const lines = [...report.lines].sort((a, b) => b.oldestDueAt - a.oldestDueAt);
      for (const { platform, count, oldestDueAt } of lines) {
        due.inc({ platform }, count);
        dueSeconds.set({ platform }, (now - oldestDueAt) / 1000);
      }
      const kinds = [...report.failedKinds].sort((a, b) => b.oldestAt - a.oldestAt);
      for (const { platform, drawer: kind, state, count, oldestAt } of kinds) {
        undelivered.inc({ platform, kind, state }, count);
        undeliveredSeconds.set({ platform, kind, state }, (now - oldestAt) / 1000);
      }
      for (const [state, count] of Object.entries(report.counts)) outbox.set({ state }, count);
      for (const { network, outcome, count } of await database.read(askOutcomes))
        asks.set({ network, outcome }, count);
      copies.set({ state: 'live' }, report.liveCopies);
      copies.set({ state: 'waiting' }, report.dirtyCopies);
      return { type: registry.contentType, body: await registry.metrics() };
    },
  };
}
