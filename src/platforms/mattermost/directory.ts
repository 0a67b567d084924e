// Who is who on the server: people as it describes them, kept for some minutes.
import type { Machine, Profile } from '../../chat/platform.ts';
import { failureOf, type Rest } from './client.ts';
import type { Usernames } from './escape.ts';

export interface Known {
  readonly id: string;
  readonly username: string;
  readonly profile: Profile;
  /** Of another server, in a shared channel. */
  readonly stranger: boolean;
  readonly gone: boolean;
}

export interface Directory {
  /** Undefined for nobody; rejects when the server does not answer. */
  user(id: string): Promise<Known | undefined>;
  /** The same, but undefined too when the answer takes longer. Never rejects. */
  userWithin(id: string, withinMs: number): Promise<Known | undefined>;
  /** Those of the names that are somebody's. */
  byUsername(names: readonly string[]): Promise<ReadonlyMap<string, Known>>;
  /** Names of those who are to be pinged; a person of whom the server says nothing is left out. Never rejects. */
  usernames(ids: readonly string[]): Promise<Usernames>;
  /** What was known of a person is no longer so. */
  forget(id: string): void;
}

/** What the server sends of a person; the library's own type promises more than old servers hold to. */
interface Described {
  readonly id: string;
  readonly username: string;
  readonly nickname?: string | undefined;
  readonly first_name?: string | undefined;
  readonly last_name?: string | undefined;
  readonly locale?: string | undefined;
  readonly timezone?: Readonly<Record<string, string | boolean>> | null | undefined;
  readonly is_bot?: boolean | undefined;
  readonly delete_at?: number | undefined;
  readonly remote_id?: string | undefined;
}

/** Mattermost's GetPreferredTimezone; undefined where the person has none. */
export function zoneOf(timezone: Described['timezone']): string | undefined {
  const automatic = String(timezone?.['useAutomaticTimezone']) === 'true';
  const zone = timezone?.[automatic ? 'automaticTimezone' : 'manualTimezone'];
  return typeof zone === 'string' && zone !== '' ? zone : undefined;
}

export function nameOf(user: Described): string {
  const nickname = user.nickname?.trim() ?? '';
  const full = `${user.first_name ?? ''} ${user.last_name ?? ''}`.trim();
  return nickname !== '' ? nickname : full !== '' ? full : user.username;
}

export function knownFrom(user: Described): Known {
  const stranger = user.remote_id !== undefined && user.remote_id !== '';
  const gone = (user.delete_at ?? 0) > 0;
  return {
    id: user.id,
    username: user.username,
    profile: {
      name: nameOf(user),
      locale: user.locale === undefined || user.locale === '' ? undefined : user.locale,
      zone: zoneOf(user.timezone),
      bot: user.is_bot === true,
      ...(gone && { deactivated: true }),
      ...(stranger && { stranger }),
    },
    stranger,
    gone,
  };
}

const keptMs = 10 * 60_000;
const keptPeople = 5_000;

export function createDirectory(rest: Rest, machine: Machine): Directory {
  const kept = new Map<string, { readonly known: Known; readonly until: number }>();

  const keep = (user: Described): Known => {
    const known = knownFrom(user);
    if (kept.size >= keptPeople) kept.clear();
    kept.set(known.id, { known, until: machine.now() + keptMs });
    return known;
  };
  const fresh = (id: string): Known | undefined => {
    const entry = kept.get(id);
    return entry !== undefined && entry.until > machine.now() ? entry.known : undefined;
  };
  const user = async (id: string): Promise<Known | undefined> => {
    const known = fresh(id);
    if (known) return known;
    try {
      return keep(await rest.api.getUser(id));
    } catch (error) {
      const failure = failureOf(error);
      const nobody =
        failure.kind === 'answered' && (failure.status === 404 || failure.status === 400);
      if (nobody) return undefined;
      throw error;
    }
  };
  return {
    user,
    userWithin: async (id, withinMs) => {
      const known = fresh(id);
      if (known) return known;
      const done = new AbortController();
      const found = user(id)
        .catch(() => undefined)
        .finally(() => done.abort());
      return Promise.race([found, machine.sleep(withinMs, done.signal).then(() => fresh(id))]);
    },
    byUsername: async (names) => {
      // One by one: the call for many at once is newer than the oldest server that is spoken to.
      const found = await Promise.all(
        names.map((name) =>
          rest.api.getUserByUsername(name).then(keep, (error: unknown) => {
            const failure = failureOf(error);
            if (failure.kind === 'answered' && failure.status < 429) return undefined;
            throw error;
          }),
        ),
      );
      return new Map(found.flatMap((known) => (known ? [[known.username, known] as const] : [])));
    },
    usernames: async (ids) => {
      const missing = ids.filter((id) => fresh(id) === undefined);
      if (missing.length > 0) {
        const found = await rest.api.getProfilesByIds(missing).catch(() => []);
        for (const described of found) keep(described);
      }
      return new Map(
        ids.flatMap((id) => {
          const known = fresh(id);
          return known === undefined ? [] : [[id, known.username] as const];
        }),
      );
    },
    forget: (id) => {
      kept.delete(id);
    },
  };
}
