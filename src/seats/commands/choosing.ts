// Choosing a talk: the form of those for which the reader can register, and what comes of it.
import { textOf } from '../../chat/form.ts';
import { openForm, type Reply, whisper } from '../../chat/reply.ts';
import type { FormEntry, Reader } from '../../chat/router.ts';
import type { Ports } from '../../delivery/ports.ts';
import { type TalkId, talkId } from '../../kernel/ids.ts';
import { phaseOf } from '../../talks/rules.ts';
import { upcomingTalks } from '../../talks/store.ts';
import {
  chooseTalkCard,
  chooseTalkForm,
  nothingToChooseCard,
  talkField,
} from '../cards/choosing.ts';
import type { Audience } from '../cards.ts';
import { viewsOf } from '../view.ts';

/** The form of all talks that are open and in which the reader has nothing yet. */
export async function chooseTalk(
  ports: Ports,
  reader: Pick<Reader, 'person' | 'now'>,
  audience: Audience,
): Promise<Reply> {
  const all = await viewsOf(
    ports.database,
    async (read) =>
      (await upcomingTalks(read, reader.now)).filter((t) => phaseOf(t, reader.now) === 'open'),
    reader.person,
  );
  const views = all.filter(({ mine }) => mine === undefined);
  return views.length === 0
    ? whisper(nothingToChooseCard(audience))
    : openForm(chooseTalkForm(views, audience), chooseTalkCard(views, audience));
}

/** `register` does it for the chosen talk, as the button would. */
export function chooseTalkEntry(
  ports: Ports,
  audienceOf: (reader: Reader) => Audience,
  register: (call: Parameters<FormEntry['handle']>[0], talk: TalkId) => Promise<Reply>,
): FormEntry {
  return {
    audience: 'staff',
    changes: true,
    draw: ({ reader }) => chooseTalk(ports, reader, audienceOf(reader)),
    handle: (call) => register(call, talkId(textOf(call.values, talkField))),
  };
}
