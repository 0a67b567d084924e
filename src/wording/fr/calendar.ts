// What is said of calendars on cards, in French.
import type { calendar as english } from '../en/calendar.ts';

export const calendar: typeof english = {
  add: () => 'Ajouter au calendrier',
  addDescribes: (number) => `Mettre la conférence ${number} dans votre calendrier`,
  all: () => 'Adresses de calendrier',
  sayCalendar: () => 'calendrier',
  sayTalk: (number) => `calendrier ${number}`,
  sayRenew: () => 'calendrier renouveler',
  talkTitle: (number) => `La conférence ${number} pour votre calendrier`,
  open: () => 'Ouvrir l’entrée de calendrier',
  fileStays: () =>
    'Voici la conférence telle qu’elle est prévue. Une entrée que vous ajoutez ne change pas d’elle-même : ouvrez-la de nouveau après un changement, ou abonnez-vous à l’une des adresses de calendrier.',
  title: () => 'Les conférences dans votre calendrier',
  mine: () => 'Vos places',
  series: () => 'Toutes les conférences',
  how: () =>
    'Copiez l’une des adresses et abonnez-vous-y, une seule fois. Les changements suivent d’eux-mêmes.',
  outlook: () => 'Outlook : Calendrier › Ajouter un calendrier › S’abonner à partir du web',
  google: () => 'Google Agenda, dans un navigateur : Autres agendas › + › À partir de l’URL',
  apple: () => 'Calendrier d’Apple : Fichier › Nouvel abonnement à un calendrier',
  slow: () =>
    'Les calendriers cherchent les changements quand il leur plaît : dans l’heure, ou une fois par jour. Ce qui ne peut attendre, je vous le dis ici.',
  secret: (typed) =>
    `L’adresse de vos places n’est que pour vous : quiconque l’a peut les voir. Pour une nouvelle, qui met fin à l’ancienne : ${typed}`,
  renewed: () => 'Vos places ont une nouvelle adresse. L’ancienne ne fonctionne plus.',
};
