// Where a person types: completion, history by the arrow keys, a draft for each conversation, and no text lost while the server is away.
import { type Choice, choicesFor, createCompletionList } from './completion.ts';
import { byId } from './dom.ts';
import { newRequest, type Sent } from './send.ts';
import type { WireState } from './wire.ts';
import { say } from './words.ts';

export interface Composer {
  /** Turns to a conversation; `label` is its name. */
  turnTo(channel: string, label: string, direct: boolean): void;
  /** Another person, another language: what was typed for the last one is put aside. */
  forget(): void;
  focus(): void;
}

export interface Writing {
  readonly state: () => WireState;
  readonly channel: () => string;
  readonly send: (text: string, request: string) => Promise<Sent>;
  /** What this person typed in this conversation, oldest first. */
  readonly history: () => readonly string[];
  readonly announce: (text: string) => void;
}

export function createComposer(writing: Writing): Composer {
  const field = byId<HTMLInputElement>('say');
  const form = byId<HTMLFormElement>('composer');
  const hint = byId('hint');
  const drafts = new Map<string, string>();
  /** How far back in the history; 0 is the draft. */
  let back = 0;
  let draft = '';
  let direct = false;
  /** A text that did not get through keeps its id, so that sent again it counts once. */
  let unsent:
    | { readonly channel: string; readonly text: string; readonly request: string }
    | undefined;

  const completion = createCompletionList(field, writing.announce, take);

  function take(choice: Choice): void {
    field.value = choice.whole;
    field.focus();
    typed();
  }

  function typed(): void {
    back = 0;
    hint.textContent = '';
    const { command, completions, people } = writing.state();
    completion.offer(choicesFor(field.value, direct, command, completions, people));
  }

  function recall(by: 1 | -1): boolean {
    const said = writing.history();
    const wanted = back + by;
    if (wanted < 0 || wanted > said.length) return false;
    if (back === 0) draft = field.value;
    back = wanted;
    field.value = back === 0 ? draft : (said[said.length - back] ?? '');
    field.setSelectionRange(field.value.length, field.value.length);
    completion.close();
    return true;
  }

  function key(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const open = completion.open();
    const choice = completion.marked();
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      const down = event.key === 'ArrowDown';
      // An empty field's list never stands in the way of the history.
      if (open) completion.move(down ? 1 : -1);
      else if (!recall(down ? -1 : 1)) return;
      event.preventDefault();
    } else if (event.key === 'Escape' && open) {
      completion.close();
      event.preventDefault();
    } else if (event.key === 'Tab' && open && !event.shiftKey) {
      const taken = choice ?? completion.first();
      if (taken) take(taken);
      event.preventDefault();
    } else if (event.key === 'Enter' && choice) {
      take(choice);
      event.preventDefault();
    }
  }

  async function submit(): Promise<void> {
    const text = field.value.trim();
    if (text === '') return;
    completion.close();
    const { command } = writing.state();
    const lower = text.toLowerCase();
    if (text.startsWith('/') && lower !== command && !lower.startsWith(`${command} `)) {
      hint.textContent = say('noSuchCommand', { command, typed: text.split(/\s/, 1)[0] ?? text });
      return;
    }
    const channel = writing.channel();
    const again = unsent?.text === text && unsent.channel === channel ? unsent.request : undefined;
    const request = again ?? newRequest();
    field.value = '';
    hint.textContent = '';
    back = 0;
    const sent = await writing.send(text, request);
    if (sent.kind === 'done') {
      unsent = undefined;
      return;
    }
    if (sent.kind === 'away') unsent = { channel, text, request };
    hint.textContent = sent.kind === 'away' ? say('notSent') : sent.sentence;
    // What was typed meanwhile is worth more than what can be recalled.
    if (writing.channel() !== channel) drafts.set(channel, text);
    else if (field.value === '') field.value = text;
  }

  field.addEventListener('input', typed);
  field.addEventListener('keydown', key);
  field.addEventListener('blur', () => completion.close());
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void submit();
  });

  return {
    turnTo(channel, label, isDirect) {
      drafts.set(form.dataset['channel'] ?? '', field.value);
      form.dataset['channel'] = channel;
      direct = isDirect;
      back = 0;
      field.value = drafts.get(channel) ?? '';
      field.setAttribute('aria-label', say('composerLabel', { channel: label }));
      const { command } = writing.state();
      field.placeholder = say(isDirect ? 'composerHintDirect' : 'composerHint', { command });
      hint.textContent = '';
      completion.close();
    },
    forget() {
      drafts.clear();
      field.value = '';
      delete form.dataset['channel'];
      unsent = undefined;
    },
    focus: () => field.focus({ preventScroll: true }),
  };
}
