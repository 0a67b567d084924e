// The numbers of the stand-in: Slack's published limits of messages, deliveries and calls. Lengths count Unicode code points.

export const MESSAGE = {
  blocks: 50,
  /** Longer text is refused by chat.update and cut by chat.postMessage, so it is a fault everywhere. */
  text: 4000,
  textHard: 40_000,
  markdownTotal: 12_000,
  charts: 2,
  tables: 1,
} as const;

export const TEXT = {
  object: 3000,
  field: 2000,
  header: 150,
  button: 75,
  buttonValue: 2000,
  url: 3000,
  optionText: 75,
  optionValue: 150,
  placeholder: 150,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  altText: 2000,
  label: 2000,
  id: 255,
  card: 150,
  cardBody: 200,
  chartTitle: 50,
  chartLabel: 20,
} as const;

export const COUNT = {
  actions: 25,
  contextElements: 10,
  contextActions: 5,
  fields: 10,
  selectOptions: 100,
  overflowOptions: 5,
  boxOptions: 10,
  cardActions: 3,
  carouselCards: 10,
  containerBlocks: 10,
  tableRows: 100,
  dataTableRows: 101,
  tableColumns: 20,
  tableChars: 10_000,
  dataTableChars: 20_000,
  series: 6,
  segments: 12,
  categories: 20,
} as const;

export const TIMING = {
  ackMs: 3000,
  responseUrlUses: 5,
  responseUrlMs: 1_800_000,
  retriesMs: [0, 60_000, 300_000],
  connections: 10,
} as const;

export const VIEW = {
  blocks: 100,
  title: 24,
  button: 24,
  metadata: 3000,
  bytes: 256_000,
  stack: 3,
  triggerMs: 3000,
} as const;

/** Calls a minute, per method and workspace. */
export const TIER = { one: 1, two: 20, three: 50, four: 100, special: 600 } as const;

/** One post a second in a channel, over a window of this many seconds. */
export const CHANNEL_BURST = 3;
