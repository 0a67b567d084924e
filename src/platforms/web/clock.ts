// The demonstration's clock as the page shows it, with its jumps and the way back to the start: one at a time.
import type { Log } from '../../chat/platform.ts';
import type { Language } from '../../kernel/language.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { Windows } from './events.ts';
import type { Refused } from './guard.ts';
import type { Demonstration, StopKind, WebPerson } from './options.ts';
import type { WireClock } from './page/wire.ts';
import type { Posts } from './posts.ts';

export interface Clock {
  /** Undefined where the real clock runs. */
  face(language: Language): Promise<WireClock | undefined>;
  jump(to: StopKind): Promise<Result<null, Refused>>;
  restart(): Promise<Result<null, Refused>>;
}

export function createClock(
  demonstration: Demonstration | undefined,
  people: readonly WebPerson[],
  posts: Posts,
  windows: Windows,
  log: Log,
  /** Called when time was moved: what depends on it is to be drawn again. */
  moved: () => void,
): Clock {
  let moving = false;

  async function face(language: Language): Promise<WireClock | undefined> {
    if (!demonstration) return undefined;
    const stops = moving ? [] : await demonstration.nextStops(language);
    return { now: demonstration.now(), zone: demonstration.zone, stops, jumping: moving };
  }

  async function show(): Promise<void> {
    const faces = new Map<Language, WireClock | undefined>();
    for (const { language } of people) {
      if (!faces.has(language)) faces.set(language, await face(language));
    }
    windows.tell('clock', (user) => {
      const language = people.find((p) => p.user === user)?.language ?? 'en';
      return faces.get(language);
    });
  }

  async function alone(
    act: (demonstration: Demonstration) => Promise<Result<null, Refused>>,
  ): Promise<Result<null, Refused>> {
    if (!demonstration) return refuse('no-demonstration');
    if (moving) return refuse('busy');
    moving = true;
    try {
      await show();
      return await act(demonstration);
    } finally {
      moving = false;
      moved();
      await show();
    }
  }

  return {
    face,

    jump: (to) =>
      alone(async (demo) => {
        const jumped = await demo.jump(to);
        log.info({ to, jumped: jumped.ok }, 'web-jump');
        return jumped.ok ? ok(null) : refuse(jumped.refusal);
      }),

    restart: () =>
      alone(async (demo) => {
        await demo.restart();
        posts.begunAnew();
        await windows.reset();
        log.info({}, 'web-restart');
        return ok(null);
      }),
  };
}
