// Threads: the account of the token by its insights, any other public one by its profile, which needs advanced access.
// developers.facebook.com/docs/threads/insights and …/threads-profiles
import { z } from 'zod';
import { ok } from '../../kernel/result.ts';
import type { Asking, NetworkClient } from './client.ts';
import { facts } from './facts.ts';
import { graphAsker } from './graph.ts';
import { count, refused, setting } from './request.ts';

const { address, settings } = facts.threads;
const asked = graphAsker(settings);

const insights = z.object({
  data: z.array(z.object({ name: z.string(), total_value: z.object({ value: count }).optional() })),
});
const profile = z.object({ follower_count: count });

function node(asking: Asking, path: string, query: Readonly<Record<string, string>>) {
  const token = setting(asking, 'THREADS_ACCESS_TOKEN');
  const said = new URLSearchParams({ ...query, access_token: token });
  return { url: `${asking.address ?? address}/${path}?${said}` };
}

async function own(asking: Asking) {
  const ask = node(asking, 'me/threads_insights', { metric: 'followers_count' });
  const answer = await asked(asking, ask, insights);
  if (!answer.ok) return answer;
  // What is not known is an empty list, never 0.
  const value = answer.value.data.find((m) => m.name === 'followers_count')?.total_value?.value;
  return value === undefined ? refused('hidden', 'the insights say no count') : ok(value);
}

async function other(account: string, asking: Asking) {
  const ask = node(asking, 'profile_lookup', { username: account });
  const answer = await asked(asking, ask, profile);
  return answer.ok ? ok(answer.value.follower_count) : answer;
}

export const threads: NetworkClient = {
  counts: async (account, asking) => {
    const whose = asking.settings['THREADS_ACCOUNT']?.replace(/^@/, '').toLowerCase();
    const value = await (whose === account.toLowerCase() ? own(asking) : other(account, asking));
    return value.ok ? ok([{ series: 'followers', value: value.value, bound: 'exact' }]) : value;
  },
};
