// What is said before a talk to those who have a seat, and of how that is set, in French.
import { numberText, plural } from '../dates.ts';
import type { reminders as english } from '../en/reminders.ts';

const n = (value: number) => numberText(value, 'fr');

export const reminders: typeof english = {
  stillComing: (number) => `Venez-vous toujours à la conférence ${number} ?`,
  yes: () => 'Oui',
  yesDescribes: (number) => `Oui, je viens toujours à la conférence ${number}`,
  giveUp: () => 'Rendre ma place',
  giveUpDescribes: (number) => `Rendre votre place à la conférence ${number}`,
  goesToOthers: (waiting) =>
    `${n(waiting)} ${plural(waiting, 'fr', 'personne attend', 'personnes attendent')} : si vous rendez votre place, elle ${plural(waiting, 'fr', 'lui', 'leur')} revient et vous ne pourrez pas la reprendre.`,
  sayComing: (number) => `viens ${number}`,
  startsAt: (number, time) => `La conférence ${number} commence à ${time}.`,
  seeYou: (number) => `À bientôt : conférence ${number}.`,
  changedMind: (typed) => `En cas d’empêchement, utilisez le bouton ou tapez ${typed}.`,
  title: () => 'Vos rappels',
  switched: {
    day: (on) =>
      on ? 'La question de la veille est activée.' : 'La question de la veille est désactivée.',
    hour: (on) =>
      on ? 'Le rappel une heure avant est activé.' : 'Le rappel une heure avant est désactivé.',
    both: (on) => (on ? 'Les deux rappels sont activés.' : 'Les deux rappels sont désactivés.'),
  },
  saved: () => 'Vos rappels sont réglés.',
  changedMeanwhile: () =>
    'Vos rappels ont été réglés autrement depuis l’ouverture de ce formulaire, qui n’a donc rien changé. Les voici.',
  quietSet: (hours) => `Vos heures de silence : ${hours}.`,
  quietOff: () => 'Vous n’avez pas d’heures de silence.',
  dayLabel: () => 'La veille',
  dayOn: (at) => `oui : « Venez-vous toujours ? » à ${at}, dans le fuseau de la conférence`,
  hourLabel: () => 'Une heure avant',
  hourOn: () => 'oui : où aller',
  off: () => 'non',
  quietLabel: () => 'Heures de silence',
  none: () => 'aucune',
  quietMeans: () =>
    'Pendant les heures de silence, les rappels et votre résumé personnel attendent qu’elles finissent ; ce qui ne sert alors plus à rien n’est pas envoyé. Une place obtenue, une offre ou un changement vous sont dits aussitôt.',
  next: () => 'À venir',
  nextKind: {
    day: (number) => `conférence ${number}, « Venez-vous toujours ? »`,
    hour: (number) => `conférence ${number}, une heure avant`,
  },
  nextItem: (when, what) => `${when} : ${what}`,
  notInQuiet: () => 'pas envoyé, à cause de vos heures de silence',
  change: () => 'Changer',
  changeDescribes: () => 'Changer vos rappels et vos heures de silence',
  submit: () => 'Enregistrer',
  dayHint: (at) => `« Venez-vous toujours ? » à ${at}, dans le fuseau de la conférence`,
  hourHint: () => 'Où aller',
  quietHint: () =>
    'Rappels et résumé personnel attendent leur fin ; une place, une offre ou un changement est dit aussitôt.',
  fromLabel: () => 'Silence dès',
  toLabel: () => 'Silence jusqu’à',
  timeHint: (zone) => `Selon votre fuseau (${zone})`,
  needTime: () => 'Les heures de silence ont besoin de cette heure aussi.',
  needOther: () =>
    'Des heures de silence qui finissent quand elles commencent ne finiraient jamais.',
  how: () => 'Ce que vous pouvez taper',
  howDay: (on) =>
    on ? 'me poser la question la veille' : 'ne plus me poser la question la veille',
  howHour: (on) => (on ? 'me rappeler une heure avant' : 'ne plus me rappeler une heure avant'),
  howAll: (on) => (on ? 'les deux rappels' : 'aucun rappel'),
  howQuiet: () => 'les retenir pendant ces heures de votre journée',
  howQuietOff: () => 'plus d’heures de silence',
  say: {
    day: (on) => (on ? 'rappels veille oui' : 'rappels veille non'),
    hour: (on) => (on ? 'rappels heure oui' : 'rappels heure non'),
    all: (on) => (on ? 'rappels oui' : 'rappels non'),
    quiet: () => 'rappels silence 22:00-07:00',
    quietOff: () => 'rappels silence non',
    show: () => 'rappels',
  },
  unknownWord: (typed) => `Je ne connais pas « ${typed} » à propos des rappels. Rien n’a changé.`,
  onOrOff: {
    day: () => 'La veille : oui ou non ? Rien n’a changé.',
    hour: () => 'Une heure avant : oui ou non ? Rien n’a changé.',
  },
  noTimes: () =>
    'Donnez le début et la fin des heures de silence, comme 22:00-07:00. Rien n’a changé.',
  badTime: (typed) =>
    `« ${typed} » n’est pas une heure de la journée ; écrivez-la comme 22:00. Rien n’a changé.`,
  sameTime: () =>
    'Des heures de silence qui finissent quand elles commencent ne finiraient jamais. Rien n’a changé.',
};
