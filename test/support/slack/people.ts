// What people do in a workspace: type a command, press a button, mention the bot, write to it; each tells what the person saw of it.
import type { Seen, SeenButton } from '../seen.ts';
import { showCommandAnswer, showFailure } from './answers.ts';
import type { Attempt, Deliverer, Outcome, Parcel } from './deliver.ts';
import { type Json, stringAt } from './json.ts';
import {
  actionPayload,
  commandPayload,
  escapeTyped,
  eventPayload,
  ownEvent,
  writtenEvent,
} from './payloads.ts';
import { userChangeEvent } from './person-wire.ts';
import { isPress, type StandingPost, standingPosts } from './transcript.ts';
import { type Answer, fillIn, heldBack } from './view-fields.ts';
import {
  closedPayload,
  homeEvent,
  shortcutPayload,
  submissionPayload,
  viewActionPayload,
} from './view-payloads.ts';
import {
  answerSubmission,
  closeTop,
  isViewPress,
  openView,
  topView,
  type ViewPress,
} from './views.ts';
import type { Channel, Person, StoredView, Workspace } from './workspace.ts';
import type { World } from './world.ts';

export interface VerbOptions {
  /** When enough was seen; left out: as soon as the person got something private or direct. */
  readonly until?: (seen: readonly Seen[]) => boolean;
  /** How long to wait for it; then what was seen so far is told. */
  readonly waitMs?: number;
}

/** For a deed that nothing is shown for. */
export const NOTHING_EXPECTED: VerbOptions = { until: () => true };

export interface AgainOptions extends VerbOptions {
  /** Socket Mode: the very same envelope, as at a reconnection. */
  readonly sameEnvelope?: boolean;
}

const FAILURES = {
  late: 'operation_timeout',
  refused: 'dispatch_failed',
  unreachable: 'dispatch_failed',
} as const;

function isPersonal(seen: readonly Seen[]): boolean {
  return seen.some((one) => one.where !== 'channel');
}

/** The people of one workspace. */
export class People {
  readonly workspace: Workspace;
  private readonly world: World;
  private readonly deliverer: Deliverer;

  constructor(world: World, workspace: Workspace, deliverer: Deliverer) {
    this.world = world;
    this.workspace = workspace;
    this.deliverer = deliverer;
  }

  /** What was seen in this workspace, in order; of one person when named. */
  seen(user?: string): Seen[] {
    return this.world.journal.seen(this.workspace.teamId, user);
  }

  /** The bot's messages as they stand now, oldest first. */
  posts(channel?: string): StandingPost[] {
    return standingPosts(this.world, this.workspace, channel);
  }

  /** Types a slash command where the person is: `list`, or whole: `/icdd list`. */
  command(
    user: string,
    channelId: string,
    typed: string,
    options: VerbOptions = {},
  ): Promise<Seen[]> {
    const channel = this.channelOf(user, channelId);
    const [, slash = this.world.command, rest = ''] = /^(\/\S+)\s*([\s\S]*)$/.exec(typed) ?? [];
    const text = escapeTyped(this.workspace, typed.startsWith('/') ? rest : typed, true);
    const person = this.workspace.person(user);
    const payload = commandPayload(this.world, this.workspace, channel, person, slash, text);
    const parcel = this.parcel('command', slash, stringAt(payload, 'trigger_id'), payload);
    return this.watch(user, options, async () => {
      const { outcome, answer } = await this.deliverer.deliver(parcel);
      const place = { workspace: this.workspace, channel: channel.id, user };
      if (outcome === 'acked') showCommandAnswer(this.world, place, slash, answer);
      else showFailure(this.world, place, slash, FAILURES[outcome]);
      return true;
    });
  }

  /** Presses a button that was seen, even an old one of a message that was edited since. */
  press(user: string, button: SeenButton, options: VerbOptions = {}): Promise<Seen[]> {
    const { press } = button;
    if (isViewPress(press)) return this.pressInView(user, press, options);
    if (!isPress(press)) throw new Error(`"${button.label}" is no button of Slack`);
    if (press.team !== this.workspace.teamId)
      throw new Error(`"${button.label}" stands in another workspace`);
    this.channelOf(user, press.channel);
    const message = this.workspace.message(press.channel, press.ts);
    const private_ = this.workspace.ephemerals.get(press.ts);
    if (press.ephemeral && private_?.reader !== user)
      throw new Error(`${user} does not see "${button.label}"`);
    if (press.ephemeral ? private_?.gone === true : message === undefined)
      throw new Error(`the message of "${button.label}" is gone`);
    const person = this.workspace.person(user);
    const payload = actionPayload(
      this.world,
      this.workspace,
      person,
      press,
      press.ephemeral ? undefined : message,
    );
    const name = stringAt(press.element, 'action_id');
    const parcel = this.parcel('action', name, stringAt(payload, 'trigger_id'), payload);
    return this.watch(user, options, async () => {
      const { outcome } = await this.deliverer.deliver(parcel);
      return ['acked', 'late'].includes(outcome);
    });
  }

