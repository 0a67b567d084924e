// What is said of follower counts, in French.
import type { LocalDate } from '../../kernel/time.ts';
import { dateText, numberText, plural } from '../dates.ts';
import type { followers as english } from '../en/followers.ts';

const number = (value: number) => numberText(value, 'fr');
const date = (on: LocalDate) => dateText(on, 'fr').replace(/^1 /, '1er ');
const signed = (value: number) =>
  value > 0 ? `+${number(value)}` : value < 0 ? `−${number(-value)}` : '0';

export const followers: typeof english = {
  title: () => 'Abonnés',
  titleSince: (on) => `Abonnés depuis le ${date(on)}`,
  thenTwitter: () => 'X (alors Twitter)',

  number,
  followers: (value) => `${number(value)} ${plural(value, 'fr', 'abonné', 'abonnés')}`,
  fans: (value) => `${number(value)} ${plural(value, 'fr', 'fan', 'fans')}`,
  stars: (value: number) => `${number(value)} ${plural(value, 'fr', 'étoile', 'étoiles')}`,
  atLeast: (count) => `plus de ${count}`,
  atMost: (count) => `près de ${count}`,
  approximately: (count) => `environ ${count}`,
  floor3: (count) => `${count} (arrondi vers le bas)`,

  noReading: () => 'pas encore de relevé',
  byHand: () => 'saisi à la main',
  fromNetwork: (network: string) => `lu sur ${network}`,
  ofSeries: (name: string, series: string) => `${name} (${series})`,
  series: { followers: () => 'abonnés', fans: () => 'fans' },
  answer: (name, said) => `${name} : ${said}`,
  onDay: (on) => date(on),

  overWeek: () => 'Sur une semaine',
  overMonth: () => 'Sur un mois',
  overBoth: () => 'Sur une semaine et un mois',
  sinceThen: () => 'Évolution',
  unchanged: () => 'inchangé',
  exactly: (by) => signed(by),
  between: (low, high) => `entre ${signed(low)} et ${signed(high)}`,
  changeAtLeast: (by) => `au moins ${signed(by)}`,
  changeAtMost: (by) => `au plus ${signed(by)}`,
  fromTo: (change, from, to) => `${change} (du ${date(from)} au ${date(to)})`,
  sinceYesterday: (change) => `${change} depuis hier`,
  changed: (count, change) => `${count} (${change})`,
  floor3Changed: (count, change) => `${count} (arrondi vers le bas, ${change})`,
  single: () => 'on ne peut rien en dire, il n’y a qu’un relevé',
  noneNear: (wanted, nearestOn) =>
    `on ne peut rien en dire, pas de relevé autour du ${date(wanted)} ; l’autre relevé le plus proche est du ${date(nearestOn)}`,
  noneSince: (newestOn) => `on ne peut rien en dire, le dernier relevé est du ${date(newestOn)}`,
  bounds: (earlier, from, later, to) =>
    `on ne peut rien en dire d’après « ${earlier} » (${date(from)}) et « ${later} » (${date(to)})`,

  sparkline: (readings, from, lowest, highest) =>
    `${number(readings)} relevés depuis le ${date(from)}, de ${number(lowest)} à ${number(highest)}`,
  sparklineBounded: () => 'les bornes sont dessinées à leur nombre',

  none: () => 'Aucun nombre d’abonnés n’est encore suivi.',
  noneHint: () =>
    'L’exploitant indique les comptes à suivre dans le fichier des abonnés (FOLLOWERS_FILE), lu au démarrage.',
  all: () => 'Tous les réseaux',
  allDescribes: () => 'Voir le nombre d’abonnés de tous les réseaux',
  more: () => 'Plus : ',
  enterHint: () => 'Saisir un relevé : ',
  sayNetwork: (network) => `abonnés ${network}`,
  saySince: () => 'abonnés depuis janvier',
  sayAll: () => 'abonnés',
  sayEntry: (network, account, value, on) =>
    `abonnés définir ${network} ${account === '' ? '' : `${account} `}${value} le ${on}`,

  milestone: () => 'Cap',
  reached: (count) => `${number(count)} atteints`,
  aheadOn: (count, on) => `${number(count)} vers le ${date(on)} à ce rythme`,
  aheadBetween: (count, from, to) =>
    `${count} entre le ${date(from)} et le ${date(to)} à ce rythme`,
  aheadFrom: (count, from) => `${number(count)} pas avant le ${date(from)} à ce rythme`,
  passed: (count, on) => ` a atteint ${count} (${date(on)})`,

  plot: () => 'Graphique',
  plotOf: (handle) => `Graphique ${handle}`,
  plotDescribes: () => 'Graphique du nombre d’abonnés',
  sayPlot: () => 'abonnés graphique',
  sayPlotOf: (network) => `abonnés ${network} graphique`,
  plotTitleOf: (name) => `Abonnés ${name}`,
  unit: { followers: () => 'Abonnés', fans: () => 'Fans', stars: () => 'Étoiles' },
  logUnit: (unit) => `${unit} (pas égaux = même facteur)`,
  plotNote: () => '▲ plus de, ▼ près de ; bande : arrondi',
  plotted: (name, count, on, change) => `${name} : ${count} le ${date(on)} ; ${change}`,
  plotApart: () => 'Le graphique arrive dans notre conversation directe.',
  nothingToPlot: (from) =>
    `Rien à dessiner : il faut deux relevés d’un compte depuis le ${date(from)}.`,
  notPlotted: (names, from) =>
    `Sans graphique, moins de deux relevés depuis le ${date(from)} : ${names}.`,
  plotLeft: (left) =>
    `${number(left)} ${plural(left, 'fr', 'autre compte n’est', 'autres comptes ne sont')} pas sur les graphiques ; nommez un réseau pour le voir.`,

  noted: (name, count, on) => `Noté : ${name}, ${count} le ${date(on)}.`,
  replaced: (name, count, on, before) =>
    `Remplacé : ${name}, ${count} le ${date(on)}. La saisie précédente pour ce jour était : ${before}.`,
  same: (name, count, on) =>
    `C’est déjà noté, rien n’a été changé : ${name}, ${count} le ${date(on)}.`,
  beforeFile: (count) =>
    `Ce relevé passe avant ce que le fichier des abonnés dit de ce jour : ${count}.`,
  shortened: (typed) =>
    `Pris comme nombre exact. Si ${typed} est arrondi, saisissez-le à nouveau avec ~ (environ) ou > (plus de) : `,

  organisersOnly: (command) =>
    `Seuls les organisateurs peuvent saisir un nombre d’abonnés ; rien n’a été changé. Tapez ${command} abonnés pour voir les nombres.`,
  unknownNetwork: (typed, known, command, example) =>
    typed === ''
      ? `Quel réseau ? Connus : ${known.join(', ')}. Tapez par exemple ${command} ${example}.`
      : `Aucun nombre d’abonnés n’est suivi pour « ${typed} ». Connus : ${known.join(', ')}. Tapez par exemple ${command} ${example}.`,
  whichAccount: (network, accounts, command, example) =>
    `${network} a plusieurs comptes : ${accounts.join(', ')}. Nommez-en un, par exemple ${command} ${example}.`,
  noCount: (command, example) =>
    `Combien ? Rien n’a été changé. Tapez par exemple ${command} ${example}.`,
  notANumber: (typed, command, example) =>
    `« ${typed} » n’est pas un nombre que je comprends ; rien n’a été changé. Écrivez 412000, 412k, 2,5M, > 400000 (plus de) ou ~412000 (environ), par exemple ${command} ${example}.`,
  negative: (typed, command, example) =>
    `Un nombre d’abonnés ne peut pas être négatif (« ${typed} ») ; rien n’a été changé. Tapez par exemple ${command} ${example}.`,
  notWhole: (typed, command, example) =>
    `« ${typed} » n’est pas un nombre entier ; rien n’a été changé. Tapez par exemple ${command} ${example}.`,
  tooLarge: (typed, command, example) =>
    `« ${typed} » dépasse le nombre d’êtres humains ; rien n’a été changé. Tapez par exemple ${command} ${example}.`,
  noDay: (command, example) =>
    `Depuis quand ? Tapez un mois, un jour ou une année, par exemple ${command} ${example}.`,
  notADay: (typed, command, example) =>
    `« ${typed} » n’est pas une date que je comprends. Écrivez-la comme 2019-01-31, par exemple ${command} ${example}.`,
  tooLongAgo: (typed, command, example) =>
    `Aucun nombre ne remonte à « ${typed} ». Tapez par exemple ${command} ${example}.`,
  future: (on, today, command, example) =>
    `Le ${date(on)} est encore à venir : nous sommes le ${date(today)}. Tapez par exemple ${command} ${example}.`,
};
