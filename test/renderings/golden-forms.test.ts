// Every form on every platform in both languages, held against its golden file and against what the platforms take. GOLDEN=write writes the files anew.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { formLimits } from '../../src/chat/form.ts';
import { languages } from '../../src/kernel/language.ts';
import { drawnForm, keysOn, platforms, readForm, troublesOfForm } from './draw-form.ts';
import { goldenForms } from './forms.ts';
import type { GoldenForm } from './golden-card.ts';

const directory = fileURLToPath(new URL('./golden-forms/', import.meta.url));
const writing = process.env['GOLDEN'] === 'write';

const drawn = ({ draw, errors }: GoldenForm): unknown =>
  JSON.parse(
    JSON.stringify(
      Object.fromEntries(
        languages.map((language) => [
          language,
          {
            ...drawnForm(draw(language)),
            ...(errors === undefined ? {} : { errors: Object.fromEntries(errors(language)) }),
          },
        ]),
      ),
    ),
  );

const pathOf = ({ name }: GoldenForm) => join(directory, `${name}.json`);
const named = goldenForms.map((form) => [form.name, form] as const);
const bytes = (text: string) => Buffer.byteLength(text, 'utf8');

describe('a golden form', () => {
  beforeAll(() => {
    if (!writing) return;
    rmSync(directory, { recursive: true, force: true });
    mkdirSync(directory, { recursive: true });
    for (const form of goldenForms)
      writeFileSync(pathOf(form), `${JSON.stringify(drawn(form), undefined, 2)}\n`);
  });

  it.each(named)('is drawn as its file has it: %s', (_, form) => {
    expect(drawn(form)).toEqual(JSON.parse(readFileSync(pathOf(form), 'utf8')));
  });

  it.each(named)('is taken by every platform in both languages: %s', (_, { draw }) => {
    const troubles = languages.flatMap((language) =>
      platforms.flatMap((platform) =>
        troublesOfForm(platform, draw(language)).map((one) => `${language} ${platform}: ${one}`),
      ),
    );
    expect(troubles).toEqual([]);
  });

  it.each(named)('keeps within what all platforms take: %s', (_, { draw }) => {
    for (const language of languages) {
      const { title, submit, fields } = draw(language);
      expect(bytes(title)).toBeLessThanOrEqual(formLimits.titleBytes);
      expect(bytes(submit)).toBeLessThanOrEqual(formLimits.submitBytes);
      expect(fields.length).toBeLessThanOrEqual(formLimits.fields);
      for (const field of fields) {
        expect(field.key).toMatch(/^[A-Za-z0-9-]{1,30}$/);
        expect(bytes(field.label)).toBeLessThanOrEqual(formLimits.labelBytes);
        expect(bytes(field.hint ?? '')).toBeLessThanOrEqual(formLimits.hintBytes);
        if (field.kind === 'choice')
          expect(field.choices.length).toBeLessThanOrEqual(formLimits.choices);
      }
    }
  });

  it.each(named)('asks the same on every platform: %s', (_, { draw }) => {
    for (const language of languages) {
      const [slack, mattermost, web] = platforms.map((one) => readForm(one, draw(language)));
      expect(slack).toEqual(web);
      expect(mattermost).toEqual(web);
    }
  });

  it.each(named)('can say what is wrong at each of its fields: %s', (_, { draw, errors }) => {
    for (const platform of platforms)
      for (const key of errors?.('en').keys() ?? [])
        expect(keysOn(platform, draw('en'))).toContain(key);
  });

  it('has a file each, and no file is left over', () => {
    expect(readdirSync(directory).sort()).toEqual(
      goldenForms.map(({ name }) => `${name}.json`).sort(),
    );
  });

  it('stands in its file for every platform and language', () => {
    const drawings = goldenForms.flatMap((form) => {
      const file = JSON.parse(readFileSync(pathOf(form), 'utf8')) as Record<string, object>;
      return languages.flatMap((language) =>
        platforms.filter((platform) => platform in (file[language] ?? {})),
      );
    });
    expect(drawings).toHaveLength(goldenForms.length * platforms.length * languages.length);
  });
});
