// A form over the conversation: a dialog that keeps the focus in it, says what is wrong at its fields, and gives the focus back.
import { byId, el } from './dom.ts';
import { drawLine } from './draw.ts';
import { drawField, type Field } from './form-fields.ts';
import type { Sent } from './send.ts';
import type { WireForm, WirePerson } from './wire.ts';
import { say } from './words.ts';

/** What stands in the fields, by their keys. */
export type Values = Readonly<Record<string, string | boolean | readonly string[]>>;

export interface FormParts {
  readonly people: () => readonly WirePerson[];
  readonly send: (form: string, values: Values) => Promise<Sent>;
}

export interface FormWindow {
  open(form: WireForm): void;
  /** Closes it without a word, e.g. because somebody else sits here now. */
  close(): void;
}

export function createFormWindow(parts: FormParts): FormWindow {
  const dialog = byId<HTMLDialogElement>('form');
  let busy = false;

  function close(): void {
    if (dialog.open) dialog.close();
    dialog.replaceChildren();
    busy = false;
  }
  // Escape closes a dialog by itself; what is on its way stays open for its answer.
  dialog.addEventListener('cancel', (event) => {
    if (busy) event.preventDefault();
  });
  dialog.addEventListener('close', () => dialog.replaceChildren());

  function open(form: WireForm): void {
    close();
    const fields = form.fields.map((field) => drawField(field, parts.people()));
    const trouble = el('p', { class: 'form-trouble', role: 'alert' });
    const submit = el('button', { type: 'submit', class: 'button primary' }, form.submit);
    const cancel = el('button', { type: 'button', class: 'button' }, say('formCancel'));
    cancel.addEventListener('click', () => {
      if (!busy) dialog.close();
    });
    const body = el(
      'form',
      { class: 'form', novalidate: true, autocomplete: 'off' },
      el('h2', { id: 'form-title', class: 'form-title' }, form.title),
      ...form.intro.map((line) => el('p', {}, ...drawLine(line))),
      ...fields.map(({ node }) => node),
      trouble,
      el('div', { class: 'ask-buttons' }, cancel, submit),
    );
    body.addEventListener('submit', (event) => {
      event.preventDefault();
      void send(form, fields, submit, trouble);
    });
    dialog.lang = form.language;
    dialog.replaceChildren(body);
    dialog.showModal();
    fields[0]?.focus();
  }

  async function send(
    form: WireForm,
    fields: readonly Field[],
    submit: HTMLButtonElement,
    trouble: HTMLElement,
  ): Promise<void> {
    if (busy) return;
    busy = true;
    submit.setAttribute('aria-busy', 'true');
    const values = Object.fromEntries(fields.map((field) => [field.key, field.value()]));
    const sent = await parts.send(form.id, values);
    busy = false;
    submit.removeAttribute('aria-busy');
    // Somebody else sits here now, or another form.
    if (!trouble.isConnected) return;
    if (sent.kind !== 'done') {
      trouble.textContent = sent.kind === 'away' ? say('formAway') : sent.sentence;
      return;
    }
    const { errors, form: next } = sent.answer;
    if (next !== undefined) return open(next);
    if (errors === undefined) return dialog.close();
    const wrong = fields.filter((field) => field.complain(errors[field.key]));
    trouble.textContent = say('formTrouble', {
      fields: wrong.map(({ label }) => label).join(', '),
    });
    wrong[0]?.focus();
  }

  return { open, close };
}
