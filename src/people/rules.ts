// Who a reader is, which zone somebody means, and when two accounts may become one person: decisions on plain values.
import { type Account, accountKey } from '../kernel/account.ts';
import type { LinkId, PersonId } from '../kernel/ids.ts';
import { type Language, languageOf } from '../kernel/language.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { canonicalZone, type Instant, minute, type Zone } from '../kernel/time.ts';

/** What a platform says of a person, in its own spelling. */
export interface Profile {
  readonly name: string;
  readonly locale: string | undefined;
  readonly zone: string | undefined;
}

/** An account as it is remembered: the platform's description, and what its person prefers over it. */
export interface KnownAccount {
  readonly account: Account;
  readonly person?: PersonId;
  readonly name?: string;
  readonly locale?: string;
  readonly zone?: string;
  /** When the platform last described it, on the series' clock. */
  readonly describedAt?: Instant;
  readonly preferredLanguage?: Language;
  readonly preferredZone?: Zone;
}

export interface Defaults {
  readonly language: Language;
  readonly zone: Zone;
}

/** What to call whoever has the account. */
export function nameOf(known: KnownAccount): string {
  return known.name || known.account.user;
}

/** How to speak to an account: its person's preference, else the platform's word where it is of use, else the series'. */
export function readerOf(
  known: KnownAccount | undefined,
  account: Account,
  defaults: Defaults,
): { readonly name: string; readonly language: Language; readonly zone: Zone } {
  return {
    name: nameOf(known ?? { account }),
    language: known?.preferredLanguage ?? languageOf(known?.locale) ?? defaults.language,
    zone:
      canonicalZone(known?.preferredZone ?? '') ??
      canonicalZone(known?.zone ?? '') ??
      defaults.zone,
  };
}

