// Every sentence that a person reads, by language and feature. English says which sentences there are; French has the same.
import type { Language } from '../kernel/language.ts';
import { asking as askingEn } from './en/asking.ts';
import { calendar as calendarEn } from './en/calendar.ts';
import { digests as digestsEn } from './en/digests.ts';
import { feeds as feedsEn } from './en/feeds.ts';
import { followers as followersEn } from './en/followers.ts';
import { freeing as freeingEn } from './en/freeing.ts';
import { home as homeEn } from './en/home.ts';
import { insights as insightsEn } from './en/insights.ts';
import { offers as offersEn } from './en/offers.ts';
import { organising as organisingEn } from './en/organising.ts';
import { people as peopleEn } from './en/people.ts';
import { platforms as platformsEn } from './en/platforms.ts';
import { posting as postingEn } from './en/posting.ts';
import { questions as questionsEn } from './en/questions.ts';
import { reminders as remindersEn } from './en/reminders.ts';
import { seats as seatsEn } from './en/seats.ts';
import { talks as talksEn } from './en/talks.ts';
import { web as webEn } from './en/web.ts';
import { asking as askingFr } from './fr/asking.ts';
import { calendar as calendarFr } from './fr/calendar.ts';
import { digests as digestsFr } from './fr/digests.ts';
import { feeds as feedsFr } from './fr/feeds.ts';
import { followers as followersFr } from './fr/followers.ts';
import { freeing as freeingFr } from './fr/freeing.ts';
import { home as homeFr } from './fr/home.ts';
import { insights as insightsFr } from './fr/insights.ts';
import { offers as offersFr } from './fr/offers.ts';
import { organising as organisingFr } from './fr/organising.ts';
import { people as peopleFr } from './fr/people.ts';
import { platforms as platformsFr } from './fr/platforms.ts';
import { posting as postingFr } from './fr/posting.ts';
import { questions as questionsFr } from './fr/questions.ts';
import { reminders as remindersFr } from './fr/reminders.ts';
import { seats as seatsFr } from './fr/seats.ts';
import { talks as talksFr } from './fr/talks.ts';
import { web as webFr } from './fr/web.ts';

const en = {
  asking: askingEn,
  calendar: calendarEn,
  digests: digestsEn,
  feeds: feedsEn,
  followers: followersEn,
  freeing: freeingEn,
  home: homeEn,
  insights: insightsEn,
  offers: offersEn,
  organising: organisingEn,
  people: peopleEn,
  platforms: platformsEn,
  posting: postingEn,
  reminders: remindersEn,
  questions: questionsEn,
  seats: seatsEn,
  talks: talksEn,
  web: webEn,
};

export type Wording = typeof en;

const fr: Wording = {
  asking: askingFr,
  calendar: calendarFr,
  digests: digestsFr,
  feeds: feedsFr,
  followers: followersFr,
  freeing: freeingFr,
  home: homeFr,
  insights: insightsFr,
  offers: offersFr,
  organising: organisingFr,
  people: peopleFr,
  platforms: platformsFr,
  posting: postingFr,
  reminders: remindersFr,
  questions: questionsFr,
  seats: seatsFr,
  talks: talksFr,
  web: webFr,
};

const all: Readonly<Record<Language, Wording>> = { en, fr };

export function wording(language: Language): Wording {
  return all[language];
}
