// The word `digest`: sets, stops or posts a channel's digest, and says what is set.
import { whisper } from '../chat/reply.ts';
import type { Word, WordCall } from '../chat/router.ts';
import { enqueue } from '../delivery/outbox.ts';
import type { NoticeOutcome, Ports } from '../delivery/ports.ts';
import { decided } from '../kernel/facts.ts';
import { never } from '../kernel/result.ts';
import { hour, localDate } from '../kernel/time.ts';
import { audienceOf } from '../seats/commands.ts';
import type { Write } from '../storage/database.ts';
import { answerCard, type DigestAnswer } from './cards.ts';
import { nextOf, postDigest, scheduleOf, talksAhead } from './jobs.ts';
import { type DigestWish, parseDigest, type Wish } from './rules.ts';
import { digestIn, endDigest, setDigest, takeBack } from './store.ts';

/** How long somebody waits to hear whether the channel took a message. */
const patienceMs = 2_000;
/** A digest that was asked for at once is useless after so long. */
const nowLasts = 3 * hour;

/** The words of this feature. */
export function digestWords(ports: Ports): readonly Word[] {
  return [
    {
      name: 'digest',
      spellings: { en: ['digest'], fr: ['résumé'] },
      audience: 'staff',
      changes: true,
      handle: async (call) =>
        whisper(answerCard(await answer(ports, call), audienceOf(call.reader))),
    },
  ];
}

async function answer(ports: Ports, call: WordCall): Promise<DigestAnswer> {
  if (call.incoming.place.kind === 'direct') return claimed(ports, call, { kind: 'direct' });
  if (!call.reader.organiser) return claimed(ports, call, { kind: 'organisers-only' });
  const wish = parseDigest(call.rest);
  if (!wish.ok) return claimed(ports, call, { kind: 'refused', refusal: wish.refusal });
  return perform(ports, call, wish.value);
}

/** Changes nothing but the claim, so that a delivery that comes again is not answered again. */
function claimed(ports: Ports, call: WordCall, given: DigestAnswer): Promise<DigestAnswer> {
  return ports.transact(call.incoming, async () => decided(given));
}

async function perform(ports: Ports, call: WordCall, wish: DigestWish): Promise<DigestAnswer> {
  switch (wish.kind) {
    case 'show':
      return ports.transact(call.incoming, async (tx) => decided(await status(ports, call, tx)));
    case 'off':
      return ports.transact(call.incoming, async (tx) => {
        const ended = await endDigest(tx, call.incoming.place.conversation);
        return decided<DigestAnswer>({ kind: ended ? 'off' : 'not-set' });
      });
    case 'now':
      return post(ports, call);
    case 'here':
      return set(ports, call, wish);
    default:
      return never(wish);
  }
}

async function status(ports: Ports, call: WordCall, tx: Write): Promise<DigestAnswer> {
  const digest = await digestIn(tx, call.incoming.place.conversation);
  if (!digest?.active) return { kind: 'none-yet' };
  const { at } = await nextOf(tx, digest, ports.seriesZone);
  return { kind: 'status', set: scheduleOf(digest, ports.seriesZone), next: at };
}

/** Sets it and says so in the channel; where the channel does not take that, what was there before stands again. */
async function set(ports: Ports, call: WordCall, wish: Wish): Promise<DigestAnswer> {
  const { conversation } = call.incoming.place;
  const made = await ports.transact(call.incoming, async (tx) => {
    const before = await digestIn(tx, conversation);
    const now = ports.now();
    const digest = await setDigest(tx, { ...wish, conversation }, ports.newId, now);
    const key = `digest-set:${digest.id}:${ports.newId()}`;
    const { language, zone } = digest;
    await enqueue(
      tx,
      {
        key,
        drawer: 'digest-set',
        to: {
          kind: 'channel',
          conversation,
          ...(language !== undefined && { language }),
          ...(zone !== undefined && { zone }),
        },
        params: { digest: digest.id },
      },
      now,
    );
    const next = await nextOf(tx, digest, ports.seriesZone);
    return decided({ before, digest, key, next });
  });
  const outcome = await ports.outcome(made.key, patienceMs);
  if (outcome.kind === 'refused') {
    await ports.transact({ job: 'digest-take-back' }, async (tx) =>
      decided(await takeBack(tx, made.digest, made.before)),
    );
    return { kind: 'cannot-write', why: outcome.why };
  }
  const schedule = scheduleOf(made.digest, ports.seriesZone);
  return { kind: 'set', set: schedule, next: made.next.at, sent: outcome.kind === 'sent' };
}

/** Posts one that does not count: the day's own comes all the same. */
async function post(ports: Ports, call: WordCall): Promise<DigestAnswer> {
  const { conversation } = call.incoming.place;
  const key = await ports.transact(call.incoming, async (tx) => {
    const digest = await digestIn(tx, conversation);
    const to = digest?.active ? digest : { conversation, zone: undefined, language: undefined };
    const now = ports.now();
    const zone = to.zone ?? ports.seriesZone;
    const talks = await talksAhead(tx, now, zone);
    if (talks.length === 0) return decided(undefined);
    const made = `digest-now:${ports.newId()}`;
    const day = { key: made, on: localDate(now, zone), lastAt: now + nowLasts, talks };
    await postDigest(tx, to, day, now);
    return decided(made);
  });
  if (key === undefined) return { kind: 'nothing-to-say' };
  return posted(await ports.outcome(key, patienceMs));
}

function posted(outcome: NoticeOutcome): DigestAnswer {
  switch (outcome.kind) {
    case 'sent':
      return { kind: 'posted' };
    case 'pending':
      return { kind: 'on-its-way' };
    case 'refused':
      return { kind: 'cannot-post', why: outcome.why };
    default:
      return never(outcome);
  }
}
