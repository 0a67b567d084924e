// WeChat: a verified official account's own figure of a day, known on the next morning in China. Faults come inside answers that went well.
// developers.weixin.qq.com/doc/offiaccount/Analytics/User_Analysis_Data_Interface.html
import { z } from 'zod';
import { ok } from '../../kernel/result.ts';
import { type Instant, instantOf, localDate, plusDays } from '../../kernel/time.ts';
import type { NetworkClient } from './client.ts';
import { facts } from './facts.ts';
import { asker, count, notConfigured, rateLimited, refused, setting } from './request.ts';

const { address, settings } = facts.wechat;

const zone = 'Asia/Shanghai';
const fault = z.object({ errcode: z.number(), errmsg: z.string().default('') });
/** Of a token, of the app's id, and of its secret. */
const wrongKey = new Set([40_001, 40_013, 40_014, 40_125, 41_001, 42_001]);
/** The caller's address is not on the account's list; the account has not this interface. */
const notAllowed = new Set([40_164, 48_001, 48_004, 50_001, 50_002, 61_007]);

const asked = asker({
  settings,
  words: fault.transform(({ errmsg }) => errmsg),
  judge: ({ body }, detail, now) => {
    const code = fault.safeParse(body).data?.errcode ?? 0;
    if (code === 0) return undefined;
    if (wrongKey.has(code)) return refused('auth', detail);
    if (notAllowed.has(code)) return refused('forbidden', detail);
    if (code === 45_009) return rateLimited(nextDay(now), detail);
    if (code === 45_011) return rateLimited(undefined, detail);
    return refused(code === -1 ? 'unavailable' : 'badResponse', detail);
  },
});

/** Quotas are of a day in China. */
const nextDay = (now: Instant): Instant =>
  instantOf(plusDays(localDate(now, zone), 1), '00:00', zone);

const token = z.object({ access_token: z.string().min(1) });
const cumulated = z.object({
  list: z.array(
    z.object({ ref_date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/), cumulate_user: count }),
  ),
});

export const wechat: NetworkClient = {
  counts: async (account, asking) => {
    const whose = setting(asking, 'WECHAT_ACCOUNT').toLowerCase();
    if (whose !== account.toLowerCase()) return notConfigured('WECHAT_ACCOUNT');
    const base = asking.address ?? address;
    const body = {
      grant_type: 'client_credential',
      appid: setting(asking, 'WECHAT_APP_ID'),
      secret: setting(asking, 'WECHAT_APP_SECRET'),
    };
    const given = await asked(asking, { url: `${base}/cgi-bin/stable_token`, body }, token);
    if (!given.ok) return given;
    const query = new URLSearchParams({ access_token: given.value.access_token });
    const url = `${base}/datacube/getusercumulate?${query}`;
    // Before the morning, yesterday's figure is not there yet: then the day before stands last.
    const today = localDate(asking.now(), zone);
    const days = { begin_date: plusDays(today, -3), end_date: plusDays(today, -1) };
    const answer = await asked(asking, { url, body: days }, cumulated);
    if (!answer.ok) return answer;
    const [newest] = answer.value.list.toSorted((a, b) => (a.ref_date < b.ref_date ? 1 : -1));
    if (!newest) return refused('unavailable', 'no figure of the last three days is there yet');
    const { cumulate_user: value, ref_date: on } = newest;
    return ok([{ series: 'followers', value, bound: 'exact', on }]);
  },
};
