// The page as a whole: who one is, what is open, and the live line that keeps it true.
import { createClockFace } from './clock-face.ts';
import { createComposer } from './composer.ts';
import { createConversation } from './conversation.ts';
import { byId } from './dom.ts';
import { plainLine, seekPictures } from './draw.ts';
import { createFormWindow } from './form.ts';
import { type Live, listen } from './live.ts';
import { createOwnPage } from './own-page.ts';
import { fetchState, newRequest, post, type Sent } from './send.ts';
import { createSidebar } from './sidebar.ts';
import { createUnread, type Unread } from './unread.ts';
import { directIntro, welcome } from './welcome.ts';
import type { WireCard, WirePost, WireState } from './wire.ts';
import { say, useWords } from './words.ts';

let state: WireState;
let channel = '';
let live: Live | undefined;
let unread: Unread;
/** What is kept has been told: the rest is new. */
let ready = false;
let drawn = false;
/** Whether the live line to the server stands. */
let there = false;
/** Whether the open form was asked for on the person's own page: its answer then stands there. */
let formOfPage = false;
let refreshing: number | undefined;

const announcer = byId('announcer');
const strip = byId('strip');

const announce = (text: string): void => {
  announcer.textContent = text;
};

const conversation = createConversation({
  person: () => state.person,
  people: () => state.people,
  intro: (id) => {
    if (id.startsWith('direct-')) return directIntro();
    return state.clock ? welcome(state, (text) => void sendWords(text, newRequest())) : undefined;
  },
  press: (pressed, button, action) => void press(pressed, button, action),
});

const forms = createFormWindow({
  // The form asks for colleagues.
  people: () => state.people.filter((p) => p.user !== state.person.user),
  send: (form, values) =>
    post('/web/submit', {
      person: state.person.user,
      channel,
      form,
      values,
      page: formOfPage,
      request: newRequest(),
    }).then((sent) => {
      // What is wrong with a form is told in it.
      if (sent.kind === 'done') answerOnPage(sent);
      return sent;
    }),
});

const ownPage = createOwnPage((button, action) => void pressOnPage(button, action));

const composer = createComposer({
  state: () => state,
  channel: () => channel,
  send: sendWords,
  history: () =>
    conversation
      .of(channel)
      .filter((p) => p.author === state.person.user)
      .map((p) => p.text ?? '')
      .filter((text, at, all) => text !== '' && text !== all[at - 1]),
  announce,
});

const sidebar = createSidebar({
  channel: (id) => {
    openChannel(id);
    sidebar.close();
    composer.focus();
  },
  person: (user) => void become(user),
});

const clock = createClockFace(
  (to) => void act('/web/jump', { to }),
  () => refresh(),
);

async function sendWords(text: string, request: string): Promise<Sent> {
  const sent = await post('/web/words', { person: state.person.user, channel, text, request });
  openForm(sent);
  return sent;
}

function openForm(sent: Sent, ofPage = false): void {
  if (sent.kind !== 'done' || sent.answer.form === undefined) return;
  formOfPage = ofPage;
  forms.open(sent.answer.form);
}

/** What was done on the person's own page is answered there. */
function answerOnPage(sent: Sent): void {
  if (sent.kind === 'done' && sent.answer.answer === undefined) return;
  // What went wrong is told there too: on a phone the page covers everything else.
  const card = sent.kind === 'done' ? sent.answer.answer : troubleCard(troubleOf(sent));
  if (card === undefined) return;
  ownPage.answer(card, sent.kind === 'done' ? sent.answer.page : undefined);
  announce(plainLine(card.title));
}

const troubleCard = (sentence: string): WireCard => ({
  language: state.person.language,
  title: [sentence],
  blocks: [],
});

async function pressOnPage(button: HTMLButtonElement, action: string): Promise<void> {
  if (button.getAttribute('aria-busy') === 'true') return;
  button.setAttribute('aria-busy', 'true');
  const { user } = state.person;
  const sent = await post('/web/page-press', { person: user, action, request: newRequest() });
  button.removeAttribute('aria-busy');
  // Somebody else may sit here by now.
  if (state.person.user !== user) return;
  openForm(sent, true);
  answerOnPage(sent);
}

async function press(pressed: WirePost, button: HTMLButtonElement, action: string): Promise<void> {
  if (button.getAttribute('aria-busy') === 'true') return;
  button.setAttribute('aria-busy', 'true');
  await act('/web/press', { message: pressed.id, action, request: newRequest() });
  button.removeAttribute('aria-busy');
}

/** Asks for something whose answer comes over the live line; only a refusal is told here. */
async function act(path: string, body: Readonly<Record<string, unknown>>): Promise<void> {
  const sent = await post(path, { person: state.person.user, ...body });
  openForm(sent);
  tellTrouble(sent);
}

function tellTrouble(sent: Sent): void {
  // While the line is down, what it says of that stays until it is back.
  if (sent.kind !== 'done')
    setStrip(troubleOf(sent), sent.kind === 'away' && !there ? 'away' : 'note');
}

const troubleOf = (sent: Exclude<Sent, { kind: 'done' }>): string =>
  sent.kind === 'refused' ? sent.sentence : say('pressAway');

