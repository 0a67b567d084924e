// An organiser at the desk, and people who register for talk 9.
import type { Account } from '../../src/kernel/account.ts';
import { organisingPresses, organisingWords } from '../../src/organising/commands.ts';
import { organisingDrawers } from '../../src/organising/jobs.ts';
import { register } from '../../src/seats/decide.ts';
import { general, linesOf, stage, type Who } from '../digests/stage.ts';
import type { RecordingOptions } from '../support/recording-platform.ts';

export async function begin(recording: RecordingOptions = {}) {
  const on = await stage(organisingDrawers, recording);
  const words = organisingWords(on.ports);
  const presses = organisingPresses(on.ports);
  let sat = 0;
  return {
    ...on,
    presses,
    card: (typed: string, who?: Who) => on.type(words, typed, who),
    type: async (typed: string, who?: Who) => linesOf(await on.type(words, typed, who)),
    posts: () => on.platform.posts().map((post) => linesOf(post.card)),
    /** Somebody registers for talk 9. */
    async sit(user: string) {
      const account: Account = { platform: 'web', workspace: '', user };
      const { id } = await on.talk(9);
      sat += 1;
      await register(
        on.ports,
        {
          kind: 'words',
          text: [],
          account,
          speaker: 'person',
          place: { conversation: general, kind: 'channel' },
          delivery: `sit:${sat}`,
          event: false,
        },
        id,
      );
    },
  };
}
