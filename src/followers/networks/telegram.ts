// Telegram: the members of a public channel or group. The bot's token is a part of the address.
// core.telegram.org/bots/api#getchatmembercount
import { z } from 'zod';
import { ok } from '../../kernel/result.ts';
import type { NetworkClient } from './client.ts';
import { facts } from './facts.ts';
import { asker, count, misnamed, rateLimited, refused, setting } from './request.ts';

const { address, settings } = facts.telegram;

const fault = z.object({
  ok: z.literal(false),
  error_code: z.number().default(0),
  description: z.string().default(''),
  parameters: z.object({ retry_after: count.optional() }).default({}),
});

const asked = asker({
  settings,
  words: fault.transform(({ description }) => description),
  judge: ({ body }, detail, now) => {
    const said = fault.safeParse(body).data;
    if (!said) return undefined;
    const { error_code: code, parameters } = said;
    const wait = parameters.retry_after;
    if (code === 429)
      return rateLimited(wait === undefined ? undefined : now + wait * 1000, detail);
    // A token of no bot is an address that there is not.
    if (code === 401 || code === 404) return refused('auth', detail);
    if (code === 403) return refused('forbidden', detail);
    if (code === 400 && /chat not found/i.test(detail)) return refused('notFound', detail);
    return refused(code >= 500 ? 'unavailable' : 'badResponse', detail);
  },
});

const members = z.object({ ok: z.literal(true), result: count });

export const telegram: NetworkClient = {
  counts: async (account, asking) => {
    if (!/^\w{4,32}$/.test(account)) return misnamed('cern');
    const base = `${asking.address ?? address}/bot${setting(asking, 'TELEGRAM_BOT_TOKEN')}`;
    const url = `${base}/getChatMemberCount?chat_id=@${account}`;
    const answer = await asked(asking, { url }, members);
    if (!answer.ok) return answer;
    return ok([{ series: 'followers', value: answer.value.result, bound: 'exact' }]);
  },
};
