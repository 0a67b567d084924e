// The stand-in as tests hold it: what people do, beside what happens to the server and what was seen.
import type { SeenButton } from '../seen.ts';
import { type Answer, ask } from './call-app.ts';
import { doAction } from './clicks.ts';
import { encodeForm, execute } from './commands.ts';
import { type Answer as DialogValue, submissionOf } from './dialog-client.ts';
import { type OpenDialog, type Sent, submitDialog } from './dialogs.ts';
import type { UploadedFile } from './files.ts';
import { newId } from './ids.ts';
import { createPost, type NewPost, storePost } from './posts.ts';
import { addCommand } from './rest-posts.ts';
import { Staged } from './staged.ts';
import { isPress } from './transcript.ts';
import type { Channel, Command, Delivery, Post, Props } from './types.ts';
import { ApiError } from './world.ts';

/** What a person's client gets for a command or a click. */
export interface Outcome {
  readonly ok: boolean;
  readonly status: number;
  /** The id of the error; empty when all went well. */
  readonly error: string;
  /** What the client says about it; empty when all went well. */
  readonly message: string;
  /** The body that the client got. */
  readonly body: Readonly<Record<string, unknown>>;
}

async function outcome(work: Promise<Record<string, unknown>>): Promise<Outcome> {
  try {
    return { ok: true, status: 200, error: '', message: '', body: await work };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { ok: false, status: error.status, error: error.id, message: error.message, body: {} };
  }
}

export interface SayOptions {
  readonly props?: Props;
  readonly rootId?: string;
  /** A system post is written without asking for permissions. */
  readonly type?: string;
}

export interface ForgeOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, string>> | readonly (readonly [string, string])[];
  readonly text?: string;
}

export class Mattermost extends Staged {
  private appUrl = '';

  /** Tells the server where the app is, and registers its command for every team. */
  useApp(appUrl: string): void {
    this.appUrl = appUrl.replace(/\/$/, '');
    for (const team of this.world.teams.values())
      this.registerCommand({ team: team.name, url: `${this.appUrl}/mattermost/command` });
  }

  /** The files that were uploaded, in their order. */
  files(): readonly UploadedFile[] {
    return [...this.world.files.values()];
  }

  /** A second registration of the same trigger changes its address and keeps its token. */
  registerCommand(given: {
    readonly team?: string;
    readonly trigger?: string;
    readonly url: string;
    readonly token?: string;
  }): Readonly<Command> {
    const teamId = this.world.team(given.team).id;
    const trigger = (given.trigger ?? this.parts.trigger).toLowerCase();
    for (const one of this.world.commands.values())
      if (one.teamId === teamId && one.trigger === trigger) {
        one.url = given.url;
        one.token = given.token ?? one.token;
        return one;
      }
    const token = given.token ?? newId();
    return addCommand(this.world, { teamId, trigger, token, url: given.url, creatorId: '' });
  }

  /** `text` is the whole line when it starts with a slash, else what follows the trigger. In a direct channel the first team is sent along. */
  command(
    user: string,
    channel: string,
    text: string,
    options: { readonly team?: string; readonly rootId?: string } = {},
  ): Promise<Outcome> {
    const place = this.place(user, channel);
    const line = text.startsWith('/')
      ? text
      : `/${this.parts.trigger}${text === '' ? '' : ` ${text}`}`;
    const typed = {
      user: this.world.user(user),
      channel: place,
      teamId: place.teamId === '' ? this.world.team(options.team).id : place.teamId,
      line,
      rootId: options.rootId ?? '',
    };
    return outcome(execute(this.world, typed, this.parts.line));
  }

  /** Presses a button that was seen; `option` is the value chosen in a menu. */
  press(
    user: string,
    button: SeenButton,
    options: { readonly option?: string } = {},
  ): Promise<Outcome> {
    if (!isPress(button.press)) throw new Error(`'${button.label}' is no button of this server`);
    const { postId, actionId, cookie, option } = button.press;
    const click = {
      user: this.world.user(user),
      postId,
      actionId,
      cookie,
      selectedOption: options.option ?? option ?? '',
    };
    return outcome(doAction(this.world, click, this.parts.line).then((done) => ({ ...done })));
  }

  /** The dialog that a person has before them. */
  dialog(user: string): OpenDialog {
    const { id } = this.world.user(user);
    const open = this.world.dialogs.filter((one) => one.open && one.user.id === id).at(-1);
    if (open === undefined) throw new Error(`${user} has no dialog open`);
    return open;
  }

