// Pictures for a post: drawn as PNG and uploaded before it. Until a post names it, an uploaded file is seen by nobody.
import { type Card, chartsOf } from '../../chat/card.ts';
import type { Log } from '../../chat/platform.ts';
import { drawPng } from '../../drawing/drawing.ts';
import { failureOf, type Rest } from './client.ts';
import { type NotSent, outcomeOf } from './outcome.ts';

/**
 * The ids of a card's pictures, to be named by one post. Each try uploads anew, since a file can be used once. What cannot be reached now is tried again with
 * the whole post; a server that takes no files gets the post without, whose text has the numbers.
 */
export async function uploadPictures(
  rest: Rest,
  channel: string,
  card: Card,
  log: Log,
): Promise<readonly string[] | NotSent> {
  const ids: string[] = [];
  for (const [i, chart] of chartsOf(card).entries()) {
    const form = new FormData();
    form.append('channel_id', channel);
    try {
      const picture = new Blob([new Uint8Array(await drawPng(chart, 'light'))], {
        type: 'image/png',
      });
      form.append('files', picture, `${nameOf(chart.title)}${i === 0 ? '' : `-${i + 1}`}.png`);
    } catch (error) {
      log.error({ error: String(error) }, 'mattermost-picture-not-drawn');
      continue;
    }
    try {
      const { file_infos: files } = await rest.api.uploadFile(form);
      ids.push(...files.map((file) => file.id));
    } catch (error) {
      const failure = failureOf(error);
      const outcome = outcomeOf(failure);
      if (outcome.kind === 'later' || outcome.kind === 'not-begun') return outcome;
      // Of the post, nothing was begun yet.
      if (failure.kind === 'lost') return { kind: 'not-begun', detail: failure.detail };
      log.warn({ outcome }, 'mattermost-picture-not-taken');
    }
  }
  return ids;
}

/** What stands under the picture, and in the list of files. */
function nameOf(title: string): string {
  return (
    title
      .normalize('NFD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 60) || 'plot'
  );
}
