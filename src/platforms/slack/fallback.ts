// A card in words alone, beside the blocks of its Slack message.
import type { Block, Card } from '../../chat/card.ts';
import type { Line } from '../../kernel/inline.ts';
import { never } from '../../kernel/result.ts';
import { fallbackText } from './inline.ts';
import { limits } from './limits.ts';

/** All of the card in words; screen readers read this instead of the blocks (docs.slack.dev/reference/methods/chat.postMessage). */
export function fallbackOf(card: Card): string {
  const lines = [card.title, ...card.blocks.flatMap(linesOf)]
    .map(fallbackText)
    .filter((l) => l.trim() !== '');
  let text = '';
  for (const line of lines) {
    const next = text === '' ? line : `${text}\n${line}`;
    // Two characters stay free for the sign that there is more in the blocks.
    if (next.length > limits.fallbackText - 2) return text === '' ? '…' : `${text}\n…`;
    text = next;
  }
  return text === '' ? '…' : text;
}

function linesOf(block: Block): readonly Line[] {
  switch (block.kind) {
    case 'text':
      return block.lines;
    case 'fields':
      return block.fields.map((field) => [`${field.label}: `, ...field.value]);
    case 'meter':
      return [block.caption];
    case 'chart':
      return block.numbers;
    case 'list':
      return block.items.map((item, i) => [block.ordered === true ? `${i + 1}. ` : '• ', ...item]);
    case 'rule':
    case 'buttons':
      return [];
    default:
      return never(block);
  }
}
