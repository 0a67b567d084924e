// One card on every platform: as each of them is sent it, what each would refuse of it, and what a person reads.
import { createHash } from 'node:crypto';
import type { Card } from '../../src/chat/card.ts';
import { limitsOf } from '../../src/platforms/mattermost/limits.ts';
import {
  type DrawingRoom,
  drawPost,
  drawText,
  pinged,
} from '../../src/platforms/mattermost/render.ts';
import { render, shapesOf } from '../../src/platforms/slack/render.ts';
import { wireCard } from '../../src/platforms/web/wire.ts';
import { readWire, validateWire } from '../dialogues/doors/read-wire.ts';
import { validatePost } from '../support/mattermost/index.ts';
import { profileOf } from '../support/mattermost/limits.ts';
import { readContent } from '../support/mattermost/transcript.ts';
import type { Seen } from '../support/seen.ts';
import { validateMessage } from '../support/slack/index.ts';
import { readMessage } from '../support/slack/read-blocks.ts';

export const platforms = ['slack', 'mattermost', 'web'] as const;
export type PlatformOf = (typeof platforms)[number];

const team = 'T01ACME';
const profiles = ['current', 'old'] as const;

/** As the real server would: by the version that it tells. */
function room(profile: (typeof profiles)[number], person = ''): DrawingRoom {
  const { versionId, maxPostSize } = profileOf(profile);
  return {
    limits: limitsOf(versionId, String(maxPostSize)),
    command: '/icdd',
    usernames: new Map(),
    actionUrl: 'https://bot.example.org/mattermost/action',
    secret: createHash('sha256').update('golden').digest('hex'),
    channel: 'c'.repeat(26),
    person,
  };
}

/** What a platform is sent; on Slack also what goes where a chart is refused, on Mattermost the text with which a click is answered. */
export function drawnFor(card: Card): Readonly<Record<PlatformOf, unknown>> {
  const [whole, ...instead] = shapesOf(card, team);
  return {
    slack:
      instead.length === 0 ? whole : { ...whole, instead: instead.map(({ blocks }) => blocks) },
    mattermost: {
      ...drawPost(card, room('current', 'p'.repeat(26))),
      afterClick: drawText(card, room('current')).split('\n'),
    },
    web: wireCard(card),
  };
}

function troublesOnMattermost(card: Card): readonly string[] {
  return profiles.flatMap((profile) => {
    const { message, attachments } = drawPost(card, room(profile));
    const click = drawText(card, room(profile));
    return [
      ...validatePost({ message, props: { attachments } }, profile),
      ...validatePost({ message: click }, profile).map((one) => `after a click: ${one}`),
    ].map((one) => `${profile}: ${one}`);
  });
}

/** Everything that a platform would refuse; empty when all is well. */
export function troublesOn(platform: PlatformOf, card: Card): readonly string[] {
  switch (platform) {
    case 'slack': {
      return shapesOf(card, team).flatMap(({ text, blocks }, i) =>
        validateMessage(JSON.parse(JSON.stringify(blocks)), text).map(
          (one) => `shape ${i + 1}: ${one}`,
        ),
      );
    }
    case 'mattermost':
      return troublesOnMattermost(card);
    case 'web':
      return validateWire(JSON.parse(JSON.stringify(wireCard(card))));
  }
}

export interface Read {
  readonly lines: readonly string[];
  readonly fields: Seen['fields'];
  readonly buttons: readonly string[];
  /** Words that notify somebody. */
  readonly pings: readonly string[];
}

const nobody = { person: () => undefined, channel: () => undefined };

/** What a person reads there. */
export function readOn(platform: PlatformOf, card: Card): Read {
  const labels = ({ buttons }: Pick<Seen, 'buttons'>) => buttons.map(({ label }) => label);
  switch (platform) {
    case 'slack': {
      const { text, blocks } = shapesOf(card, team).at(-1) ?? render(card, team);
      const plain = JSON.parse(JSON.stringify(blocks)) as Parameters<typeof readMessage>[1];
      const read = readMessage(text, plain, nobody, () => '');
      return { ...read, buttons: labels(read) };
    }
    case 'mattermost': {
      const { message, attachments } = drawPost(card, room('current'));
      const read = readContent(message, { attachments }, '');
      return { ...read, buttons: labels(read), pings: pinged(card) };
    }
    case 'web': {
      const read = readWire(wireCard(card), 0);
      return { ...read, buttons: labels(read), pings: [] };
    }
  }
}

/**
 * Of what is read, what no platform says in its own way: dialogues/differences.ts tells why meters and moments differ. A header of Slack is one line of plain
 * spaces; and its marks cannot be escaped, so that those of the data may be shown or not.
 */
export function alike({ lines, fields, buttons }: Read): Omit<Read, 'pings'> {
  const bare = (text: string) =>
    text
      .replace(/^[▓░]{10} /, '')
      .replace(/ \(\d{4}-\d{2}-\d{2} \d{2}:\d{2} UTC (?:your time|chez vous)\)/g, '')
      .replace(/[*`]/g, '')
      .replace(/\s+/g, ' ');
  return {
    lines: lines.map(bare),
    fields: fields.map(([label, value]) => [label, bare(value)] as const),
    buttons,
  };
}