  private pressInView(user: string, press: ViewPress, options: VerbOptions): Promise<Seen[]> {
    const view = openView(this.workspace, user, press.view);
    const payload = viewActionPayload(this.world, this.workspace, view, press);
    const name = stringAt(press.element, 'action_id');
    const parcel = this.parcel('action', name, stringAt(payload, 'trigger_id'), payload);
    return this.watch(user, options, async () => {
      const { outcome } = await this.deliverer.deliver(parcel);
      return ['acked', 'late'].includes(outcome);
    });
  }

  /** Sends the form of the top modal, filled in: choices by what is read or by value, people by their ids. */
  submit(
    user: string,
    answers: Readonly<Record<string, Answer>>,
    options: VerbOptions = {},
  ): Promise<Seen[]> {
    const view = topView(this.workspace, user);
    if (view.wire['submit'] === undefined) throw new Error('this modal has nothing to send');
    fillIn(view, answers);
    const missing = heldBack(view);
    if (missing.length > 0) throw new Error(`the client does not send it: ${missing.join('; ')}`);
    return this.send(view, options);
  }

  /** The same form once more, as it was, e.g. when its acknowledgement was lost. */
  submitAgain(user: string, viewId: string, options: VerbOptions = {}): Promise<Seen[]> {
    const view = this.workspace.views.get(viewId);
    if (view?.user !== user) throw new Error(`${user} never saw ${viewId}`);
    return this.send(view, options);
  }

  private send(view: StoredView, options: VerbOptions): Promise<Seen[]> {
    const payload = submissionPayload(this.world, this.workspace, view);
    const name = stringAt(view.wire, 'callback_id');
    const parcel = this.parcel('view', name, stringAt(payload, 'trigger_id'), payload);
    return this.watch(view.user, options, async () => {
      const { outcome, answer } = await this.deliverer.deliver(parcel);
      if (outcome === 'acked') answerSubmission(this.world, this.workspace, view, answer);
      else if (outcome !== 'late') return false;
      return true;
    });
  }

  /** Closes the top modal. */
  async closeView(user: string): Promise<void> {
    const view = topView(this.workspace, user);
    closeTop(this.workspace, user);
    if (view.wire['notify_on_close'] !== true) return;
    const payload = closedPayload(this.world, this.workspace, view);
    await this.deliverer.deliver(
      this.parcel('view', stringAt(view.wire, 'callback_id'), view.id, payload),
    );
  }

  /** Opens the app's Home tab, or its messages. */
  openHome(
    user: string,
    tab: 'home' | 'messages' = 'home',
    options: VerbOptions = {},
  ): Promise<Seen[]> {
    const event = homeEvent(this.world, this.workspace, user, tab);
    return this.watch(user, options, async () => {
      if (!this.world.subscriptions.has('app_home_opened')) return false;
      await this.event(event);
      return tab === 'home';
    });
  }

  /** Picks a global shortcut. */
  shortcut(user: string, callbackId: string, options: VerbOptions = {}): Promise<Seen[]> {
    const payload = shortcutPayload(this.world, this.workspace, user, callbackId);
    const parcel = this.parcel('shortcut', callbackId, stringAt(payload, 'trigger_id'), payload);
    return this.watch(user, options, async () => {
      const { outcome } = await this.deliverer.deliver(parcel);
      return ['acked', 'late'].includes(outcome);
    });
  }

  /** The open modals of a person, the top one last, and their Home tab. */
  views(user: string): { readonly modals: readonly StoredView[]; readonly home?: StoredView } {
    const home = this.workspace.homes.get(user);
    return {
      modals: this.workspace.stacks.get(user) ?? [],
      ...(home === undefined ? {} : { home }),
    };
  }

  /** Writes in a channel, mentioning the bot (in front, when the text does not). */
  mention(
    user: string,
    channelId: string,
    text: string,
    options: VerbOptions = {},
  ): Promise<Seen[]> {
    const channel = this.channelOf(user, channelId);
    const { botUser, botName } = this.workspace;
    const whole = text.includes(`@${botName}`) ? text : `@${botName} ${text}`;
    const message = this.write(user, channel, whole);
    const here = channel.members.has(botUser) && channel.kind !== 'im';
    const kind = channel.kind === 'private' ? 'message.groups' : 'message.channels';
    return this.watch(user, options, async () => {
      if (!here) return false;
      const events = [
        ...(this.world.subscriptions.has('app_mention') ? ['app_mention' as const] : []),
        ...(this.world.subscriptions.has(kind) ? ['message' as const] : []),
      ];
      for (const type of events) await this.event(writtenEvent(this.workspace, message, type));
      return events.length > 0;
    });
  }

