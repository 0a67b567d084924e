// The socket against servers that no stand-in should be: one that never answers, one that sends no JSON.
import { createServer as createHttp } from 'node:http';
import { type AddressInfo, createServer, type Socket as Stream } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import {
  createSocket,
  type Socket,
  type SocketEvent,
} from '../../../src/platforms/mattermost/socket.ts';
import { type LoggedLine, machine, recordingLog, until } from './harness.ts';

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

const events: SocketEvent[] = [];
let lost = 0;

function socketTo(port: number, lines: LoggedLine[] = []): Socket {
  events.length = 0;
  lost = 0;
  const socket = createSocket({
    url: `http://127.0.0.1:${port}/`,
    token: 'token',
    machine,
    log: recordingLog(lines),
    pingMs: 150,
    reconnectMs: 20,
    onEvent: (event) => events.push(event),
    onMissed: () => {},
    onLost: () => {
      lost += 1;
    },
  });
  ends.push(() => socket.close());
  return socket;
}

test('a server that takes the connection and says nothing is given up and tried again', async () => {
  const streams: Stream[] = [];
  const server = createServer((stream) => {
    stream.on('error', () => {});
    streams.push(stream);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(() => {
    for (const stream of streams) stream.destroy();
    server.close();
  });
  const socket = socketTo((server.address() as AddressInfo).port);
  socket.open();
  await until(() => streams.length >= 2);
  expect(lost).toBeGreaterThan(0);
  expect(await socket.ready(10)).toBe(false);
});

test('what is no JSON ends the connection and not the program; the next one carries the header', async () => {
  const http = createHttp();
  const server = new WebSocketServer({ server: http });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  ends.push(() => {
    for (const client of server.clients) client.terminate();
    server.close();
    http.close();
  });
  const tokens: (string | undefined)[] = [];
  server.on('connection', (client, request) => {
    tokens.push(request.headers.authorization);
    if (tokens.length === 1) client.send('<html>');
    else
      client.send(
        JSON.stringify({ event: 'hello', data: { connection_id: 'c'.repeat(26) }, seq: 0 }),
      );
  });
  const lines: LoggedLine[] = [];
  const socket = socketTo((http.address() as AddressInfo).port, lines);
  socket.open();
  await until(() => events.length === 1);
  expect(await socket.ready(1_000)).toBe(true);
  expect(tokens).toEqual(['Bearer token', 'Bearer token']);
  expect(lines.map((l) => l.event)).toContain('mattermost-socket-unreadable');
  socket.close();
  expect(socket.alive()).toBe(false);
});

test('closed while it is being opened it stays closed', async () => {
  const server = createServer(() => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(() => server.close());
  // undici may open one more connection, and ask nothing on it.
  let asked = 0;
  server.on('connection', (stream) => {
    stream.on('error', () => {});
    stream.on('data', () => {
      asked += 1;
    });
    setTimeout(() => stream.destroy(), 50);
  });
  const socket = socketTo((server.address() as AddressInfo).port);
  socket.open();
  await until(() => asked === 1);
  socket.close();
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect([asked, lost]).toEqual([1, 0]);
});
