// The rewriting of Slack's forms that the server does unless an answer says `skip_slack_parsing`.
import type { World } from './world.ts';

export function parseSlackText(world: World, text: string): string {
  return text
    .replace(/<!(channel|here|all)>/g, '@$1')
    .replace(/<@([a-z0-9]{26})>/g, (all, id: string) => {
      const user = world.users.get(id);
      return user === undefined ? all : `@${user.username}`;
    })
    .replace(/<([^<>|\s]+)\|([^<>|]+)>/g, '[$2]($1)');
}
