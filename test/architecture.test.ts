// The laws of the house, held against the sources: who knows whom, where clocks and chance are read, who listens to which fact.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise, type ICruiseOptions, type ICruiseResult } from 'dependency-cruiser';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { factKinds } from '../src/kernel/facts.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

interface Plan {
  readonly features: readonly string[];
  readonly rooms: Readonly<Record<string, string>>;
  readonly allowed: NonNullable<ICruiseOptions['ruleSet']>['allowed'];
  readonly forbidden: NonNullable<ICruiseOptions['ruleSet']>['forbidden'];
  readonly options: ICruiseOptions;
}

const plan = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as Plan;

async function cruised(baseDir: string): Promise<ICruiseResult> {
  const { allowed = [], forbidden = [] } = plan;
  const { output } = await cruise(['src'], {
    ...plan.options,
    baseDir,
    validate: true,
    ruleSet: { allowed, allowedSeverity: 'error', forbidden },
  });
  if (typeof output === 'string') throw new Error(output);
  return output;
}

function violations(result: ICruiseResult): readonly string[] {
  return result.summary.violations.map(({ rule, from, to, cycle }) => {
    const round = cycle ? ` (${cycle.map((step) => step.name).join(' → ')})` : '';
    return `${rule.name}: ${from} → ${to}${round}`;
  });
}

function sources(directory = 'src'): string[] {
  return readdirSync(join(root, directory), { withFileTypes: true }).flatMap((entry) => {
    const path = `${directory}/${entry.name}`;
    if (entry.isDirectory()) return sources(path);
    return path.endsWith('.ts') ? [path] : [];
  });
}

/** What it does, its files, and the law that is broken where it is not that of who may know whom. */
const lawless: readonly [string, Readonly<Record<string, string>>, string?][] = [
  [
    'a type from a later feature',
    { 'talks/rules/a': "import type { A } from '../../seats/rules.ts';" },
  ],
  ['a rule that knows its tables', { 'talks/rules/b': "import { a } from '../store.ts';" }],
  ['a card that knows tables', { 'seats/cards': "import { a } from '../talks/store.ts';" }],
  ['the wiring', { 'talks/commands': "import { a } from '../app/clock.ts';" }],
  ['a feature in a platform', { 'platforms/web/a': "import { a } from '../../talks/rules.ts';" }],
  [
    'storage in a platform',
    { 'platforms/web/b': "import { a } from '../../storage/database.ts';" },
  ],
  ['another platform', { 'platforms/web/c': "import { a } from '../slack/y.ts';" }],
  ['an SDK elsewhere', { 'talks/commands/b': "import { App } from '@slack/bolt';" }],
  [
    'the engine elsewhere',
    { 'talks/store': "import Sqlite from 'better-sqlite3';\nexport const a = 1;" },
  ],
  ['an SDK of another platform', { 'platforms/web/d': "import { App } from '@slack/bolt';" }],
  ['a feature in delivery', { 'delivery/a': "import { a } from '../seats/rules.ts';" }],
  ['the program in the page', { 'platforms/web/page/a': "import { a } from '../y.ts';" }],
  [
    'a circle',
    {
      'talks/rules/c': "import type { D } from './d.ts';\nexport type C = 1 | D;",
      'talks/rules/d': "import type { C } from './c.ts';\nexport type D = 2 | C;",
    },
    'no-circle',
  ],
];

let told: Promise<readonly string[]> | undefined;

/** What is told of a house in which all of them stand. */
function toldOfLawless(): Promise<readonly string[]> {
  told ??= cruiseLawless();
  return told;
}

