// A second program for the race: `node race-program <url> <talk id> <from> <count> <now>` registers so many people at once, at the word.
import { createInterface } from 'node:readline';
import { talkId } from '../../src/kernel/ids.ts';
import { register } from '../../src/seats/decide.ts';
import { openProgram, typing, web } from './stage.ts';

const [url, talk, from, count, now] = process.argv.slice(2) as [
  string,
  string,
  string,
  string,
  string,
];
async function main(): Promise<void> {
  const program = await openProgram(url, { now: Number(now) }, 'c');
  process.stdout.write('ready\n');
  for await (const _ of createInterface({ input: process.stdin })) break;
  const people = Array.from({ length: Number(count) }, (_, i) => `p${Number(from) + i}`);
  await Promise.all(
    people.map((user) => register(program.ports, typing(web(user), 'register'), talkId(talk))),
  );
  await program.close();
  process.exit(0);
}

void main();
