// Requests to the web chat and to the program's own addresses that no page of ours would send.
import { raw } from '../../platforms/web/listening.ts';
import { postText, shared } from '../web-window.ts';
import type { Answer, BadInput, Stage } from './stage.ts';

const json = { 'content-type': 'application/json' };

function post(
  stage: Stage,
  path: string,
  body: string,
  headers: Readonly<Record<string, string>> = json,
): Promise<Answer> {
  const { port } = stage.running.program;
  return raw(port, 'POST', path, { host: `127.0.0.1:${port}`, ...headers }, body);
}

function get(stage: Stage, path: string, headers: Readonly<Record<string, string>> = {}) {
  const { port } = stage.running.program;
  return raw(port, 'GET', path, { host: `127.0.0.1:${port}`, ...headers });
}

const words = (more: Readonly<Record<string, unknown>> = {}) =>
  JSON.stringify({ person: 'ana', channel: shared, text: '/icdd register 10', ...more });

const sent = (
  what: string,
  body: string,
  status: number,
  says: string,
  headers?: Readonly<Record<string, string>>,
): BadInput => ({
  what: `POST /web/words: ${what}`,
  send: (stage) => post(stage, '/web/words', body, { ...json, ...headers }),
  status,
  says,
});

const pressed = (
  what: string,
  body: (stage: Stage) => Readonly<Record<string, unknown>>,
  status: number,
  says: string,
): BadInput => ({
  what: `POST /web/press: ${what}`,
  send: (stage) => post(stage, '/web/press', JSON.stringify(body(stage))),
  status,
  says,
});

const asked = (path: string, status: number, says: string): BadInput => ({
  what: `GET ${path}`,
  send: (stage) => get(stage, path),
  status,
  says,
});

/** A private answer to Ana, with a button. */
function privatePost(stage: Stage) {
  const found = stage.ana
    .posts()
    .find((one) => one.private && one.card?.blocks.some((block) => block.kind === 'buttons'));
  if (!found) throw new Error('Ana has no private answer');
  return found;
}

/** Presses a button that never stood on the card, and reads the answer to it. */
const strange = (what: string, action: string, says: string): BadInput => ({
  what: `a press of ${what}`,
  says,
  send: async (stage) => {
    const from = stage.ana.listener.posts().length;
    const body = { person: 'ana', message: privatePost(stage).id, action };
    await stage.ana.send('/web/press', body);
    await stage.ana.listener.until(() => stage.ana.listener.posts().length > from);
    const answer = stage.ana.listener.posts().at(-1);
    return { text: answer ? postText(answer) : '' };
  },
});

const large = 'a'.repeat(10 * 1024 * 1024);
const foreign = 'only from its own page';
const notAddress = 'There is nothing at this address.';

