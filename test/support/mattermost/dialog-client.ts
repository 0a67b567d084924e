// A dialog in the person's client: what is sent of what was filled in, and what the client keeps back.
import type { Element } from './dialog-rules.ts';
import type { OpenDialog } from './dialogs.ts';
import { codePoints } from './limits.ts';

export type Answer = string | readonly string[] | boolean;

/** What the person's client sends for one element; throws where it would not send it. */
function sentFor(element: Element, answer: Answer | undefined, phone: boolean): unknown {
  const { name, options } = element;
  const empty = answer === undefined || answer === '' || (Array.isArray(answer) && !answer.length);
  if (element.type === 'bool') return answer ?? element.default === 'true';
  if (empty) {
    if (element.default !== '') return sentFor({ ...element, default: '' }, element.default, phone);
    if (!element.optional) throw new Error(`the client does not send it: ${name} is empty`);
    return element.multiselect ? [] : '';
  }
  if (typeof answer === 'boolean') throw new Error(`${name} is no box`);
  if (typeof answer !== 'string') return phone ? answer.join(',') : answer;
  if (element.subtype === 'number') {
    if (!/^-?\d+$/.test(answer)) throw new Error(`the client does not send it: ${name}`);
    return Number(answer);
  }
  const length = codePoints(answer);
  if (element.max_length > 0 && length > element.max_length)
    throw new Error(`the client does not send it: ${name} is too long`);
  if (length < element.min_length)
    throw new Error(`the client does not send it: ${name} is too short`);
  if (options === null) return answer;
  const chosen = options.find(({ value, text }) => value === answer || text === answer);
  if (chosen === undefined) throw new Error(`“${answer}” cannot be chosen`);
  return chosen.value;
}

/** The body that the person's client makes of an open dialog. */
export function submissionOf(
  dialog: OpenDialog,
  answers: Readonly<Record<string, Answer>>,
  phone: boolean,
): Readonly<Record<string, unknown>> {
  const names = dialog.elements.map(({ name }) => name);
  const strange = Object.keys(answers).filter((name) => !names.includes(name));
  if (strange.length > 0) throw new Error(`there is no field ${strange.join()}`);
  return Object.fromEntries(
    dialog.elements.map((element) => [
      element.name,
      sentFor(element, answers[element.name], phone),
    ]),
  );
}
