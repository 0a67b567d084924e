// Dialogs: opened by the trigger of a command or a click, and what people send in them. Anybody's client can send anything here in its own name.
import { z } from 'zod';
import { decodeForm, encodeForm, type Form, type Submitted } from '../../chat/form.ts';
import type { IncomingSubmit } from '../../chat/incoming.ts';
import type { HttpRoute } from '../../chat/platform.ts';
import { cardOf, type Reply } from '../../chat/reply.ts';
import type { Language } from '../../kernel/language.ts';
import { describeFailure, failureOf } from './client.ts';
import { type Desk, decide, languageFor, noteFault, speakerOf, tellDirectly } from './desk.ts';
import { drawDialog, joined } from './dialog.ts';
import { dialogsLastMs, readState, writeState } from './dialog-state.ts';
import { answer, type HttpAnswer, refusal, respond } from './http.ts';
import { account, conversation, dialogPath } from './options.ts';
import { platformWords } from './words.ts';

export interface Asked {
  readonly trigger: string;
  readonly channel: string;
  readonly direct: boolean;
  readonly person: string;
}

/** Opens a form before the person who asked; false where that cannot be done, e.g. because the trigger is too old. */
export async function openForm(desk: Desk, form: Form, asked: Asked): Promise<boolean> {
  try {
    const state = writeState(desk.secrets[0], {
      form: encodeForm(form.id),
      channel: asked.channel,
      direct: asked.direct,
      person: asked.person,
      until: desk.machine.now() + dialogsLastMs,
      nonce: desk.machine.random(12),
    });
    const dialog = drawDialog(form, state, desk.limits());
    await desk.openDialog({ trigger_id: asked.trigger, url: desk.dialogUrl, dialog });
    return true;
  } catch (error) {
    const why = describeFailure(failureOf(error));
    desk.log.warn({ form: form.id.form, why }, 'mattermost-dialog-not-opened');
    return false;
  }
}

const id = z.string().regex(/^[a-z0-9]{26}$/);
const value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);
const submissionSchema = z.object({
  type: z.literal('dialog_submission'),
  callback_id: z.string(),
  state: z.string(),
  user_id: id,
  cancelled: z.boolean().catch(false),
  // What is left empty comes as null, as an empty text, or not at all; what is of no known shape is taken for empty.
  submission: z.record(z.string(), value.nullable().catch(null)).nullish().catch(null),
});

export type Submission = z.infer<typeof submissionSchema>;

/** Reads the body of a sent dialog; undefined where it is none. */
export function parseSubmission(body: string): Submission | undefined {
  try {
    return submissionSchema.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}

export function valuesOf({ submission }: Submission): ReadonlyMap<string, Submitted> {
  const values = new Map<string, Submitted>();
  for (const [key, one] of joined(submission ?? {})) {
    const given = Array.isArray(one) ? one.flat().filter((part) => part !== null) : one;
    if (given !== null) values.set(key, Array.isArray(given) ? given.map(String) : given);
  }
  return values;
}

/** The dialog stays open and says it. */
const say = (error: string): HttpAnswer => answer({ error });

async function answerSubmission(desk: Desk, body: string): Promise<HttpAnswer> {
  const sent = parseSubmission(body);
  if (sent === undefined) return refusal(400, 'this is no dialog');
  const open = desk.open();
  const user =
    open === undefined
      ? undefined
      : await desk.directory.userWithin(sent.user_id, desk.pace.describeMs);
  const language = languageFor(desk, user);
  const words = platformWords(language);
  const now = desk.machine.now();
  const whose = { form: sent.callback_id, person: sent.user_id };
  const check = readState(sent.state, whose, now, desk.secrets);
  if (check.kind !== 'good') {
    desk.log.warn({ check: check.kind }, 'mattermost-dialog-refused');
    return say(
      check.kind === 'expired' ? words.oldForm(desk.command) : words.foreignForm(desk.command),
    );
  }
  if (sent.cancelled) return answer({});
  if (open === undefined) return say(words.notReady());
  const { channel, direct, nonce } = check.state;
  const incoming: IncomingSubmit = {
    kind: 'submit',
    account: account(sent.user_id),
    speaker: speakerOf(user),
    place: { conversation: conversation(channel), kind: direct ? 'direct' : 'channel' },
    delivery: `mattermost:dialog:${nonce}`,
    event: false,
    form: decodeForm(sent.callback_id),
    values: valuesOf(sent),
  };
  try {
    return answerTo(desk, await decide(desk, open.receive, incoming), incoming, language);
  } catch (error) {
    return say(words.fault(noteFault(desk, error, 'dialog')));
  }
}

/** A sent dialog can be told what is wrong with it, but not what came of it: that is said directly. */
function answerTo(
  desk: Desk,
  decision: Reply | 'late',
  incoming: IncomingSubmit,
  language: Language,
): HttpAnswer {
  if (decision === 'late') return answer({});
  switch (decision.kind) {
    case 'errors':
      return answer({ errors: Object.fromEntries(decision.errors) });
    case 'silence':
      return say(platformWords(language).sentBefore());
    default:
      void desk.track(
        tellDirectly(desk, incoming.account, cardOf(decision), incoming.delivery).catch(
          (error: unknown) => noteFault(desk, error, 'dialog'),
        ),
      );
      return answer({});
  }
}

/** POST /mattermost/dialog. A state that is not ours, is another person's or too old gets a sentence, and nothing is changed. */
export function dialogRoute(desk: Desk): HttpRoute {
  return {
    method: 'POST',
    path: dialogPath,
    handle: (request, response) =>
      desk.track(
        respond(request, response, 'application/json', (body) => answerSubmission(desk, body)),
      ),
  };
}
