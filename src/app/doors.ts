// The platforms that the configuration asks for. Each one's SDK is loaded where it is wanted: a start loads what it uses.
import { fileURLToPath } from 'node:url';
import type { Card } from '../chat/card.ts';
import type { PlatformMemory } from '../chat/memory.ts';
import type { Log, Platform } from '../chat/platform.ts';
import type { Language } from '../kernel/language.ts';
import { machine } from './clock.ts';
import type { Config } from './config.ts';
import { type createDemonstration, webChannel, webPeople } from './demonstration.ts';

interface DoorParts {
  /** Where the program listens. */
  readonly port: number;
  readonly publicUrl: string;
  /** Signs what comes back in buttons. */
  readonly secret: string;
  readonly memory: PlatformMemory;
  readonly words: Parameters<typeof import('../platforms/web/web.ts').createWeb>[0]['words'];
  /** Undefined where a real season is served. */
  readonly demonstration: ReturnType<typeof createDemonstration> | undefined;
  readonly log: Log;
  readonly fault: (language: Language, reference: string) => Card;
}

/** Makes each platform, in the order in which the ready line names them; none is started. */
export async function createDoors(config: Config, parts: DoorParts): Promise<readonly Platform[]> {
  const { command, locale: language } = config;
  const { publicUrl, memory, log } = parts;
  const platforms: Platform[] = [];
  if (config.slack) {
    const { createSlack } = await import('../platforms/slack/slack.ts');
    const { fault } = parts;
    platforms.push(
      createSlack({ ...config.slack, command, language, machine, memory, log, fault }),
    );
  }
  if (config.mattermost) {
    const { createMattermost } = await import('../platforms/mattermost/mattermost.ts');
    platforms.push(
      createMattermost({
        ...config.mattermost,
        command,
        publicUrl,
        actionSecret: parts.secret,
        language,
        machine,
        memory,
        log,
      }),
    );
  }
  if (config.webChat) {
    const { createWeb } = await import('../platforms/web/web.ts');
    const { demonstration } = parts;
    platforms.push(
      createWeb({
        host: config.host,
        port: parts.port,
        publicUrl,
        people: webPeople,
        command,
        words: parts.words,
        channel: webChannel,
        pageDirectory: fileURLToPath(new URL('../platforms/web/page/', import.meta.url)),
        machine,
        memory,
        log,
        ...(demonstration && { demonstration }),
      }),
    );
  }
  return platforms;
}