  /** Sends it, filled in by the names of its elements: choices by what is read or by value, people by their ids. */
  submit(
    user: string,
    answers: Readonly<Record<string, DialogValue>>,
    options: { readonly channel?: string; readonly phone?: boolean } = {},
  ): Promise<Outcome> {
    const dialog = this.dialog(user);
    const submission = submissionOf(dialog, answers, options.phone ?? false);
    return this.sendDialog(user, dialog, submission, false, options.channel, dialog);
  }

  /** Closes it; the app is told only where it asked for that. */
  async cancel(user: string): Promise<Outcome | undefined> {
    const dialog = this.dialog(user);
    dialog.open = false;
    return dialog.notifyOnCancel ? this.sendDialog(user, dialog, {}, true) : undefined;
  }

  /** Anybody's client may send anything to any address in its own name: another state, another form, values of no field. */
  sendAnyDialog(
    user: string,
    given: Partial<Pick<Sent, 'url' | 'callbackId' | 'state' | 'submission'>>,
    channel?: string,
  ): Promise<Outcome> {
    const asked = { url: `${this.appUrl}/mattermost/dialog`, callbackId: '', state: '', ...given };
    return this.sendDialog(user, asked, given.submission ?? {}, false, channel);
  }

  private sendDialog(
    user: string,
    asked: Pick<Sent, 'url' | 'callbackId' | 'state'>,
    submission: unknown,
    cancelled: boolean,
    channel = 'idea-circle',
    dialog?: OpenDialog,
  ): Promise<Outcome> {
    const place = this.place(user, channel);
    const teamId = place.teamId === '' ? this.world.team().id : place.teamId;
    const { url, callbackId, state } = asked;
    const sent = { user: this.world.user(user), url, callbackId, state, channel: place, teamId };
    return outcome(
      submitDialog(this.world, { ...sent, submission, cancelled }, this.parts.line, dialog),
    );
  }

  /** `@` stands for the person's direct channel with the bot. */
  private place(user: string, channel: string): Channel {
    if (channel !== '@') return this.world.channel(channel);
    return this.world.directChannel(this.world.user(user).id, this.world.botId);
  }

  async say(
    user: string,
    channel: string,
    text: string,
    options: SayOptions = {},
  ): Promise<Readonly<Post>> {
    const post: NewPost = {
      userId: this.world.user(user).id,
      channelId: this.place(user, channel).id,
      message: text,
      ...options,
    };
    return options.type === undefined ? createPost(this.world, post) : storePost(this.world, post);
  }

  direct(user: string, text: string): Promise<Readonly<Post>> {
    return this.say(user, '@', text);
  }

  /** Writes to the bot in a channel: its name is put before the text unless it is in it. */
  mention(user: string, channel: string, text: string): Promise<Readonly<Post>> {
    const name = `@${this.bot.username}`;
    return this.say(user, channel, text.includes(name) ? text : `${name} ${text}`);
  }

  /** A request to the app by somebody who is not the server; a path is taken under the app's address. */
  forge(address: string, given: ForgeOptions): Promise<Answer | undefined> {
    const form = Array.isArray(given.form) ? given.form : Object.entries(given.form ?? {});
    const [type, body] =
      given.json !== undefined
        ? ['application/json', JSON.stringify(given.json)]
        : given.form !== undefined
          ? ['application/x-www-form-urlencoded', encodeForm(form)]
          : ['text/plain', given.text ?? ''];
    const url = address.startsWith('/') ? `${this.appUrl}${address}` : address;
    const headers = { Accept: 'application/json', 'Content-Type': type, ...given.headers };
    return ask({ url, method: given.method ?? 'POST', headers, body }, this.parts.line);
  }

  /** Sends a request of the server to the app once more, byte for byte; the answer has no effect. */
  replay(delivery: Delivery): Promise<Answer | undefined> {
    const { url, headers, body } = delivery;
    return ask({ url, headers, body }, this.parts.line);
  }

  /** The same posted event again, as after a resumption. */
  deliverAgain(postId: string): void {
    this.parts.sockets.deliverAgain(postId);
  }

  async close(): Promise<void> {
    this.parts.end.abort();
    this.parts.sockets.close();
    await this.parts.listener.close();
  }
}
