// LinkedIn: each monthly version of its interface lives for a year, and one that is over answers with 426.
// learn.microsoft.com/linkedin/marketing/community-management/organizations
import { z } from 'zod';
import { ok } from '../../kernel/result.ts';
import { day } from '../../kernel/time.ts';
import type { Asked, Asking, NetworkClient } from './client.ts';
import { facts } from './facts.ts';
import {
  asker,
  count,
  maybe,
  misnamed,
  rateLimited,
  refused,
  retryAtOf,
  setting,
  told,
} from './request.ts';

const { address, settings } = facts.linkedin;
const version = '202609';

const fault = z.object({ message: z.string().default(''), code: z.string().default('') });

const asked = asker({
  settings,
  words: fault.transform(({ message, code }) => message || code),
  judge: ({ status, headers, body }, detail, now) => {
    if (fault.safeParse(body).data?.code === 'NONEXISTENT_VERSION')
      return refused('versionRetired', detail);
    // Quotas are of a UTC day.
    if (status === 429)
      return rateLimited(retryAtOf(headers, now) ?? (Math.floor(now / day) + 1) * day, detail);
    return undefined;
  },
});

const size = z.object({ firstDegreeSize: count });
const organizations = z.object({ elements: z.array(z.object({ id: count })) });
const statistics = z.object({
  elements: z.array(
    z.object({
      totalShareStatistics: z.object({
        uniqueImpressionsCount: maybe,
        impressionCount: maybe,
        shareCount: maybe,
        clickCount: maybe,
        likeCount: maybe,
        commentCount: maybe,
      }),
    }),
  ),
});

const resource = (asking: Asking, path: string) => ({
  url: `${asking.address ?? address}/${path}`,
  headers: {
    authorization: `Bearer ${setting(asking, 'LINKEDIN_ACCESS_TOKEN')}`,
    'linkedin-version': asking.settings['LINKEDIN_VERSION'] ?? version,
    'x-restli-protocol-version': '2.0.0',
  },
});

/** The number of a page, which its address shows to administrators; a name is looked up. */
async function organization(account: string, asking: Asking): Promise<Asked<string>> {
  if (/^\d{1,15}$/.test(account)) return ok(account);
  if (!/^[\p{L}\p{N}-]+$/u.test(account)) return misnamed('cern');
  const path = `organizations?q=vanityName&vanityName=${encodeURIComponent(account)}`;
  const answer = await asked(asking, resource(asking, path), organizations);
  if (!answer.ok) return answer;
  const [found] = answer.value.elements;
  return found ? ok(String(found.id)) : refused('notFound', 'no page has this name');
}

const urn = (id: string): string => encodeURIComponent(`urn:li:organization:${id}`);

export const linkedin: NetworkClient = {
  counts: async (account, asking) => {
    const id = await organization(account, asking);
    if (!id.ok) return id;
    const path = `networkSizes/${urn(id.value)}?edgeType=COMPANY_FOLLOWED_BY_MEMBER`;
    const answer = await asked(asking, resource(asking, path), size);
    if (!answer.ok) return answer;
    return ok([{ series: 'followers', value: answer.value.firstDegreeSize, bound: 'exact' }]);
  },
  totals: async (account, asking) => {
    const id = await organization(account, asking);
    if (!id.ok) return id;
    const path = `organizationalEntityShareStatistics?q=organizationalEntity&organizationalEntity=${urn(id.value)}`;
    const answer = await asked(asking, resource(asking, path), statistics);
    if (!answer.ok) return answer;
    const all = answer.value.elements[0]?.totalShareStatistics;
    if (!all) return refused('forbidden', 'statistics are for administrators of the page');
    return ok({
      overDays: 365,
      interactions: told({
        likes: all.likeCount,
        comments: all.commentCount,
        shares: all.shareCount,
        clicks: all.clickCount,
      }),
      ...told({ views: all.impressionCount, reach: all.uniqueImpressionsCount }),
    });
  },
};
