// Views as people meet them: modals that lie on one another, the Home tab, what is typed into them, and what a sent form is answered with.
import { randomUUID } from 'node:crypto';
import type { Seen, SeenForm } from '../seen.ts';
import { storedBlocks, validateView } from './blocks.ts';
import { isRecord, type Json, recordAt, recordsAt, stringAt } from './json.ts';
import { VIEW } from './limits.ts';
import { type Pressable, readMessage } from './read-blocks.ts';
import { fieldsOf, valuesOf } from './view-fields.ts';
import type { StoredView, Workspace } from './workspace.ts';
import type { World } from './world.ts';

/** What pressing a button in a view needs. */
export interface ViewPress extends Pressable {
  readonly team: string;
  readonly view: string;
}

export function isViewPress(value: unknown): value is ViewPress {
  return isRecord(value) && typeof value['view'] === 'string' && isRecord(value['element']);
}

export function hashOf(world: World): string {
  return `${Math.floor(world.now() / 1000)}.${randomUUID().slice(0, 8)}`;
}

export function bytesOf(view: unknown): number {
  return Buffer.byteLength(JSON.stringify(view) ?? '', 'utf8');
}

/** Writes down what the person sees of a view now. */
export function showView(
  world: World,
  workspace: Workspace,
  view: StoredView,
  change: Seen['change'],
  errors: Readonly<Record<string, string>> = {},
): void {
  const shown = view.blocks.filter((one) => one['type'] !== 'input');
  const { teamId } = workspace;
  const content = readMessage('', shown, world.names(workspace), (pressable): ViewPress => {
    return { team: teamId, view: view.id, ...pressable };
  });
  const submit = view.wire['submit'];
  const form: SeenForm | undefined = isRecord(submit)
    ? {
        title: stringAt(view.wire['title'], 'text'),
        submit: stringAt(submit, 'text'),
        fields: fieldsOf(view),
        errors,
      }
    : undefined;
  if (content.pings.length > 0)
    world.journal.fault('view', `a view pings: ${content.pings.join(' ')}`);
  const seen: Seen = {
    where: view.type === 'home' ? 'page' : 'window',
    change,
    reader: view.user,
    channel: '',
    messageId: view.id,
    lines: content.lines,
    fields: content.fields,
    buttons: content.buttons,
    ...(form === undefined ? {} : { form }),
  };
  world.journal.show(seen, teamId, new Set([view.user]));
}

export function newView(
  world: World,
  workspace: Workspace,
  user: string,
  wire: Json,
  under: StoredView | undefined,
): StoredView {
  const id = `V${String(world.next()).padStart(6, '0')}`;
  const blocks = storedBlocks(recordsAt(wire, 'blocks'));
  const view: StoredView = {
    id,
    type: wire['type'] === 'home' ? 'home' : 'modal',
    user,
    wire,
    blocks,
    hash: hashOf(world),
    root: under?.root ?? id,
    previous: under?.id ?? null,
    values: valuesOf(blocks),
    open: true,
  };
  workspace.views.set(id, view);
  return view;
}

/** Draws a view anew: same id, another hash. */
export function redrawView(world: World, workspace: Workspace, view: StoredView, wire: Json): void {
  view.wire = wire;
  view.blocks = storedBlocks(recordsAt(wire, 'blocks'));
  view.values = valuesOf(view.blocks, view.values);
  view.hash = hashOf(world);
  showView(world, workspace, view, view.type === 'home' ? 'edited' : 'replaced');
}

export function topView(workspace: Workspace, user: string): StoredView {
  const view = workspace.stacks.get(user)?.at(-1);
  if (view === undefined) throw new Error(`${user} has no modal open`);
  return view;
}

/** A view that the person has before them. */
export function openView(workspace: Workspace, user: string, id: string): StoredView {
  const view = workspace.views.get(id);
  if (view?.user !== user || !view.open) throw new Error(`${user} does not see ${id}`);
  return view;
}

export function closeTop(workspace: Workspace, user: string): void {
  const view = workspace.stacks.get(user)?.pop();
  if (view !== undefined) view.open = false;
}

function closeAll(workspace: Workspace, user: string): void {
  for (const view of workspace.stacks.get(user) ?? []) view.open = false;
  workspace.stacks.set(user, []);
}

/** What the acknowledgement of a sent form does to its modal. The app never learns of a bad one. */
export function answerSubmission(
  world: World,
  workspace: Workspace,
  view: StoredView,
  answer: unknown,
): void {
  const fault = (detail: string): void =>
    world.journal.fault('view', `the answer to ${stringAt(view.wire, 'callback_id')}: ${detail}`);
  const empty =
    answer === undefined || answer === '' || (isRecord(answer) && Object.keys(answer).length === 0);
  if (empty) {
    if (topView(workspace, view.user) === view) closeTop(workspace, view.user);
    showGone(world, workspace, view);
    return;
  }
  const wire = recordAt(answer, 'view');
  const good = (): boolean => {
    const problems = validateView(wire);
    if (wire['type'] !== 'modal') problems.push('it is no modal');
    if (bytesOf(wire) > VIEW.bytes) problems.push('it is too large');
    for (const one of problems) fault(one);
    return problems.length === 0;
  };
  switch (stringAt(answer, 'response_action')) {
    case 'errors': {
      const errors = recordAt(answer, 'errors');
      const inputs = view.blocks.filter((one) => one['type'] === 'input');
      const strange = Object.keys(errors).filter(
        (key) => !inputs.some((one) => stringAt(one, 'block_id') === key),
      );
      if (strange.length > 0 || Object.keys(errors).length === 0)
        fault(`errors at no input block: ${strange.join()}`);
      else showView(world, workspace, view, 'replaced', errors as Record<string, string>);
      return;
    }
    case 'update':
      if (good()) redrawView(world, workspace, view, wire);
      return;
    case 'push': {
      const stack = workspace.stacks.get(view.user) ?? [];
      if (stack.length >= VIEW.stack) fault('three modals lie on one another');
      if (stack.length >= VIEW.stack || !good()) return;
      const pushed = newView(world, workspace, view.user, wire, view);
      stack.push(pushed);
      showView(world, workspace, pushed, 'posted');
      return;
    }
    case 'clear':
      closeAll(workspace, view.user);
      showGone(world, workspace, view);
      return;
    default:
      fault('it is not understood');
  }
}

/** The person sees the modal go. */
function showGone(world: World, workspace: Workspace, view: StoredView): void {
  const seen: Seen = {
    where: 'window',
    change: 'deleted',
    reader: view.user,
    channel: '',
    messageId: view.id,
    lines: [],
    fields: [],
    buttons: [],
  };
  world.journal.show(seen, workspace.teamId, new Set([view.user]));
}
