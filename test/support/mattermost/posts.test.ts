// Rules of posts, driven by the real client.
import { describe, expect, it } from 'vitest';
import { clientOf, refusal, setup } from './harness.ts';
import { card } from './tiny-app.ts';

describe('writing posts', () => {
  it('is 403 for ephemeral posts by a bot', async () => {
    const { server, bot, channelId } = await setup();
    const ana = server.user('ana').id;
    const post = { channel_id: channelId, message: 'psst' };
    expect((await refusal(bot.createPostEphemeral(ana, post))).status_code).toBe(403);
    const admin = clientOf(server, server.tokenOf('admin'));
    expect((await admin.createPostEphemeral(ana, post)).type).toBe('system_ephemeral');
  });

  it('is 403 where the bot is no member, and 400 in an archived channel', async () => {
    const { server, bot, channelId } = await setup();
    const secret = server.addChannel({ name: 'secret', type: 'P', members: ['ana'] });
    const open = server.addChannel({ name: 'open', members: ['ana'] });
    for (const channel_id of [secret.id, open.id, 'x'.repeat(26), ''])
      expect((await refusal(bot.createPost({ channel_id, message: 'x' }))).status_code).toBe(403);
    server.archiveChannel('idea-circle', 'admin');
    const late = await refusal(bot.createPost({ channel_id: channelId, message: 'x' }));
    expect(late).toMatchObject({
      status_code: 400,
      server_error_id: 'api.post.create_post.can_not_post_to_deleted.error',
    });
  });

  it('is 400 beyond MaxPostSize code points', async () => {
    const { bot, channelId } = await setup();
    const write = (message: string) => bot.createPost({ channel_id: channelId, message });
    expect((await write('🙂'.repeat(16_383))).id).toHaveLength(26);
    expect(await refusal(write('é'.repeat(16_384)))).toMatchObject({
      status_code: 400,
      server_error_id: 'model.post.is_valid.msg.app_error',
    });
  });

  it.each([
    ['current', 799_000, 800_000],
    ['old', 7_700, 7_900],
  ] as const)('is 400 with props beyond the limit: %s', async (profile, good, bad) => {
    const { bot, channelId } = await setup({ profile });
    const write = (size: number) => {
      const props = { attachments: [{ text: 'x'.repeat(size) }] };
      return bot.createPost({ channel_id: channelId, message: '', props });
    };
    const post = await write(good);
    expect((await refusal(write(bad))).server_error_id).toBe('model.post.is_valid.props.app_error');
    const props = { attachments: [{ text: 'x'.repeat(bad) }] };
    expect((await refusal(bot.patchPost({ id: post.id, props }))).status_code).toBe(400);
  });

  it('de-duplicates by pending_post_id for 30 s and for everybody', async () => {
    let now = 1_800_000_000_000;
    const { server, bot, channelId } = await setup({ now: () => now });
    const write = (client: typeof bot, message: string) =>
      client.createPost({ channel_id: channelId, message, pending_post_id: 'digest-1' });
    const first = await write(bot, 'digest');
    expect(first.pending_post_id).toBe('digest-1');
    now += 20_000;
    expect(await write(bot, 'other')).toMatchObject({ id: first.id, message: 'digest' });
    const ana = clientOf(server, server.tokenOf('ana'));
    expect(await write(ana, 'mine')).toMatchObject({ id: first.id, user_id: server.bot.id });
    expect(server.posts()).toHaveLength(1);
    now += 16_000;
    expect((await write(bot, 'digest')).id).not.toBe(first.id);
  });

  it('is written down as seen, in a channel and in a direct channel', async () => {
    const { server, bot, channelId } = await setup();
    await bot.createPost({ channel_id: channelId, message: '**Hello** [page](https://e.org)' });
    const direct = await bot.createDirectChannel([server.bot.id, server.user('ben').id]);
    await bot.createPost({ channel_id: direct.id, message: 'psst' });
    await server.direct('ben', 'a word of his own');
    expect(server.seen('ana').map((seen) => [seen.where, seen.lines])).toEqual([
      ['channel', ['Hello page <https://e.org>']],
    ]);
    expect(server.seen('ben').map((seen) => seen.where)).toEqual(['channel', 'direct']);
    expect(server.seen('ben')[1]?.reader).toBe(server.user('ben').id);
  });
});

