// The views.* methods: modals by a trigger, pushed and drawn anew, and Home tabs.
import { validateView } from './blocks.ts';
import { isRecord, type Json, stringAt } from './json.ts';
import { TIER, VIEW } from './limits.ts';
import { type CallOf, type Method, Refusal } from './method.ts';
import { wireView } from './view-payloads.ts';
import { bytesOf, newView, redrawView, showView } from './views.ts';
import type { StoredView } from './workspace.ts';
import type { Trigger } from './world.ts';

function invalid(...messages: readonly string[]): Refusal {
  return new Refusal('invalid_arguments', { response_metadata: { messages } });
}

function viewOf({ args, workspace, world }: CallOf, type: StoredView['type']): Json {
  if (!args.has('view')) throw invalid('[ERROR] missing required field: view');
  const view = args.decoded('view');
  if (bytesOf(view) > VIEW.bytes) {
    world.journal.fault('view', 'it is too large');
    throw new Refusal('view_too_large');
  }
  const problems = validateView(view);
  if (problems.length === 0 && stringAt(view, 'type') !== type)
    problems.push(`[ERROR] must be a ${type} [json-pointer:/view/type]`);
  for (const one of problems) world.journal.fault('view', one);
  if (problems.length > 0 || !isRecord(view)) throw invalid(...problems);
  const external = stringAt(view, 'external_id');
  const taken = [...workspace.views.values()].some(
    (one) => one.open && external !== '' && stringAt(one.wire, 'external_id') === external,
  );
  if (taken) throw new Refusal('duplicate_external_id');
  return view;
}

/** Uses a trigger up. */
function take({ args, world, workspace }: CallOf): Trigger {
  const trigger = world.triggers.get(args.required('trigger_id'));
  if (trigger === undefined || trigger.team !== workspace.teamId)
    throw new Refusal('invalid_trigger_id');
  if (trigger.used) throw new Refusal('exchanged_trigger_id');
  if (world.now() - trigger.createdAt >= VIEW.triggerMs) throw new Refusal('expired_trigger_id');
  trigger.used = true;
  return trigger;
}

function told(call: CallOf, view: StoredView): Json {
  return { view: wireView(call.world, call.workspace, view) };
}

function open(call: CallOf): Json {
  const { world, workspace } = call;
  const wire = viewOf(call, 'modal');
  const { user } = take(call);
  // A second modal that is opened takes the place of those that lie open.
  for (const one of workspace.stacks.get(user) ?? []) one.open = false;
  const view = newView(world, workspace, user, wire, undefined);
  workspace.stacks.set(user, [view]);
  showView(world, workspace, view, 'posted');
  return told(call, view);
}

function push(call: CallOf): Json {
  const { world, workspace } = call;
  const wire = viewOf(call, 'modal');
  const trigger = take(call);
  const stack = workspace.stacks.get(trigger.user) ?? [];
  const under = stack.at(-1);
  if (trigger.view === '' || under === undefined) throw new Refusal('invalid_trigger_id');
  if (stack.length >= VIEW.stack) throw new Refusal('push_limit_reached');
  const view = newView(world, workspace, trigger.user, wire, under);
  stack.push(view);
  showView(world, workspace, view, 'posted');
  return told(call, view);
}

function checkHash({ args }: CallOf, view: StoredView | undefined): void {
  if (args.has('hash') && view?.hash !== args.text('hash')) throw new Refusal('hash_conflict');
}

function update(call: CallOf): Json {
  const { world, workspace, args } = call;
  if (args.has('view_id') && args.has('external_id'))
    throw invalid('[ERROR] Cannot provide both `view_id` and `external_id`');
  const wire = viewOf(call, 'modal');
  const view = workspace.views.get(args.required('view_id'));
  if (view === undefined || !view.open || view.type !== 'modal') throw new Refusal('not_found');
  checkHash(call, view);
  redrawView(world, workspace, view, wire);
  return told(call, view);
}

function publish(call: CallOf): Json {
  const { world, workspace, args } = call;
  if (!world.homeTab) throw new Refusal('not_enabled');
  const user = args.required('user_id');
  const person = workspace.people.get(user);
  if (person === undefined || person.bot)
    throw invalid('[ERROR] invalid user_id [json-pointer:/user_id]');
  const wire = viewOf(call, 'home');
  const known = workspace.homes.get(user);
  checkHash(call, known);
  if (known !== undefined) {
    redrawView(world, workspace, known, wire);
    return told(call, known);
  }
  const view = newView(world, workspace, user, wire, undefined);
  workspace.homes.set(user, view);
  showView(world, workspace, view, 'posted');
  return told(call, view);
}

const free = { token: 'bot', scopes: [], perMinute: TIER.four } as const;

export const VIEWS: Readonly<Record<string, Method>> = {
  'views.open': { ...free, run: open },
  'views.push': { ...free, run: push },
  'views.update': { ...free, run: update },
  'views.publish': { ...free, run: publish },
};
