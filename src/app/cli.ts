// The operator's commands beside the running program. 0: done; 1: refused or failed, with a sentence; 2: wrong usage.
import { readFileSync } from 'node:fs';
import { Command, CommanderError, Option } from 'commander';
import { dropOverdue } from '../delivery/outbox.ts';
import { skipOverdueDigests } from '../digests/jobs/restored.ts';
import { dropOverdueReminders } from '../reminders/store.ts';
import { migrations } from '../storage/migrations/index.ts';
import type { SqliteDatabase } from '../storage/sqlite.ts';
import { placeOf, restoreSqlite } from '../storage/sqlite.ts';
import { StorageError } from '../storage/storage-error.ts';
import { build } from './build.ts';
import { eventLoop, machine, tempFile } from './clock.ts';
import { commandPorts } from './command-ports.ts';
import { type Config, describeProblems, readConfig, readEnvironment } from './config.ts';
import { openDatabase } from './database.ts';
import { exportSeats, exportTalks } from './export.ts';
import { noHolidays } from './features.ts';
import { FileRefused, ListenRefused } from './refused.ts';
import { loadHolidays, releaseOf } from './season.ts';
import { seriesNow } from './settings.ts';

class Refused extends Error {
  override name = 'Refused';
}

const say = (text: string): void =>
  void process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);

function environment() {
  let text: string | undefined;
  try {
    text = readFileSync('.env', 'utf8');
  } catch {
    text = undefined;
  }
  return readEnvironment(text, process.env);
}

function config(): Config {
  const read = readConfig(environment());
  if (!read.ok) throw new Refused(describeProblems(read.refusal));
  return read.value;
}

async function withDatabase<T>(
  body: (database: SqliteDatabase, config: Config) => Promise<T>,
): Promise<T> {
  const settings = config();
  const database = await openDatabase(settings);
  try {
    return await body(database, settings);
  } finally {
    await database.close();
  }
}

const program = new Command('npm run cli --')
  .description('Commands for whoever runs Idea Circle Bot')
  .exitOverride()
  .showHelpAfterError();

/** About as long as a write of an import lasts: what is pressed meanwhile waits for one at most. */
const restBetweenWrites = 10;

program
  .command('import')
  .argument('<file>', 'a talks or followers file (YAML), or a table of readings or posts (CSV)')
  .description(
    'load a season, a followers file, readings or figures of posts; a file with a mistake changes nothing',
  )
  .action(async (file: string) => {
    await withDatabase(async (database, { logLevel, timezone: zone }) => {
      const [{ createLog }, { importFile }, { progressBar }] = await Promise.all([
        import('./log.ts'),
        import('./imports.ts'),
        import('./progress-bar.ts'),
      ]);
      const log = createLog(logLevel, process.stderr);
      const pause = () => machine.sleep(restBetweenWrites);
      const progress = await progressBar(process.stderr);
      const ports = await commandPorts(database);
      const loaded = { ...ports, log, release: releaseOf(build()) };
      say(await importFile({ ...loaded, database, zone, pause, progress }, file));
    });
  });

program
  .command('export')
  .argument('<what>', 'talks or seats')
  .addOption(new Option('--talk <number>', 'seats of one talk only'))
  .addOption(new Option('--format <format>', 'how').choices(['csv', 'json']).default('csv'))
  .description('print talks or seats; seats carry people’s names')
  .action(async (what: string, options: { talk?: string; format: 'csv' | 'json' }) => {
    if (what !== 'talks' && what !== 'seats')
      program.error(`error: export takes talks or seats, not “${what}”`, { exitCode: 2 });
    if (options.talk !== undefined && !/^\d{1,6}$/.test(options.talk))
      program.error(`error: --talk takes a number, not “${options.talk}”`, { exitCode: 2 });
    await withDatabase(async (database) => {
      const talk = options.talk === undefined ? undefined : Number(options.talk);
      const text =
        what === 'talks'
          ? await exportTalks(database, options.format)
          : await exportSeats(database, options.format, talk);
      if (text === undefined) throw new Refused(`No talk ${options.talk}.`);
      say(text);
    });
  });