  /** Writes to the bot directly. */
  direct(user: string, text: string, options: VerbOptions = {}): Promise<Seen[]> {
    const { channel } = this.workspace.openDirect(user);
    const message = this.write(user, channel, text);
    return this.watch(user, options, async () => {
      if (!this.world.subscriptions.has('message.im')) return false;
      await this.event(writtenEvent(this.workspace, message, 'message'));
      return true;
    });
  }

  /** Delivers the newest event again: the same event_id, as a retry. */
  deliverAgain(options: AgainOptions = {}): Promise<Seen[]> {
    const parcel = this.deliverer.lastEvent;
    if (parcel === undefined) throw new Error('no event was delivered yet');
    const envelope = options.sameEnvelope === true ? this.deliverer.lastEnvelope : undefined;
    const attempt: Attempt = {
      number: envelope === undefined ? 1 : 0,
      reason: 'http_timeout',
      alone: true,
      ...(envelope === undefined ? {} : { envelope }),
    };
    const event = parcel.payload['event'];
    return this.watch(stringAt(event, 'user'), options, async () => {
      const { outcome } = await this.deliverer.deliver(parcel, attempt);
      return outcome === 'acked';
    });
  }

  /** Sends any event of this workspace. */
  event(event: Json): Promise<Outcome> {
    return this.deliverer.deliver(this.eventParcel(event));
  }

  /**
   * Deactivates somebody's account, or brings it back. Slack tells it as any other change of a person; of a deactivated one it says less.
   */
  async setActive(user: string, active: boolean): Promise<Outcome | undefined> {
    const person = this.workspace.person(user);
    person.deleted = !active;
    return this.changed(person);
  }

  /** Somebody writes what they are doing just now: nothing of it concerns the app, and it is told all the same. */
  async setStatus(user: string, text: string): Promise<Outcome | undefined> {
    const person = this.workspace.person(user);
    person.status = text;
    return this.changed(person);
  }

  private async changed(person: Person): Promise<Outcome | undefined> {
    if (!this.world.subscriptions.has('user_change')) return undefined;
    return this.event(userChangeEvent(this.world, this.workspace, person));
  }

  /** Removes the app from the workspace: its tokens are dead before the app is told. */
  async uninstall(): Promise<void> {
    this.workspace.installed = false;
    const at = this.workspace.nextTs();
    const tokens = { oauth: [], bot: [this.workspace.botUser] };
    await Promise.all([
      this.event({ type: 'tokens_revoked', tokens, event_ts: at }),
      this.event({ type: 'app_uninstalled', event_ts: at }),
    ]);
  }

  /** Gives the bot's own message back to it. */
  echo(
    ...[message, subtype, before]: Parameters<World['echo']> extends [unknown, ...infer R]
      ? R
      : never
  ): void {
    const kinds = {
      public: 'message.channels',
      private: 'message.groups',
      im: 'message.im',
    } as const;
    const kind = kinds[this.workspace.channel(message.channel).kind];
    if (!this.world.subscriptions.has(kind) || !this.deliverer.reachable()) return;
    const event = ownEvent(this.world, this.workspace, message, subtype, before);
    setImmediate(() => {
      if (!this.world.closing)
        void this.deliverer.deliver({ ...this.eventParcel(event), own: true });
    });
  }

  private parcel(kind: Parcel['kind'], name: string, id: string, payload: Json): Parcel {
    return { kind, name, team: this.workspace.teamId, id, payload };
  }

  private eventParcel(event: Json): Parcel {
    const payload = eventPayload(this.world, this.workspace, event);
    return this.parcel('event', stringAt(event, 'type'), stringAt(payload, 'event_id'), payload);
  }

  private write(user: string, channel: Channel, typed: string) {
    const text = escapeTyped(this.workspace, typed, false);
    return this.workspace.post({ channel: channel.id, author: user, text, blocks: [] });
  }

  private channelOf(user: string, id: string): Channel {
    const channel = this.workspace.channel(id);
    if (!channel.members.has(this.workspace.person(user).id))
      throw new Error(`${user} is not in ${id}`);
    return channel;
  }

  /** `act` tells whether there is something to wait for. */
  private async watch(
    user: string,
    options: VerbOptions,
    act: () => Promise<boolean>,
  ): Promise<Seen[]> {
    const { journal } = this.world;
    const from = journal.mark();
    const seen = (): Seen[] => journal.seen(this.workspace.teamId, user, from);
    const until = options.until ?? isPersonal;
    if (!(await act())) return seen();
    await journal
      .settled(() => until(seen()), { timeoutMs: options.waitMs ?? this.world.waitMs })
      .catch(() => undefined);
    return seen();
  }
}
