// Where the database lies, where the program listens, and how others reach it.
import { type Reading, shown } from './reading.ts';

export function readDatabaseUrl(reading: Reading, demonstration: boolean): string {
  const value = reading.text('DATABASE_URL');
  if (value === undefined) return demonstration ? 'file:var/demo.db' : 'file:var/idea-circle.db';
  if (/^postgres(?:ql)?:/i.test(value)) {
    reading.problem(
      'DATABASE_URL',
      'PostgreSQL comes with a later release; write file:PATH, for example file:var/idea-circle.db',
    );
  } else if (!/^file:(?!\/\/(?!\/))./.test(value)) {
    reading.problem(
      'DATABASE_URL',
      'it names no database file; write file:PATH, for example file:var/idea-circle.db, or file::memory:',
    );
  }
  return value;
}

/** Whether a host name or address means this machine only. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

export function readHost(reading: Reading): string {
  const value = (reading.text('HOST') ?? '127.0.0.1').toLowerCase().replace(/^\[(.*)\]$/, '$1');
  const url = `http://${value.includes(':') ? `[${value}]` : value}`;
  if (/^[a-z0-9.:-]+$/.test(value) && URL.canParse(url)) return value;
  reading.problem(
    'HOST',
    `${shown(value)} is no host name or address; write for example 127.0.0.1, or 0.0.0.0 to listen everywhere`,
  );
  return '127.0.0.1';
}

export function readPublicUrl(reading: Reading, host: string, port: number): string {
  const url = reading.address('PUBLIC_URL', 'https://talks.example.org');
  if (url && url.pathname !== '/') {
    reading.problem(
      'PUBLIC_URL',
      `the program answers at the root of an address; write it without its path, ${shown(url.origin)}`,
    );
  }
  return url?.origin ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