program
  .command('doctor')
  .argument('[what]', 'followers: the follower counts of each account alone')
  .description('try what is configured, and say what is wrong')
  .action(async (what?: string) => {
    if (what !== undefined && what !== 'followers')
      program.error(`error: doctor takes followers or nothing, not “${what}”`, { exitCode: 2 });
    // Loaded here: the platforms' own packages cost more than half of a start, and the other commands need none of them.
    const [{ examine }, { createLog }] = await Promise.all([
      import('./doctor.ts'),
      import('./log.ts'),
    ]);
    const findings = await examine(
      config(),
      createLog('silent', process.stderr),
      what === undefined ? 'everything' : 'followers',
      (finding) =>
        say(`${finding.note ? 'note' : finding.ok ? 'ok  ' : 'BAD '} ${finding.sentence}`),
    );
    const bad = findings.filter((f) => !f.ok).length;
    if (bad > 0) throw new Refused(`${bad} of ${findings.length} findings need a hand.`);
    say('All is well.');
  });

program
  .command('backup')
  .argument('<file>', 'where the copy goes; must not exist')
  .description('copy the database, also while the program runs')
  .action(async (file: string) => {
    await withDatabase((database) => database.backup(file));
    say(`The database is copied to ${file}.`);
  });

program
  .command('restore')
  .argument('<file>', 'a copy made by backup')
  .description('put a copy in the place of the database; refused while a program has it open')
  .action(async (file: string) => {
    const settings = config();
    const { createLog } = await import('./log.ts');
    const rhythm = {
      seriesZone: settings.timezone,
      isHoliday:
        settings.holidaysFile === undefined
          ? noHolidays
          : await loadHolidays(settings.holidaysFile, createLog('silent', process.stderr)),
    };
    let dropped = 0;
    await restoreSqlite(
      file,
      placeOf(settings.databaseUrl),
      { migrations, appliedAt: machine.now(), tempFile, ...eventLoop },
      async (copy) => {
        const now = await seriesNow(copy, machine.now());
        dropped = await copy.write(
          async (tx) =>
            (await dropOverdue(tx, now)) +
            (await dropOverdueReminders(tx, now)) +
            (await skipOverdueDigests(tx, now, rhythm)),
        );
      },
    );
    say(
      `Restored from ${file}. ${dropped} ${dropped === 1 ? 'message that was' : 'messages that were'} due before now will not be sent.`,
    );
  });

program
  .command('migrate')
  .description('bring the database to this version; starting the program does the same')
  .action(async () => {
    await withDatabase(async (database) => {
      say(
        database.migrated.length === 0
          ? 'The database is at this version already.'
          : `Applied migrations ${database.migrated.join(', ')}.`,
      );
    });
  });

program
  .command('manifest')
  .addOption(new Option('--command <name>', 'the slash command, without its slash'))
  .addOption(
    new Option(
      '--public-url <url>',
      'signed HTTP requests to this address, in place of Socket Mode',
    ),
  )
  .description('print the Slack manifest for another command name, or for HTTP')
  .action(async (options: { command?: string; publicUrl?: string }) => {
    const { manifest } = await import('../platforms/slack/manifest.ts');
    const env = environment();
    const command = options.command ?? env['COMMAND'] ?? 'icdd';
    if (!/^[a-z0-9_-]{1,31}$/.test(command))
      program.error(
        `error: --command takes lower-case letters, digits, - and _, not “${command}”`,
        { exitCode: 2 },
      );
    const publicUrl =
      options.publicUrl ??
      (env['SLACK_SIGNING_SECRET'] && !env['SLACK_APP_TOKEN'] ? env['PUBLIC_URL'] : undefined);
    if (publicUrl !== undefined && !/^https:\/\/\S+$/.test(publicUrl))
      throw new Refused(
        `PUBLIC_URL: Slack sends requests to https addresses only, not to ${publicUrl}`,
      );
    say(manifest({ command, ...(publicUrl === undefined ? {} : { publicUrl }) }));
  });

program
  .command('version')
  .description('print version and commit')
  .action(() => {
    const { version, commit } = build();
    say(`${version} (${commit})`);
  });

async function main(): Promise<void> {
  // Copies and exports hold names: for this user alone.
  process.umask(0o077);
  try {
    await program.parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : 2;
      return;
    }
    process.exitCode = 1;
    const told = [Refused, StorageError, FileRefused, ListenRefused].some(
      (kind) => error instanceof kind,
    );
    const sentence = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${told ? sentence : `Failed: ${sentence}`}\n`);
  }
}

await main();
