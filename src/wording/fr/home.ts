// What is said on a person's own page, in French.
import { code } from '../../kernel/inline.ts';
import type { home as english } from '../en/home.ts';

export const home: typeof english = {
  others: () => 'Autres conférences à venir',
  settings: () => 'Mes réglages',
  reminder: (when) => `Rappel, ${when.charAt(0).toLowerCase()}${when.slice(1)}`,
  language: () => 'Langue',
  zone: () => 'Fuseau horaire',
  digest: () => 'Mon résumé quotidien',
  how: () => ['Pour un résumé personnel, écrivez-moi directement ', code('résumé ici 09:00'), '.'],
  howToStop: (typed) => [
    'Pour arrêter votre résumé quotidien, écrivez-moi directement ',
    code(typed),
    '.',
  ],
};
