// The one table of what may differ between the doors; everything else that people see is the same, word for word.
import type { Heard, View } from './transcript.ts';

/** What the comparison knows of a door beside its transcript. */
export interface AtDoor {
  readonly command: string;
  readonly bot: string;
  /** Every label of a field that was shown at any door. */
  readonly labels: ReadonlySet<string>;
}

export interface Difference {
  readonly name: string;
  readonly why: string;
  /** Takes the difference out of one exchange. */
  readonly without: (heard: Heard, at: AtDoor) => Heard;
}

const each = (heard: Heard, change: (view: View) => View): Heard => ({
  ...heard,
  views: heard.views.map(change),
});

const eachText = (heard: Heard, change: (text: string) => string): Heard =>
  each({ ...heard, said: change(heard.said) }, (view) => ({
    ...view,
    lines: view.lines.map(change),
    fields: view.fields.map(([label, value]) => [label, change(value)] as const),
  }));

const twin = /^(.+?) ?: (?:type|tapez) \/\S+ .+$/;

/** The lines that only stand for what cannot be shown in text. */
function divide(view: View, stands: (line: string) => boolean): readonly [string[], string[]] {
  return [view.lines.filter((line) => !stands(line)), view.lines.filter(stands)];
}

export const differences: readonly Difference[] = [
  {
    name: 'command name',
    why: 'COMMAND is the choice of the installation: here /icdd on Slack and in the web chat, /circle on Mattermost.',
    without: (heard, at) => eachText(heard, (text) => text.replaceAll(at.command, '/COMMAND')),
  },
  {
    name: 'form of a mention',
    why: 'The bot is mentioned by the name that it has there.',
    without: (heard, at) => eachText(heard, (text) => text.replaceAll(at.bot, '@BOT')),
  },
  {
    name: 'form of an account',
    why: 'Help ends with the reader’s account as ORGANISERS takes it, with the ids of the platform.',
    without: (heard) =>
      eachText(heard, (text) =>
        text.replace(/\b(?:slack:\w+\/\w+|mattermost:\w+|web:\w+)/g, 'ACCOUNT'),
      ),
  },
  {
    name: 'date token',
    why: 'Slack itself writes the reader’s own time behind the talk’s wall time.',
    without: (heard) =>
      eachText(heard, (text) =>
        text.replace(/ \(\d{4}-\d{2}-\d{2} \d{2}:\d{2} UTC (?:your time|chez vous)\)/g, ''),
      ),
  },
  {
    name: 'bar of a meter',
    why: 'Slack and Mattermost show the meter as characters before its numbers, the web chat as a drawn bar.',
    without: (heard) => eachText(heard, (text) => text.replace(/^[▓░]{10} /, '')),
  },
  {
    name: 'where the answer to a mention lands',
    why: 'A bot may not show an ephemeral post on Mattermost: the answer is a direct message.',
    without: (heard) =>
      heard.deed === 'mentions' ? each(heard, (view) => ({ ...view, where: 'private' })) : heard,
  },
  {
    name: 'where the answer to a press in a direct conversation lands',
    why: 'In the web chat it is a message like any other there, elsewhere an ephemeral one.',
    without: (heard) =>
      heard.deed === 'presses'
        ? each(heard, (view) => (isAnswer(heard, view) ? { ...view, where: 'private' } : view))
        : heard,
  },
  {
    name: 'word beside a box',
    why: 'On Slack a box that can be ticked has words of its own beside it; elsewhere they are the label of its field.',
    without: (heard) =>
      each(heard, ({ form, ...view }) =>
        form === undefined ? view : { ...view, form: form.filter((line) => line !== 'Yes') },
      ),
  },
  {
    name: 'where the answer to a form lands',
    why: 'On Slack it takes the place of the form in its window; a dialog of Mattermost only closes, so the answer is a direct message; the web chat says it in the conversation.',
    without: (heard) =>
      heard.deed === 'sends'
        ? each(heard, (view) =>
            isAnswer(heard, view) && view.form === undefined
              ? { ...view, where: 'private', change: 'posted' }
              : view,
          )
        : heard,
  },
  {
    name: 'no redraw after a click',
    why: 'Mattermost cannot change an ephemeral post: its answer stands below the card that was pressed.',
    without: (heard) =>
      heard.deed === 'presses'
        ? each(heard, (view) => (view.change === 'replaced' ? { ...view, change: 'posted' } : view))
        : heard,
  },
  {
    name: 'typed twins after a click',
    why: 'A click on Mattermost is answered with text alone: what each button does is said as words to type.',
    without: (heard) =>
      heard.deed !== 'presses'
        ? heard
        : each(heard, (view) => {
            const [lines, twins] = divide(view, (line) => twin.test(line));
            const labels = twins.map((line) => (twin.exec(line) as RegExpExecArray)[1] as string);
            return { ...view, lines, buttons: [...view.buttons, ...labels] };
          }),
  },
  {
    name: 'fields as lines after a click',
    why: 'In such a text a field is a line, its label before a colon.',
    without: (heard, at) =>
      heard.deed !== 'presses'
        ? heard
        : each(heard, (view) => {
            const label = (line: string) =>
              [...at.labels].find((one) => line.startsWith(`${one}: `));
            const [lines, stood] = divide(view, (line) => label(line) !== undefined);
            const fields = stood.map((line) => {
              const found = label(line) as string;
              return [found, line.slice(found.length + 2)] as const;
            });
            return { ...view, lines, fields: [...view.fields, ...fields] };
          }),
  },
];

/** The presser's own view of a press: nobody else's, and not the channel's. */
function isAnswer(heard: Heard, view: View): boolean {
  return heard.views.indexOf(view) === 0;
}

export interface Transcript {
  readonly door: string;
  readonly command: string;
  readonly bot: string;
  readonly heard: readonly Heard[];
}

/** The transcript without the differences of a table. */
export function compared(
  transcript: Transcript,
  all: readonly Transcript[],
  table: readonly Difference[] = differences,
): readonly Heard[] {
  const labels = new Set(
    all.flatMap(({ heard }) =>
      heard.flatMap(({ views }) => views.flatMap(({ fields }) => fields.map(([label]) => label))),
    ),
  );
  const at = { command: transcript.command, bot: transcript.bot, labels };
  return transcript.heard.map((heard) =>
    table.reduce((one, difference) => difference.without(one, at), heard),
  );
}
