// The word `digest`: sets, stops or posts the digest of a channel, or in a direct conversation a person's own; and says what is set.
import { type Reply, whisper } from '../chat/reply.ts';
import type { Word, WordCall } from '../chat/router.ts';
import { enqueue } from '../delivery/outbox.ts';
import type { NoticeOutcome, Ports } from '../delivery/ports.ts';
import { decided } from '../kernel/facts.ts';
import { never } from '../kernel/result.ts';
import { hour, type Instant, instantOf, localDate, plusDays } from '../kernel/time.ts';
import { quietUntil } from '../people/rules/quiet-hours.ts';
import { quietHoursOf } from '../people/store/quiet-hours.ts';
import { audienceOf } from '../seats/commands.ts';
import type { Read, Write } from '../storage/database.ts';
import { ownDigestCard } from './cards/digest.ts';
import { answerCard, type DigestAnswer, type HeldBack, type SetDigest } from './cards.ts';
import { newsOfTalks, ownDigest } from './jobs/drawers.ts';
import { postDigest } from './jobs/posting.ts';
import { nextOf, scheduleOf, talksAhead } from './jobs/schedule.ts';
import { newMilestones, newsSince, toldNow } from './jobs/told.ts';
import { type DigestWish, type IsHoliday, parseDigest, type Wish } from './rules.ts';
import { type Digest, digestIn, endDigest, keepTold, setDigest, takeBack } from './store.ts';

/** How long somebody waits to hear whether the channel took a message. */
const patienceMs = 2_000;
/** A digest that was asked for at once is useless after so long. */
const nowLasts = 3 * hour;

/** The words of this feature. */
export function digestWords(ports: Ports, isHoliday: IsHoliday): readonly Word[] {
  return [
    {
      name: 'digest',
      spellings: { en: ['digest'], fr: ['résumé'] },
      audience: 'staff',
      changes: true,
      handle: (call) => answer(ports, isHoliday, call),
    },
  ];
}

const isOwn = ({ incoming }: WordCall): boolean => incoming.place.kind === 'direct';

const told = (given: DigestAnswer, { reader }: WordCall): Reply =>
  whisper(answerCard(given, audienceOf(reader)));

async function answer(ports: Ports, isHoliday: IsHoliday, call: WordCall): Promise<Reply> {
  if (!isOwn(call) && !call.reader.organiser)
    return told(await claimed(ports, call, { kind: 'organisers-only' }), call);
  const wish = parseDigest(call.rest);
  if (!wish.ok)
    return told(await claimed(ports, call, { kind: 'refused', refusal: wish.refusal }), call);
  return perform(ports, isHoliday, call, wish.value);
}

/** Changes nothing but the claim, so that a delivery that comes again is not answered again. */
function claimed(ports: Ports, call: WordCall, given: DigestAnswer): Promise<DigestAnswer> {
  return ports.transact(call.incoming, async () => decided(given));
}

async function perform(
  ports: Ports,
  isHoliday: IsHoliday,
  call: WordCall,
  wish: DigestWish,
): Promise<Reply> {
  const own = isOwn(call);
  const { conversation } = call.incoming.place;
  switch (wish.kind) {
    case 'show':
      return told(
        await ports.transact(call.incoming, async (tx) =>
          decided(await status(ports, isHoliday, call, tx)),
        ),
        call,
      );
    case 'off': {
      const ended = await ports.transact(call.incoming, async (tx) =>
        decided(await endDigest(tx, conversation)),
      );
      return told({ kind: ended ? 'off' : 'not-set', own }, call);
    }
    case 'now':
      return own ? showOwn(ports, call) : told(await post(ports, call), call);
    case 'here':
      return told(await set(ports, isHoliday, call, wish), call);
    default:
      return never(wish);
  }
}

async function status(
  ports: Ports,
  isHoliday: IsHoliday,
  call: WordCall,
  tx: Write,
): Promise<DigestAnswer> {
  const own = isOwn(call);
  const digest = await digestIn(tx, call.incoming.place.conversation);
  if (!digest?.active) return { kind: 'none-yet', own };
  const next = await nextOf(tx, digest, { seriesZone: ports.seriesZone, isHoliday });
  const set = shownOf(ports, digest);
  const held = own ? await heldBack(tx, call, set, next?.at) : undefined;
  return { kind: 'status', set, next: next?.at, own, held };
}

const shownOf = ({ seriesZone }: Ports, digest: Digest): SetDigest => ({
  ...scheduleOf(digest, seriesZone),
  language: digest.language,
});

