// One reading of the environment: values by name, and every problem that was found on the way.
import { withoutSecrets } from '../safe-facts.ts';

export interface ConfigProblem {
  /** The variable. */
  readonly name: string;
  /** What is wrong and what to write instead; never a secret's value. */
  readonly problem: string;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** A value as a problem may show it: short, on one line, and without anything that looks like a token. */
export function shown(value: string): string {
  const clean = withoutSecrets(value).replace(/\s+/g, ' ');
  return `"${clean.length > 60 ? `${clean.slice(0, 60)}…` : clean}"`;
}

/** One reading of the environment: values by name, and the problems found so far. */
export class Reading {
  readonly problems: ConfigProblem[] = [];
  readonly #env: Environment;

  constructor(env: Environment) {
    this.#env = env;
  }

  /** The trimmed value; an empty one counts as not set, so that a line of .env.example may stay empty. */
  text(name: string): string | undefined {
    const value = this.#env[name]?.trim();
    return value === '' ? undefined : value;
  }

  problem(name: string, problem: string): undefined {
    this.problems.push({ name, problem });
  }

  toggle(name: string, fallback: boolean): boolean {
    const value = this.text(name);
    if (value === undefined) return fallback;
    const said = value.toLowerCase();
    if (said === 'on' || said === 'off') return said === 'on';
    this.problem(name, `${shown(value)} is neither "on" nor "off"; write one of these`);
    return fallback;
  }

  whole(name: string, least: number, most: number, fallback: number): number {
    const value = this.text(name);
    if (value === undefined) return fallback;
    const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
    if (number >= least && number <= most) return number;
    this.problem(name, `${shown(value)} is no whole number from ${least} to ${most}`);
    return fallback;
  }

  /** A secret, which has no spaces; `wants` says how it must begin and is told where it does not. */
  secret(name: string, wants?: { readonly head: string; readonly what: string }) {
    const value = this.text(name);
    if (value === undefined) return undefined;
    if (/\s/.test(value)) {
      return this.problem(name, 'it holds a space or a line break; write it alone on its line');
    }
    if (wants && !value.startsWith(wants.head)) {
      return this.problem(name, `it does not begin with "${wants.head}"; write ${wants.what}`);
    }
    return value;
  }

  /** An http(s) address without user, query or fragment; not shown where it is wrong, since it may carry a password. */
  address(name: string, example: string): URL | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const url = URL.canParse(value) ? new URL(value) : undefined;
    if (!url || !/^https?:$/.test(url.protocol)) {
      return this.problem(name, `it is no http or https address; write for example ${example}`);
    }
    if (url.username !== '' || url.password !== '') {
      return this.problem(name, `it holds a user or a password; write for example ${example}`);
    }
    if (url.search !== '' || url.hash !== '') {
      return this.problem(name, `write it without what follows "?" or "#", for example ${example}`);
    }
    return url;
  }
}
