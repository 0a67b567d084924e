// How French shortens, greets and names talks. The phrases themselves stand beside it.
import { frenchPhrases } from './french-phrases.ts';
import { type PhraseBook, words } from './phrase-book.ts';

const noun =
  '(?:conference|conf|seance|session|presentation|rencontre|discussion|expose|talk|evenement|soiree|rendez[ -]vous|icdd)';

export const french: PhraseBook = {
  language: 'fr',
  shortForms: [
    [/(?<=\p{L})['-]|['-](?=\p{L})/gu, ' '],
    [/\bs il (?:vous|te) plait\b/g, 'svp'],
    [/\bs (?=ils? )/g, 'si '],
    [/\baujourd hui\b/g, 'aujourdhui'],
    [/\bqu est ce qu[ei]?\b/g, 'questceque'],
    [/\best ce qu[ei]?\b/g, 'estceque'],
    [/\bt as\b/g, 'tu as'],
  ],
  talkPhrases: [
    {
      pattern: words('([a-z][a-z0-9-]*)#(\\d{1,6})'),
      read: ([, series, digits = '']) => ({
        kind: 'number',
        digits,
        series: new RegExp(`^(?:${noun}|numero|la)$`).test(series as string) ? undefined : series,
      }),
    },
    {
      pattern: words(
        `(?:(?:la |l |cette )?${noun} )?(?:numero |n° ?|no\\.? |nr\\.? |# ?)(\\d{1,6})`,
      ),
      read: ([, digits = '']) => ({ kind: 'number', digits }),
    },
    {
      pattern: words(`(?:(?:la |l |cette )?${noun}|la) (\\d{1,6})`),
      read: ([, digits = '']) => ({ kind: 'number', digits }),
    },
    {
      pattern: words(
        `(?:(?:la|le|votre|notre) )?(?:toute )?prochaine?(?: (?:${noun}|date|fois))?|(?:la |l |le )?${noun} (?:suivante?|prochaine?|a venir)|la suivante`,
      ),
      read: () => ({ kind: 'next' }),
    },
    {
      pattern: words(
        `(?:la|le) (?:derniere?|precedente?)(?: ${noun})?|(?:la|le|l) ${noun} (?:precedente?|derniere?|passee?)`,
      ),
      read: () => ({ kind: 'last' }),
    },
    {
      pattern: words(`(?:la|le|l|cette|cet|ce) ${noun}(?: (?:ci|la))?|celle(?: (?:ci|la))?`),
      read: () => ({ kind: 'this' }),
    },
  ],
  bareNumber: /(?<=\b(?:pour|numero) )(\d{1,4})(?![\d\p{L}/:]|[.-]\d)/gu,
  beforeReference:
    /(?<![\p{L}\p{N}])(?:(?:pour|lors de|lors du|pendant|dans|en|sur|de|du|des|d|a|au|aux)(?: (?:la|le|les|l))?|la|le|les|l) (?=@[DT])/gu,
  opening:
    /^(?:(?:bonjour|bonsoir|salut|coucou|hello|bot|svp|stp|pardon|excusez moi|excuse moi|(?:une |petite |juste )+question|alors|et|dis(?! moi)|dites(?! moi)|au fait|ok|bon|donc|merci|mais) )+/,
  closing: /(?:(?:svp|stp|merci|d avance|beaucoup|bien|au fait|alors|donc|bot) )+$/,
  leading:
    /^(?:(?:peux tu|pouvez vous|pourrais tu|pourriez vous|tu peux|vous pouvez|tu pourrais|vous pourriez) me (?:dire|rappeler) |(?:estceque )?(?:tu sais|vous savez|sais tu|savez vous|on sait|sait on) |(?:dis|dites|rappelle|rappelez) moi |(?:je voudrais|j aimerais|je veux|je souhaite|je souhaiterais|j aurais aime) savoir |je me (?:demande|demandais) |une idee )/,
  fillers:
    /(?<![\p{L}\p{N}@])(?:encore|toujours|deja|maintenant|actuellement|exactement|vraiment|aussi|finalement|en ce moment|pour moi|pour nous|si|estceque|la|le|les|l|un|une|des|du|de|d) /gu,
  and: / et /,
  ...frenchPhrases,
};
