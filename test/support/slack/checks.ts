// Small checks that Block Kit rules are put together from; each reports what is wrong and where, as a JSON pointer.
import { isRecord, type Json } from './json.ts';
import { TEXT } from './limits.ts';

export type Report = (at: string, words: string) => void;
export type Check = (value: unknown, at: string, report: Report) => void;

export function lengthOf(text: string): number {
  return [...text].length;
}

export function text(max: number, min = 0): Check {
  return (value, at, report) => {
    if (typeof value !== 'string') return report(at, 'must be a string');
    if (lengthOf(value) > max) report(at, `must be less than ${max + 1} characters`);
    if (lengthOf(value) < min) report(at, `must be more than ${min - 1} characters`);
  };
}

export const flag: Check = (value, at, report) => {
  if (typeof value !== 'boolean') report(at, 'must be a boolean');
};

export function number(min: number, max: number): Check {
  return (value, at, report) => {
    if (typeof value !== 'number' || !Number.isFinite(value)) report(at, 'must be a number');
    else if (value < min || value > max) report(at, `must be between ${min} and ${max}`);
  };
}

export function oneOf(...values: readonly string[]): Check {
  return (value, at, report) => {
    if (typeof value !== 'string' || !values.includes(value))
      report(at, `must be a valid enum value: ${values.join(', ')}`);
  };
}

export function url(...schemes: readonly string[]): Check {
  const length = text(TEXT.url, 1);
  return (value, at, report) => {
    length(value, at, report);
    if (typeof value !== 'string') return;
    if (!URL.canParse(value) || !schemes.includes(new URL(value).protocol))
      report(at, 'must be a valid URL');
  };
}

export function list(item: Check, min: number, max: number): Check {
  return (value, at, report) => {
    if (!Array.isArray(value)) return report(at, 'must be an array');
    if (value.length < min) report(at, `no fewer than ${min} items allowed`);
    if (value.length > max) report(at, `no more than ${max} items allowed`);
    for (const [i, one] of value.entries()) item(one, `${at}/${i}`, report);
  };
}

export interface Shape {
  readonly required?: Readonly<Record<string, Check>>;
  readonly optional?: Readonly<Record<string, Check>>;
  /** At least one of these must be there. */
  readonly some?: readonly string[];
  /** What no single key tells. */
  readonly also?: (value: Json, at: string, report: Report) => void;
}

/** An object with these keys and no other; `type` is looked at by whoever chose the shape. */
export function object(shape: Shape): Check {
  const known = { ...shape.required, ...shape.optional };
  return (value, at, report) => {
    if (!isRecord(value)) return report(at, 'must be an object');
    for (const [key, check] of Object.entries(known)) {
      const found = value[key];
      if (found !== undefined) check(found, `${at}/${key}`, report);
      else if (shape.required?.[key] !== undefined) report(at, `missing required field: ${key}`);
    }
    for (const key of Object.keys(value))
      if (key !== 'type' && value[key] !== undefined && known[key] === undefined)
        report(at, `invalid additional property: ${key}`);
    if (shape.some?.every((key) => value[key] === undefined))
      report(at, `must have one of: ${shape.some.join(', ')}`);
    shape.also?.(value, at, report);
  };
}

/** An object whose `type` chooses among shapes. */
export function typed(name: string, shapes: () => Readonly<Record<string, Check>>): Check {
  return (value, at, report) => {
    if (!isRecord(value)) return report(at, 'must be an object');
    const type = value['type'];
    const known = shapes();
    const check = typeof type === 'string' && Object.hasOwn(known, type) ? known[type] : undefined;
    if (check === undefined) report(`${at}/type`, `unsupported type: ${String(type)} in ${name}`);
    else check(value, at, report);
  };
}

export function pick(
  shapes: Readonly<Record<string, Check>>,
  ...names: readonly string[]
): Readonly<Record<string, Check>> {
  return Object.fromEntries(
    names.map((name) => {
      const check = shapes[name];
      if (check === undefined) throw new Error(`no rule is written for ${name}`);
      return [name, check];
    }),
  );
}
