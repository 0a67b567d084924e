// What a dialog may be: what the server's decoder refuses, and what breaks it for the person though the server says OK.
import { isRecord } from './attachments.ts';
import { type Profile, profileOf } from './limits.ts';
import { badBody } from './rest-core.ts';

/** An element as the client gets it. */
export interface Element {
  readonly display_name: string;
  readonly name: string;
  readonly type: string;
  readonly subtype: string;
  readonly default: string;
  readonly placeholder: string;
  readonly help_text: string;
  readonly optional: boolean;
  readonly min_length: number;
  readonly max_length: number;
  readonly data_source: string;
  readonly multiselect: boolean;
  readonly options: readonly { readonly text: string; readonly value: string }[] | null;
}

const TEXTS = ['display_name', 'name', 'type', 'subtype', 'default', 'placeholder', 'help_text'];
const FLAGS = ['optional', 'multiselect'];
const NUMBERS = ['min_length', 'max_length'];

/** As the server's JSON decoder takes it: a key of another type than its own is a refusal. */
export function decodeElement(value: unknown): Element {
  if (!isRecord(value)) throw badBody('dialog');
  const typed = (keys: readonly string[], type: string): void => {
    for (const key of keys)
      if (value[key] !== undefined && typeof value[key] !== type) throw badBody('dialog');
  };
  typed([...TEXTS, 'data_source'], 'string');
  typed(FLAGS, 'boolean');
  typed(NUMBERS, 'number');
  return {
    display_name: '',
    name: '',
    type: '',
    subtype: '',
    default: '',
    placeholder: '',
    help_text: '',
    optional: false,
    min_length: 0,
    max_length: 0,
    data_source: '',
    multiselect: false,
    options: null,
    ...value,
  };
}

const bytes = (text: string): number => Buffer.byteLength(text, 'utf8');

const KNOWN: Readonly<Record<Profile['name'], readonly string[]>> = {
  old: ['text', 'textarea', 'select', 'bool', 'radio'],
  current: ['text', 'textarea', 'select', 'bool', 'radio', 'date', 'datetime'],
};

function elementProblems(element: Element, profile: Profile): string[] {
  const found: string[] = [];
  const { name } = element;
  const say = (what: string): number => found.push(`${name}: ${what}`);
  if (name === '' || bytes(name) > 300) say('a name of 1 to 300 bytes is needed');
  if (element.display_name === '' || bytes(element.display_name) > 24)
    say('a display_name of 1 to 24 bytes is needed');
  if (bytes(element.help_text) > 150) say('help_text of more than 150 bytes');
  if (bytes(element.placeholder) > 150) say('a placeholder of more than 150 bytes');
  if (!KNOWN[profile.name].includes(element.type)) say(`no type ${element.type}`);
  if (profile.name === 'old' && element.multiselect) say('no multiselect');
  const most = { text: 150, textarea: 3000, select: 3000, bool: 150 }[element.type];
  if (most !== undefined && bytes(element.default) > most)
    say(`a default of more than ${most} bytes`);
  if (['text', 'textarea'].includes(element.type)) {
    const limit = element.type === 'text' ? 150 : 3000;
    if (element.max_length > limit) say(`a max_length of more than ${limit}`);
    if (element.min_length > 0 && element.max_length < element.min_length)
      say('a max_length below its min_length');
  }
  if (element.type === 'select' || element.type === 'radio') {
    const options = element.options ?? [];
    if (options.length === 0 && !['users', 'channels'].includes(element.data_source))
      say('no options');
    if (options.some(({ text, value }) => text === '' || value === ''))
      say('an option without text or value');
    if (element.default !== '' && !options.some(({ value }) => value === element.default))
      say('a default that is no option');
  }
  if (element.type === 'bool' && !['', 'true', 'false'].includes(element.default))
    say('a default that is no boolean');
  return found;
}

/** What breaks a dialog for the person, though the server says OK; empty when all is well. */
export function validateDialog(
  dialog: unknown,
  given: Profile | Profile['name'] = 'current',
): string[] {
  const profile = typeof given === 'string' ? profileOf(given) : given;
  if (!isRecord(dialog)) return ['it is no object'];
  const found: string[] = [];
  const title = String(dialog['title'] ?? '');
  const submit = String(dialog['submit_label'] ?? '');
  if (title === '' || bytes(title) > 24) found.push('a title of 1 to 24 bytes is needed');
  if (bytes(submit) > 24) found.push('a submit_label of more than 24 bytes');
  if (String(dialog['callback_id'] ?? '') === '') found.push('callback_id is missing');
  const names = new Set<string>();
  for (const raw of Array.isArray(dialog['elements']) ? dialog['elements'] : []) {
    let element: Element;
    try {
      element = decodeElement(raw);
    } catch {
      found.push('an element of the wrong shape');
      continue;
    }
    if (names.has(element.name)) found.push(`the name ${element.name} is used twice`);
    names.add(element.name);
    found.push(...elementProblems(element, profile));
  }
  return found;
}
