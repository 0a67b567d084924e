// The web chat as a door of the dialogue: a window for each person, which reads the event stream as the page does.
import { EventEmitter } from 'node:events';
import type { DateTime } from 'luxon';
import type { WireDone, WireForm, WirePost } from '../../../src/platforms/web/page/wire.ts';
import { logged, type RunningProgram, startAsWebChat } from '../../support/program.ts';
import type { SeenButton } from '../../support/seen.ts';
import { type Answers, type Door, type Person, patienceMs, people, type Sighting } from './door.ts';
import { readWire, validateWire } from './read-wire.ts';
import { answersIn, seenForm, validateWireForm } from './read-wire-form.ts';

const channel = 'general';

interface Window {
  readonly ready: Promise<void>;
  close(): void;
}

/** Reads a person's stream; `tell` gets every post in the order in which it came. */
function openWindow(url: string, who: Person, tell: (post: WirePost) => void): Window {
  const ending = new AbortController();
  let opened: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => {
    opened = resolve;
  });
  const reading = async (): Promise<void> => {
    const answer = await fetch(`${url}/web/events?person=${who}`, { signal: ending.signal });
    if (!answer.ok || answer.body === null) throw new Error(`no stream: ${answer.status}`);
    const decoder = new TextDecoder();
    let rest = '';
    for await (const part of answer.body) {
      const blocks = (rest + decoder.decode(part as Uint8Array, { stream: true })).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const event = /^event: (.*)$/m.exec(block)?.[1];
        const data = /^data: (.*)$/m.exec(block)?.[1];
        if (event === 'ready') opened();
        if (event === 'post' && data !== undefined) tell(JSON.parse(data) as WirePost);
      }
    }
  };
  const ended = reading();
  ended.catch(() => undefined);
  return { ready: Promise.race([ready, ended]), close: () => ending.abort() };
}

export async function openWebDoor(from: DateTime): Promise<Door> {
  return windowsOf(await startAsWebChat(from));
}

/** A window for each person on a running program, which is stopped when the door closes. */
export async function windowsOf(program: RunningProgram): Promise<Door> {
  const { url } = program;
  const sightings: Sighting[] = [];
  const wrong: string[] = [];
  const known = new Set<string>();
  const bell = new EventEmitter().setMaxListeners(0);

  const tell = (who: Person) => (post: WirePost) => {
    // Everybody's window shows the channel: one of them is enough.
    if (post.author !== 'bot' || (!post.private && who !== people[0])) return;
    if (post.card === undefined) throw new Error('the bot posted no card');
    wrong.push(...validateWire(post.card));
    const where = post.channel !== channel ? 'direct' : post.private ? 'private' : 'channel';
    const seen = `${who}:${post.id}`;
    const again = where === 'private' ? 'replaced' : 'edited';
    sightings.push({
      whose: where === 'channel' ? 'channel' : who,
      where,
      change: known.has(seen) ? again : 'posted',
      ...readWire(post.card, post.id),
    });
    known.add(seen);
    bell.emit('change');
  };
  const windows = people.map((who) => openWindow(url, who, tell(who)));
  await Promise.all(windows.map((window) => window.ready));

  /** The form that stands open in a window, if any. */
  const forms = new Map<Person, WireForm>();
  const show = (whose: Person, form: WireForm, errors?: WireDone['errors']) => {
    wrong.push(...validateWireForm(form));
    forms.set(whose, form);
    const change = errors === undefined ? 'posted' : 'replaced';
    sightings.push({ whose, where: 'window', change, ...seenForm(form, errors) });
    bell.emit('change');
  };

  const send = async (
    path: string,
    body: { readonly person: Person } & Readonly<Record<string, unknown>>,
  ): Promise<void> => {
    const answer = await fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path} was refused: ${await answer.text()}`);
    const { form, errors } = (await answer.json()) as WireDone;
    const open = forms.get(body.person);
    forms.delete(body.person);
    if (form) show(body.person, form);
    if (errors && open) show(body.person, open, errors);
  };
  const submit = (person: Person, answers: Answers): Promise<void> => {
    const form = forms.get(person);
    if (!form) throw new Error(`${person} has no form open`);
    return send('/web/submit', {
      person,
      channel,
      form: form.id,
      values: answersIn(form, answers),
    });
  };
  return {
    name: 'Web chat',
    command: '/icdd',
    bot: '@bot',
    type: (person, text) => send('/web/words', { person, channel, text: `/icdd ${text}`.trim() }),
    mention: (person, text) => send('/web/words', { person, channel, text: `@bot ${text}` }),
    write: (person, text) => send('/web/words', { person, channel: `direct-${person}`, text }),
    press: (person, { press }: SeenButton) =>
      send('/web/press', { person, ...(press as Readonly<Record<string, unknown>>) }),
    send: submit,
    sightings: () => sightings,
    settled: (holds, what) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (!holds()) return;
          clearTimeout(timer);
          bell.off('change', look);
          resolve();
        };
        const timer = setTimeout(() => {
          bell.off('change', look);
          reject(new Error(`${what}: not seen within ${patienceMs} ms`));
        }, patienceMs);
        bell.on('change', look);
        look();
      }),
    faults: () => [...wrong, ...logged(program)],
    close: async () => {
      for (const window of windows) window.close();
      await program.stop();
    },
  };
}
