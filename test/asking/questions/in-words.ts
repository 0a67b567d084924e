// The questions that were understood, in short words, and the world in which they are asked.
import type { Days } from '../../../src/asking/rules/days.ts';
import type { Question, Which, World } from '../../../src/asking/rules/questions.ts';
import { talkId } from '../../../src/kernel/ids.ts';

/** What somebody writes, and what is understood. */
export type Understood = readonly [typed: string, understood: string];

const named = (number: number, name: string) => ({ talk: talkId(`talk${number}`), name });

/** Monday, two days before talk 9. */
export const world: World = {
  today: '2019-07-08',
  names: [
    named(9, 'Beyond KPIs: How does CERN measure success on Social Media?'),
    named(9, 'Loïc Bommersbach'),
    named(10, 'Dark matter'),
    named(12, 'Robots at home'),
    named(14, 'Robots at work'),
  ],
  series: ['Idea Circle Dinner Discussions'],
};

/** "2019-07-24", "2019-07-22..2019-07-28", with "or" between those of which one is meant. */
const ofDays = (days: Days): string =>
  days.map(({ from, to }) => (from === to ? from : `${from}..${to}`)).join(' or ');

function ofWhich(which: Which): string {
  switch (which.kind) {
    case 'number': {
      const maybe = which.bare ? ' maybe' : '';
      const series = which.series === undefined ? '' : ` of ${which.series}`;
      const on = which.on === undefined ? '' : ` on ${ofDays(which.on)}`;
      return `${which.number}${series}${maybe}${on}`;
    }
    case 'titled':
      return which.talks.join(' or ') + (which.on === undefined ? '' : ` on ${ofDays(which.on)}`);
    case 'on':
      return `${which.first ? 'first on ' : ''}${ofDays(which.days)}`;
    default:
      return which.kind;
  }
}

const manners = { whether: '?', 'whether-not': '?!', what: '' } as const;

/** E.g. `seats? 2019-07-24`, `time next`; a question whose yes means no is marked `?!`. */
export function inWords(questions: readonly Question[] | undefined): string {
  const one = (question: Question): string => {
    switch (question.about) {
      case 'programme': {
        const days = question.days === undefined ? '' : ` ${ofDays(question.days)}`;
        return `programme${manners[question.as]}${days}`;
      }
      case 'followers':
        return [
          'followers',
          question.network ?? 'all',
          ...(question.since === undefined ? [] : [`since ${question.since}`]),
        ].join(' ');
      case 'help':
      case 'guests':
      case 'mine':
      case 'past':
        return question.about;
      default:
        return `${question.about}${manners[question.as]} ${ofWhich(question.which)}`;
    }
  };
  return questions === undefined ? 'nothing' : questions.map(one).join(' + ');
}
