// One SQL text for both engines: no query may use what only SQLite knows.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const source = fileURLToPath(new URL('../../src', import.meta.url));
const engines = /^storage\/(sqlite|postgres)(\.ts$|\/)/;

const queries = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !engines.test(name))
  .map((name) => ({ name, text: readFileSync(join(source, name), 'utf8') }))
  .filter(
    ({ name, text }) =>
      /^import (?!type)[^;]*'sql-template-tag'/m.test(text) || /migrations\/\d/.test(name),
  )
  .map(({ name, text }) => ({ name: relative('.', name), sql: statementsIn(text) }));

/** The template strings of a file, where its SQL is. */
function statementsIn(text: string): string {
  return [...text.matchAll(/(?:sql|raw\(|sql: ?)\s*(?:`([^`]*)`|'([^'\n]*)')/g)]
    .map((match) => match[1] ?? match[2] ?? '')
    .join(';\n')
    .replace(/\$\{[^}]*\}/g, '?');
}

const sqliteOnly: Readonly<Record<string, RegExp>> = {
  'INSERT OR …, REPLACE INTO': /\b(INSERT|UPDATE) OR\b|\bREPLACE INTO\b/i,
  'AUTOINCREMENT, rowid': /\b(AUTOINCREMENT|ROWID|_ROWID_|LAST_INSERT_ROWID)\b/i,
  PRAGMA: /\bPRAGMA/i,
  'functions of SQLite':
    /\b(IFNULL|IIF|STRFTIME|JULIANDAY|UNIXEPOCH|DATETIME|GROUP_CONCAT|TOTAL|INSTR|PRINTF|CHANGES|RANDOMBLOB|HEX|TYPEOF|JSON_EXTRACT|JSON_EACH)\s*\(/i,
  'GLOB, MATCH, COLLATE': /\b(GLOB|MATCH|COLLATE)\b/i,
  'SQLite names of types': /\b(INTEGER|BLOB|STRICT|REAL|NUMERIC)\b/,
  'names in double quotes': /"/,
  'tables of SQLite': /\bsqlite_/i,
  '== for equality': /==/,
  // The group commit says statements again and counts on the same effect.
  'clock or chance of the engine':
    /\b(RANDOM|NOW|CLOCK_TIMESTAMP|GEN_RANDOM_UUID)\s*\(|\bCURRENT_(TIME|DATE|TIMESTAMP)\b/i,
  'IS with a value': /\bIS (NOT )?\?/i,
};

/** Not a matter of engines: the statement would be planned anew at each call. */
const bareLimit = /\bLIMIT\s+\?(?! \+ 0)/i;

describe('the queries', () => {
  it('are found', () => {
    expect(queries.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'storage/migrate.ts',
        'storage/platform-memory.ts',
        'storage/migrations/0010-foundation.ts',
      ]),
    );
    expect(queries.map(({ sql }) => sql).join()).toContain('UPDATE web_counters SET');
  });

  it.each(Object.entries(sqliteOnly))('use no %s', (_, word) => {
    const found = queries
      .filter(({ sql }) => word.test(sql))
      .map(({ name, sql }) => `${name}: ${word.exec(sql)?.[0]}`);
    expect(found).toEqual([]);
  });

  it('take no number of rows but by atMost', () => {
    const found = queries.filter(({ sql }) => bareLimit.test(sql)).map(({ name }) => name);
    expect(found).toEqual([]);
    expect(bareLimit.test('SELECT id FROM talks LIMIT ?')).toBe(true);
  });

  it('would be caught', () => {
    const wrong = statementsIn('sql`INSERT OR IGNORE INTO talks VALUES (1)`');
    expect(sqliteOnly['INSERT OR …, REPLACE INTO']?.test(wrong)).toBe(true);
    const chance = statementsIn('sql`SELECT id FROM talks ORDER BY RANDOM() LIMIT 1`');
    expect(sqliteOnly['clock or chance of the engine']?.test(chance)).toBe(true);
  });
});
