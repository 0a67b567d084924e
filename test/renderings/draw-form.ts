// One form on every platform: as each of them is sent it, what each would refuse of it, and what a person reads.
import type { InputBlock } from '@slack/types';
import type { Form } from '../../src/chat/form.ts';
import { drawDialog } from '../../src/platforms/mattermost/dialog.ts';
import { limitsOf } from '../../src/platforms/mattermost/limits.ts';
import { formView } from '../../src/platforms/slack/modal.ts';
import { wireForm } from '../../src/platforms/web/wire.ts';
import { validateWireForm } from '../dialogues/doors/read-wire-form.ts';
import { validateDialog } from '../support/mattermost/index.ts';
import { profileOf } from '../support/mattermost/limits.ts';
import { validateView } from '../support/slack/index.ts';
import { type PlatformOf, platforms } from './draw.ts';

const team = 'T01ACME';
const state = `1.c${'c'.repeat(26)}.jy0000.a1b2c3d4e5f6.${'m'.repeat(43)}`;
const profiles = ['current', 'old'] as const;

const dialogOn = (form: Form, profile: (typeof profiles)[number]) =>
  drawDialog(form, state, limitsOf(profileOf(profile).versionId, undefined));

/** What a platform is sent; on Mattermost by an old server too, which has fewer kinds of fields. */
export function drawnForm(form: Form): Readonly<Record<PlatformOf, unknown>> {
  return {
    slack: formView(form, team),
    mattermost: { ...dialogOn(form, 'current'), onOldServers: dialogOn(form, 'old').elements },
    web: wireForm(form),
  };
}

const asSent = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** Everything that a platform would refuse, or show broken; empty when all is well. */
export function troublesOfForm(platform: PlatformOf, form: Form): readonly string[] {
  switch (platform) {
    case 'slack':
      return validateView(asSent(formView(form, team)));
    case 'mattermost':
      return profiles.flatMap((profile) =>
        validateDialog(asSent(dialogOn(form, profile)), profile).map((one) => `${profile}: ${one}`),
      );
    case 'web':
      return validateWireForm(asSent(wireForm(form)));
  }
}

export interface ReadForm {
  readonly title: string;
  readonly submit: string;
  /** `key: label`, with a star where it must be filled in, and what can be chosen. */
  readonly fields: readonly (readonly string[])[];
}

const bare = (text: string): string => text.replace(/\u200b|\ufe0e/g, '').replace(/\s+/g, ' ');

const fieldLine = (key: string, label: string, required: boolean, choices: readonly string[]) => [
  `${key}: ${bare(label)}${required ? ' *' : ''}`,
  ...choices.map(bare),
];

/** What a person reads there: the same on every platform. */
export function readForm(platform: PlatformOf, form: Form): ReadForm {
  switch (platform) {
    case 'slack': {
      const { title, submit, blocks } = formView(form, team);
      return {
        title: title.text,
        submit: submit?.text ?? '',
        fields: blocks.flatMap((block) => {
          if (block.type !== 'input') return [];
          const { block_id: key = '', label, optional, element } = block as InputBlock;
          const options = element.type === 'static_select' ? (element.options ?? []) : [];
          return [
            fieldLine(
              key,
              label.text,
              optional !== true,
              options.map((o) => o.text.text),
            ),
          ];
        }),
      };
    }
    case 'mattermost': {
      const { title, submit_label, elements } = dialogOn(form, 'current');
      return {
        title: bare(title),
        submit: bare(submit_label),
        fields: elements.map(({ name, display_name, optional, options = [] }) =>
          fieldLine(
            name,
            display_name,
            !optional,
            options.map(({ text }) => text),
          ),
        ),
      };
    }
    case 'web': {
      const { title, submit, fields } = wireForm(form);
      return {
        title,
        submit,
        fields: fields.map((field) => {
          const { key, label, required } = field;
          const choices = field.kind === 'choice' ? field.choices.map((one) => one.label) : [];
          return fieldLine(key, label, required && field.kind !== 'toggle', choices);
        }),
      };
    }
  }
}

/** The keys at which a platform can say that something is wrong. */
export function keysOn(platform: PlatformOf, form: Form): readonly string[] {
  return readForm(platform, form).fields.map(([line = '']) => line.split(':')[0] ?? '');
}

export { platforms };
