// Mattermost as a door of the dialogue.
import type { DateTime } from 'luxon';
import type { Outcome } from '../../support/mattermost/index.ts';
import {
  logged,
  mattermostChannel,
  mattermostCommand,
  startBehindMattermost,
} from '../../support/program.ts';
import type { Seen } from '../../support/seen.ts';
import { answersAt, type Door, patienceMs, people, type Sighting } from './door.ts';

export async function openMattermostDoor(from: DateTime): Promise<Door> {
  const { mattermost, program } = await startBehindMattermost(from);
  const whose = (seen: Seen): Sighting['whose'] => {
    if (seen.where === 'channel') return 'channel';
    const who = people.find((one) => mattermost.user(one).id === seen.reader);
    if (who === undefined) throw new Error(`nobody is ${seen.reader}`);
    return who;
  };
  const went = async (deed: Promise<Outcome>): Promise<void> => {
    const { ok, error, message } = await deed;
    if (!ok) throw new Error(`Mattermost says ${error}: ${message}`);
  };
  const said = async (deed: Promise<unknown>): Promise<void> => {
    await deed;
  };
  return {
    name: 'Mattermost',
    command: `/${mattermostCommand}`,
    bot: `@${mattermost.bot.username}`,
    type: (who, text) => went(mattermost.command(who, mattermostChannel, text)),
    mention: (who, text) => said(mattermost.mention(who, mattermostChannel, text)),
    write: (who, text) => said(mattermost.direct(who, text)),
    press: (who, button) => went(mattermost.press(who, button)),
    send: (who, answers) =>
      went(
        mattermost.submit(
          who,
          answersAt(answers, (one) => mattermost.user(one).id),
        ),
      ),
    sightings: () => mattermost.seen().map((seen) => ({ ...seen, whose: whose(seen) })),
    settled: async (holds, what) => {
      await mattermost.settled(holds, { timeoutMs: patienceMs }).catch((error: unknown) => {
        throw new Error(`${what}: ${String(error)}`);
      });
    },
    faults: () => [
      ...mattermost.faults.map((fault) => `${fault.kind}: ${fault.detail}`),
      ...mattermost.leaks.map((leak) => `leak: ${leak.reason}`),
      ...logged(program),
    ],
    close: async () => {
      await program.stop();
      await mattermost.close();
    },
  };
}