async function cruiseLawless(): Promise<readonly string[]> {
  const directory = mkdtempSync(join(tmpdir(), 'architecture-'));
  try {
    const lawful = [
      'talks/rules',
      'seats/rules',
      'app/clock',
      'storage/database',
      'platforms/slack/y',
      'platforms/web/y',
    ];
    const texts = [
      ...lawful.map((name) => [`src/${name}.ts`, 'export const a = 1;']),
      ...lawless.flatMap(([, files]) =>
        Object.entries(files).map(([name, text]) => [`src/${name}.ts`, text]),
      ),
      ...['@slack/bolt', 'better-sqlite3'].map((name) => [
        `node_modules/${name}/index.js`,
        'module.exports = {};',
      ]),
    ];
    for (const [name = '', text] of texts) {
      const path = join(directory, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, `${text}\n`);
    }
    return violations(await cruised(directory));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

describe('who knows whom', () => {
  it('is as the plan says, without a circle', async () => {
    const result = await cruised(root);
    const own = result.modules.filter((module) => /^src\/.*\.ts$/.test(module.source));
    expect(own.length).toBe(sources().length);
    expect(own.length).toBeGreaterThan(60);
    expect(result.summary.totalDependenciesCruised).toBeGreaterThan(300);
    expect(violations(result)).toEqual([]);
  });

  it('gives every file of a feature a room', () => {
    const homeless = sources().filter((path) => {
      const [, feature = '', ...rest] = path.split('/');
      const inside = rest.join('/');
      const room = Object.values(plan.rooms).some((r) => new RegExp(`^${r}`).test(inside));
      return plan.features.includes(feature) && !room;
    });
    expect(homeless).toEqual([]);
  });

  it('has no folder that the plan does not name', () => {
    const named = [
      'kernel',
      'chat',
      'storage',
      'wording',
      'delivery',
      'drawing',
      'platforms',
      'app',
    ];
    const there = readdirSync(join(root, 'src'));
    expect(there.filter((name) => !named.includes(name) && !plan.features.includes(name))).toEqual(
      [],
    );
  });

  // Each of these must be told: a law that refuses nothing would pass as well.
  it.each(lawless)('would tell of %s', async (_, files, law = 'not-in-allowed') => {
    const [from] = Object.keys(files);
    const told = (await toldOfLawless()).filter((line) => line.includes(`: src/${from}.ts →`));
    expect(told.map((line) => line.split(':')[0])).toEqual([law]);
  });

  it('would tell of nothing else', async () => {
    expect(await toldOfLawless()).toHaveLength(lawless.length);
  });
});

/** What reads a clock, sets a timer, draws by chance or asks the environment. */
const outside: ReadonlySet<string> = new Set([
  'Date.now',
  'Math.random',
  'process.env',
  'process.hrtime',
  'performance.now',
  'crypto.randomUUID',
  'crypto.getRandomValues',
  'AbortSignal.timeout',
  'DateTime.now',
  'DateTime.local',
  'DateTime.utc',
  'new Date',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'randomUUID',
  'randomBytes',
  'randomInt',
]);

/** Where a source uses one of these, as `path:line name`. */
function uses(path: string, text: string): readonly string[] {
  const found: string[] = [];
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);
  const note = (node: ts.Node, name: string): void => {
    const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
    if (outside.has(name)) found.push(`${path}:${line + 1} ${name}`);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node)) {
      const owner = node.expression.getText(file).replace(/^globalThis\./, '');
      note(node, owner === 'globalThis' ? node.name.text : `${owner}.${node.name.text}`);
    } else if (ts.isElementAccessExpression(node)) {
      const key = node.argumentExpression;
      if (ts.isStringLiteralLike(key)) note(node, `${node.expression.getText(file)}.${key.text}`);
    } else if (ts.isNewExpression(node)) {
      note(node, `new ${node.expression.getText(file)}`);
    } else if (ts.isIdentifier(node) && !isName(node)) {
      note(node, node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** Whether an identifier names a member or a field rather than something that is used. */
function isName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isPropertyAssignment(parent)) return parent.name === node;
  return ts.isPropertySignature(parent) || ts.isMethodSignature(parent);
}

describe('clock, timers, chance and environment', () => {
  it('are read in app/ alone, and in the page, which runs in a browser', () => {
    const bound = sources().filter((path) => !/^src\/(?:app|platforms\/web\/page)\//.test(path));
    expect(bound.length).toBeGreaterThan(60);
    const found = bound.flatMap((path) => uses(path, readFileSync(join(root, path), 'utf8')));
    expect(found).toEqual([]);
  });

  it('would be seen', () => {
    const text = [
      'const a = Date.now();',
      'new Date(a);',
      "process.env['HOME'];",
      'globalThis.setTimeout(() => {}, 1);',
      "const address = 'https://x'; setInterval(b, 1);",
      'DateTime.local();',
      "import { randomBytes } from 'node:crypto';",
      'const clock = Date.now;',
      '// Date.now() in a comment, and machine.setTimeout, are none',
    ].join('\n');
    expect(uses('x.ts', text)).toEqual([
      'x.ts:1 Date.now',
      'x.ts:2 new Date',
      'x.ts:3 process.env',
      'x.ts:4 setTimeout',
      'x.ts:5 setInterval',
      'x.ts:6 DateTime.local',
      'x.ts:7 randomBytes',
      'x.ts:8 Date.now',
    ]);
  });
});

describe('facts', () => {
  it.each(Object.keys(factKinds) as (keyof typeof factKinds)[])(
    '%s has its listeners',
    async (kind) => {
      // Loaded here, so that a broken feature does not silence the laws above.
      const { listeners } = await import('../src/app/transact.ts');
      expect(listeners[kind].length).toBeGreaterThan(0);
    },
  );
});
