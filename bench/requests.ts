// What Slack sends: signed slash commands and pressed buttons.
import { createHmac } from 'node:crypto';
import { team } from './slack-fake.ts';

export const signingSecret = 'a-signing-secret-of-nobody';
export const botToken = 'xoxb-of-nobody';

export interface Sent {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

let counted = 0;
/** A number that no earlier request had: for triggers, response addresses and instants of presses. */
export const fresh = (): number => {
  counted += 1;
  return counted;
};
const run = Date.now().toString(36);

function signed(body: string): Sent {
  const at = String(Math.floor(Date.now() / 1000));
  const mac = createHmac('sha256', signingSecret).update(`v0:${at}:${body}`).digest('hex');
  return {
    body,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': at,
      'x-slack-signature': `v0=${mac}`,
    },
  };
}

/** `trigger` as given, or one that was never sent before; `id` names the response address. */
export function command(
  slackUrl: string,
  user: string,
  text: string,
  trigger = `${run}.${fresh()}`,
  id = String(fresh()),
): Sent {
  const response = encodeURIComponent(`${slackUrl}/response/${id}`);
  return signed(
    `token=v&team_id=${team}&team_domain=bench&channel_id=C1&channel_name=general&user_id=${user}` +
      `&user_name=${user}&command=%2Ficdd&text=${encodeURIComponent(text)}&api_app_id=A1` +
      `&is_enterprise_install=false&response_url=${response}&trigger_id=${trigger}`,
  );
}

/** A press of a button of a posted card; its answer comes at the response address with this id. */
export function press(
  slackUrl: string,
  user: string,
  action: string,
  blocks: unknown,
  id: string,
  workspace = team,
): Sent {
  const payload = {
    type: 'block_actions',
    user: { id: user, username: user, name: user, team_id: workspace },
    api_app_id: 'A1',
    token: 'v',
    container: {
      type: 'message',
      message_ts: '1560000000.000100',
      channel_id: 'C1',
      is_ephemeral: false,
    },
    trigger_id: `${run}.${fresh()}`,
    team: { id: workspace, domain: 'bench' },
    enterprise: null,
    is_enterprise_install: false,
    channel: { id: 'C1', name: 'general' },
    message: { type: 'message', user: 'UBOT', bot_id: 'BBOT', ts: '1560000000.000100', blocks },
    state: { values: {} },
    response_url: `${slackUrl}/response/${id}`,
    actions: [
      {
        action_id: action,
        block_id: 'b1',
        text: { type: 'plain_text', text: 'Register' },
        type: 'button',
        action_ts: `${run}.${fresh()}`,
      },
    ],
  };
  return signed(`payload=${encodeURIComponent(JSON.stringify(payload))}`);
}
