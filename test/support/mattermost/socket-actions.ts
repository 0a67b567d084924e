// What a client may ask over its socket, and the answers.
import { isRecord } from './attachments.ts';
import type { World } from './world.ts';

function failure(seq: unknown, status: number, id: string, message: string) {
  return {
    status: 'FAIL',
    ...(typeof seq === 'number' && seq > 0 ? { seq_reply: seq } : {}),
    error: { id, message, detailed_error: '', status_code: status },
  };
}

export function answerSocket(
  world: World,
  message: Record<string, unknown>,
  reply: (value: Record<string, unknown>) => void,
): void {
  const seq = message['seq'];
  if (typeof seq !== 'number' || seq <= 0) {
    reply(
      failure(
        seq,
        400,
        'api.web_socket_router.bad_seq.app_error',
        'Invalid sequence for WebSocket message.',
      ),
    );
    return;
  }
  const data = isRecord(message['data']) ? message['data'] : {};
  switch (message['action']) {
    case 'ping':
      reply({
        status: 'OK',
        seq_reply: seq,
        data: {
          node_id: '',
          server_time: world.now(),
          text: 'pong',
          version: world.profile.version,
        },
      });
      return;
    case 'user_typing':
      reply({ status: 'OK', seq_reply: seq });
      return;
    case 'get_statuses':
    case 'get_statuses_by_ids': {
      const ids = Array.isArray(data['user_ids']) ? data['user_ids'].map(String) : [];
      const statuses = ids.map((id) => [id, world.users.get(id)?.online ? 'online' : 'offline']);
      reply({ status: 'OK', seq_reply: seq, data: Object.fromEntries(statuses) });
      return;
    }
    case 'presence':
      world.fault('socket', 'presence narrows the events to one channel for good');
      reply({ status: 'OK', seq_reply: seq });
      return;
    default:
      reply(
        failure(
          seq,
          500,
          'api.web_socket_router.bad_action.app_error',
          'Unknown WebSocket action.',
        ),
      );
  }
}
