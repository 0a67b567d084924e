// What storage refuses or fails with: a kind to decide on, and one sentence for the operator.

export type StorageErrorKind =
  /** Another program kept the database locked for too long. */
  | 'busy'
  /** The database was closed; nothing was done. */
  | 'closed'
  /** The commit failed: no decision of the group is kept. */
  | 'commit'
  /** A rule that the database states (unique, check, foreign key) was broken. */
  | 'constraint'
  | 'damaged'
  | 'directory'
  /** The place of a copy is taken. */
  | 'exists'
  /** No database of this program. */
  | 'foreign'
  | 'full'
  /** A restore while a program has the database open. */
  | 'in-use'
  /** The engine failed in a way that no other kind names. */
  | 'io'
  | 'missing'
  /** Made by a newer version of this program. */
  | 'newer'
  /** Made by an older version, where migrating was not allowed. */
  | 'older'
  | 'read-only'
  /** A url that names no database. */
  | 'url'
  /** A body awaited something other than its transaction. */
  | 'yielded';

/** The message is a whole sentence that names the path: print it without the stack. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
  readonly kind: StorageErrorKind;

  constructor(kind: StorageErrorKind, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.kind = kind;
  }
}
