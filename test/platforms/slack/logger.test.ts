// What the SDK logs reaches our log without what must not stand there.
import { describe, expect, it } from 'vitest';
import { describeError, sdkLogger, withoutSecrets } from '../../../src/platforms/slack/logger.ts';

const lines: unknown[] = [];
const log = {
  info: (facts: object, event: string) => lines.push(['info', facts, event]),
  warn: (facts: object, event: string) => lines.push(['warn', facts, event]),
  error: (facts: object, event: string) => lines.push(['error', facts, event]),
};

describe('withoutSecrets', () => {
  it.each([
    ['Bearer xoxb-12-34-AbCd ok', 'Bearer [token] ok'],
    ['xapp-1-A01-99-ab, xoxe.xoxp-1-x', '[token], [token]'],
    [
      'to https://hooks.slack.com/actions/T1/1/secret failed',
      'to https://hooks.slack.com/… failed',
    ],
    ['wss://x.slack.com/link/?ticket=abc', 'wss://x.slack.com/…'],
    ['nothing to hide', 'nothing to hide'],
  ])('%s', (text, clean) => {
    expect(withoutSecrets(text)).toBe(clean);
  });
});

it('warnings and errors pass, debug and info do not', () => {
  const logger = sdkLogger(log);
  logger.debug('payload');
  logger.info('hello');
  logger.warn('slow xoxb-1', { payload: 'text of a message' });
  logger.error(new Error('lost wss://x/?ticket=1'));
  logger.setLevel(logger.getLevel());
  logger.setName('x');
  expect(lines).toEqual([
    ['warn', { sdk: 'slow [token]' }, 'slack: from the SDK'],
    ['error', { sdk: 'lost wss://x/…' }, 'slack: from the SDK'],
  ]);
});

it('something thrown is described without its secrets', () => {
  expect(describeError(Object.assign(new Error('bad xoxb-1'), { code: 'E1' }))).toMatchObject({
    error: 'Error',
    code: 'E1',
    message: 'bad [token]',
  });
  expect(describeError('xoxb-1')).toEqual({ error: '[token]' });
});
