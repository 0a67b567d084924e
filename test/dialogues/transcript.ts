// Holds the dialogue at one door and writes down what was seen, in words alone.
import { momentText } from '../../src/wording/dates.ts';
import { wording } from '../../src/wording/wording.ts';
import { zone } from '../support/program.ts';
import type { SeenButton, SeenForm } from '../support/seen.ts';
import type { Answers, Door, Person, Sighting } from './doors/door.ts';
import type { Deed, Exchange, Sight } from './script.ts';

/** One view of one person, or of everybody in the channel. */
export interface View {
  readonly whose: Sighting['whose'];
  readonly where: Sighting['where'];
  readonly change: Sighting['change'];
  readonly lines: readonly string[];
  readonly fields: Sighting['fields'];
  readonly buttons: readonly string[];
  /** Where it asks: what a person reads there, and what is wrong at its fields. */
  readonly form?: readonly string[];
}

export interface Heard {
  readonly name: string;
  readonly deed: Deed['kind'];
  /** As the person typed it at this door, or the button's label. */
  readonly said: string;
  readonly views: readonly View[];
}

function viewOf({ whose, where, change, lines, fields, buttons, form }: Sighting): View {
  const labels = buttons.map((button) => button.label);
  const seen = { whose, where, change, lines, fields, buttons: labels };
  return form === undefined ? seen : { ...seen, form: formLines(form) };
}

const formLines = ({ title, submit, fields, errors }: SeenForm): readonly string[] => [
  title,
  ...fields.flatMap(({ key, label, required, choices }) => [
    `${label}${required ? ' *' : ''}`,
    ...choices,
    ...(errors[key] === undefined ? [] : [`! ${errors[key]}`]),
  ]),
  `[${submit}]`,
];

/** The six digits of the newest code that anybody was given. */
function newestCode(sightings: readonly Sighting[]): string | undefined {
  const lines = sightings.flatMap((seen) => seen.lines);
  const given = lines.map((line) => /^Your code is \W*(\d{6})/.exec(line)?.[1]);
  return given.findLast((code) => code !== undefined);
}

function saidAt(door: Door, deed: Deed): string {
  switch (deed.kind) {
    case 'types':
      return `${door.command} ${deed.text}`.trim();
    case 'mentions':
      return `${door.bot} ${deed.text}`;
    case 'writes':
      return deed.text;
    case 'presses':
      return `[${deed.button}]`;
    case 'sends':
      return JSON.stringify(deed.answers);
  }
}

const fits = (sight: Sight) => (seen: Sighting) =>
  seen.whose === sight.whose &&
  (sight.holds === undefined ||
    [...seen.lines, seen.form?.title ?? '', ...Object.values(seen.form?.errors ?? {})].some(
      (line) => line.includes(sight.holds as string),
    ));

/** Holds the whole dialogue; rejects where something expected is not seen, or something is posted that nobody expected. */
export async function holdDialogue(
  door: Door,
  exchanges: readonly Exchange[],
): Promise<readonly Heard[]> {
  const began = Date.now();
  const shown = new Map<string, readonly Sighting[]>();
  const expected = new Set<number>();
  const heard: Heard[] = [];

  const buttonOf = (of: string, label: string): SeenButton => {
    const found = shown
      .get(of)
      ?.flatMap((seen) => seen.buttons)
      .find((button) => button.label === label);
    if (found === undefined) throw new Error(`“${of}” showed no button “${label}”`);
    return found;
  };
  /** Choices as they are read in the form that the person was shown last. */
  const inFull = (who: Person, answers: Answers): Answers => {
    const fields = door
      .sightings()
      .filter((seen) => seen.whose === who && seen.form !== undefined)
      .at(-1)?.form?.fields;
    return Object.fromEntries(
      Object.entries(answers).map(([key, value]) => {
        const choices = fields?.find((field) => field.key === key)?.choices ?? [];
        return [key, choices.find((one) => one.startsWith(String(value))) ?? value];
      }),
    );
  };
  const withCode = (text: string) =>
    text.replace('{code}', () => newestCode(door.sightings()) ?? '000000');
  const perform = ({ who, does }: Exchange): Promise<void> => {
    switch (does.kind) {
      case 'types':
        return door.type(who, withCode(does.text));
      case 'mentions':
        return door.mention(who, does.text);
      case 'writes':
        return door.write(who, does.text);
      case 'presses':
        return door.press(who, buttonOf(does.of, does.button));
      case 'sends':
        return door.send(who, inFull(who, does.answers));
    }
  };

  for (const exchange of exchanges) {
    const from = door.sightings().length;
    await perform(exchange);
    const views: Sighting[] = [];
    for (const sight of exchange.sees) {
      const find = () => door.sightings().findIndex((seen, i) => i >= from && fits(sight)(seen));
      await door
        .settled(() => find() >= 0, `${exchange.name}: ${sight.whose} sees “${sight.holds ?? '…'}”`)
        .catch((error: unknown) => {
          const instead = JSON.stringify(door.sightings().slice(from).map(viewOf), undefined, 2);
          throw new Error(`${String(error)}\ninstead: ${instead}`);
        });
      expected.add(find());
      views.push(door.sightings()[find()] as Sighting);
    }
    shown.set(exchange.name, views);
    heard.push({
      name: exchange.name,
      deed: exchange.does.kind,
      said: saidAt(door, exchange.does),
      views: views.map(viewOf),
    });
  }
  const unexpected = door
    .sightings()
    // A dialog that closes shows nothing.
    .filter((seen, i) => !['edited', 'deleted'].includes(seen.change) && !expected.has(i));
  if (unexpected.length > 0)
    throw new Error(`also seen: ${JSON.stringify(unexpected.map(viewOf), undefined, 2)}`);
  const codes = door.sightings().flatMap((seen) => newestCode([seen]) ?? []);
  return withoutNow(heard, new Set(codes), began, Date.now());
}

/**
 * What no two runs share, whatever their door: a zone is told with its time; the ledger tells the minute of what was just done, and a code that of its end; codes are random; and whoever posts in
 * a channel hears within two seconds that it stands there, or else, on a busy machine, that it is on its way.
 */
function withoutNow(
  heard: readonly Heard[],
  codes: ReadonlySet<string>,
  began: number,
  ended: number,
): readonly Heard[] {
  const { organising, digests } = wording('en');
  let written = JSON.stringify(heard)
    .replaceAll(organising.announcing(9), organising.announced(9))
    .replaceAll(`"${digests.pending()}",`, '')
    .replaceAll(/where it is \d\d:\d\d now/g, 'where it is now')
    .replaceAll(/(?<!\d)\d{6}(?!\d)/g, (digits) => (codes.has(digits) ? 'CODE' : digits));
  for (let at = began - 60_000; at < ended + 11 * 60_000; at += 60_000)
    for (const language of ['en', 'fr'] as const)
      written = written.replaceAll(momentText(at, zone, language), 'just now');
  return JSON.parse(written) as readonly Heard[];
}
