// The check of posts before they are sent, and the reading of Markdown.
import { describe, expect, it } from 'vitest';
import { readInline, readMarkdown, validatePost } from './index.ts';
import { card } from './tiny-app.ts';

const APP = 'http://127.0.0.1:1';

function withAction(change: Record<string, unknown>): string[] {
  const integration = { url: `${APP}/action`, context: {} };
  const action = { id: 'a', type: 'button', name: 'A', integration, ...change };
  return validatePost({ message: '', props: { attachments: [{ text: 'x', actions: [action] }] } });
}

describe('validatePost', () => {
  it('passes a good card', () => {
    expect(validatePost({ message: 'x', props: { attachments: [card(APP)] } })).toEqual([]);
    expect(validatePost({})).toEqual([]);
  });

  it('finds messages and props beyond the limits of a profile', () => {
    expect(validatePost({ message: 'x'.repeat(16_384) })[0]).toContain('16384 characters');
    const props = {
      attachments: Array.from({ length: 20 }, (_, i) => ({ text: `${i}`.repeat(400) })),
    };
    expect(validatePost({ props })).toEqual([]);
    expect(validatePost({ props }, 'old')[0]).toContain('8000');
  });

  it('finds action ids that are dead or used twice', () => {
    expect(withAction({ id: 'a-b' })[0]).toContain('dead');
    expect(withAction({ id: '' })[0]).toContain('dead');
    const twice = validatePost({ props: { attachments: [card(APP), card(APP)] } });
    expect(twice).toEqual(["action id 'reg' is used twice", "action id 'pick' is used twice"]);
  });

  it('finds buttons and menus of wrong types', () => {
    expect(withAction({ type: 'menu' })[0]).toContain("type 'menu'");
    expect(withAction({ options: [{ text: 'a', value: 'a' }] })[0]).toContain('no options');
    expect(withAction({ type: 'select' })[0]).toContain('data_source');
    expect(withAction({ type: 'select', data_source: 'users' })).toEqual([]);
    expect(withAction({ style: 'big' })[0]).toContain('style');
    expect(withAction({ name: ' ' })[0]).toContain('name');
    expect(withAction({ integration: undefined })[0]).toContain('integration is missing');
    expect(withAction({ integration: { url: 'action' } })[0]).toContain('no http address');
    expect(withAction({ colour: 'x' })[0]).toContain('colour is unknown');
  });

  it('finds values of wrong types in attachments', () => {
    const check = (attachment: unknown) => validatePost({ props: { attachments: [attachment] } });
    expect(check({ title: 5 })[0]).toContain('title is no string');
    expect(check({ fields: [{ title: 'a', value: 5 }] })[0]).toContain('value is no string');
    expect(check({ color: 'blue' })[0]).toContain('color');
    expect(check({ text: 'x', subtitle: 'y' })[0]).toContain('subtitle is unknown');
    expect(check({ footer: 'x'.repeat(301) })[0]).toContain('footer');
  });
});

describe('reading Markdown', () => {
  it.each([
    ['**bold** and _slanted_ and ~~gone~~', 'bold and slanted and gone'],
    ['see [the page](https://e.org/a_b_c) now', 'see the page <https://e.org/a_b_c> now'],
    ['[**Bees** & more](https://e.org)', 'Bees & more <https://e.org>'],
    ['\\*not bold\\* and snake_case_name', '*not bold* and snake_case_name'],
    ['a &lt;b&gt; &amp; &#64;all', 'a <b> & @all'],
    ['`**code**` here', '**code** here'],
    ['@\u200Ball', '@all'],
    ['2 \\* 3 \\_ 4 \\[x\\]\\(y\\)', '2 * 3 _ 4 [x](y)'],
    ['***both***', 'both'],
  ])('removes marks, decodes entities and shows links: %j', (text, line) => {
    expect(readInline(text)).toBe(line);
  });

  it('gives tables as rows, and leaves out blank lines, rules and fences', () => {
    const text =
      '#### Talks\n\n| When | What |\n|:---|---:|\n| **Tue** | a \\| b |\n| Wed | [x](https://e.org) |\n\n---\n- one\n> two\n```\n*raw*\n```';
    expect(readMarkdown(text)).toEqual([
      'Talks',
      'When | What',
      'Tue | a | b',
      'Wed | x <https://e.org>',
      'one',
      'two',
      '*raw*',
    ]);
  });
});
