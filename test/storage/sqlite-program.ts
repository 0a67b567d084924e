// A second program on an SQLite file: `node sqlite-program <deed> <url> [count]`.
import { open } from '../support/sqlite.ts';
import { obey } from '../support/storage-programs.ts';

void obey(open);
