// People as Slack's answers and events word them.
import type { Json } from './json.ts';
import type { Person, Workspace } from './workspace.ts';
import type { World } from './world.ts';

function zonePart(zone: string, at: number, name: 'longOffset' | 'long'): string {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    timeZoneName: name,
  }).formatToParts(at);
  return parts.find((one) => one.type === 'timeZoneName')?.value ?? '';
}

/** Seconds east of UTC at an instant, with summer time. */
function offsetOf(zone: string, at: number): number {
  const [, sign = '+', hours = '0', minutes = '0'] =
    /^GMT([+-])(\d{2}):(\d{2})$/.exec(zonePart(zone, at, 'longOffset')) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60);
}

function clockOf(world: World, person: Person): Json {
  return {
    color: '4bbe2e',
    real_name: person.realName,
    tz: person.tz,
    tz_label: zonePart(person.tz, world.now(), 'long'),
    tz_offset: offsetOf(person.tz, world.now()),
  };
}

const roles: Json = {
  is_admin: false,
  is_owner: false,
  is_primary_owner: false,
  is_restricted: false,
  is_ultra_restricted: false,
};

/** A person as Slack words them; of a deactivated one it leaves out the clock and the roles. */
export function wirePerson(
  world: World,
  workspace: Workspace,
  person: Person,
  withLocale: boolean,
): Json {
  const [first = '', ...rest] = person.realName.split(' ');
  return {
    id: person.id,
    team_id: workspace.teamId,
    name: person.name,
    deleted: person.deleted,
    ...(person.deleted ? {} : clockOf(world, person)),
    profile: {
      real_name: person.realName,
      real_name_normalized: person.realName,
      display_name: person.name,
      display_name_normalized: person.name,
      status_text: person.status,
      first_name: first,
      last_name: rest.join(' '),
      team: workspace.teamId,
      ...(workspace.scopes.has('users:read.email') ? { email: person.email } : {}),
    },
    ...(person.deleted ? {} : roles),
    is_bot: person.bot,
    is_app_user: false,
    updated: Math.floor(world.now() / 1000),
    is_email_confirmed: !person.bot,
    ...(withLocale ? { locale: person.locale } : {}),
  };
}

/** The event of any change of a person: of their status, their zone, or of the account itself. */
export function userChangeEvent(world: World, workspace: Workspace, person: Person): Json {
  return {
    type: 'user_change',
    user: wirePerson(world, workspace, person, true),
    cache_ts: Math.floor(world.now() / 1000),
    event_ts: workspace.nextTs(),
  };
}
