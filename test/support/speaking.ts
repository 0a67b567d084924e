// What people of the web chat type, press and send, as a platform hands it on; and a card as one reads it, line by line.
import type { Action } from '../../src/chat/action.ts';
import type { Block, Card } from '../../src/chat/card.ts';
import type { FormId, Submitted } from '../../src/chat/form.ts';
import type {
  IncomingPart,
  IncomingPress,
  IncomingSubmit,
  IncomingWords,
} from '../../src/chat/incoming.ts';
import type { Account } from '../../src/kernel/account.ts';
import { plain } from '../../src/kernel/inline.ts';
import { ok } from '../../src/kernel/result.ts';

export const web = (user: string): Account => ({ platform: 'web', workspace: '', user });

let deliveries = 0;
const arrived = (account: Account, delivery?: string) => {
  deliveries += 1;
  return {
    account,
    speaker: 'person' as const,
    place: {
      conversation: { platform: account.platform, workspace: account.workspace, channel: 'c1' },
      kind: 'channel' as const,
    },
    delivery: delivery ?? `test:${process.pid}:${deliveries}`,
    event: false,
  };
};

/** Whoever is named with an @ is a person of the same chat, but for @nobody. */
export const typing = (account: Account, text: string, delivery?: string): IncomingWords => ({
  ...arrived(account, delivery),
  kind: 'words',
  text: text
    .split(/(@(?!nobody)\w+)/)
    .filter((part) => part !== '')
    .map((part): IncomingPart => {
      if (!part.startsWith('@')) return part;
      const user = part.slice(1);
      return { kind: 'person', account: { ...account, user }, name: user };
    }),
});

export const pressing = (account: Account, action: Action, pressed?: string): IncomingPress => ({
  ...arrived(account),
  kind: 'press',
  action: ok(action),
  pressed,
});

export const submitting = (
  account: Account,
  form: FormId,
  values: Readonly<Record<string, Submitted>>,
  delivery?: string,
): IncomingSubmit => ({
  ...arrived(account, delivery),
  kind: 'submit',
  form: ok(form),
  values: new Map(Object.entries(values)),
});

export const titleOf = (card: Card): string => plain(card.title);

/** All that a card says, a line each; buttons as [Label: what to type]. */
export function linesOf(card: Card): readonly string[] {
  const block = (one: Block): readonly string[] => {
    switch (one.kind) {
      case 'text':
        return one.lines.map(plain);
      case 'list':
        return one.items.map(plain);
      case 'fields':
        return one.fields.map((f) => `${f.label}: ${plain(f.value)}`);
      case 'meter':
        return [plain(one.caption)];
      case 'chart':
        return [`(${one.chart.title})`, ...one.numbers.map(plain)];
      case 'rule':
        return ['---'];
      case 'buttons':
        return one.buttons.map((b) => `[${b.label}: ${b.typed}]`);
    }
  };
  return [titleOf(card), ...card.blocks.flatMap(block)];
}
