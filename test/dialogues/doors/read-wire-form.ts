// A form on its way to the page: held against the shape that the page draws.
import { z } from 'zod';
import type { WireField, WireForm } from '../../../src/platforms/web/page/wire.ts';
import type { Seen, SeenForm } from '../../support/seen.ts';
import { type Answers, answersAt } from './door.ts';
import { linesOf } from './read-wire.ts';

const asked = {
  key: z.string().regex(/^[A-Za-z0-9-]{1,30}$/),
  label: z.string().min(1),
  hint: z.string().min(1).optional(),
  required: z.boolean(),
};
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

const field = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.enum(['line', 'paragraph']),
    ...asked,
    initial: z.string(),
    atMost: z.int().min(1).max(3000),
  }),
  z.strictObject({
    kind: z.literal('number'),
    ...asked,
    initial: z.string().regex(/^-?\d*$/),
    atLeast: z.int().optional(),
    atMost: z.int().optional(),
  }),
  z.strictObject({
    kind: z.literal('choice'),
    ...asked,
    initial: z.string(),
    choices: z.array(z.strictObject({ value: z.string().min(1), label: z.string().min(1) })).min(1),
  }),
  z.strictObject({ kind: z.literal('people'), ...asked, atMost: z.int().min(1) }),
  z.strictObject({
    kind: z.literal('date'),
    ...asked,
    initial: z.union([z.literal(''), day]),
    atLeast: day.optional(),
    atMost: day.optional(),
  }),
  z.strictObject({
    kind: z.literal('time'),
    ...asked,
    initial: z.union([z.literal(''), z.string().regex(/^\d{2}:\d{2}$/)]),
  }),
  z.strictObject({ kind: z.literal('toggle'), ...asked, initial: z.boolean() }),
]);

const form = z
  .strictObject({
    id: z.string().regex(/^\d+:[a-z-]+(?::[a-z0-9]+)?$/),
    language: z.enum(['en', 'fr']),
    title: z.string().min(1),
    submit: z.string().min(1),
    intro: z.array(z.array(z.unknown())),
    fields: z.array(field).min(1),
  })
  .refine(({ fields }) => new Set(fields.map(({ key }) => key)).size === fields.length, {
    message: 'a key is used twice',
  });

/** What the page could not draw; empty when all is well. */
export function validateWireForm(value: unknown): readonly string[] {
  const read = form.safeParse(value);
  return read.success
    ? []
    : read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
}

const choicesOf = (field: WireField) => (field.kind === 'choice' ? field.choices : []);

/** What a person sees of a form in its window. */
export function seenForm(
  { title, submit, intro, fields }: WireForm,
  errors: SeenForm['errors'] = {},
): Pick<Seen, 'lines' | 'fields' | 'buttons' | 'form'> {
  return {
    lines: intro.flatMap(linesOf),
    fields: [],
    buttons: [],
    form: {
      title,
      submit,
      errors,
      fields: fields.map((field) => ({
        key: field.key,
        label: field.label,
        hints: field.hint === undefined ? [] : [field.hint],
        // A box may always stay empty.
        required: field.required && field.kind !== 'toggle',
        initial: field.kind === 'people' ? '' : String(field.initial),
        choices: choicesOf(field).map(({ label }) => label),
      })),
    },
  };
}

/** What the page sends of a form: what stands in its fields, but for these answers. */
export function answersIn({ fields }: WireForm, given: Answers): Answers {
  const answers = answersAt(given, (who) => who);
  return Object.fromEntries(
    fields.map((field) => {
      const answer = answers[field.key] ?? ('initial' in field ? field.initial : '');
      const chosen = choicesOf(field).find(({ label }) => label === answer);
      return [field.key, chosen?.value ?? answer];
    }),
  );
}
