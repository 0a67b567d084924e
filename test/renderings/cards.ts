// Every card of every word, button and notice, each with the outcomes that it can have.
import { askingCards } from './cards/asking.ts';
import { calendarCards } from './cards/calendar.ts';
import { choosingCards } from './cards/choosing.ts';
import { digestCards } from './cards/digests.ts';
import { followerCards } from './cards/followers.ts';
import { freeingCards } from './cards/freeing.ts';
import { homeCards } from './cards/home.ts';
import { insightCards } from './cards/insights.ts';
import { organisingCards } from './cards/organising.ts';
import { peopleCards } from './cards/people.ts';
import { questionCards } from './cards/questions.ts';
import { reminderCards } from './cards/reminders.ts';
import { seatAnswerCards } from './cards/seat-answers.ts';
import { seatChangeCards } from './cards/seat-changes.ts';
import { seatGivingCards } from './cards/seat-giving.ts';
import { seatOfferCards } from './cards/seat-offers.ts';
import { seatCards } from './cards/seats.ts';
import { talkCards } from './cards/talks.ts';
import type { GoldenCard } from './golden-card.ts';

export const goldenCards: readonly GoldenCard[] = [
  ...peopleCards,
  ...talkCards,
  ...seatCards,
  ...seatAnswerCards,
  ...seatOfferCards,
  ...seatGivingCards,
  ...choosingCards,
  ...seatChangeCards,
  ...followerCards,
  ...reminderCards,
  ...calendarCards,
  ...digestCards,
  ...homeCards,
  ...organisingCards,
  ...freeingCards,
  ...insightCards,
  ...askingCards,
  ...questionCards,
];
