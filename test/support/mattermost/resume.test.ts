// Rules of the WebSocket: resumption and refused upgrades, driven by a plain client and once by the real one.
import mattermost from '@mattermost/client';
import undici from 'undici';
import { describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { setup } from './harness.ts';
import { challenge, dial, hello } from './wire.ts';

describe('resumption', () => {
  it('with connection_id and sequence_number replays what was missed, without a hello', async () => {
    const { server, wire, connection } = await hello();
    server.dropSockets();
    expect(await wire.closed).toBe(1006);
    await server.say('ana', 'idea-circle', 'missed 1');
    await server.say('ana', 'idea-circle', 'missed 2');
    const from = (seq: number) => `?connection_id=${connection}&sequence_number=${seq}`;
    const again = dial(server, server.botToken, from(1));
    await again.count(2);
    await server.say('ana', 'idea-circle', 'next');
    const frames = await again.count(3);
    expect(frames.map((frame) => [frame.event, frame.seq])).toEqual([
      ['posted', 1],
      ['posted', 2],
      ['posted', 3],
    ]);
    server.dropSockets();
    await again.closed;
    const third = dial(server, server.botToken, from(3));
    expect((await third.count(1))[0]?.seq).toBe(3);
  });

  it('gives a new hello beyond the queue, after a restart, later than 5 minutes, from the future and without header', async () => {
    let now = 1_800_000_000_000;
    const { server, wire, connection } = await hello({ sendQueue: 3, now: () => now });
    let last = wire;
    let id = connection;
    const comesBack = async (token: string | undefined, from = 1) => {
      const next = dial(server, token, `?connection_id=${id}&sequence_number=${from}`);
      await next.opened;
      if (token === undefined) next.send(challenge(server.botToken));
      const [first] = await next.count(1);
      expect(first).toMatchObject({ event: 'hello', seq: 0 });
      expect(first?.data?.['connection_id']).not.toBe(id);
      id = String(first?.data?.['connection_id']);
      last = next;
    };
    const drop = async (forget = false) => {
      server.dropSockets({ forget });
      await last.closed;
    };
    await drop();
    for (let i = 0; i < 4; i += 1) await server.say('ana', 'idea-circle', `missed ${i}`);
    await comesBack(server.botToken);
    await drop(true);
    await comesBack(server.botToken);
    await drop();
    now += 6 * 60_000;
    await comesBack(server.botToken);
    await drop();
    await comesBack(server.botToken, 99);
    await drop();
    await comesBack(undefined);
  });

  it('ends the socket when the connection_id has a wrong shape or the number is missing', async () => {
    const { server, connection } = await hello();
    for (const query of ['?connection_id=x&sequence_number=1', `?connection_id=${connection}`])
      expect(await dial(server, server.botToken, query).closed).toBe(1006);
  });

  it('works with the real client, given the header and both polyfills', async () => {
    const { server } = await setup();
    vi.stubGlobal('WebSocket', undici.WebSocket);
    vi.stubGlobal('CloseEvent', undici.CloseEvent);
    vi.spyOn(console, 'log').mockImplementation(() => {});
    const headers = { Authorization: `Bearer ${server.botToken}` };
    const client = new mattermost.WebSocketClient({
      minWebSocketRetryTime: 5,
      reconnectJitterRange: 1,
      newWebSocketFn: (url) => new undici.WebSocket(url, { headers }) as never,
    });
    const heard: string[] = [];
    let missed = 0;
    client.addMissedMessageListener(() => {
      missed += 1;
    });
    let wake: () => void = () => {};
    client.addMessageListener((message) => {
      heard.push(message.event);
      wake();
    });
    const until = async (n: number) => {
      while (heard.length < n)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    };
    try {
      client.initialize(server.socketUrl);
      await server.settled(() => server.connected() === 1);
      await until(1);
      server.dropSockets();
      await server.say('ana', 'idea-circle', 'missed');
      await server.settled(() => server.connected() === 1);
      await until(2);
      expect(heard).toEqual(['hello', 'posted']);
      expect(missed).toBe(0);
    } finally {
      client.close();
      await server.settled(() => server.connected() === 0);
      vi.restoreAllMocks();
      vi.unstubAllGlobals();
    }
  });
});

describe('an upgrade', () => {
  it('may be refused by a proxy, cut or left waiting, on demand', async () => {
    const { server } = await setup();
    const path = '/websocket';
    server.disturb({ path, kind: 'bad-gateway' });
    const refused = new WebSocket(server.socketUrl);
    const said = await new Promise<Error>((resolve) => refused.once('error', resolve));
    expect(said.message).toContain('502');
    server.disturb({ path, kind: 'drop' });
    expect(await dial(server, server.botToken).closed).toBe(1006);
    server.disturb({ path, kind: 'hang' });
    const waiting = dial(server, server.botToken);
    await dial(server, server.botToken).count(1);
    expect(waiting.socket.readyState).toBe(WebSocket.CONNECTING);
  });

  it('is not resumed after the server was down', async () => {
    const { server, wire, connection } = await hello();
    await server.goDown();
    expect(await wire.closed).toBe(1006);
    await server.comeBack();
    const again = dial(server, server.botToken, `?connection_id=${connection}&sequence_number=1`);
    expect((await again.count(1))[0]).toMatchObject({ event: 'hello', seq: 0 });
  });
});
