// The payloads that Slack sends of views: presses in them, forms that were sent, closed modals, the Home tab, and global shortcuts.
import type { Json } from './json.ts';
import { actionOf, VERIFICATION } from './payloads.ts';
import type { ViewPress } from './views.ts';
import type { StoredView, Workspace } from './workspace.ts';
import type { World } from './world.ts';

/** A view as the Web API and payloads give it. */
export function wireView(world: World, workspace: Workspace, view: StoredView): Json {
  const { wire } = view;
  const modal = view.type === 'modal';
  const plain = (text: string) => ({ type: 'plain_text', text, emoji: true });
  const worded = (name: string): unknown => {
    const found = wire[name];
    return found === undefined ? null : { emoji: true, ...(found as Json) };
  };
  return {
    id: view.id,
    team_id: workspace.teamId,
    type: view.type,
    blocks: view.blocks,
    private_metadata: wire['private_metadata'] ?? '',
    callback_id: wire['callback_id'] ?? '',
    state: { values: view.values },
    hash: view.hash,
    title: modal ? worded('title') : plain('View Title'),
    clear_on_close: wire['clear_on_close'] ?? false,
    notify_on_close: wire['notify_on_close'] ?? false,
    close: modal ? worded('close') : null,
    submit: modal ? worded('submit') : null,
    previous_view_id: view.previous,
    root_view_id: view.root,
    app_id: world.appId,
    external_id: wire['external_id'] ?? '',
    app_installed_team_id: workspace.teamId,
    bot_id: workspace.botId,
  };
}

function base(world: World, workspace: Workspace, user: string): Json {
  const { name } = workspace.person(user);
  return {
    user: { id: user, username: name, name, team_id: workspace.teamId },
    api_app_id: world.appId,
    token: VERIFICATION,
    team: { id: workspace.teamId, domain: workspace.domain },
    enterprise: null,
    is_enterprise_install: false,
  };
}

/** Neither channel nor message nor response_url. */
export function viewActionPayload(
  world: World,
  workspace: Workspace,
  view: StoredView,
  press: ViewPress,
): Json {
  const modal = view.type === 'modal' ? view.id : '';
  return {
    type: 'block_actions',
    ...base(world, workspace, view.user),
    container: { type: 'view', view_id: view.id },
    trigger_id: world.newTrigger(workspace.teamId, view.user, modal),
    view: wireView(world, workspace, view),
    actions: [actionOf(press, workspace.nextTs())],
  };
}

export function submissionPayload(world: World, workspace: Workspace, view: StoredView): Json {
  return {
    type: 'view_submission',
    ...base(world, workspace, view.user),
    trigger_id: world.newTrigger(workspace.teamId, view.user, view.id),
    view: wireView(world, workspace, view),
    response_urls: [],
  };
}

/** Without a trigger; what was typed is lost. */
export function closedPayload(world: World, workspace: Workspace, view: StoredView): Json {
  return {
    type: 'view_closed',
    ...base(world, workspace, view.user),
    view: { ...wireView(world, workspace, view), state: { values: {} } },
    is_cleared: false,
  };
}

/** Nobody's place: no channel and no response_url. */
export function shortcutPayload(
  world: World,
  workspace: Workspace,
  user: string,
  callbackId: string,
): Json {
  const { name } = workspace.person(user);
  return {
    type: 'shortcut',
    token: VERIFICATION,
    action_ts: workspace.nextTs(),
    team: { id: workspace.teamId, domain: workspace.domain },
    user: { id: user, username: name, team_id: workspace.teamId },
    is_enterprise_install: false,
    enterprise: null,
    callback_id: callbackId,
    trigger_id: world.newTrigger(workspace.teamId, user),
  };
}

export function homeEvent(
  world: World,
  workspace: Workspace,
  user: string,
  tab: 'home' | 'messages',
): Json {
  const home = workspace.homes.get(user);
  const view = tab === 'home' && home !== undefined ? wireView(world, workspace, home) : undefined;
  return {
    type: 'app_home_opened',
    user,
    channel: workspace.openDirect(user).channel.id,
    tab,
    ...(view === undefined ? {} : { view }),
    event_ts: workspace.nextTs(),
  };
}
