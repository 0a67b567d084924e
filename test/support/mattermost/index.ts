// Starts the stand-in Mattermost server; see start.ts for the options and mattermost.ts for what tests do with it.
export type { Answer } from './call-app.ts';
export { validateDialog } from './dialog-rules.ts';
export type { Disturbance, DisturbanceHandle, RateLimit } from './disturb.ts';
export { liveActionId, type Profile, profileOf, validatePost } from './limits.ts';
export { readInline, readMarkdown } from './markdown.ts';
export { type ForgeOptions, Mattermost, type Outcome, type SayOptions } from './mattermost.ts';
export type { UserChange } from './places.ts';
export type { Standing } from './posts.ts';
export { type ChannelOptions, type MattermostOptions, startMattermost } from './start.ts';
export type * from './types.ts';
export type { PersonOptions } from './world.ts';