/** What the reader's quiet hours, which count in their own zone, do to a digest of theirs that is due at `at`; undefined where nothing. */
async function heldBack(
  read: Read,
  { reader }: WordCall,
  { zone }: SetDigest,
  at: Instant | undefined,
): Promise<HeldBack | undefined> {
  const quiet = await quietHoursOf(read, reader.person);
  const until = quiet && at !== undefined ? quietUntil(quiet, reader.zone, at) : undefined;
  if (until === undefined || at === undefined) return undefined;
  return { until, comes: until < instantOf(plusDays(localDate(at, zone), 1), '00:00', zone) };
}

/**
 * Sets it. In a channel it says so there, and where the channel does not take that, what was there before stands again; in a direct conversation the answer
 * itself says so, and times are the person's own unless a zone was typed.
 */
async function set(
  ports: Ports,
  isHoliday: IsHoliday,
  call: WordCall,
  wish: Wish,
): Promise<DigestAnswer> {
  const { incoming, reader } = call;
  const { conversation } = incoming.place;
  const own = isOwn(call);
  const made = await ports.transact(incoming, async (tx) => {
    const before = await digestIn(tx, conversation);
    const now = ports.now();
    const whose = own
      ? { account: incoming.account, zone: wish.zone ?? reader.zone }
      : { account: undefined };
    const digest = await setDigest(tx, { ...wish, ...whose, conversation }, ports.newId, now);
    // What is new is counted from here on; one whose time is changed goes on with what it told.
    if (!before?.active)
      await keepTold(tx, digest.id, {
        noticeKey: '',
        toldAt: now,
        talks: await toldNow(tx, now, own ? reader.person : undefined),
      });
    const key = own ? undefined : `digest-set:${digest.id}:${ports.newId()}`;
    const { language, zone } = digest;
    if (key !== undefined)
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
    const next = await nextOf(tx, digest, { seriesZone: ports.seriesZone, isHoliday });
    const held = own ? await heldBack(tx, call, shownOf(ports, digest), next?.at) : undefined;
    return decided({ before, digest, key, next, held });
  });
  const answered = {
    kind: 'set',
    set: shownOf(ports, made.digest),
    next: made.next?.at,
    own,
    held: made.held,
  } as const;
  if (made.key === undefined) return { ...answered, sent: true };
  const outcome = await ports.outcome(made.key, patienceMs);
  if (outcome.kind === 'refused') {
    await ports.transact({ job: 'digest-take-back' }, async (tx) =>
      decided(await takeBack(tx, made.digest, made.before)),
    );
    return { kind: 'cannot-write', why: outcome.why };
  }
  return { ...answered, sent: outcome.kind === 'sent' };
}

/** A person's own digest as it would be now: it does not count, and what is new stays new. */
async function showOwn(ports: Ports, call: WordCall): Promise<Reply> {
  const { reader, incoming } = call;
  const card = await ports.transact(incoming, async (tx) => {
    const now = ports.now();
    const digest = await digestIn(tx, incoming.place.conversation);
    const zone = (digest?.active ? digest.zone : undefined) ?? reader.zone;
    const since = await newsSince(
      tx,
      digest?.active ? digest : undefined,
      await toldNow(tx, now, reader.person),
    );
    const content = await ownDigest(tx, reader.person, await talksAhead(tx, now, zone), {
      on: localDate(now, zone),
      zone,
      news: await newsOfTalks(tx, since, reader.person, now),
      now,
    });
    return decided(content && ownDigestCard(content, audienceOf(reader)));
  });
  return card ? whisper(card) : told({ kind: 'nothing-to-say', own: true }, call);
}

/** Posts one that does not count: the day's own comes all the same, with all that is new. */
async function post(ports: Ports, call: WordCall): Promise<DigestAnswer> {
  const { conversation } = call.incoming.place;
  const key = await ports.transact(call.incoming, async (tx) => {
    const digest = await digestIn(tx, conversation);
    const to = digest?.active ? digest : { conversation, zone: undefined, language: undefined };
    const now = ports.now();
    const zone = to.zone ?? ports.seriesZone;
    const talks = await talksAhead(tx, now, zone);
    const since = await newsSince(
      tx,
      digest?.active ? digest : undefined,
      await toldNow(tx, now, undefined),
    );
    const milestones = digest?.active ? await newMilestones(tx, ports, digest, now) : undefined;
    if (!milestones && talks.length + Object.keys(since).length === 0) return decided(undefined);
    const made = `digest-now:${ports.newId()}`;
    const on = localDate(now, zone);
    const lastAt = now + nowLasts;
    await postDigest(tx, to, { key: made, on, lastAt, talks, since, milestones }, now);
    return decided(made);
  });
  if (key === undefined) return { kind: 'nothing-to-say', own: false };
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
