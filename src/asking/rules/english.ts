// How English shortens, greets and names talks. The phrases themselves stand beside it.
import { englishPhrases } from './english-phrases.ts';
import { type PhraseBook, words } from './phrase-book.ts';

const noun =
  '(?:talks?|sessions?|events?|lectures?|conferences?|presentations?|seminars?|discussions?|icdd)';
const one = `(?:${noun}|one)`;

export const english: PhraseBook = {
  language: 'en',
  shortForms: [
    [/\b(what|who|where|when|how|it|that|there|here)'?s\b/g, '$1 is'],
    [/\bi'm\b/g, 'i am'],
    [/\bi'?ve\b/g, 'i have'],
    [/\bi'd\b/g, 'i would'],
    [/\b(we|you|they)'re\b/g, '$1 are'],
    [/\b(we|you|they)'?ve\b/g, '$1 have'],
    [/\b(?:cannot|can'?t)\b/g, 'can not'],
    [/\b(is|are|was|do|does|did|have|has|could|would)n'?t\b/g, '$1 not'],
    [/\bwon'?t\b/g, 'will not'],
    [/\b(?:pls|plz)\b/g, 'please'],
    [/\bnxt\b/g, 'next'],
    [/\b(?:tmrw|tmr|2morrow)\b/g, 'tomorrow'],
    [/\bu\b/g, 'you'],
  ],
  talkPhrases: [
    {
      pattern: words('([a-z][a-z0-9-]*)#(\\d{1,6})'),
      read: ([, series, digits = '']) => ({
        kind: 'number',
        digits,
        series: new RegExp(`^(?:${noun}|number)$`).test(series as string) ? undefined : series,
      }),
    },
    {
      pattern: words(`(?:the )?(?:${noun} )?(?:number |no\\.? ?|nr\\.? ?|# ?)(\\d{1,6})`),
      read: ([, digits = '']) => ({ kind: 'number', digits }),
    },
    {
      pattern: words(`(?:the )?${noun} (\\d{1,6})`),
      read: ([, digits = '']) => ({ kind: 'number', digits }),
    },
    {
      pattern: words(`(?:the )?(\\d{1,4})(?:st|nd|rd|th) ${noun}`),
      read: ([, digits = '']) => ({ kind: 'number', digits }),
    },
    {
      pattern: words(
        `(?:the |your |our )?(?:very )?(?:next|upcoming|coming) (?:${one.replaceAll('s?', '')})`,
      ),
      read: () => ({ kind: 'next' }),
    },
    {
      pattern: words(`(?:the )?(?:last|previous|most recent) (?:${one.replaceAll('s?', '')})`),
      read: () => ({ kind: 'last' }),
    },
    {
      pattern: words(`(?:the|this|that) (?:${one.replaceAll('s?', '')})`),
      read: () => ({ kind: 'this' }),
    },
    { pattern: words('(?:the )?next(?= *(?:[?!.,]|$|@))'), read: () => ({ kind: 'next' }) },
  ],
  bareNumber: /(?<=\b(?:for|in|of|on|to|at|is|does|about) )(\d{1,4})(?![\d\p{L}/:]|[.-]\d)/gu,
  beforeReference:
    /\b(?:on|for|in|at|of|to|by|from|during|into)(?: the)? (?=@[DT])|\bthe (?=@[DT])/g,
  opening:
    /^(?:(?:hello|hi|hey|good (?:morning|afternoon|evening|day)|there|dear|bot|everybody|please|sorry|excuse me|(?:one |quick |just a |a )+question|ok|okay|so|well|and|but|oh|thanks|thank you|by the way) )+/,
  closing:
    /(?:(?:please|thanks|thank you|(?:thanks )?a lot|many thanks|very much|so much|in advance|cheers|by the way|then|bot) )+$/,
  leading:
    /^(?:(?:can|could|would|will) you (?:please )?(?:tell|remind|let) (?:me|us) (?:know )?|do (?:you|we) (?:happen to )?know |(?:please )?(?:tell|remind) me |let me know |i (?:would like|want|would love) to know |i (?:am|was) (?:just )?wondering |i wonder |i wanted to ask |(?:may|can) i ask (?:you )?|(?:do you have )?any idea )/,
  fillers:
    /(?<![\p{L}\p{N}@])(?:still|already|now|right now|currently|actually|really|exactly|just|also|yet|again|so far|at the moment|for me|for us|perhaps|maybe|some|any|an?|the|if|whether) /gu,
  and: / and /,
  ...englishPhrases,
};
