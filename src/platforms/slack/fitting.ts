// Whether blocks keep within Slack's limits, as a message or as a view.
import type { MessageBlock } from './chart.ts';
import { limits } from './limits.ts';

/** Whether Slack takes these blocks as one message. */
export function fits(blocks: readonly MessageBlock[]): boolean {
  if (blocks.length > limits.blocks || !buttonsFit(blocks)) return false;
  return blocks.reduce((sum, block) => sum + textLength(block), 0) <= limits.allText;
}

/** Whether Slack takes these blocks as one view. */
export function fitsView(blocks: readonly MessageBlock[]): boolean {
  if (blocks.length > limits.viewBlocks || !buttonsFit(blocks)) return false;
  return Buffer.byteLength(JSON.stringify(blocks)) <= limits.viewBytes;
}

function buttonsFit(blocks: readonly MessageBlock[]): boolean {
  const buttons = blocks.flatMap((b) => (b.type === 'actions' ? b.elements : []));
  return !buttons.some(
    (b) =>
      b.type === 'button' &&
      (b.text.text === '' ||
        b.text.text.length > limits.buttonText ||
        (b.accessibility_label ?? '').length > limits.buttonAccessibilityLabel ||
        (b.action_id ?? '').length > limits.actionId),
  );
}

function textLength(block: MessageBlock): number {
  switch (block.type) {
    case 'header':
      return block.text.text.length;
    case 'section':
      return (
        (block.text?.text.length ?? 0) + (block.fields ?? []).reduce((n, f) => n + f.text.length, 0)
      );
    case 'context':
      return block.elements.reduce((n, e) => n + ('text' in e ? e.text.length : 0), 0);
    default:
      return 0;
  }
}
