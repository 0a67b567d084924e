// The table of words and buttons, drawers and due work: every feature's part, put together.
import { askingPresses, askingWords, otherwise } from '../asking/commands.ts';
import { calendarPresses, calendarWords } from '../calendar/commands.ts';
import { calendarPages } from '../calendar/pages.ts';
import type { ActionVerb } from '../chat/action.ts';
import type { FormName } from '../chat/form.ts';
import type { Page } from '../chat/page.ts';
import type { Reply } from '../chat/reply.ts';
import type { FormEntry, Otherwise, PressEntry, VisitCall, Word } from '../chat/router.ts';
import type { Drawer, Drawers } from '../delivery/drawer.ts';
import { noticesDue } from '../delivery/due.ts';
import type { DueWork, Ports } from '../delivery/ports.ts';
import { digestWords } from '../digests/commands.ts';
import { digestDrawers } from '../digests/jobs/drawers.ts';
import { digestDueWork } from '../digests/jobs.ts';
import type { IsHoliday } from '../digests/rules.ts';
import { followerPresses, followersLine, followerWords } from '../followers/commands.ts';
import { followerDrawers } from '../followers/jobs/plots.ts';
import { homePresses, homeVisit, homeWords } from '../home/commands.ts';
import { insightPresses, insightWords } from '../insights/commands.ts';
import type { Account } from '../kernel/account.ts';
import { organisingPresses, organisingWords } from '../organising/commands.ts';
import { organisingDrawers, seatsLeftDue } from '../organising/jobs.ts';
import { peopleForms, peoplePresses, peopleWords } from '../people/commands.ts';
import { peopleDrawers } from '../people/jobs.ts';
import { reminderForms, reminderPresses, reminderWords } from '../reminders/commands.ts';
import { reminderDrawers, remindersDue } from '../reminders/jobs.ts';
import { seatForms, seatPresses, seatWords } from '../seats/commands.ts';
import { seatDrawers, seatsDueWork } from '../seats/jobs.ts';
import { talkPhases } from '../talks/jobs.ts';

export interface Features {
  readonly words: readonly Word[];
  readonly presses: Readonly<Record<ActionVerb, PressEntry>>;
  readonly forms: Readonly<Record<FormName, FormEntry>>;
  readonly visit: (call: VisitCall) => Promise<Reply>;
  readonly otherwise: Otherwise;
  readonly drawers: Drawers;
  readonly works: readonly DueWork[];
  readonly pages: readonly Page[];
}

/** Without a calendar of holidays no day is one. */
export const noHolidays: IsHoliday = () => false;

export function assemble(
  ports: Ports,
  newCode: () => string,
  isHoliday: IsHoliday = noHolidays,
  organisers: readonly Account[] = [],
): Features {
  const words: readonly Word[] = [
    ...peopleWords(ports, newCode),
    ...seatWords(ports),
    ...followerWords(ports),
    ...calendarWords(ports),
    ...reminderWords(ports),
    ...digestWords(ports, isHoliday),
    ...homeWords(ports),
    ...organisingWords(ports),
    ...insightWords(ports),
    ...askingWords(ports, () => words),
  ];
  return {
    words,
    presses: {
      ...peoplePresses(ports),
      ...seatPresses(ports),
      ...followerPresses(ports),
      ...calendarPresses(ports),
      ...reminderPresses(ports),
      ...homePresses(ports),
      ...organisingPresses(ports),
      ...insightPresses(ports),
      ...askingPresses(ports),
    },
    forms: { ...peopleForms(ports), ...seatForms(ports), ...reminderForms(ports) },
    visit: homeVisit(ports),
    otherwise: otherwise(ports, () => words),
    drawers: new Map<string, Drawer>([
      ...peopleDrawers(ports),
      ...seatDrawers(),
      ...followerDrawers(ports),
      ...reminderDrawers(),
      ...digestDrawers(ports, followersLine, isHoliday),
      ...organisingDrawers(ports),
    ]),
    works: [
      talkPhases(ports),
      seatsDueWork(ports),
      remindersDue(ports),
      digestDueWork(ports, isHoliday),
      seatsLeftDue(ports, organisers),
      noticesDue(ports),
    ],
    pages: calendarPages(ports),
  };
}
