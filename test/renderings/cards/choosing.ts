// What stands in the place of the form for choosing a talk.
import { formErrors } from '../../../src/chat/reply.ts';
import {
  chooseTalkCard,
  chooseTalkForm,
  nothingToChooseCard,
} from '../../../src/seats/cards/choosing.ts';
import { wording } from '../../../src/wording/wording.ts';
import * as f from '../fixtures.ts';
import { cardsOf, type GoldenCard } from '../golden-card.ts';

const card = cardsOf('seats/cards/choosing.ts');
const answers = ['word register', 'press choose-talk'];
const few = [f.view(f.nine), f.view(f.ten), f.view(f.full, undefined, 0, 4)];

export const choosingCards: readonly GoldenCard[] = [
  card('choose-talk-few', 'chooseTalkCard', answers, (l) => chooseTalkCard(few, f.person(l))),
  card('choose-talk-many', 'chooseTalkCard', answers, (l) =>
    chooseTalkCard(
      f.many.map((talk) => f.view(talk)),
      f.person(l),
    ),
  ),
  card('choose-talk-hostile-card', 'chooseTalkCard', answers, (l) =>
    chooseTalkCard([f.view(f.hostile)], f.person(l)),
  ),
  card('choose-talk-none', 'nothingToChooseCard', [...answers, 'form choose-talk'], (l) =>
    nothingToChooseCard(f.person(l)),
  ),
  card('choose-talk-refused-late', 'chooseTalkCard', 'form choose-talk', (l) => {
    const drawn = {
      form: chooseTalkForm(few, f.person(l)),
      instead: chooseTalkCard(few, f.person(l)),
    };
    const reply = formErrors(drawn, new Map([['talk', wording(l).asking.missing()]]));
    if (reply.kind !== 'errors') throw new Error('errors are expected');
    return reply.instead;
  }),
];
