// What an operator did or can mend, in a sentence. Nothing else is loaded with these, so that a start can be refused before the program is.

/** This configuration and this database cannot run together, or a door cannot be opened. */
export class StartRefused extends Error {
  override name = 'StartRefused';
}

/** A file cannot be read or has a mistake; nothing was changed. */
export class FileRefused extends Error {
  override name = 'FileRefused';
}

/** The port is taken, or the address is not this machine's. */
export class ListenRefused extends Error {
  override name = 'ListenRefused';
}
