// A migration: one text for every engine, with four type words (`int`, `instant`, `text`, `bytes`) that each engine spells.

export interface Migration {
  /** By tens; never edited after release. */
  readonly number: number;
  readonly name: string;
  /** Statements divided by semicolons. No column is named like a type word. */
  readonly sql: string;
  /** Tables that it creates and whose rows an engine keeps in the order of their primary key, where it can: no second tree for the key. */
  readonly keyed?: readonly string[];
}

export type TypeWords = Readonly<Record<'int' | 'instant' | 'text' | 'bytes', string>>;

/** How an engine spells what is not the same everywhere. */
export interface Dialect {
  readonly types: TypeWords;
  /** What follows each CREATE TABLE; `keyed`: for one whose rows lie in the order of its primary key. */
  readonly tableSuffix: string;
  readonly keyedSuffix: string;
}

/** The statements of a migration in an engine's words. */
export function spell(migration: Migration, dialect: Dialect): readonly string[] {
  const { types } = dialect;
  return migration.sql
    .split(';')
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '')
    .map((statement) =>
      statement.replace(/\b(int|instant|text|bytes)\b/g, (word) => types[word as keyof TypeWords]),
    )
    .map((statement) => statement + suffix(statement, migration, dialect));
}

function suffix(statement: string, { keyed }: Migration, dialect: Dialect): string {
  const table = /^CREATE TABLE (?:IF NOT EXISTS )?(\w+)/.exec(statement)?.[1];
  if (table === undefined) return '';
  return keyed?.includes(table) ? dialect.keyedSuffix : dialect.tableSuffix;
}
