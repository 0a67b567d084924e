// A pressed button: JSON that anybody could send, believed only by the MAC in its context; answered with text alone.
import { z } from 'zod';
import { decodeAction } from '../../chat/action.ts';
import type { IncomingPress } from '../../chat/incoming.ts';
import type { HttpRoute } from '../../chat/platform.ts';
import { cardOf } from '../../chat/reply.ts';
import { checkUpdate, isCheck } from './check.ts';
import {
  type Desk,
  decide,
  isOwnDirect,
  languageFor,
  noteFault,
  speakerOf,
  triggerKey,
} from './desk.ts';
import { escapeText } from './escape.ts';
import { answer, type HttpAnswer, refusal, respond } from './http.ts';
import { checkSeal } from './mac.ts';
import { account, actionPath, conversation } from './options.ts';
import { drawText, pinged } from './render.ts';
import { openForm } from './submit.ts';
import { platformWords } from './words.ts';

const id = z.string().regex(/^[a-z0-9]{26}$/);
const clickSchema = z.object({
  user_id: id,
  channel_id: id,
  channel_name: z.string().catch(''),
  post_id: z.string().catch(''),
  trigger_id: z.string().min(1),
  type: z.string(),
  // A context may be left out by the server where a button has none: then the button is none of ours.
  context: z
    .object({ action: z.string(), person: z.string().optional(), mac: z.string() })
    .optional()
    .catch(undefined),
});

export type Click = z.infer<typeof clickSchema>;

/** Reads the body of a click; undefined where it is none. */
export function parseClick(body: string): Click | undefined {
  try {
    return clickSchema.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}

export type ClickCheck = 'good' | 'foreign' | 'others';

/** Whether a click is one of a button of ours, in its own channel, by somebody who may press it. */
export function checkClick(click: Click, secrets: readonly string[]): ClickCheck {
  if (click.context === undefined) return 'foreign';
  const { action, person = '', mac } = click.context;
  const seal = checkSeal(mac, { action, channel: click.channel_id, person }, secrets);
  if (seal !== 'good') return 'foreign';
  // The cookie of a private answer's button works for whoever has it.
  return person === '' || person === click.user_id ? 'good' : 'others';
}

const say = (text: string): HttpAnswer =>
  answer({ ephemeral_text: text, skip_slack_parsing: true });

async function answerClick(desk: Desk, body: string): Promise<HttpAnswer> {
  const click = parseClick(body);
  if (click === undefined) return refusal(400, 'this is no click');
  // Anybody's client can make the server send a dialog's submission to this address.
  if (click.type !== 'button') return refusal(403, 'only buttons are answered here');
  const check = checkClick(click, desk.secrets);
  if (check === 'good' && isCheck(click.context?.action ?? ''))
    return answer(checkUpdate(click.context?.action ?? ''));
  const user =
    desk.open() === undefined
      ? undefined
      : await desk.directory.userWithin(click.user_id, desk.pace.describeMs);
  const language = languageFor(desk, user);
  const words = platformWords(language);
  if (check !== 'good') {
    desk.log.warn({ check, post: click.post_id }, 'mattermost-click-refused');
    const sentence = check === 'others' ? words.othersButton : words.foreignButton;
    return say(escapeText(sentence(desk.command)));
  }
  const open = desk.open();
  if (open === undefined) return say(escapeText(words.notReady()));
  const context = click.context as NonNullable<Click['context']>;
  const direct =
    isOwnDirect(click.channel_name, click.user_id, open.bot.id) ||
    desk.sender.isDirectOf(click.channel_id, click.user_id);
  const isPrivate = context.person !== undefined || direct;
  const incoming: IncomingPress = {
    kind: 'press',
    account: account(click.user_id),
    speaker: speakerOf(user),
    place: { conversation: conversation(click.channel_id), kind: direct ? 'direct' : 'channel' },
    delivery: triggerKey('press', click.trigger_id),
    event: false,
    action: decodeAction(context.action),
    pressed: isPrivate || click.post_id === '' ? undefined : click.post_id,
  };
  try {
    const decision = await decide(desk, open.receive, incoming);
    if (decision === 'late') return say(escapeText(words.follows()));
    const asked = {
      trigger: click.trigger_id,
      channel: click.channel_id,
      direct,
      person: click.user_id,
    };
    if (decision.kind === 'form' && (await openForm(desk, decision.form, asked))) return answer({});
    const card = cardOf(decision);
    if (card === undefined) return answer({});
    const usernames = await desk.directory.usernames(pinged(card));
    return say(drawText(card, { limits: desk.limits(), command: desk.command, usernames }));
  } catch (error) {
    return say(escapeText(words.fault(noteFault(desk, error, 'click'))));
  }
}

/** POST /mattermost/action. A button that is not ours, stands elsewhere or is another person's gets a sentence, and nothing is changed. */
export function clickRoute(desk: Desk): HttpRoute {
  return {
    method: 'POST',
    path: actionPath,
    handle: (request, response) =>
      desk.track(respond(request, response, 'application/json', (body) => answerClick(desk, body))),
  };
}
