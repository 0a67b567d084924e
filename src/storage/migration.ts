// A migration: one text for every engine, with four type words (`int`, `instant`, `text`, `bytes`) that each engine spells.

export interface Migration {
  /** By tens; never edited after release. */
  readonly number: number;
  readonly name: string;
  /** Statements divided by semicolons. No column is named like a type word. */
  readonly sql: string;
}

export type TypeWords = Readonly<Record<'int' | 'instant' | 'text' | 'bytes', string>>;

/** The statements of a migration in an engine's words; `tableSuffix` follows each CREATE TABLE (SQLite: ` STRICT`). */
export function spell(
  migration: Migration,
  types: TypeWords,
  tableSuffix: string,
): readonly string[] {
  return migration.sql
    .split(';')
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '')
    .map((statement) =>
      statement.replace(/\b(int|instant|text|bytes)\b/g, (word) => types[word as keyof TypeWords]),
    )
    .map((statement) => (/^CREATE TABLE/.test(statement) ? statement + tableSuffix : statement));
}
