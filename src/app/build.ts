// Which version this is, and of which commit.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Build } from './checks.ts';

/** The version of package.json; the commit where git knows it, else `unknown`. */
export function build(): Build {
  const manifest = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  ) as {
    version: string;
  };
  return { version: manifest.version, commit: commit() };
}

function commit(): string {
  try {
    const directory = new URL('../..', import.meta.url);
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
      cwd: directory,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
      .toString()
      .trim();
  } catch {
    return 'unknown';
  }
}
