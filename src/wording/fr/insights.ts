// What is said of the engagement of the networks, in French.
import type { LocalDate } from '../../kernel/time.ts';
import { dateText, figureText, numberText, plural, shareText } from '../dates.ts';
import type { insights as english } from '../en/insights.ts';

const number = (value: number) => numberText(value, 'fr');
const date = (on: LocalDate) => dateText(on, 'fr').replace(/^1 /, '1er ');
const posts = (count: number) =>
  `${number(count)} ${plural(count, 'fr', 'publication', 'publications')}`;

const tenths = (value: number) => Math.round(value * 10) / 10;
const hundredths = (value: number) => Math.round(value * 100) / 100;

export const insights: typeof english = {
  title: () => 'Engagement sur les réseaux',
  titleOf: (name) => `${name} : engagement`,

  figure: (value) => figureText(value, 'fr'),
  coefficient: (value) => figureText(hundredths(value), 'fr'),
  share: (value) => shareText(value, 'fr'),
  atMost: (value) => `au plus ${value}`,
  atLeast: (value) => `au moins ${value}`,
  between: (low, high) => `${low} à ${high}`,

  summary: (interactions, count) =>
    `${interactions} interactions par publication (médiane de ${posts(count)})`,
  summaryPer: {
    followers: (rate) => `${rate} pour 1000 abonnés`,
    fans: (rate) => `${rate} pour 1000 fans`,
    stars: (rate) => `${rate} pour 1000 étoiles`,
  },
  noFigures: () => 'pas encore de chiffres',
  noneSince: (since, newest) =>
    `aucune publication depuis le ${date(since)} ; la dernière est du ${date(newest)}`,
  tooFew: (count) =>
    `trop peu de publications pour en dire quelque chose : ${number(count)}, il en faut trois`,
  untold: (count) => `${posts(count)}, mais rien n’indique ce que les gens en ont fait`,
  together: (interactions, count) =>
    `Au total : ${number(interactions)} interactions sur ${posts(count)}.`,
  togetherWithout: (interactions, count, apart) =>
    `Au total sans ${apart.join(' ni ')}, dont les chiffres ne doivent pas être additionnés à d’autres : ${number(interactions)} interactions sur ${posts(count)}.`,

  standsOut: () => 'Sortent du lot',
  outstanding: (interactions, z) =>
    `${number(interactions)} ${plural(interactions, 'fr', 'interaction', 'interactions')}, ${figureText(tenths(z), 'fr')} écarts types au-dessus de la moyenne de son compte`,
  postOn: (on) => date(on),
  moreOutstanding: (count) => `… et ${number(count)} de plus`,
  nothingStandsOut: () => 'Aucune publication ne se distingue des autres de son compte.',
  notCompared: () =>
    'On ne peut pas encore dire quelles publications sortent du lot : il en faut dix d’un même compte, et un relevé de ses abonnés à moins d’un mois.',

  since: (on) => `Publications depuis le ${date(on)}.`,
  counted: (count, on) => `${posts(count)} depuis le ${date(on)}.`,
  explained: () =>
    'Les interactions sont les mentions « J’aime », commentaires, partages, citations et enregistrements, pour autant qu’ils soient connus. La moitié des publications dépasse la médiane.',
  kinds: (kinds) => `Interactions : ${kinds.join(', ')}.`,
  figureName: {
    likes: () => 'mentions « J’aime »',
    comments: () => 'commentaires',
    shares: () => 'partages',
    quotes: () => 'citations',
    saves: () => 'enregistrements',
    clicks: () => 'clics',
    reach: () => 'portée',
    views: () => 'vues',
    paidViews: () => 'vues payées',
  },

  level: {
    output: () => 'Diffusion : ce qui a été publié',
    'out-take': () => 'Réception : ce que les gens en ont fait',
  },
  outcome: () =>
    'Les effets – ce que les gens en retiennent – ne sont donnés par aucun réseau. Demandez à ceux qui viennent aux conférences.',
  indicator: {
    reach: () => 'Portée par publication',
    views: () => 'Vues par publication',
    organic: () => 'Part organique des vues (non payées)',
    interactions: () => 'Interactions par publication',
    'per-thousand': {
      followers: () => 'Interactions pour 1000 abonnés',
      fans: () => 'Interactions pour 1000 fans',
      stars: () => 'Interactions pour 1000 étoiles',
    },
    'by-followers': {
      followers: () => 'Taux d’engagement par abonnés',
      fans: () => 'Taux d’engagement par fans',
      stars: () => 'Taux d’engagement par étoiles',
    },
    'by-reach': () => 'Taux d’engagement par portée',
    'by-views': () => 'Taux d’engagement par vues',
    conversation: () => 'Taux de conversation (commentaires par interactions)',
    amplification: () => 'Taux d’amplification (partages et citations par interactions)',
    'click-through': () => 'Taux de clics (clics par vues)',
  },
  each: (median, mean, count) => `médiane ${median}, moyenne ${mean} (${posts(count)})`,
  whole: (share, count) => `${share} (${posts(count)})`,
  few: (count) =>
    `on ne peut rien en dire, ${posts(count)} seulement ${plural(count, 'fr', 'l’indique', 'l’indiquent')}`,
  value: (label, value) => `${label} : ${value}`,
  missing: (names) => `Non indiqués : ${names.join(', ')}.`,
  noFollowers: () =>
    'On ne peut rien dire des taux par abonnés : leur nombre n’a pas été relevé à moins d’un mois de ces publications.',
  relation: {
    together: (r, low, high, count) =>
      `Les publications qui touchent plus de monde sont plus commentées (r ${r}, 95 % : ${low} à ${high}, ${posts(count)}).`,
    against: (r, low, high, count) =>
      `Les publications qui touchent plus de monde sont moins commentées (r ${r}, 95 % : ${low} à ${high}, ${posts(count)}).`,
    none: (r, low, high, count) =>
      `On ne peut pas dire si la portée amène des commentaires (r ${r}, 95 % : ${low} à ${high}, ${posts(count)}).`,
  },
  viewsBreak: (on) =>
    `Depuis le ${date(on)}, YouTube compte une vue dès la première image : les vues d’avant et d’après ne sont pas la même chose.`,

  noAccounts: () => 'Aucun compte d’un réseau n’est encore suivi.',
  none: () => 'Aucun chiffre de publication n’est encore suivi.',
  noneHow: () =>
    'Ils viennent des réseaux eux-mêmes, une fois reliés, ou d’un tableau que l’exploitant charge.',
  noneHint: () =>
    'Les colonnes de ce tableau sont décrites dans docs/organisers.md. On le charge par ',
  importExample: () => 'npm run cli -- import posts.csv',
  all: () => 'Tous les réseaux',
  allDescribes: () => 'Voir l’engagement sur tous les réseaux',
  oneDescribes: (name) => `Voir l’engagement sur ${name}`,
  more: () => 'Plus : ',
  sayAll: () => 'indicateurs',
  sayNetwork: (network) => `indicateurs ${network}`,
  saySince: () => 'indicateurs depuis janvier',

  unknownNetwork: (typed, known, command, example) =>
    `Aucun réseau « ${typed} » n’est suivi. Connus : ${known.join(', ')}. Tapez par exemple ${command} ${example}.`,
  noDay: (command, example) =>
    `Depuis quand ? Tapez un mois, un jour ou une année, par exemple ${command} ${example}.`,
  notADay: (typed, command, example) =>
    `« ${typed} » n’est pas une date que je comprends. Écrivez-la comme 2019-01-31, par exemple ${command} ${example}.`,
  tooLongAgo: (typed, command, example) =>
    `Aucun chiffre ne remonte à « ${typed} ». Tapez par exemple ${command} ${example}.`,
  future: (on, today, command, example) =>
    `Le ${date(on)} est encore à venir : nous sommes le ${date(today)}. Tapez par exemple ${command} ${example}.`,
};
