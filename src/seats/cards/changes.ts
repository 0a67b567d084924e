// Told to whoever sits or waits when a talk is moved, cancelled, or takes place after all: what was, what is, and what that means for them.
import { type Button, buttons, type Card, type Field, text } from '../../chat/card.ts';
import type { TalkPlan } from '../../kernel/facts.ts';
import type { Line } from '../../kernel/inline.ts';
import { never } from '../../kernel/result.ts';
import { when, where } from '../../talks/cards.ts';
import type { Talk } from '../../talks/rules.ts';
import { spanText } from '../../wording/dates.ts';
import { wording } from '../../wording/wording.ts';
import {
  type Audience,
  calendarButton,
  seatButtons,
  showButton,
  upcomingButton,
} from '../cards.ts';
import type { ChangedWhat, PlanChange } from '../rules/changes.ts';
import type { MySeat } from '../rules.ts';
import { deadline, offerButtons } from './standing.ts';

/** `known` is what the reader believed so far. */
export function planChangedCard(
  talk: Talk,
  known: TalkPlan,
  change: PlanChange,
  mine: MySeat,
  a: Audience,
): Card {
  const { language } = a;
  const w = wording(language).seats;
  switch (change.kind) {
    case 'cancelled':
      return {
        language,
        title: [w.talkIsCancelled(talk.number)],
        blocks: [
          // When and where the reader would have come.
          { kind: 'fields', fields: planFields(asKnown(talk, known), known, [], a) },
          text([w.reason(change.reason)], [w.nothingToDo()]),
          buttons(upcomingButton(language)),
        ],
      };
    case 'revived':
    case 'changed':
      return {
        language,
        title: [
          change.kind === 'revived'
            ? w.takesPlace(talk.number)
            : w.changed(
                talk.number,
                change.what.map((one) => w.news[one]()),
              ),
        ],
        blocks: [
          { kind: 'fields', fields: planFields(talk, known, change.what, a) },
          text(standing(talk, mine, a)),
          buttons(...whatToDo(talk, mine, a)),
        ],
      };
    default:
      return never(change);
  }
}

/** Title, time and place as they are; of what changed, what was before it. */
function planFields(
  talk: Talk,
  known: TalkPlan,
  what: readonly ChangedWhat[],
  a: Audience,
): readonly Field[] {
  const { language } = a;
  const w = wording(language).talks;
  const from = (changed: boolean, before: string, now: Line): Line =>
    changed ? [`${before} → `, ...now] : now;
  const titleOf = ({ title }: Pick<TalkPlan, 'title'>) => title ?? w.toBeAnnounced();
  const span = spanText(known.startsAt, known.endsAt, known.zone, language);
  const moved = what.includes('date') || what.includes('time');
  return [
    {
      label: w.label(talk.number),
      value: from(what.includes('title'), titleOf(known), [titleOf(talk)]),
    },
    { label: w.time(), value: from(moved, span, when(talk, a)) },
    {
      label: w.place(),
      value: from(what.includes('place'), known.place, where(talk, language)),
    },
  ];
}

function asKnown(talk: Talk, { startsAt, endsAt, zone, place, title }: TalkPlan): Talk {
  return { ...talk, startsAt, endsAt, zone, place, title: title ?? talk.title };
}

function standing(talk: Talk, mine: MySeat, a: Audience): Line {
  const { offers, seats } = wording(a.language);
  switch (mine.state) {
    case 'confirmed':
      return [seats.seatStays()];
    case 'offered':
      return offers.youAreOffered(deadline(mine.until ?? talk.startsAt, talk, a));
    case 'waiting':
      return [seats.placeStays(mine.line)];
    default:
      return never(mine.state);
  }
}

function whatToDo(talk: Talk, mine: MySeat, a: Audience): readonly Button[] {
  const w = wording(a.language).seats;
  if (mine.state === 'offered') return offerButtons(talk, a);
  // Nothing else depends on how many sit and wait.
  const view = { talk, counts: { confirmed: talk.capacity, offered: 0, waiting: 1 }, mine };
  const own = seatButtons(view, a, true).filter(({ action }) => action.verb === 'cancel');
  const giving = own.map((button) =>
    mine.state === 'confirmed' ? { ...button, label: w.cantCome() } : button,
  );
  if (giving.length === 0) return [showButton(talk, a.language)];
  // An entry that somebody put into their calendar by hand does not change by itself.
  return mine.state === 'confirmed' ? [...giving, calendarButton(talk, a.language)] : giving;
}
