// Why a channel does not take a message, said to whoever asked for it.
import type { SendRefusal } from '../../chat/platform.ts';
import type { Language } from '../../kernel/language.ts';
import { never } from '../../kernel/result.ts';
import { wording } from '../../wording/wording.ts';

/** The sentence for a refusal, and what to do about it. */
export function refusedText(why: SendRefusal, language: Language): string {
  const w = wording(language).posting;
  switch (why) {
    // A private channel that the bot is not in is none to Slack.
    case 'no-such-conversation':
    case 'not-a-member':
      return w.notAMember();
    case 'archived':
      return w.archived();
    case 'not-allowed':
      return w.notAllowed();
    case 'person-gone':
    case 'message-gone':
    case 'other':
      return w.other();
    default:
      return never(why);
  }
}
