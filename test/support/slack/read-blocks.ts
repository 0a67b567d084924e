// Reads a message's blocks back into what a person sees: lines, fields and buttons, and whom it pings.
import type { SeenButton } from '../seen.ts';
import { isRecord, type Json, recordAt, recordsAt, stringAt } from './json.ts';
import { linesOf, type Names, readMrkdwn, withoutInvisible } from './mrkdwn.ts';

/** A button as it stood: what is pressed, and in which block. */
export interface Pressable {
  readonly blockId: string;
  readonly element: Json;
  /** The chosen option of a menu. */
  readonly option?: Json;
}

export interface Content {
  readonly lines: readonly string[];
  readonly fields: readonly (readonly [label: string, value: string])[];
  readonly buttons: readonly SeenButton[];
  readonly pings: readonly string[];
}

class Reader {
  readonly lines: string[] = [];
  readonly fields: (readonly [string, string])[] = [];
  readonly buttons: SeenButton[] = [];
  readonly pings: string[] = [];
  private readonly names: Names;
  private readonly press: (one: Pressable) => unknown;

  constructor(names: Names, press: (one: Pressable) => unknown) {
    this.names = names;
    this.press = press;
  }

  mrkdwn(source: string): string {
    const { text, pings } = readMrkdwn(source, this.names);
    this.pings.push(...pings);
    return text;
  }

  text(object: unknown): string {
    const source = stringAt(object, 'text');
    return stringAt(object, 'type') === 'mrkdwn' ? this.mrkdwn(source) : withoutInvisible(source);
  }

  field(object: Json): void {
    const [label = '', ...value] = linesOf(this.text(object));
    if (value.length === 0) this.lines.push(label);
    else this.fields.push([label, value.join('\n')]);
  }

  button(element: Json, blockId: string, label: string, option?: Json): void {
    const one: Pressable = { blockId, element, ...(option === undefined ? {} : { option }) };
    this.buttons.push({ label: withoutInvisible(label), press: this.press(one) });
  }

  element(element: Json, blockId: string): void {
    const type = stringAt(element, 'type');
    if (type === 'button') {
      this.button(element, blockId, this.text(element['text']));
      return;
    }
    if (type === 'image') {
      this.lines.push(stringAt(element, 'alt_text'));
      return;
    }
    const name = this.text(element['placeholder']);
    const options = [
      ...recordsAt(element, 'options'),
      ...recordsAt(element, 'option_groups').flatMap((group) => recordsAt(group, 'options')),
    ];
    for (const option of options) {
      const label = this.text(option['text']);
      this.button(element, blockId, name === '' ? label : `${name}: ${label}`, option);
    }
  }

  inline(element: Json): string {
    switch (stringAt(element, 'type')) {
      case 'text':
        return stringAt(element, 'text');
      case 'link': {
        const [label, url] = [stringAt(element, 'text'), stringAt(element, 'url')];
        return label === '' ? url : `${label} <${url}>`;
      }
      case 'user':
        return this.mrkdwn(`<@${stringAt(element, 'user_id')}>`);
      case 'usergroup':
        return this.mrkdwn(`<!subteam^${stringAt(element, 'usergroup_id')}>`);
      case 'broadcast':
        return this.mrkdwn(`<!${stringAt(element, 'range')}>`);
      case 'channel':
        return this.mrkdwn(`<#${stringAt(element, 'channel_id')}>`);
      case 'emoji':
        return `:${stringAt(element, 'name')}:`;
      case 'date':
        return stringAt(element, 'fallback');
      default:
        return '';
    }
  }

  rich(element: Json): string[] {
    if (stringAt(element, 'type') === 'rich_text_list')
      return recordsAt(element, 'elements').flatMap((one) => this.rich(one));
    const text = recordsAt(element, 'elements')
      .map((one) => this.inline(one))
      .join('');
    return linesOf(withoutInvisible(text));
  }

  richBlock(block: Json): string[] {
    return recordsAt(block, 'elements').flatMap((one) => this.rich(one));
  }

  rows(block: Json): void {
    const rows = block['rows'];
    if (!Array.isArray(rows)) return;
    for (const row of rows) {
      if (!Array.isArray(row)) continue;
      const cells = row.filter(isRecord);
      this.lines.push(
        cells
          .map((one) =>
            one['type'] === 'rich_text' ? this.richBlock(one).join(' ') : stringAt(one, 'text'),
          )
          .join(' | '),
      );
    }
  }

  chart(block: Json): void {
    this.lines.push(stringAt(block, 'title'));
    const chart = recordAt(block, 'chart');
    const points = (list: Json[]): string =>
      list.map((one) => `${stringAt(one, 'label')} ${String(one['value'])}`).join(', ');
    for (const one of recordsAt(chart, 'series'))
      this.lines.push(`${stringAt(one, 'name')}: ${points(recordsAt(one, 'data'))}`);
    if (chart['segments'] !== undefined) this.lines.push(points(recordsAt(chart, 'segments')));
  }

  block(block: Json): void {
    const blockId = stringAt(block, 'block_id');
    const show = (object: unknown): void => {
      this.lines.push(...linesOf(this.text(object)));
    };
    switch (stringAt(block, 'type')) {
      case 'markdown':
        this.lines.push(...linesOf(stringAt(block, 'text')));
        return;
      case 'rich_text':
        this.lines.push(...this.richBlock(block));
        return;
      case 'data_visualization':
        this.chart(block);
        return;
      case 'table':
      case 'data_table':
        if (stringAt(block, 'caption') !== '') this.lines.push(stringAt(block, 'caption'));
        this.rows(block);
        return;
      case 'image':
        show(block['title']);
        this.lines.push(stringAt(block, 'alt_text'));
        return;
      default:
    }
    if (isRecord(block['rich_text_title']))
      this.lines.push(...this.richBlock(block['rich_text_title']));
    for (const key of ['title', 'subtitle', 'text', 'body', 'subtext', 'label']) show(block[key]);
    for (const one of recordsAt(block, 'fields')) this.field(one);
    if (isRecord(block['accessory'])) this.element(block['accessory'], blockId);
    for (const one of recordsAt(block, 'elements'))
      if (['mrkdwn', 'plain_text'].includes(stringAt(one, 'type'))) show(one);
      else if (one['type'] === 'card') this.block(one);
      else this.element(one, blockId);
    for (const one of recordsAt(block, 'actions')) this.element(one, blockId);
    for (const one of recordsAt(block, 'child_blocks')) this.block(one);
  }
}

/** With blocks, `text` is only what notifications say; it still pings whom it names. */
export function readMessage(
  text: string,
  blocks: readonly Json[],
  names: Names,
  press: (one: Pressable) => unknown,
): Content {
  const reader = new Reader(names, press);
  for (const block of blocks) reader.block(block);
  const plain = linesOf(reader.mrkdwn(text));
  return {
    lines: blocks.length === 0 ? plain : reader.lines,
    fields: reader.fields,
    buttons: reader.buttons,
    pings: [...new Set(reader.pings)],
  };
}
