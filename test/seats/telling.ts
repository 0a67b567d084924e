// What people are told, on the stage of the seats: real delivery to a platform that records, on a machine's clock that the test moves.
import { onTestFinished } from 'vitest';
import { assemble } from '../../src/app/features.ts';
import { createDelivery } from '../../src/delivery/delivery.ts';
import { createManualMachine, settle } from '../support/manual-machine.ts';
import { createRecordingPlatform, type RecordingPlatform } from '../support/recording-platform.ts';
import { linesOf, type Program } from './stage.ts';

export interface Telling {
  readonly platform: RecordingPlatform;
  /** Begins to deliver; until then everything waits. */
  start(): void;
  /** Sends and draws all that is due. */
  quiet(): Promise<void>;
  /** Lets whatever waits for the machine's clock go on, at most so long. */
  advance(ms: number): Promise<void>;
  /** Every message of somebody, its lines each. */
  toldTo(user: string): readonly (readonly string[])[];
}

/** Who is called `fr…` reads French, and `ravi` lives in Kolkata. */
export function telling({ ports, database }: Program): Telling {
  const machine = createManualMachine();
  const platform = createRecordingPlatform();
  const delivery = createDelivery({
    database,
    drawers: assemble(ports, () => '123456').drawers,
    platforms: [platform],
    audienceOf: async (to) => {
      const user = to.kind === 'account' ? to.account.user : '';
      return {
        language: user.startsWith('fr') ? 'fr' : 'en',
        zone: user === 'ravi' ? 'Asia/Kolkata' : 'Europe/Zurich',
        command: '/icdd',
      };
    },
    machine,
    seriesNow: ports.now,
    newId: ports.newId,
    log: ports.log,
    onOutcome: () => undefined,
  });
  let started = false;
  onTestFinished(async () => {
    const stopping = delivery.stop();
    await machine.advance(60_000);
    await stopping;
  });
  return {
    platform,
    start: () => {
      if (!started) delivery.start();
      started = true;
    },
    advance: (ms) => machine.advance(ms),
    async quiet() {
      let done = false;
      const idle = delivery.idle().then(() => {
        done = true;
      });
      for (let tries = 0; !done; tries += 1) {
        if (tries > 2_000) throw new Error('it never came to an end');
        await settle();
        if (!done) await machine.advance(100);
      }
      return idle;
    },
    toldTo: (user) =>
      platform
        .posts()
        .filter(({ conversation }) => conversation.channel === `D-${user}`)
        .map(({ card }) => linesOf(card)),
  };
}
