// What the other side of a link is told: the question, and what came of it.
import type { Drawer, Drawers } from '../delivery/drawer.ts';
import type { Ports } from '../delivery/ports.ts';
import { accountKey } from '../kernel/account.ts';
import { linkId } from '../kernel/ids.ts';
import type { Read } from '../storage/database.ts';
import { askedCard, linkCard } from './cards.ts';
import { type KnownAccount, type Link, partnerOf } from './rules.ts';
import { findLink } from './store/links.ts';
import { findAccountByKey } from './store.ts';

/** Draws `link-asked` and `link-done`, whose params name the link. */
export function peopleDrawers(_ports: Ports): Drawers {
  return new Map<string, Drawer>([
    ['link-asked', asked],
    ['link-done', done],
  ]);
}

/** The link of a row, and the account on the other side of whoever reads it. */
async function ends(
  read: Read,
  drawing: Parameters<Drawer>[0],
  { account }: Parameters<Drawer>[1],
): Promise<{ readonly link: Link; readonly other: KnownAccount } | undefined> {
  const link = await findLink(read, linkId(String(drawing.params['link'])));
  const key = link && account && partnerOf(link, account);
  const other = key === undefined ? undefined : await findAccountByKey(read, key);
  return link && other && { link, other };
}

const asked: Drawer = async (drawing, audience, read) => {
  const known = await ends(read, drawing, audience);
  if (!known) return { dropped: 'no such link' };
  const { link, other } = known;
  if (link.state !== 'asked' || link.expiresAt <= drawing.now)
    return { dropped: 'no longer asked' };
  const own = audience.account && accountKey(audience.account);
  const answered = link.owner === own ? link.ownerYes : link.typistYes;
  return answered ? { dropped: 'answered already' } : askedCard(audience, link, other);
};

const done: Drawer = async (drawing, audience, read) => {
  const known = await ends(read, drawing, audience);
  if (!known) return { dropped: 'no such link' };
  const { link, other } = known;
  if (link.state === 'refused') return linkCard(audience, { kind: 'not-joined', other });
  if (link.state !== 'done') return { dropped: 'not decided' };
  const own = audience.account && (await findAccountByKey(read, accountKey(audience.account)));
  // Parted again before it was told.
  return own?.person !== undefined && own.person === other.person
    ? linkCard(audience, { kind: 'joined', other })
    : { dropped: 'parted again' };
};
