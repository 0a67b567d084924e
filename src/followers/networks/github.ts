// GitHub: the followers of a person or an organisation, or the stars of a repository. No key is needed; one lets more be asked in an hour.
// docs.github.com/rest/users/users, docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api
import { z } from 'zod';
import { ok } from '../../kernel/result.ts';
import type { Asking, NetworkClient } from './client.ts';
import { facts } from './facts.ts';
import { asker, count, misnamed, rateLimited, refused, retryAtOf } from './request.ts';

const { address, settings } = facts.github;

const asked = asker({
  settings,
  words: z.object({ message: z.string() }).transform(({ message }) => message),
  judge: ({ status, headers }, detail, now) => {
    if (status === 403 || status === 429) {
      const spent = headers.get('x-ratelimit-remaining') === '0' || headers.has('retry-after');
      if (spent || /rate limit/i.test(detail)) return rateLimited(retryAtOf(headers, now), detail);
    }
    if ((status === 400 || status === 410) && /version/i.test(detail))
      return refused('versionRetired', detail);
    if (status >= 300 && status < 400) return refused('notFound', 'it has another name now');
    return undefined;
  },
});

const owner = z.object({ followers: count });
const repository = z.object({ stargazers_count: count });

const resource = (asking: Asking, path: string) => {
  const token = asking.settings['GITHUB_TOKEN'];
  return {
    url: `${asking.address ?? address}/${path}`,
    headers: {
      accept: 'application/vnd.github+json',
      'x-github-api-version': '2022-11-28',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
  };
};

export const github: NetworkClient = {
  counts: async (account, asking) => {
    if (/^[\w-]+$/.test(account)) {
      const answer = await asked(asking, resource(asking, `users/${account}`), owner);
      if (!answer.ok) return answer;
      return ok([{ series: 'followers', value: answer.value.followers, bound: 'exact' }]);
    }
    if (!/^[\w-]+\/[\w.-]+$/.test(account)) return misnamed('root-project/root');
    const answer = await asked(asking, resource(asking, `repos/${account}`), repository);
    if (!answer.ok) return answer;
    return ok([{ series: 'stars', value: answer.value.stargazers_count, bound: 'exact' }]);
  },
};
