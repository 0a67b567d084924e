// What is said where a channel does not take a message that somebody asked for, in French.
import type { posting as english } from '../en/posting.ts';

export const posting: typeof english = {
  notAMember: () => 'Je ne suis pas dans ce canal : invitez-moi avec /invite, puis recommencez.',
  archived: () => 'Ce canal est archivé : plus rien ne peut y être publié.',
  notAllowed: () =>
    'Je suis dans ce canal mais je n’ai pas le droit d’y publier : un réglage du canal ou de l’espace de travail l’interdit. Adressez-vous à la personne qui s’occupe du canal.',
  other: () =>
    'Le canal n’a pas pris mon message. Recommencez ; si cela se répète, dites-le à la personne qui fait tourner le bot.',
};
