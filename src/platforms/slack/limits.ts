// What Slack takes in one message or view. Lengths are counted in UTF-16 units, which is never less than what Slack counts.

export const limits = {
  // docs.slack.dev/reference/block-kit/blocks: 50 blocks in a message, ids of 255 characters.
  blocks: 50,
  // docs.slack.dev/reference/views: 100 blocks, and 250 kB with what surrounds them.
  viewBlocks: 100,
  viewBytes: 240_000,
  blockId: 255,
  // docs.slack.dev/reference/block-kit/blocks/header-block
  headerText: 150,
  // docs.slack.dev/reference/block-kit/blocks/section-block
  sectionText: 3000,
  sectionFields: 10,
  fieldText: 2000,
  // docs.slack.dev/reference/block-kit/blocks/context-block: its texts are text objects, 3000 each.
  contextText: 3000,
  // docs.slack.dev/reference/block-kit/blocks/actions-block
  actionsElements: 25,
  // docs.slack.dev/reference/block-kit/block-elements/button-element
  buttonText: 75,
  buttonAccessibilityLabel: 75,
  actionId: 255,
  // docs.slack.dev/reference/block-kit/blocks/data-visualization-block; how many a message takes is told nowhere, and was found by those who use it.
  charts: 2,
  chartTitle: 50,
  chartLabel: 20,
  chartSeries: 6,
  chartCategories: 20,
  // docs.slack.dev/reference/block-kit/blocks/table-block: 100 rows of 20 cells, and 10,000 characters in all. A second table in one message is refused
  // (`only_one_table_allowed`). The cells of a chart's table are short, so that only the names of its columns are held to a length.
  tables: 1,
  cellText: 80,
  // docs.slack.dev/reference/methods/chat.update: `msg_too_long` above 4000.
  fallbackText: 4000,
  // Slack names no number behind `msg_blocks_too_long`; this is its limit for the markdown blocks of a message
  // (docs.slack.dev/reference/block-kit/blocks/markdown-block).
  allText: 12_000,
  // An address and its label, which stand in one text object.
  link: 2800,
} as const;

/** What one event, command or press may weigh: Slack's largest are a few hundred kilobytes. */
export const bodyLimit = 1024 * 1024;

/** Edits of one workspace: chat.update is Tier 3 (docs.slack.dev/apis/web-api/rate-limits). */
export const editsPerMinute = 50;

/**
 * Home tabs of one workspace: views.publish is Tier 4, some hundred a minute. Sixty are for drawing again what changed; what people open is drawn at once, and
 * counted, so far as `debt`.
 */
export const homePace = { atOnce: 10, everyMs: 1000, debt: 60 } as const;

/** Messages in one conversation: one a second (chat.postMessage, ibid.). */
export const postSpacingMs = 1000;

/** A command or a press must be acknowledged within three seconds (docs.slack.dev/interactivity/handling-user-interaction). */
export const acknowledgeAfterMs = 2000;

/** A trigger opens a view for three seconds, once (docs.slack.dev/surfaces/modals). */
export const triggerMs = 3000;
