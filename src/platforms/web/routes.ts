// The addresses of the web chat: its page, its files, its events, and what the page sends.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpRoute } from '../../chat/platform.ts';
import type { Language } from '../../kernel/language.ts';
import type { Result } from '../../kernel/result.ts';
import type { Answers } from './answers.ts';
import { type Assets, assetOf, sendAsset } from './assets.ts';
import type { Clock } from './clock.ts';
import type { Windows } from './events.ts';
import {
  admit,
  askedLanguage,
  type Refused,
  readJson,
  sendJson,
  sendRefusal,
  wordingOf,
} from './guard.ts';
import type { WebOptions, WebPerson } from './options.ts';
import type { OwnPages } from './own-pages.ts';
import type { WireDone, WireState } from './page/wire.ts';
import { postOfPicture, sendPicture } from './pictures.ts';
import { directChannel, type Posts } from './posts.ts';
import {
  jumpRequest,
  pagePressRequest,
  personRequest,
  pressRequest,
  submitRequest,
  wordsRequest,
} from './requests.ts';
import { wirePost } from './wire.ts';

export interface RouteParts {
  readonly options: WebOptions;
  readonly posts: Posts;
  readonly windows: Windows;
  readonly answers: Answers;
  readonly clock: Clock;
  readonly ownPages: OwnPages;
  readonly assets: () => Assets | undefined;
  /** Counts what is under way, so that stopping can wait for it; false once it stops. */
  readonly enter: () => boolean;
  readonly leave: () => void;
}

type Handle = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void>;

