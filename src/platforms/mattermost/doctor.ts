// Looks at a Mattermost server from our side, presses a button and runs the command through it, and says in plain words what is wrong.
import type { Channel } from '@mattermost/types/channels';
import type { Team } from '@mattermost/types/teams';
import { checkAction, checkMessage, checkProp } from './check.ts';
import { createRest, describeFailure, type Failure, failureOf, type Rest } from './client.ts';
import { seal } from './mac.ts';
import { actionPath, bare, commandPath, type MattermostOptions, usualPace } from './options.ts';
import { createSocket } from './socket.ts';

export interface Finding {
  readonly ok: boolean;
  readonly sentence: string;
}

/** Called with each finding as it is made. */
export type Report = (finding: Finding) => void;

// The server waits 30 s for us before it answers a press or a command.
const patienceMs = 35_000;
const helloMs = 10_000;
// The oldest server that the bot was tried with.
const oldest = [5, 37] as const;

interface Examination {
  readonly options: MattermostOptions;
  readonly rest: Rest;
  readonly say: (ok: boolean, sentence: string) => void;
}

function isInternal(url: string): boolean {
  const host = new URL(url).hostname.replace(/^\[|\]$/g, '');
  return /^(localhost|127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|::1$|f[cd][0-9a-f]{2}:|fe80:)/i.test(
    host,
  );
}

function isTooOld(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major < oldest[0] || (major === oldest[0] && minor < oldest[1]);
}

/** What may keep the server from reaching us, as far as its own answer tells. */
export function reachSentence(what: string, address: string, failure: Failure): string {
  const { host, hostname } = new URL(address);
  const told = failure.kind === 'answered' ? `${failure.message} ${failure.detail}` : '';
  const allow = `System Console > Environment > Developer > "Allow untrusted internal connections to" (ServiceSettings.AllowedUntrustedInternalConnections) must contain ${hostname}`;
  if (/address forbidden|AllowedUntrustedInternalConnections/i.test(told))
    return `${what}: the server may not call ${host}. ${allow}.`;
  const inside = isInternal(address)
    ? ` ${host} is an internal address: ${allow}; and from the server it must be this machine.`
    : '';
  return `${what}: the server could not call ${address} (${describeFailure(failure)}). Is PUBLIC_URL right, and is the program reachable from the server?${inside}`;
}

async function examineToken({ rest, options, say }: Examination): Promise<string | undefined> {
  try {
    const me = await rest.api.getMe();
    const version = rest.version() ?? '';
    say(
      true,
      `The server answers at ${bare(options.url)}, version ${version.split('.').slice(0, 3).join('.')}.`,
    );
    if (isTooOld(version))
      say(false, `This server is too old: the bot needs ${oldest.join('.')} or newer.`);
    if (me.is_bot) say(true, `The token is that of the bot account @${me.username}.`);
    else
      say(
        false,
        `The token is that of a person, @${me.username}. Make a bot account (Integrations > Bot Accounts) and use its token; where there is no such page, System Console > Integrations > Bot Accounts > "Enable Bot Account Creation" (ServiceSettings.EnableBotAccountCreation) is off.`,
      );
    return me.id;
  } catch (error) {
    const failure = failureOf(error);
    if (failure.kind === 'answered' && failure.status === 401)
      say(
        false,
        'The server refuses the token: check MATTERMOST_BOT_TOKEN, and that the bot account is enabled.',
      );
    else if (failure.kind === 'answered' && failure.status === 429)
      say(false, 'The server holds us back (rate limit). Try again in a minute.');
    else
      say(
        false,
        `No Mattermost server answers at ${bare(options.url)} (${describeFailure(failure)}): check MATTERMOST_URL.`,
      );
    return undefined;
  }
}

async function examineSocket({ options, say }: Examination): Promise<void> {
  const socket = createSocket({
    url: options.url,
    token: options.botToken,
    machine: options.machine,
    log: options.log,
    pingMs: usualPace.pingMs,
    reconnectMs: usualPace.reconnectMs,
    onEvent: () => {},
    onMissed: () => {},
    onLost: () => {},
  });
  socket.open();
  const alive = await socket.ready(helloMs);
  socket.close();
  if (alive) say(true, 'The connection for direct messages and mentions (WebSocket) opens.');
  else
    say(
      false,
      `The connection for direct messages and mentions does not open: a proxy before ${bare(options.url)} must pass WebSockets at /api/v4/websocket.`,
    );
}

interface Room {
  readonly channel: Channel['id'];
  readonly leave: () => Promise<unknown>;
}

/** The bot's direct channel to itself, which nobody sees; where the server refuses it, a private channel that is archived afterwards. */
async function findRoom({ rest, options }: Examination, bot: string, teams: readonly Team[]) {
  try {
    const { id } = await rest.api.createDirectChannel([bot, bot]);
    return { channel: id, leave: async () => {} } satisfies Room;
  } catch (error) {
    const [team] = teams;
    if (team === undefined) throw error;
    const { id } = await rest.api.createChannel({
      team_id: team.id,
      name: `idea-circle-check-${options.machine.random(6)}`,
      display_name: 'Idea Circle Bot check',
      type: 'P',
    });
    return { channel: id, leave: () => rest.api.deleteChannel(id) } satisfies Room;
  }
}

