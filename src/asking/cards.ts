// Help, and the answers for which no word stands.
import { type Button, buttons, type Card, quiet, rule, text } from '../chat/card.ts';
import type { Reader } from '../chat/router.ts';
import { accountKey } from '../kernel/account.ts';
import { code, type Line } from '../kernel/inline.ts';
import type { Language } from '../kernel/language.ts';
import type { Talk } from '../talks/rules.ts';
import { wording } from '../wording/wording.ts';

/** The buttons that lead anywhere from nowhere. */
export function nearestCommands(language: Language): readonly Button[] {
  const w = wording(language);
  return [
    { label: w.seats.upcoming(), action: { verb: 'list' }, typed: 'list' },
    { label: w.seats.mineTitle(), action: { verb: 'mine' }, typed: 'mine' },
    { label: 'help', action: { verb: 'help' }, typed: 'help', describes: w.asking.help() },
  ];
}

/** "Did you mean register 9?" with a button where one button can do it. */
export function didYouMeanCard(typed: string, button: Button | undefined, reader: Reader): Card {
  const w = wording(reader.language).asking;
  return {
    language: reader.language,
    title: [w.didYouMean(typed)],
    blocks: button ? [buttons(button)] : [text([code(`${reader.command} ${typed}`)])],
  };
}

export function unknownCard(typed: string, reader: Reader): Card {
  const w = wording(reader.language).asking;
  return {
    language: reader.language,
    title: [w.unknown(typed)],
    blocks: [text([w.tryThese(reader.command)]), buttons(...nearestCommands(reader.language))],
  };
}

export function sentenceCard(
  language: Language,
  sentence: string,
  ...row: readonly Button[]
): Card {
  return { language, title: [sentence], blocks: row.length > 0 ? [buttons(...row)] : [] };
}

interface HelpEntry {
  readonly typed: string;
  readonly means: string;
}

/** What staff may type, with examples from today's talks. */
export function staffHelp(language: Language, example: number): readonly HelpEntry[] {
  const w = wording(language).asking;
  const fr = language === 'fr';
  return [
    { typed: fr ? 'liste' : 'list', means: w.list() },
    { typed: `${fr ? 'voir' : 'show'} ${example}`, means: w.show() },
    { typed: `${fr ? 'inscrire' : 'register'} ${example}`, means: w.register() },
    { typed: `${fr ? 'annuler' : 'cancel'} ${example}`, means: w.cancel() },
    { typed: fr ? 'moi' : 'mine', means: w.mine() },
    { typed: `${fr ? 'pourquoi' : 'why'} ${example}`, means: w.why() },
    { typed: fr ? 'abonnés' : 'followers', means: w.followers() },
    { typed: fr ? 'langue en' : 'language fr', means: w.language() },
    { typed: fr ? 'fuseau Europe/Paris' : 'zone Europe/Paris', means: w.zone() },
    { typed: fr ? 'lier' : 'link', means: w.link() },
    { typed: fr ? 'aide' : 'help', means: w.help() },
  ];
}

export function organiserHelp(language: Language, example: number): readonly HelpEntry[] {
  const w = wording(language).asking;
  const fr = language === 'fr';
  return [
    { typed: `${fr ? 'annoncer' : 'announce'} ${example}`, means: w.announce() },
    { typed: `${fr ? 'places' : 'capacity'} ${example} 60`, means: w.capacity() },
    { typed: `${fr ? 'qui' : 'who'} ${example}`, means: w.who() },
    { typed: fr ? 'résumé ici 09:00' : 'digest here 09:00', means: w.digest() },
    {
      typed: fr
        ? 'abonnés définir instagram 412000 le 2019-08-01'
        : 'followers set instagram 412000 on 2019-08-01',
      means: w.followersSet(),
    },
  ];
}

export function helpCard(reader: Reader, example: Talk | undefined, series: string): Card {
  const w = wording(reader.language).asking;
  const number = example?.number ?? 9;
  const items = (entries: readonly HelpEntry[]): Line[] =>
    entries.map((e) => [code(e.typed), `: ${e.means}`]);
  return {
    language: reader.language,
    title: [w.helpTitle(series)],
    blocks: [
      text([w.helpIntro(reader.command)]),
      { kind: 'list', items: items(staffHelp(reader.language, number)) },
      text([w.talkNames()]),
      ...(reader.organiser
        ? [
            rule,
            text([{ kind: 'strong', text: w.organisersTitle() } as const]),
            { kind: 'list', items: items(organiserHelp(reader.language, number)) } as const,
          ]
        : []),
      quiet([w.account(accountKey(reader.account))]),
      buttons(...nearestCommands(reader.language).slice(0, 2)),
    ],
  };
}
