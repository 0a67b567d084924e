// Slash commands: the form that is posted to the app, what its answer shows to whom, and the response_url.
import { attachmentsOf, integrationsOf, strip } from './attachments.ts';
import { type Answer, deliver, type Line } from './call-app.ts';
import { type CommandAnswer, readCommandAnswer } from './command-answer.ts';
import { showEphemeral } from './ephemeral.ts';
import { newId, newTrigger } from './ids.ts';
import { namesIn } from './mentions.ts';
import { createPost, noteDefects } from './posts.ts';
import { parseSlackText } from './slack-text.ts';
import type { Channel, Command, Leak, Props, User } from './types.ts';
import { ApiError, forbidden, type World } from './world.ts';

const HOOK_USES = 5;
const HOOK_LIFE_MS = 30 * 60_000;

/** Go's url.QueryEscape. */
function queryEscape(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');
}

/** Fields sorted by key; repeated keys keep their order. */
export function encodeForm(fields: readonly (readonly [string, string])[]): string {
  return [...fields]
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([key, value]) => `${queryEscape(key)}=${queryEscape(value)}`)
    .join('&');
}

function shuffled<T>(world: World, items: readonly T[]): T[] {
  return items
    .map((item) => [world.random(), item] as const)
    .sort(([a], [b]) => a - b)
    .map(([, item]) => item);
}

function mentionFields(world: World, teamId: string, text: string): [string, string][] {
  const members = world.teams.get(teamId)?.members ?? new Set<string>();
  const people = new Map(
    [...world.users.values()]
      .filter((user) => members.has(user.id))
      .map((user) => [user.username, user.id]),
  );
  const channels = new Map(
    [...world.channels.values()]
      .filter((channel) => channel.teamId === teamId && channel.type === 'O')
      .map((channel) => [channel.name, channel.id]),
  );
  const fields: [string, string][] = [];
  for (const name of shuffled(
    world,
    namesIn(text, (known) => people.has(known)),
  )) {
    fields.push(['user_mentions', name]);
    fields.push(['user_mentions_ids', people.get(name) ?? '']);
  }
  const named = [...text.matchAll(/(?<![\p{L}\p{N}])~([a-z0-9_-]+)/giu)]
    .map((match) => match[1] ?? '')
    .filter((name) => channels.has(name));
  for (const name of shuffled(world, [...new Set(named)])) {
    fields.push(['channel_mentions', name]);
    fields.push(['channel_mentions_ids', channels.get(name) ?? '']);
  }
  return fields;
}

export interface Typed {
  readonly user: User;
  readonly channel: Channel;
  readonly teamId: string;
  /** The whole line with its slash. */
  readonly line: string;
  readonly rootId: string;
}

function findCommand(world: World, teamId: string, trigger: string): Command {
  for (const command of world.commands.values())
    if (command.teamId === teamId && command.trigger === trigger) return command;
  throw new ApiError(
    404,
    'api.command.execute_command.not_found.app_error',
    `Command with a trigger of '${trigger}' not found. To send a message beginning with "/", try adding an empty space at the beginning of the message.`,
  );
}

function failed(world: World, trigger: string, detail: string): ApiError {
  world.fault('command-answer', detail);
  return new ApiError(
    500,
    'api.command.execute_command.failed.app_error',
    `Command with a trigger of '${trigger}' failed.`,
  );
}

interface Place {
  readonly userId: string;
  readonly channelId: string;
  readonly rootId: string;
}

function noteLeak(world: World, userId: string, answer: CommandAnswer): void {
  const top = integrationsOf(answer.attachments);
  const inner = integrationsOf(attachmentsOf(answer.props ?? {}));
  const leak = (reason: Leak['reason'], integrations: Leak['integrations']): void => {
    if (integrations.length === 0) return;
    world.leaks.push({ at: world.now(), userId, reason, integrations });
    world.changed();
  };
  if (answer.responseType === 'in_channel') leak('in_channel', top);
  else if (answer.responseType !== '' && answer.responseType !== 'ephemeral')
    leak('unknown response_type', top);
  leak('props.attachments', inner);
}

/** Shows one answer to whom it is for. */
function show(world: World, place: Place, answer: CommandAnswer): void {
  const parse = (text: string): string =>
    answer.skipSlackParsing ? text : parseSlackText(world, text);
  const message = parse(answer.text);
  const attachments = answer.attachments.map((attachment) => ({
    ...attachment,
    text: parse(attachment.text),
    pretext: parse(attachment.pretext),
  }));
  const props: Props = {
    ...answer.props,
    ...(attachments.length > 0 ? { attachments } : {}),
    from_webhook: 'true',
  };
  const nothing = message === '' && attachmentsOf(props).length === 0;
  const where = answer.channelId === '' ? place.channelId : answer.channelId;
  if (answer.responseType === 'in_channel') {
    if (nothing) return;
    if (answer.type !== '' && !answer.type.startsWith('custom_'))
      throw new ApiError(400, 'model.post.is_valid.type.app_error', 'Invalid type.');
    createPost(world, {
      userId: place.userId,
      channelId: where,
      rootId: place.rootId,
      message,
      props,
      type: answer.type,
      byApp: true,
    });
    return;
  }
  if (answer.responseType !== '' && answer.responseType !== 'ephemeral') {
    world.fault('lost-text', `an answer of response_type '${answer.responseType}' is not shown`);
    return;
  }
  if (nothing) return;
  const given = { attachments: answer.rawAttachments ?? answer.props?.['attachments'] ?? [] };
  noteDefects(world, '', given);
  showEphemeral(world, {
    reader: place.userId,
    author: place.userId,
    channelId: where,
    rootId: place.rootId,
    message,
    props,
    byApp: true,
  });
}

