// How far an import is, as a bar on a terminal; nothing anywhere else.
import { noProgress, type Progress } from './imports.ts';

/** The bar is drawn once a file is longer than one piece of it, and taken away at the end. */
export async function progressBar(stream: NodeJS.WriteStream): Promise<Progress> {
  if (!stream.isTTY) return noProgress;
  const { SingleBar } = await import('cli-progress');
  const bar = new SingleBar({
    stream,
    format: '{step} {bar} {percentage} %',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    clearOnComplete: true,
    hideCursor: true,
  });
  let drawn = '';
  return {
    at: (step, done, of) => {
      if (drawn === '' && done >= of) return;
      if (drawn !== step) bar.start(of, done, { step });
      drawn = step;
      bar.update(done);
    },
    end: () => {
      if (drawn !== '') bar.stop();
    },
  };
}