const fold = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[’']/g, '')
    .replace(/\s*\/\s*/g, '/')
    .trim()
    .replace(/\s+/g, '_');

export type Wish<T> = { readonly kind: 'set'; readonly value: T } | { readonly kind: 'reset' };

const resets = new Set(['reset', 'auto', 'automatic', 'automatique', 'default', 'defaut']);

const languageNames: ReadonlyMap<string, Language> = new Map([
  ['en', 'en'],
  ['english', 'en'],
  ['anglais', 'en'],
  ['fr', 'fr'],
  ['french', 'fr'],
  ['francais', 'fr'],
]);

/** Reads the language that somebody typed, in English or French, or the wish to have none of one's own. */
export function parseLanguage(typed: string): Result<Wish<Language>, 'unknown'> {
  const name = fold(typed);
  if (resets.has(name)) return ok({ kind: 'reset' });
  const language = languageNames.get(name);
  return language ? ok({ kind: 'set', value: language }) : refuse('unknown');
}

/** Cities that people here name and the zone database does not. */
const otherCities: ReadonlyMap<string, Zone> = new Map([
  ['geneva', 'Europe/Zurich'],
  ['geneve', 'Europe/Zurich'],
  ['genf', 'Europe/Zurich'],
  ['cern', 'Europe/Zurich'],
]);

const areas =
  'Africa America Antarctica Arctic Asia Atlantic Australia Europe Indian Pacific'.split(' ');

/**
 * Reads a zone or a city alone (`Paris`, `new york`), or the wish to have none of one's own; refuses with the zones where a city stands in several.
 * `listed`: the zones that the runtime lists.
 */
export function parseZone(
  typed: string,
  listed: readonly Zone[] = Intl.supportedValuesOf('timeZone'),
): Result<Wish<Zone>, 'unknown' | readonly Zone[]> {
  const name = fold(typed);
  if (resets.has(name)) return ok({ kind: 'reset' });
  const zone = canonicalZone(name) ?? otherCities.get(name);
  if (zone !== undefined) return ok({ kind: 'set', value: spelt(zone) });
  const [found, ...more] = zonesOfCity(name, listed);
  if (found === undefined) return refuse('unknown');
  return more.length > 0 ? refuse([found, ...more]) : ok({ kind: 'set', value: found });
}

function zonesOfCity(city: string, listed: readonly Zone[]): readonly Zone[] {
  if (city.includes('/')) return [];
  const found = listed.filter((zone) => zone.toLowerCase().endsWith(`/${city}`));
  if (found.length > 0) return found;
  // The runtime lists each place once, often by an old name (Asia/Calcutta), and knows the newer one all the same.
  return areas.flatMap((area) => canonicalZone(`${area}/${city}`) ?? []).map(spelt);
}

/** The zone's own spelling, which the runtime says of those it lists; of an older or newer name for one of them, its places with their capitals. */
function spelt(zone: Zone): Zone {
  const own = new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  if (!zone.includes('/') || own.toLowerCase() === zone.toLowerCase()) return own;
  return zone.replace(/(^|[/_-])[a-z]/g, (start) => start.toUpperCase());
}

/** How long a code may be typed, how long its question stays open, and how long wrong codes count. */
export const linkLasts = 10 * minute;
export const wrongTriesAllowed = 5;

export type LinkState = 'open' | 'asked' | 'done' | 'refused';

/** Two accounts on the way to being one person. The owner got the code; the typist typed it. Accounts by their keys. */
export interface Link {
  readonly id: LinkId;
  readonly code: string;
  readonly owner: string;
  readonly typist?: string;
  readonly state: LinkState;
  readonly ownerYes: boolean;
  readonly typistYes: boolean;
  /** On the series' clock; from this instant on it is too late. */
  readonly expiresAt: Instant;
}

/** How many wrong codes an account typed since the first that counts. */
export interface Tries {
  readonly since: Instant;
  readonly wrong: number;
}

/** The tries that count at an instant. */
export function triesAt(tries: Tries, now: Instant): Tries {
  return now - tries.since < linkLasts ? tries : { since: now, wrong: 0 };
}

/** The tries after one more wrong code. */
export function afterWrong(tries: Tries, now: Instant): Tries {
  const counted = triesAt(tries, now);
  return counted.wrong === 0 ? { since: now, wrong: 1 } : { ...counted, wrong: counted.wrong + 1 };
}

/** When an account may try again; undefined where it may now. */
export function lockedUntil(tries: Tries, now: Instant): Instant | undefined {
  const counted = triesAt(tries, now);
  return counted.wrong < wrongTriesAllowed ? undefined : counted.since + linkLasts;
}

export type JoinRefusal = 'already-one' | 'same-place';

/**
 * Whether two accounts, each with all the accounts of its person, may become one person: a person has at most one account in each workspace.
 * A link joins platforms; it does not let two colleagues become one.
 */
export function mayJoin(
  owner: KnownAccount,
  ownersAll: readonly KnownAccount[],
  typist: KnownAccount,
  typistsAll: readonly KnownAccount[],
): Result<true, JoinRefusal> {
  if (owner.person !== undefined && owner.person === typist.person) return refuse('already-one');
  const place = ({ account }: KnownAccount) => `${account.platform}/${account.workspace}`;
  const taken = new Set([owner, ...ownersAll].map(place));
  return [typist, ...typistsAll].some((one) => taken.has(place(one)))
    ? refuse('same-place')
    : ok(true);
}

export type CodeRefusal = 'unknown-code' | 'expired' | 'own-code' | 'used';

/** Whether a typed code still asks its question: `again` where this account typed it before. */
export function matchCode(
  link: Link | undefined,
  typist: Account,
  now: Instant,
): Result<{ readonly link: Link; readonly again: boolean }, CodeRefusal> {
  if (!link) return refuse('unknown-code');
  const key = accountKey(typist);
  if (link.owner === key) return refuse('own-code');
  if (link.state === 'done' || link.state === 'refused') return refuse('used');
  if (link.expiresAt <= now) return refuse('expired');
  if (link.state === 'open') return ok({ link, again: false });
  return link.typist === key ? ok({ link, again: true }) : refuse('used');
}

/** The question put to both: ten more minutes to answer. */
export function asked(link: Link, typist: Account, now: Instant): Link {
  return { ...link, typist: accountKey(typist), state: 'asked', expiresAt: now + linkLasts };
}

export type Pressed =
  /** No longer open, or never for this account: nothing changes. */
  | { readonly kind: 'over' }
  /** Both said yes before: nothing changes. */
  | { readonly kind: 'done-before'; readonly link: Link }
  /** One side said yes; `link` as it now is. */
  | { readonly kind: 'waits'; readonly link: Link }
  | { readonly kind: 'both'; readonly link: Link }
  | { readonly kind: 'refused'; readonly link: Link };

/** What a Yes or a No to a link's question does. */
export function press(
  link: Link | undefined,
  by: Account,
  answer: 'yes' | 'no',
  now: Instant,
): Pressed {
  if (!link || !takesPart(link, by)) return { kind: 'over' };
  if (link.state === 'done') return { kind: 'done-before', link };
  if (link.state !== 'asked' || link.expiresAt <= now) return { kind: 'over' };
  if (answer === 'no') return { kind: 'refused', link: { ...link, state: 'refused' } };
  const said: Link =
    link.owner === accountKey(by) ? { ...link, ownerYes: true } : { ...link, typistYes: true };
  return said.ownerYes && said.typistYes
    ? { kind: 'both', link: { ...said, state: 'done' } }
    : { kind: 'waits', link: said };
}

/** Whether an account is one of a link's two. */
export function takesPart(link: Link, account: Account): boolean {
  const key = accountKey(account);
  return link.owner === key || link.typist === key;
}

/** The other side of a link, by its key; undefined while nobody typed the code. */
export function partnerOf(link: Link, account: Account): string | undefined {
  return link.owner === accountKey(account) ? link.typist : link.owner;
}