export function createRoutes(parts: RouteParts): readonly HttpRoute[] {
  const { options, posts, windows, answers, clock } = parts;
  const personNamed = (user: string | null) => options.people.find((p) => p.user === user);

  function languageFor(request: IncomingMessage, user?: unknown): Language {
    return personNamed(typeof user === 'string' ? user : null)?.language ?? askedLanguage(request);
  }

  function guarded(handle: Handle): HttpRoute['handle'] {
    return async (request, response) => {
      const admitted = admit(request, options.publicUrl);
      if (!admitted.ok) return sendRefusal(response, admitted.refusal, askedLanguage(request));
      if (!parts.enter()) return sendRefusal(response, 'stopping', askedLanguage(request));
      try {
        await handle(request, response, new URL(request.url ?? '/', 'http://page'));
      } catch (fault) {
        options.log.error({ fault: String(fault) }, 'web-request-failed');
        sendRefusal(response, 'fault', askedLanguage(request));
      } finally {
        parts.leave();
      }
    };
  }

  /** A POST: its body is read, held against its shape, and only then done. */
  function taking<T>(
    read: (body: Readonly<Record<string, unknown>>) => Result<T, Refused>,
    act: (asked: T) => Promise<Result<WireDone | null, Refused>>,
  ): HttpRoute['handle'] {
    return guarded(async (request, response) => {
      const body = await readJson(request);
      if (!body.ok) return sendRefusal(response, body.refusal, askedLanguage(request));
      const language = languageFor(request, body.value['person']);
      const asked = read(body.value);
      if (!asked.ok) return sendRefusal(response, asked.refusal, language);
      const done = await act(asked.value);
      if (!done.ok) return sendRefusal(response, done.refusal, language);
      sendJson(response, 200, done.value ?? ({ done: true } satisfies WireDone));
    });
  }

  function knownPerson<T extends { readonly person: string }>(
    act: (asked: T) => Promise<Result<null, Refused>>,
  ): (asked: T) => Promise<Result<null, Refused>> {
    return async (asked) =>
      personNamed(asked.person) ? act(asked) : { ok: false, refusal: 'unknown-person' };
  }

  async function stateOf(person: WebPerson): Promise<WireState> {
    const { language } = person;
    const words = wordingOf(language);
    const at = await clock.face(language);
    const completions = await options.words(language);
    return {
      person: wirePerson(person),
      people: options.people.map(wirePerson),
      channels: [
        { id: options.channel.id, name: options.channel.name, direct: false },
        { id: directChannel(person.user), name: words.botName, direct: true },
      ],
      command: `/${options.command}`,
      completions: completions
        .filter((entry) => person.organiser || !entry.organisers)
        .map(({ typed, meaning }) => ({ typed, meaning })),
      words,
      epoch: await posts.epoch(),
      ...(at ? { clock: at } : {}),
    };
  }

  const page = guarded(async (request, response) => {
    const asset = parts.assets()?.get('index.html');
    if (!asset) return sendRefusal(response, 'not-found', askedLanguage(request));
    const language = askedLanguage(request);
    const words = wordingOf(language);
    const filled = asset.bytes
      .toString('utf8')
      .replace('<html lang="en">', `<html lang="${language}">`)
      .replace(/%(\w+)%/g, (whole, key: string) =>
        key in words ? escapeHtml(words[key as keyof typeof words]) : whole,
      );
    sendAsset(request, response, assetOf(asset.type, Buffer.from(filled)));
  });

  const file = guarded(async (request, response, url) => {
    const name = url.pathname.slice('/web/'.length);
    const asset = name === 'index.html' ? undefined : parts.assets()?.get(name);
    if (asset) sendAsset(request, response, asset);
    else sendRefusal(response, 'not-found', askedLanguage(request));
  });

  const picture = guarded(async (request, response, { pathname }) => {
    if (await sendPicture(request, response, pathname)) return;
    // A page that was open before this program started asks for what its post shows; reading the post names its charts again.
    const id = postOfPicture(pathname);
    const post = id === undefined ? undefined : await posts.byId(id);
    if (post) wirePost(post);
    if (!post || !(await sendPicture(request, response, pathname)))
      sendRefusal(response, 'not-found', askedLanguage(request));
  });

  const events = guarded(async (request, response, url) => {
    const person = personNamed(url.searchParams.get('person'));
    if (!person) return sendRefusal(response, 'unknown-person', askedLanguage(request));
    const resumed = request.headers['last-event-id'] ?? url.searchParams.get('since') ?? '0';
    const since = /^\d{1,15}$/.test(String(resumed)) ? Number(resumed) : 0;
    const epoch = url.searchParams.get('epoch') ?? '';
    await windows.open({ user: person.user, since, epoch }, response);
    const face = await clock.face(person.language);
    if (face) windows.tellOne(response, 'clock', face);
    await parts.ownPages.open(person.user, response);
  });

  const state = guarded(async (request, response, url) => {
    const asked = url.searchParams.get('person');
    const person = asked === null ? options.people[0] : personNamed(asked);
    if (!person) return sendRefusal(response, 'unknown-person', askedLanguage(request));
    sendJson(response, 200, await stateOf(person));
  });

  return [
    { method: 'GET', path: '/', handle: page },
    { method: 'GET', path: '/web/events', handle: events },
    { method: 'GET', path: '/web/state', handle: state },
    { method: 'GET', path: '/web/charts/*', handle: picture },
    { method: 'GET', path: '/web/*', handle: file },
    { method: 'POST', path: '/web/words', handle: taking(wordsRequest, answers.words) },
    { method: 'POST', path: '/web/press', handle: taking(pressRequest, answers.press) },
    {
      method: 'POST',
      path: '/web/page-press',
      handle: taking(pagePressRequest, answers.pagePress),
    },
    { method: 'POST', path: '/web/submit', handle: taking(submitRequest, answers.submit) },
    {
      method: 'POST',
      path: '/web/jump',
      handle: taking(
        jumpRequest,
        knownPerson(({ to }) => clock.jump(to)),
      ),
    },
    {
      method: 'POST',
      path: '/web/restart',
      handle: taking(
        personRequest,
        knownPerson(() => clock.restart()),
      ),
    },
  ];
}

function wirePerson({ user, name, language, zone, organiser }: WebPerson) {
  return { user, name, language, zone, organiser: organiser ?? false };
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