/** What the client of the person who ran the command gets back. */
function echo(answer: CommandAnswer, triggerId: string): Record<string, unknown> {
  const secret = answer.responseType === '' || answer.responseType === 'ephemeral';
  return {
    response_type: answer.responseType,
    text: answer.text,
    username: answer.username,
    channel_id: answer.channelId,
    icon_url: answer.iconUrl,
    type: answer.type,
    props: answer.props ?? null,
    goto_location: answer.gotoLocation,
    trigger_id: triggerId,
    skip_slack_parsing: answer.skipSlackParsing,
    attachments:
      answer.attachments.length === 0
        ? null
        : secret
          ? strip(answer.attachments)
          : answer.attachments,
    extra_responses: answer.extra.length === 0 ? null : answer.extra.map((one) => echo(one, '')),
  };
}

export async function execute(
  world: World,
  typed: Typed,
  line: Line,
): Promise<Record<string, unknown>> {
  const team = world.teams.get(typed.teamId);
  if (team === undefined || !team.members.has(typed.user.id)) throw forbidden();
  if (!typed.channel.members.has(typed.user.id)) throw forbidden();
  const match = /^\/(\S*)(?:\s([\s\S]*))?$/.exec(typed.line);
  if (match === null)
    throw new ApiError(
      400,
      'api.context.invalid_body_param.app_error',
      'Invalid or missing command in request body.',
    );
  const trigger = (match[1] ?? '').toLowerCase();
  const text = match[2] ?? '';
  const command = findCommand(world, team.id, trigger);
  const ids = newTrigger(typed.user.id, world.now());
  const hookId = newId();
  const place = { userId: typed.user.id, channelId: typed.channel.id, rootId: typed.rootId };
  world.hooks.set(hookId, { id: hookId, ...place, createAt: world.now(), uses: 0 });
  const body = encodeForm([
    ['channel_id', typed.channel.id],
    ['channel_name', typed.channel.name],
    ['command', `/${trigger}`],
    ['response_url', `${world.url}/hooks/commands/${hookId}`],
    ...(world.profile.rootId ? [['root_id', typed.rootId] as const] : []),
    ['team_domain', team.name],
    ['team_id', team.id],
    ['text', text],
    ['token', command.token],
    ['trigger_id', ids.triggerId],
    ['user_id', typed.user.id],
    ['user_name', typed.user.username],
    ...mentionFields(world, team.id, text),
  ]);
  const answer = await deliver(
    world,
    'command',
    {
      url: command.url,
      headers: {
        Accept: 'application/json',
        Authorization: `Token ${command.token}`,
        'Content-Type': 'application/x-www-form-urlencoded',
      },
      body,
    },
    line,
  );
  return finish(world, trigger, place, answer, ids.clientId);
}

function finish(
  world: World,
  trigger: string,
  place: Place,
  answer: Answer | undefined,
  clientId: string,
): Record<string, unknown> {
  if (answer === undefined) throw failed(world, trigger, 'no answer to a command in time');
  if (answer.status !== 200) {
    world.fault('command-answer', `a command was answered with status ${answer.status}`);
    throw new ApiError(
      500,
      'api.command.execute_command.failed_resp.app_error',
      `Command with a trigger of '${trigger}' returned response ${answer.status} ${answer.statusText}.`,
    );
  }
  const read = readCommandAnswer(answer.contentType, answer.body);
  if (typeof read === 'string') throw failed(world, trigger, read);
  try {
    for (const one of [read, ...read.extra]) {
      noteLeak(world, place.userId, one);
      show(world, place, one);
    }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    world.fault('command-answer', `an answer could not be posted: ${error.message}`);
    throw new ApiError(
      500,
      'api.command.execute_command.create_post_failed.app_error',
      `Command '${trigger}' failed to post response. Please contact your System Administrator.`,
    );
  }
  return echo(read, clientId);
}

/** A late answer by response_url: five good uses within thirty minutes. */
export function lateAnswer(world: World, hookId: string, contentType: string, body: string): void {
  const hook = world.hooks.get(hookId);
  if (hook === undefined || world.now() - hook.createAt >= HOOK_LIFE_MS)
    throw new ApiError(404, 'app.command_webhook.get.missing', 'Unable to find the webhook.');
  const answer = readCommandAnswer(contentType, body);
  if (typeof answer === 'string') {
    world.fault('command-answer', `response_url: ${answer}`);
    throw new ApiError(
      400,
      'web.command_webhook.parse.app_error',
      'Unable to parse incoming data.',
    );
  }
  if (hook.uses >= HOOK_USES)
    throw new ApiError(400, 'app.command_webhook.try_use.invalid', 'Invalid webhook.');
  hook.uses += 1;
  show(world, hook, answer);
}
