// The plan of the house as allow-lists: which room may know which. test/architecture.test.ts holds the sources against it.

/** Each may use those of the rows before it; those of one row do not know each other. */
const order = [
  ['people'],
  ['talks'],
  ['seats'],
  ['followers'],
  ['calendar', 'reminders', 'digests'],
  ['home'],
  ['organising'],
  ['insights', 'indico'],
  ['asking'],
];
const features = order.flat();

/** The rooms of a feature, by the files that belong to them. A room that outgrew one idea has a folder or files of its own. */
const rooms = {
  rules: 'rules(?:[.]ts$|/)',
  // `find` reads tables to say which talk is meant; `season-store` loads a season into them.
  store: '(?:store|[a-z]+-store|find)(?:[.]ts$|/)',
  cards: 'cards(?:[.]ts$|/)',
  // What a command does inside its transaction: `decide`, `settle`; and what it reads for its answer: `view`.
  commands: '(?:commands|decide|settle|view)(?:[.]ts$|/)',
  jobs: 'jobs(?:[.]ts$|/)',
  files: 'files(?:[.]ts$|/)',
  pages: 'pages(?:[.]ts$|/)',
  // Entries to the text of a calendar.
  feed: 'feed(?:[.]ts$|/)',
  networks: 'networks/',
};

const any = (names) => `(?:${names.join('|')})`;
const packages = (...names) => `^node_modules/${any(names)}/`;
const core = (...names) => `^(?:node:)?${any(names)}$`;

const allowed = [];
function allow(from, ...to) {
  allowed.push({ from: { path: from }, to: { path: to } });
}

const kernel = '^src/kernel/';
const chat = '^src/chat/';
const wording = '^src/wording/';
const port = '^src/storage/database[.]ts$';
const queries = packages('sql-template-tag');

// What everything stands on.
allow(kernel, kernel, packages('luxon', '@types/luxon'));
allow(chat, chat, kernel);
allow('^src/chat/platform[.]ts$', core('http'));
allow(wording, wording, kernel);
allow('^src/drawing/', '^src/drawing/', kernel);
allow('^src/storage/', '^src/storage/', kernel, queries);
allow('^src/storage/sqlite(?:[.]ts$|/)', core('fs', 'path', 'process'));
allow('^src/storage/platform-memory[.]ts$', '^src/chat/memory[.]ts$');
allow('^src/delivery/', '^src/delivery/', kernel, chat, port, queries, core('crypto'));

// An SDK lives in one place.
allow('^src/storage/sqlite(?:[.]ts$|/)', packages('better-sqlite3', '@types/better-sqlite3'));
allow('^src/storage/postgres[.]ts$', packages('pg', '@types/pg'));
allow('^src/platforms/slack/', packages('@slack', 'yaml'), core('crypto'));
allow('^src/platforms/slack/calls[.]ts$', core('http', 'https'));
allow('^src/platforms/mattermost/', packages('@mattermost', 'undici', 'zod'), core('crypto', 'http'));
allow('^src/calendar/feed[.]ts$', packages('ical-generator'));
allow('^src/drawing/', packages('vega', 'vega-lite', 'vega-typings', '@resvg'), core('fs/promises', 'module'));
allow('^src/platforms/web/(?!page/)', core('crypto', 'http', 'fs/promises', 'path'));

// A platform knows no feature, no storage, no other platform; the page runs in a browser and knows itself alone.
allow('^src/platforms/([^/]+)/(?!page/)', '^src/platforms/$1/', kernel, chat, wording, '^src/drawing/');
allow('^src/platforms/web/page/', '^src/platforms/web/page/');

// The rooms of the features.
order.forEach((row, place) => {
  const before = order.slice(0, place).flat();
  for (const feature of row) {
    const own = (...names) => `^src/${feature}/${any(names.map((name) => rooms[name]))}`;
    const earlier = (...names) =>
      before.length === 0
        ? []
        : [`^src/${any(before)}/${names.length === 0 ? '' : any(names.map((name) => rooms[name]))}`];

    allow(own('rules'), kernel, own('rules'), ...earlier('rules'));
    allow(own('store'), kernel, port, queries, own('rules', 'store'), ...earlier('rules'));
    allow(
      own('cards'),
      kernel,
      chat,
      wording,
      own('rules', 'cards'),
      ...earlier('rules', 'cards'),
    );
    allow(
      own('commands', 'jobs', 'pages'),
      kernel,
      chat,
      wording,
      '^src/delivery/',
      port,
      `^src/${feature}/`,
      ...earlier(),
    );
    allow(own('pages'), core('http'));
    allow(own('feed'), kernel, wording, own('rules', 'feed'), ...earlier('rules'));
    allow(
      own('files'),
      kernel,
      own('rules', 'files'),
      ...earlier('rules', 'files'),
      packages('yaml', 'zod'),
    );
    allow(own('networks'), kernel, own('networks'), packages('zod'));
  }
});

// A calendar of holidays is read where digests are.
allow('^src/digests/files[.]ts$', packages('ical[.]js'));

// Tables are read as they come, in one place.
allow('^src/followers/files/table[.]ts$', packages('csv-parse'));

// What a talk says is known again by its digest.
allow('^src/talks/store[.]ts$', core('crypto'));

// The wiring knows everything; nothing knows it, since no list above names it.
allow('^src/app/', '.');

module.exports = {
  features,
  rooms,
  allowed,
  allowedSeverity: 'error',
  forbidden: [
    { name: 'no-circle', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unknown-import', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
    },
  },
};
