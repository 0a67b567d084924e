// The word `mine`, its button, and the page that stands by itself where a platform has room for one.
import { whisper } from '../chat/reply.ts';
import type { PressEntry, Reader, VisitCall, Word } from '../chat/router.ts';
import type { Ports } from '../delivery/ports.ts';
import { press, word } from '../seats/commands/naming.ts';
import { inAnswer, onPage } from './rules.ts';
import { drawOwnPage } from './view.ts';

export function homeWords(ports: Ports): readonly Word[] {
  return [
    word('mine', ['mine', 'me', 'my'], ['moi', 'mes', 'miennes'], false, ({ reader }) =>
      answer(ports, reader),
    ),
  ];
}

export function homePresses(ports: Ports): { readonly mine: PressEntry } {
  return { mine: press(false, ({ reader }) => answer(ports, reader)) };
}

const answer = async (ports: Ports, reader: Reader) =>
  whisper(await drawOwnPage(ports, reader, inAnswer));

/** Answers whoever looks at their own page. */
export const homeVisit =
  (ports: Ports) =>
  async ({ reader }: VisitCall) =>
    whisper(await drawOwnPage(ports, reader, onPage));