export const badRequests: readonly BadInput[] = [
  sent('broken JSON', '{"person":"ana",', 400, 'could not be read as JSON'),
  sent('a list', '[1, 2]', 400, 'could not be read as JSON'),
  sent('null', 'null', 400, 'could not be read as JSON'),
  sent('nothing', '', 400, 'could not be read as JSON'),
  sent('a form', 'person=ana', 403, 'takes JSON only', {
    'content-type': 'application/x-www-form-urlencoded',
  }),
  sent('plain text', words(), 403, 'takes JSON only', { 'content-type': 'text/plain' }),
  sent('a text of 10 MB', words({ text: large }), 413, 'Make it shorter.'),
  sent('a text of 4,001 characters', words({ text: 'x'.repeat(4001) }), 400, 'is too long'),
  sent('an empty text', words({ text: '' }), 400, 'Something is missing'),
  sent('spaces alone', words({ text: ' \n\t ' }), 400, 'Something is missing'),
  sent('a text that is none', words({ text: { a: 1 } }), 400, 'Something is missing'),
  sent('a request id that is none', words({ request: '../../x' }), 400, 'Something is missing'),
  sent('an unknown person', words({ person: 'mallory' }), 400, 'nobody of that name'),
  sent('a person that is none', words({ person: 7 }), 400, 'nobody of that name'),
  sent('__proto__ as a person', words({ person: '__proto__' }), 400, 'nobody of that name'),
  sent('an unknown channel', words({ channel: 'board' }), 400, 'no such conversation'),
  sent("another's conversation", words({ channel: 'direct-ben' }), 400, 'no such conversation'),
  sent('a foreign Origin', words(), 403, foreign, { origin: 'https://evil.example' }),
  sent('Origin null', words(), 403, foreign, { origin: 'null' }),
  sent('a foreign Host', words(), 403, 'own address', { host: 'evil.example' }),
  {
    what: 'POST /web/words: the same request twice',
    says: 'You already have a seat in talk 9.',
    send: async (stage) => {
      const text = '/icdd register 9';
      const before = stage.ana.posts().length;
      const body = { person: 'ana', channel: shared, text, request: 'the-same-request-1' };
      const both = [
        await stage.ana.send('/web/words', body),
        await stage.ana.send('/web/words', body),
      ];
      if (both.some(({ status }) => status !== 200)) throw new Error(JSON.stringify(both));
      await stage.ana.listener.until(() => stage.ana.posts().length >= before + 2);
      const fresh = stage.ana.posts().slice(before);
      // What was typed and its one answer.
      if (fresh.length !== 2) throw new Error(`answered ${fresh.length - 1} times`);
      return { text: fresh.map(postText).join('\n') };
    },
  },
  pressed(
    "another's private button",
    (stage) => ({ person: 'ben', message: privatePost(stage).id, action: '1:list' }),
    403,
    'Only the person who got that message',
  ),
  pressed(
    'a message that is none',
    () => ({ person: 'ana', message: 999_999, action: '1:list' }),
    404,
    'no longer here',
  ),
  pressed(
    'a message id that is none',
    () => ({ person: 'ana', message: '1; DROP TABLE web_posts', action: '1:list' }),
    404,
    'no longer here',
  ),
  pressed(
    'an action that is none',
    (stage) => ({ person: 'ana', message: privatePost(stage).id, action: 'register 10' }),
    400,
    'none of ours',
  ),
  strange('a talk that is gone', '1:register:zzzzzzzzzzzz', 'no longer in the season'),
  strange('a button of an older version', '0:register:abc', 'from an older message'),
  strange('a verb that is no more', '1:teleport:abc', 'from an older message'),
  strange('an organiser’s button', '1:announce:zzzzzzzzzzzz', 'Only organisers can do that.'),
  strange('a link that is none', '1:link-yes:zzzzzzzzzzzz', ''),
  asked('/web/../../package.json', 404, notAddress),
  asked('/web/%2e%2e/%2e%2e/package.json', 404, notAddress),
  asked('/web/..%2f..%2fpackage.json', 404, notAddress),
  asked('/web/%00', 404, notAddress),
  asked('/web/%', 404, notAddress),
  asked('/web/index.html', 404, notAddress),
  asked('/../etc/passwd', 404, 'not found'),
  asked('//evil.example/', 404, 'not found'),
  asked('/admin', 404, 'not found'),
  asked('/web/state?person=mallory', 400, 'nobody of that name'),
  asked('/web/events?person=', 400, 'nobody of that name'),
  asked('/slack/events', 405, 'method not allowed'),
  asked('/mattermost/action', 405, 'method not allowed'),
  {
    what: 'GET / under a foreign Host',
    send: (stage) => get(stage, '/', { host: 'evil.example' }),
    status: 403,
    says: 'own address',
  },
  {
    what: 'a jump of the clock where the real one runs',
    send: (stage) => post(stage, '/web/jump', JSON.stringify({ person: 'olga', to: 'digest' })),
    status: 404,
    says: 'The real clock runs here',
  },
  {
    what: 'a jump to no stop',
    send: (stage) => post(stage, '/web/jump', JSON.stringify({ person: 'olga', to: 'doomsday' })),
    status: 400,
    says: 'Something is missing',
  },
  {
    what: 'starting again where the real clock runs',
    send: (stage) => post(stage, '/web/restart', JSON.stringify({ person: 'olga' })),
    status: 404,
    says: 'The real clock runs here',
  },
];
