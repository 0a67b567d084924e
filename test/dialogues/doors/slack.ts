// Slack as a door of the dialogue, over signed HTTP or Socket Mode.
import type { DateTime } from 'luxon';
import { logged, slackChannel, slackPeople, startBehindSlack } from '../../support/program.ts';
import type { Seen } from '../../support/seen.ts';
import { NOTHING_EXPECTED } from '../../support/slack/index.ts';
import { answersAt, type Door, patienceMs, people, type Sighting } from './door.ts';

export async function openSlackDoor(
  transport: 'HTTP' | 'Socket Mode',
  from: DateTime,
): Promise<Door> {
  const { slack, program } = await startBehindSlack(transport, from);
  const whose = (seen: Seen): Sighting['whose'] => {
    if (seen.where === 'channel') return 'channel';
    const who = people.find((one) => slackPeople[one] === seen.reader);
    if (who === undefined) throw new Error(`nobody is ${seen.reader}`);
    return who;
  };
  const done = async (deed: Promise<unknown>): Promise<void> => {
    await deed;
  };
  return {
    name: `Slack over ${transport}`,
    command: '/icdd',
    bot: `@${slack.workspace.botName}`,
    type: (who, text) =>
      done(slack.command(slackPeople[who], slackChannel, text, NOTHING_EXPECTED)),
    mention: (who, text) =>
      done(slack.mention(slackPeople[who], slackChannel, text, NOTHING_EXPECTED)),
    write: (who, text) => done(slack.direct(slackPeople[who], text, NOTHING_EXPECTED)),
    press: (who, button) => done(slack.press(slackPeople[who], button, NOTHING_EXPECTED)),
    send: (who, answers) =>
      done(
        slack.submit(
          slackPeople[who],
          answersAt(answers, (one) => slackPeople[one]),
          NOTHING_EXPECTED,
        ),
      ),
    sightings: () => slack.seen().map((seen) => ({ ...seen, whose: whose(seen) })),
    settled: (holds, what) => slack.settled(holds, { timeoutMs: patienceMs, what }),
    faults: () => [
      ...slack.faults.map((fault) => `${fault.kind}: ${fault.detail}`),
      ...logged(program),
    ],
    close: async () => {
      await program.stop();
      await slack.close();
    },
  };
}
