// Starts the program from the environment, prints one ready line, and stops cleanly when told to.
import { readFileSync } from 'node:fs';
import { StorageError } from '../storage/storage-error.ts';
import { build } from './build.ts';
import { describeProblems, readConfig, readEnvironment, secretsOf } from './config.ts';
import { FileRefused, ListenRefused, StartRefused } from './refused.ts';

function dotenv(): string | undefined {
  try {
    return readFileSync('.env', 'utf8');
  } catch {
    return undefined;
  }
}

/** What an operator did or can mend is told in a sentence, without a stack. */
function isSentence(error: unknown): error is Error {
  return [StorageError, ListenRefused, StartRefused, FileRefused].some(
    (kind) => error instanceof kind,
  );
}

async function main(): Promise<void> {
  // The database holds names and the secret that signs buttons: for this user alone.
  process.umask(0o077);
  const config = readConfig(readEnvironment(dotenv(), process.env));
  if (!config.ok) {
    process.stderr.write(`${describeProblems(config.refusal)}\n`);
    process.exitCode = 1;
    return;
  }
  // Loaded when it is known that there is something to start: a mistake in the configuration is told at once.
  const [{ createLog }, { startProgram }] = await Promise.all([
    import('./log.ts'),
    import('./program.ts'),
  ]);
  const log = createLog(config.value.logLevel, undefined, secretsOf(config.value));
  try {
    const program = await startProgram(config.value, log, build());
    // Before the ready line: whoever reads it may stop us at once.
    const told = new Promise<string>((resolve) => {
      for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, () => resolve(name));
    });
    process.stdout.write(`${program.ready}\n`);
    const signal = await told;
    log.info({ signal }, 'stopping');
    await program.stop();
    log.info({}, 'stopped');
  } catch (error) {
    process.exitCode = 1;
    if (isSentence(error)) process.stderr.write(`${error.message}\n`);
    else {
      const sentence = error instanceof Error ? error.message : String(error);
      log.error({ err: error }, 'the program could not start or had to stop');
      process.stderr.write(`${sentence}\n`);
    }
  }
  process.exit();
}

await main();
