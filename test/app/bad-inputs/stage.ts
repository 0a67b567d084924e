// What bad inputs are thrown at: the whole program with its three doors open, a season ahead of it, and people who hold seats.
import { type Mattermost, startMattermost } from '../../support/mattermost/index.ts';
import { type Slack, startSlack } from '../../support/slack/index.ts';
import { freshDirectory } from '../../support/sqlite.ts';
import { type Running, startHere, until, writeSeasonAhead } from '../running.ts';
import { openWindow, type Window } from '../web-window.ts';

export interface Stage {
  readonly running: Running;
  readonly slack: Slack;
  readonly chat: Mattermost;
  readonly ana: Window;
  readonly ben: Window;
  readonly olga: Window;
  close(): Promise<void>;
}

/** What came back, whatever the door: a status where there is one, and all that a person or a caller can read. */
export interface Answer {
  readonly status?: number;
  readonly text: string;
}

export interface BadInput {
  readonly what: string;
  readonly send: (stage: Stage) => Promise<Answer>;
  /** Stands in the answer. */
  readonly says: string | RegExp;
  readonly status?: number;
  /** What was typed: no log line may hold it. */
  readonly typed?: string;
  /** Noted as an error in the log: nobody but the platform itself could have sent it. */
  readonly noted?: true;
  /** Tables in which this may leave something, and why. */
  readonly leaves?: readonly ['link_tries', string];
}

export async function createStage(): Promise<Stage> {
  const directory = freshDirectory();
  const [slack, chat] = [await startSlack(), await startMattermost({ trigger: 'icdd' })];
  const running = await startHere(directory.path, {
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: slack.apiUrl,
    MATTERMOST_URL: chat.url,
    MATTERMOST_BOT_TOKEN: chat.botToken,
    MATTERMOST_COMMAND_TOKENS: chat.commandToken(),
    ACTION_SECRET: 'an action secret of forty characters 0001'.replaceAll(' ', '-'),
    WEB_CHAT: 'on',
    ORGANISERS: 'web:olga',
    SERIES_FILE: writeSeasonAhead(directory.path),
  });
  slack.useHttp(`${running.url}/slack/events`);
  chat.useApp(running.url);
  const [ana, ben, olga] = await Promise.all(
    ['ana', 'ben', 'olga'].map((person) => openWindow(running.url, person)),
  );
  if (!ana || !ben || !olga) throw new Error('no windows');
  // Everybody is known and described before anything is compared; Ana holds a seat in talk 9.
  await ana.say('/icdd register 9');
  await ana.say('/icdd list');
  await ben.say('/icdd mine');
  await olga.say('/icdd mine');
  await slack.command('U01ANA', 'C01TALKS', 'register 10');
  await chat.command('ana', 'idea-circle', 'register 11');
  await chat.command('ana', 'idea-circle', 'list');
  await chat.command('ben', 'idea-circle', 'list');
  await until(() => chat.connected() > 0, 'the socket to Mattermost');
  return {
    running,
    slack,
    chat,
    ana,
    ben,
    olga,
    close: async () => {
      for (const window of [ana, ben, olga]) window.close();
      await running.stop();
      await slack.close();
      await chat.close();
      directory.remove();
    },
  };
}

/** All that a person of Mattermost saw last, as text. */
export function lastSeen(chat: Mattermost, person: string): string {
  const seen = chat.seen(person).at(-1);
  return [...(seen?.lines ?? []), ...(seen?.fields ?? []).flat()].join('\n');
}