async function examinePress({ rest, options, say }: Examination, channel: string): Promise<void> {
  const url = `${bare(options.publicUrl)}${actionPath}`;
  const nonce = options.machine.random(16);
  const action = checkAction(nonce);
  const mac = seal(options.actionSecret, { action, channel, person: '' });
  const integration = { url, context: { action, mac } };
  const actions = [{ id: 'a1', type: 'button', name: 'Check', integration }];
  const post = await rest.api.createPost({
    channel_id: channel,
    message: checkMessage,
    props: { attachments: [{ actions }] },
  });
  try {
    await rest.api.doPostAction(post.id, 'a1');
    const after = await rest.api.getPost(post.id);
    if (after.props?.[checkProp] === nonce)
      say(true, `Buttons work: a press came to ${url} and was answered.`);
    else
      say(
        false,
        `A press was answered at ${url}, but not by a program with this ACTION_SECRET: check PUBLIC_URL, and that only one program uses it.`,
      );
  } catch (error) {
    say(false, reachSentence('Buttons do not work', url, failureOf(error)));
  } finally {
    await rest.api.deletePost(post.id).catch(() => undefined);
  }
}

/** What the server's refusal to run the command says. */
export function commandSentence(
  failure: Failure,
  at: { readonly command: string; readonly team: string; readonly url: string },
): string {
  const { command, team, url } = at;
  const id = failure.kind === 'answered' ? failure.id : '';
  const message = failure.kind === 'answered' ? failure.message : '';
  if (/\.not_found\./.test(id))
    return `${command} does not exist in team "${team}": make it there (Integrations > Slash Commands) with the request URL ${url}, method POST, and put its token into MATTERMOST_COMMAND_TOKENS.`;
  if (/\.disabled\./.test(id))
    return 'Slash commands are off: System Console > Integrations > "Enable Custom Slash Commands" (ServiceSettings.EnableCommands).';
  if (/\.failed_resp\./.test(id) && /\b401\b/.test(message))
    return `${command} in team "${team}" has a token that is not in MATTERMOST_COMMAND_TOKENS: add it there.`;
  if (/\.failed_resp\./.test(id))
    return `${command} in team "${team}" does not lead to this program (${message}): its request URL must be ${url}, its method POST.`;
  if (/\.failed\./.test(id))
    return `${reachSentence(`${command} in team "${team}" does not work`, url, failure)} The command's request URL must be ${url}.`;
  if (failure.kind === 'answered' && failure.status === 403)
    return `The bot may not run ${command} in team "${team}", so it could not be tried: give it the permission to use slash commands.`;
  return `${command} in team "${team}" could not be tried (${describeFailure(failure)}).`;
}

async function examineCommand(
  { rest, options, say }: Examination,
  channel: string,
  team: Team,
): Promise<void> {
  const command = `/${options.command}`;
  const at = {
    command,
    team: team.display_name,
    url: `${bare(options.publicUrl)}${commandPath}`,
  };
  try {
    const answer = await rest.api.executeCommand(`${command} help`, {
      channel_id: channel,
      team_id: team.id,
    });
    // Each answer of ours says so; what else may stand at the address hardly does.
    const ours = answer.skip_slack_parsing === true && (answer.text ?? '') !== '';
    if (ours) say(true, `${command} works in team "${at.team}".`);
    else
      say(
        false,
        `${command} in team "${at.team}" was answered, but not by this program: its request URL must be ${at.url}.`,
      );
  } catch (error) {
    say(false, commandSentence(failureOf(error), at));
  }
}

/**
 * Tries the token, the socket, a button and the command, decides from the server's answers alone, and leaves nothing behind. The routes of `createMattermost`
 * must be served at `publicUrl` while it runs, by the running program or by the caller; they need not be started. Never rejects.
 */
export async function examineMattermost(
  options: MattermostOptions,
  report: Report = () => {},
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const say = (ok: boolean, sentence: string): void => {
    findings.push({ ok, sentence });
    report({ ok, sentence });
  };
  const { url, botToken: token, machine } = options;
  const deadlineMs = options.pace?.restMs ?? patienceMs;
  const rest = createRest({ url, token, machine, deadlineMs });
  const examination: Examination = { options, rest, say };
  try {
    const bot = await examineToken(examination);
    if (bot === undefined) return findings;
    await examineSocket(examination);
    const teams = await rest.api.getMyTeams();
    if (teams.length === 0)
      say(
        false,
        'The bot is in no team: add it to the team of its channels, then to the channels.',
      );
    if (options.commandTokens.length === 0)
      say(false, 'MATTERMOST_COMMAND_TOKENS is empty: every slash command is refused.');
    const room = await findRoom(examination, bot, teams);
    await examinePress(examination, room.channel);
    for (const team of teams) await examineCommand(examination, room.channel, team);
    await room.leave().catch(() => undefined);
  } catch (error) {
    say(false, `The examination could not go on (${describeFailure(failureOf(error))}).`);
  }
  return findings;
}
