// The clients of the networks that can be asked, by the names under which the rules know them.
import { bluesky } from './bluesky.ts';
import type { NetworkClient } from './client.ts';
import { facebook } from './facebook.ts';
import type { AskedNetwork } from './facts.ts';
import { github } from './github.ts';
import { instagram } from './instagram.ts';
import { linkedin } from './linkedin.ts';
import { mastodon } from './mastodon.ts';
import { reddit } from './reddit.ts';
import { telegram } from './telegram.ts';
import { threads } from './threads.ts';
import { tiktok } from './tiktok.ts';
import { wechat } from './wechat.ts';
import { x } from './x.ts';
import { youtube } from './youtube.ts';

export const clients: Readonly<Record<AskedNetwork, NetworkClient>> = {
  x,
  facebook,
  instagram,
  youtube,
  linkedin,
  tiktok,
  threads,
  bluesky,
  mastodon,
  reddit,
  github,
  telegram,
  wechat,
};
