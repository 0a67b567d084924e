// From what a window sends to what the chat answers: the words, presses and forms of the page, each answered once.
import { decodeAction } from '../../chat/action.ts';
import { decodeForm } from '../../chat/form.ts';
import type { Incoming, Place } from '../../chat/incoming.ts';
import type { Machine, Receive } from '../../chat/platform.ts';
import { cardOf } from '../../chat/reply.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { Refused } from './guard.ts';
import { meantFor } from './incoming.ts';
import type { WebOptions } from './options.ts';
import { type OwnPages, ownPlace } from './own-pages.ts';
import type { WireDone } from './page/wire.ts';
import { accountOf, directChannel, directReader, mayRead, type Posts } from './posts.ts';
import type { PagePressRequest, PressRequest, SubmitRequest, WordsRequest } from './requests.ts';
import { wireCard, wireForm } from './wire.ts';

/** How many answered requests are remembered, against a window that asks again because the answer was lost. */
const remembered = 1_000;

export type Outcome = Result<WireDone, Refused>;

export interface Answers {
  words(asked: WordsRequest): Promise<Outcome>;
  press(asked: PressRequest): Promise<Outcome>;
  /** A button of a person's own page, or of the answer that stands on it. */
  pagePress(asked: PagePressRequest): Promise<Outcome>;
  submit(asked: SubmitRequest): Promise<Outcome>;
}

export function createAnswers(
  options: WebOptions,
  posts: Posts,
  receive: () => Receive,
  drawPage: OwnPages['draw'],
): Answers {
  const { people, channel: shared } = options;
  const command = `/${options.command}`;
  const once = createOnce(options.machine);
  const isPerson = (user: string) => people.some((p) => p.user === user);

  function placeOf(channel: string): Place {
    return {
      conversation: { platform: 'web', workspace: '', channel },
      kind: directReader(channel) === undefined ? 'channel' : 'direct',
    };
  }

  /** Says the answer in the conversation; a form, or what is wrong with one, goes to the window that asked, and to no other. */
  async function answer(incoming: Incoming, pressedPrivate?: number): Promise<WireDone> {
    const reply = await receive()(incoming);
    if (reply.kind === 'form') return { done: true, form: wireForm(reply.form) };
    if (reply.kind === 'errors') return { done: true, errors: Object.fromEntries(reply.errors) };
    const card = cardOf(reply);
    if (card === undefined) return done;
    if (reply.kind === 'redraw' && pressedPrivate !== undefined) {
      if (await posts.redraw(pressedPrivate, card)) return done;
    }
    // Keyed, since a request may come again after a restart that took away its first answer.
    const { delivery, place, account } = incoming;
    await posts.say(place.conversation.channel, account.user, card, `${delivery}:answer`);
    return done;
  }

  /** The answer to what was done on a person's own page stands on it, in the window that asked. */
  async function answerOnPage(incoming: Incoming): Promise<WireDone> {
    const reply = await receive()(incoming);
    if (reply.kind === 'form') return { done: true, form: wireForm(reply.form) };
    if (reply.kind === 'errors') return { done: true, errors: Object.fromEntries(reply.errors) };
    const card = cardOf(reply);
    if (card === undefined) return done;
    const page = await drawPage(incoming.account.user);
    return { done: true, answer: wireCard(card), ...(page && { page }) };
  }

  return {
    async words({ person, channel, text, request }) {
      if (!isPerson(person)) return refuse('unknown-person');
      const direct = channel === directChannel(person);
      if (!direct && channel !== shared.id) return refuse('unknown-channel');
      const meant = meantFor(text, direct, command, people);
      if (meant.kind === 'no-command') return refuse('unknown-command');
      return once(request, async (delivery) => {
        const reader = direct || (meant.kind === 'bot' && meant.echo === 'self') ? person : '';
        await posts.typed(channel, reader, person, text, delivery);
        if (meant.kind === 'chatter') return ok(done);
        const answered = await answer({
          kind: 'words',
          account: accountOf(person),
          speaker: 'person',
          place: placeOf(channel),
          delivery,
          event: false,
          text: meant.parts,
        });
        return ok(answered);
      });
    },

    async press({ person, message, action: encoded, request }) {
      if (!isPerson(person)) return refuse('unknown-person');
      const action = decodeAction(encoded);
      if (!action.ok && action.refusal === 'malformed') return refuse('unknown-action');
      const post = await posts.byId(message);
      if (post?.author !== 'bot') return refuse('unknown-message');
      if (!mayRead(post, person)) return refuse('not-yours');
      const ownCard = post.reader === person;
      return once(request, async (delivery) => {
        const answered = await answer(
          {
            kind: 'press',
            account: accountOf(person),
            speaker: 'person',
            place: placeOf(post.channel),
            delivery,
            event: false,
            action,
            pressed: ownCard ? undefined : String(post.id),
          },
          ownCard ? post.id : undefined,
        );
        return ok(answered);
      });
    },

    async pagePress({ person, action: encoded, request }) {
      if (!isPerson(person)) return refuse('unknown-person');
      const action = decodeAction(encoded);
      if (!action.ok && action.refusal === 'malformed') return refuse('unknown-action');
      return once(request, async (delivery) => {
        const answered = await answerOnPage({
          kind: 'press',
          account: accountOf(person),
          speaker: 'person',
          place: ownPlace(person),
          delivery,
          event: false,
          action,
          pressed: undefined,
        });
        return ok(answered);
      });
    },

    async submit({ person, channel, form: encoded, values, page, request }) {
      if (!isPerson(person)) return refuse('unknown-person');
      if (channel !== directChannel(person) && channel !== shared.id)
        return refuse('unknown-channel');
      const form = decodeForm(encoded);
      if (!form.ok && form.refusal === 'malformed') return refuse('unknown-form');
      return once(request, async (delivery) => {
        const incoming: Incoming = {
          kind: 'submit',
          account: accountOf(person),
          speaker: 'person',
          place: page ? ownPlace(person) : placeOf(channel),
          delivery,
          event: false,
          form,
          values,
        };
        return ok(await (page ? answerOnPage(incoming) : answer(incoming)));
      });
    },
  };
}

/** Nothing more to say to the window that asked. */
const done: WireDone = { done: true };

/** Runs a request once by its id: asked again, even while it runs, it gets the first answer. A fault is forgotten, so that it may be tried anew. */
function createOnce(machine: Machine) {
  const known = new Map<string, Promise<Outcome>>();
  return (request: string | undefined, run: (delivery: string) => Promise<Outcome>) => {
    const delivery = `web:${request ?? machine.random(16)}`;
    const before = known.get(delivery);
    if (before) return before;
    const outcome = run(delivery);
    known.set(delivery, outcome);
    if (known.size > remembered) known.delete(known.keys().next().value as string);
    outcome.catch(() => known.delete(delivery));
    return outcome;
  };
}
