// Whoever reads a card of follower counts, as the cards want to know it.
import type { Reader } from '../../chat/router.ts';
import type { Ports } from '../../delivery/ports.ts';
import { localDate } from '../../kernel/time.ts';
import type { CardReader } from '../cards/counts.ts';

export function cardReader(ports: Pick<Ports, 'seriesZone'>, reader: Reader): CardReader {
  return {
    language: reader.language,
    command: reader.command,
    organiser: reader.organiser,
    today: localDate(reader.now, ports.seriesZone),
  };
}