describe('changing posts', () => {
  it('blanks what PUT leaves out and keeps what PATCH leaves out; both lose from_bot', async () => {
    const { server, app, bot, channelId } = await setup();
    const props = { attachments: [card(app.url)] };
    const write = () => bot.createPost({ channel_id: channelId, message: 'Talks', props });
    const a = await write();
    expect(a.props['from_bot']).toBe('true');
    const patched = await bot.patchPost({ id: a.id, message: 'Talks!' });
    expect(patched.props['attachments']).toHaveLength(1);
    const replaced = await bot.patchPost({ id: a.id, props: { other: 1 } });
    expect(replaced).toMatchObject({ message: 'Talks!', props: { other: 1 } });
    expect(replaced.props['from_bot']).toBeUndefined();
    const b = await write();
    await bot.patchPost({ id: b.id, is_pinned: true });
    const put = await bot.updatePost({ ...b, message: 'Only this', props: {}, is_pinned: false });
    expect(put).toMatchObject({ message: 'Only this', props: {}, is_pinned: false });
    expect(server.seen().map((seen) => seen.change)).toEqual([
      'posted',
      'edited',
      'edited',
      'posted',
      'edited',
      'edited',
    ]);
    server.assertFaultless();
  });

  it('refuses attachments that are written back as they were read: the integrations are stripped', async () => {
    const { server, app, bot, channelId } = await setup();
    const props = { attachments: [card(app.url)] };
    const { id } = await bot.createPost({ channel_id: channelId, message: 'Talks', props });
    const read = await bot.getPost(id);
    expect(JSON.stringify(read)).not.toContain('secret');
    await expect(bot.updatePost(read)).rejects.toThrow();
    expect(server.faults.map((fault) => fault.kind)).toEqual(['buttons-written-back']);
    const [button] = server.seen()[0]?.buttons ?? [];
    if (button === undefined) throw new Error('no button');
    expect((await server.press('ana', button)).ok).toBe(true);
    const changed = JSON.parse(JSON.stringify(read).replace('Tuesday', 'Monday')) as typeof read;
    await bot.updatePost(changed);
    expect((await server.press('ana', button)).status).toBe(404);
    expect(() => server.assertFaultless()).toThrow('buttons-written-back');
  });

  it('is 403 for posts of others and for deleted ones; a deleted post cannot be read', async () => {
    const { server, bot, channelId } = await setup();
    const ana = clientOf(server, server.tokenOf('ana'));
    const { id } = await bot.createPost({ channel_id: channelId, message: 'x' });
    expect((await refusal(ana.patchPost({ id, message: 'y' }))).status_code).toBe(403);
    expect((await refusal(ana.deletePost(id))).status_code).toBe(403);
    await bot.deletePost(id);
    expect((await refusal(bot.getPost(id))).status_code).toBe(404);
    expect((await refusal(bot.patchPost({ id, message: 'y' }))).status_code).toBe(403);
    expect((await refusal(bot.deletePost(id))).status_code).toBe(403);
    expect(server.seen().at(-1)).toMatchObject({ change: 'deleted', messageId: id, lines: [] });
    expect(server.posts()).toEqual([]);
  });

  it('shows up in the posts since a moment, deletions included, and in pages', async () => {
    let now = 1_800_000_000_000;
    const { bot, channelId } = await setup({ now: () => now++ });
    const made = [];
    for (const message of ['a', 'b', 'c'])
      made.push(await bot.createPost({ channel_id: channelId, message }));
    const [a, b, c] = made;
    await bot.deletePost(a?.id ?? '');
    const since = await bot.getPostsSince(channelId, b?.create_at ?? 0);
    expect(since.order).toEqual([c?.id, a?.id]);
    expect(since.posts[a?.id ?? '']?.delete_at).toBeGreaterThan(0);
    expect((await bot.getPosts(channelId, 0, 1)).order).toEqual([c?.id]);
    expect((await bot.getPosts(channelId, 1, 1)).order).toEqual([b?.id]);
  });
});

describe('mentions', () => {
  it.each([
    ['hello @ana', ['ana']],
    ['hello @ALL', ['ana', 'ben', 'admin']],
    ['hello @here', ['ana', 'ben']],
    ['\\@all', ['ana', 'ben', 'admin']],
    ['&#64;channel', ['ana', 'ben', 'admin']],
    ['(@ana), **@ben**.', ['ana', 'ben']],
    ['[@ana](http://example.org)', ['ana']],
    ['| a |\n|---|\n| @ben |', ['ben']],
    ['<!-- @ana -->', ['ana']],
    ['@ana. @ana_ @ana-', ['ana']],
    ['hello @\u200Ball @\u200Bana', []],
    ['`@all` and ana@example.org x@ana', []],
    ['```\n@all\n```', []],
    ['[x](http://example.org/@ana)', []],
    ['＠all', []],
  ])('notify, also when escaped, but not after U+200B or in code: %j', async (message, names) => {
    const { server, bot, channelId } = await setup();
    await bot.createPost({ channel_id: channelId, message });
    const users = server.pings.flatMap((ping) => ping.users);
    expect([...users].sort()).toEqual(names.map((name) => server.user(name).id).sort());
    expect(server.pings).toHaveLength(names.length > 0 ? 1 : 0);
  });

  it('count in text and pretext of attachments, in field values unless (old), not in titles or names, not in edits', async () => {
    for (const profile of ['current', 'old'] as const) {
      const { server, bot, channelId } = await setup({ profile });
      const write = async (attachment: Record<string, unknown>): Promise<number> => {
        const before = server.pings.length;
        const props = { attachments: [attachment] };
        await bot.createPost({ channel_id: channelId, message: '', props });
        return server.pings.length - before;
      };
      expect(await write({ text: 'hi @ana' })).toBe(1);
      expect(await write({ pretext: 'hi @ana' })).toBe(1);
      expect(await write({ title: '@ana', fallback: '@all', footer: '@all' })).toBe(0);
      const fields = [{ title: 'Who', value: '@ana', short: true }];
      expect(await write({ fields })).toBe(profile === 'old' ? 0 : 1);
      const before = server.pings.length;
      const { id } = await bot.createPost({ channel_id: channelId, message: 'x' });
      await bot.patchPost({ id, message: '@all' });
      expect(server.pings).toHaveLength(before);
    }
  });
});