function setStrip(text: string, kind: 'away' | 'back' | 'note'): void {
  strip.textContent = text;
  strip.dataset['kind'] = kind;
  if (kind !== 'away') {
    window.setTimeout(
      () => {
        if (strip.textContent === text) strip.textContent = '';
      },
      kind === 'back' ? 2_500 : 6_000,
    );
  }
}

function drawSidebar(): void {
  const count = (id: string) => unread.count(id, conversation.of(id));
  sidebar.draw(state, channel, count);
  const waiting = state.channels.reduce((sum, c) => sum + (c.id === channel ? 0 : count(c.id)), 0);
  document.title = waiting > 0 ? `(${waiting}) ${say('pageTitle')}` : say('pageTitle');
}

function openChannel(id: string): void {
  const found = state.channels.find((c) => c.id === id) ?? state.channels[0];
  if (!found) return;
  channel = found.id;
  const label = found.direct ? found.name : `#${found.name}`;
  byId('channel-name').textContent = label;
  byId('channel-note').textContent = say(found.direct ? 'directNote' : 'channelNote');
  byId('scroller').setAttribute('aria-label', say('conversationLabel', { channel: label }));
  composer.turnTo(channel, label, found.direct);
  const posts = conversation.of(channel);
  // Who has said nothing yet begins at the beginning: there is the welcome.
  const begun = posts.some((p) => p.author === state.person.user);
  conversation.show(channel, begun || found.direct ? 'end' : 'start');
  unread.read(channel, posts);
  drawSidebar();
}

function hear(arrived: WirePost): void {
  const known = ready && conversation.of(arrived.channel).some((p) => p.id === arrived.id);
  conversation.take(arrived, ready);
  if (!ready) return;
  if (!known && arrived.author !== state.person.user) tell(arrived);
  if (arrived.channel === channel && document.visibilityState === 'visible') {
    unread.read(channel, conversation.of(channel));
  }
  drawSidebar();
  if (arrived.author === 'bot') refresh();
}

function tell(arrived: WirePost): void {
  const author =
    arrived.author === 'bot'
      ? say('botName')
      : (state.people.find((p) => p.user === arrived.author)?.name ?? '');
  const title = arrived.card ? plainLine(arrived.card.title) : (arrived.text ?? '');
  const said = say(arrived.private ? 'announcePrivate' : 'announce', { author, title });
  const where = state.channels.find((c) => c.id === arrived.channel)?.name ?? '';
  announce(arrived.channel === channel ? said : say('announceIn', { channel: where, title: said }));
}

/** The words that complete and the clock's stops follow what happened: asked for once it is quiet. */
function refresh(): void {
  window.clearTimeout(refreshing);
  refreshing = window.setTimeout(async () => {
    const fresh = await fetchState(state.person.user);
    if (typeof fresh !== 'object' || fresh.person.user !== state.person.user) return;
    state = fresh;
    clock.set(state.clock);
  }, 400);
}

function startListening(): void {
  ready = false;
  live?.close();
  live = listen(state.person.user, state.epoch, {
    post: hear,
    ready: () => {
      if (ready) return;
      ready = true;
      if (!drawn) openChannel(channel);
      drawn = true;
    },
    reset: (epoch) => {
      ready = false;
      drawn = false;
      conversation.clear();
      state = { ...state, epoch };
      unread = createUnread(state.person.user, epoch);
      refresh();
    },
    clock: (face) => clock.set(face),
    page: (card) => ownPage.show(card),
    there: (is) => {
      there = is;
      if (is) seekPictures();
      const wasAway = strip.dataset['kind'] === 'away' && strip.textContent !== '';
      if (is) ownPage.reached();
      if (!is) setStrip(say('away'), 'away');
      else if (wasAway) setStrip(say('back'), 'back');
    },
  });
}

/** Becomes a person; waits for the server where it is away. */
async function become(user: string | undefined): Promise<void> {
  const given = await fetchState(user);
  if (given === 'unknown') return become(undefined);
  if (given === undefined) {
    if (drawn) setStrip(say('away'), 'away');
    window.setTimeout(() => void become(user), 1_000);
    return;
  }
  const wasDirect = drawn && channel.startsWith('direct-');
  state = given;
  live?.close();
  useWords(state.words, state.person.language);
  unread = createUnread(state.person.user, state.epoch);
  conversation.clear();
  composer.forget();
  forms.close();
  ownPage.clear();
  clock.set(state.clock);
  channel = state.channels.find((c) => c.direct === wasDirect)?.id ?? '';
  drawn = false;
  window.history.replaceState(null, '', `/?person=${encodeURIComponent(state.person.user)}`);
  drawSidebar();
  startListening();
}

byId('restart').addEventListener('click', () => byId<HTMLDialogElement>('restart-ask').showModal());
byId<HTMLDialogElement>('restart-ask').addEventListener('close', (event) => {
  const dialog = event.target as HTMLDialogElement;
  if (dialog.returnValue === 'empty') void act('/web/restart', {});
  dialog.returnValue = '';
});
document.addEventListener('visibilitychange', () => {
  if (!ready || document.visibilityState !== 'visible') return;
  unread.read(channel, conversation.of(channel));
  drawSidebar();
});

await become(new URLSearchParams(window.location.search).get('person') ?? undefined);
// A phone's keyboard would cover the welcome.
if (window.matchMedia('(pointer: fine)').matches) composer.focus();
