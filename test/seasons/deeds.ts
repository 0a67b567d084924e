// What people and the organiser do in a simulated season, and how each of them types it.
import type { Action } from '../../src/chat/action.ts';
import type { Member } from './cast.ts';
import type { SeasonFile } from './files.ts';

/** What somebody does about a talk. `from`: whose seat it is that is accepted or declined. */
export interface SeatDeed {
  readonly kind:
    | 'register'
    | 'cancel'
    | 'keep'
    | 'coming'
    | 'give'
    | 'accept'
    | 'decline'
    | 'gift-accept'
    | 'gift-decline';
  readonly who: string;
  readonly talk: number;
  readonly to?: string;
  readonly from?: string;
  /** The button of a message that they were sent; else it is typed. */
  readonly press?: Action;
}

export interface DigestDeed {
  readonly kind: 'digest';
  readonly who: string;
  /** Undefined: their own. */
  readonly channel: string | undefined;
  /** Undefined: it stops. */
  readonly at: string | undefined;
  readonly zone?: string;
  readonly days: 'weekdays' | 'daily' | 'mon';
  readonly language?: 'en' | 'fr';
}

/** What is typed or pressed. */
export type Spoken =
  | SeatDeed
  | DigestDeed
  | { readonly kind: 'quiet'; readonly who: string; readonly from: string; readonly to: string }
  | { readonly kind: 'without'; readonly who: string; readonly what: 'day' | 'hour' }
  | {
      readonly kind: 'announce';
      readonly who: string;
      readonly talk: number;
      readonly channel: string;
    };

export type Deed = Spoken | { readonly kind: 'file'; readonly file: SeasonFile };

export interface Planned {
  /** UTC milliseconds, a whole minute. */
  readonly at: number;
  /** Orders what is done in one minute. */
  readonly order: string;
  readonly deed: Deed;
}

/** What came of it, as the answer says; undefined where none came, as to what was done before a kill. */
export interface Done extends Planned {
  /** How many messages had been sent before. */
  readonly heard: number;
  readonly answer: string | undefined;
}

export function typedOf(deed: Spoken, { language }: Pick<Member, 'language'>): string {
  const say = (en: string, fr: string) => (language === 'fr' ? fr : en);
  switch (deed.kind) {
    case 'register':
      return say(`register ${deed.talk}`, `inscrire ${deed.talk}`);
    case 'cancel':
      return say(`cancel ${deed.talk} yes`, `annuler ${deed.talk} oui`);
    case 'keep':
      return say(`keep ${deed.talk}`, `garder ${deed.talk}`);
    case 'coming':
      return say(`coming ${deed.talk}`, `viens ${deed.talk}`);
    case 'give':
      return say(`give ${deed.talk} @${deed.to}`, `donner ${deed.talk} @${deed.to}`);
    case 'accept':
      return say(`accept ${deed.talk}`, `accepter ${deed.talk}`);
    case 'decline':
      return say(`decline ${deed.talk}`, `décliner ${deed.talk}`);
    case 'gift-accept':
      return say(`accept ${deed.talk} gift`, `accepter ${deed.talk} don`);
    case 'gift-decline':
      return say(`decline ${deed.talk} gift`, `décliner ${deed.talk} don`);
    case 'quiet':
      return say(`remind quiet ${deed.from}-${deed.to}`, `rappels silence ${deed.from}-${deed.to}`);
    case 'without':
      return deed.what === 'day'
        ? say('remind day off', 'rappels veille non')
        : say('remind hour off', 'rappels heure non');
    case 'announce':
      return `announce ${deed.talk}`;
    case 'digest': {
      if (deed.at === undefined) return say('digest off', 'résumé arrêt');
      const days = deed.days === 'weekdays' ? undefined : deed.days;
      return [say('digest here', 'résumé ici'), deed.at, deed.zone, days, deed.language]
        .filter((word) => word !== undefined)
        .join(' ');
    }
  }
}
