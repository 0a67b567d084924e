// The floor: the barest Bolt app, with the same SDK, that answers a fixed card in the same two ways. It is no TypeScript, so that it starts as it is.
import { readFileSync } from 'node:fs';
import { App, HTTPReceiver } from '@slack/bolt';

const { PORT, CARDS, SLACK_API_URL, SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET } = process.env;
const cards = JSON.parse(readFileSync(CARDS, 'utf8'));

const app = new App({
  token: SLACK_BOT_TOKEN,
  receiver: new HTTPReceiver({ signingSecret: SLACK_SIGNING_SECRET }),
  clientOptions: { slackApiUrl: SLACK_API_URL },
});
app.command('/icdd', ({ command, ack }) => ack(cards[command.text.split(' ')[0]]));
app.action(/.*/, async ({ ack, respond }) => {
  await ack();
  await respond(cards.press);
});
await app.start({ port: Number(PORT), host: '127.0.0.1' });
process.stdout.write('ready\n');
