// What is said of seats that are offered from the waiting list or by a colleague, in French.
import { numberText, plural } from '../dates.ts';
import type { offers as english } from '../en/offers.ts';

const n = (value: number) => numberText(value, 'fr');
const rank = (value: number) => (value === 1 ? '1er' : `${n(value)}e`);
const hours = (value: number) => `${n(value)} ${plural(value, 'fr', 'heure', 'heures')}`;
const waitFor = (waiting: number, number: number) =>
  `${n(waiting)} ${plural(waiting, 'fr', 'personne attend', 'personnes attendent')} pour la conférence ${number}`;

export const offers: typeof english = {
  accept: () => 'Accepter',
  acceptDescribes: (number) => `Accepter la place proposée à la conférence ${number}`,
  decline: () => 'Décliner',
  declineDescribes: (number) => `Décliner la place proposée à la conférence ${number}`,
  acceptGiftDescribes: (number) => `Accepter la place d’un collègue, conférence ${number}`,
  declineGiftDescribes: (number) => `Décliner la place d’un collègue, conférence ${number}`,
  acceptGift: () => 'Accepter sa place',
  declineGift: () => 'Décliner sa place',
  keepSeat: () => 'Garder ma place',
  keepSeatDescribes: (number) => `Garder tout de même votre place à la conférence ${number}`,
  sayAccept: (number) => `accepter ${number}`,
  sayDecline: (number) => `décliner ${number}`,
  sayAcceptGift: (number) => `accepter ${number} don`,
  sayDeclineGift: (number) => `décliner ${number} don`,
  sayKeep: (number) => `garder ${number}`,
  sayGive: (number) => `donner ${number} @collègue`,
  giveSeat: () => 'Donner à un collègue',
  giveSeatDescribes: (number) => `Donner à un collègue votre place à la conférence ${number}`,
  sayGiveSeat: (number) => `donner ${number}`,
  giveAny: () => 'Choisir un collègue',
  giveAnyDescribes: () => 'Choisir un collègue à qui donner une place',
  sayGiveAny: () => 'donner',
  youAreOffered: (until) => [
    'Une place vous est proposée jusqu’au ',
    ...until,
    '. Acceptez-la d’ici là, sinon elle passe à quelqu’un d’autre.',
  ],
  youAreGiving: (who) => [
    'Vous avez une place et l’avez proposée à ',
    who,
    ', qui n’a pas encore répondu.',
  ],
  youAreGiven: (who) => [who, ' vous propose sa place.'],
  heldBack: (until) => [
    'Une place est libre, mais il reste trop peu de temps pour la proposer. À partir du ',
    ...until,
    ', elle est ouverte à tout le monde.',
  ],
  untilThen: () => 'D’ici là, le bouton inscrit sur la liste d’attente.',
  openToYou: () =>
    'Une place est libre et ouverte à tout le monde : elle revient à qui s’inscrit en premier.',
  someOffered: (count, until) => [
    count === 1
      ? 'Une place est proposée à la première personne de la liste d’attente jusqu’au '
      : `${n(count)} places sont proposées aux premières personnes de la liste d’attente, l’une d’elles jusqu’au `,
    until,
    '.',
  ],
  nextStraight: (from) => [
    'À partir du ',
    from,
    ', elle lui est proposée avec un délai de réponse.',
  ],
  nextOffer: (of, from, to) =>
    `Une place qui se libère est proposée par message direct à la première personne de la liste, qui a ${hours(of)} pour l’accepter. Seul le temps de ${from} à ${to} compte.`,
  nextOpen: () =>
    'La conférence est proche : une place qui se libère est ouverte à tout le monde. Un message direct vous le dit une fois, et elle revient à qui s’inscrit en premier.',
  askCancelOffer: (number, waiting) =>
    `${waitFor(waiting, number)} : votre place est proposée ${plural(waiting, 'fr', 'à cette personne', 'à la première d’entre elles')}, et vous ne pourrez pas la reprendre.`,
  askCancelHeld: (number, waiting) =>
    `${waitFor(waiting, number)} : votre place est réservée à la liste d’attente, et vous ne pourrez pas la reprendre.`,
  askCancelOpen: (number, waiting) =>
    `${waitFor(waiting, number)} : votre place est aussitôt ouverte à tout le monde, et vous ne pourrez peut-être pas la reprendre.`,
  offered: (number, until) => [
    `Une place à la conférence ${number} vous est proposée jusqu’au `,
    until,
  ],
  until: () => 'Réponse avant',
  ifNot: () =>
    'Si vous ne l’acceptez pas d’ici là, elle passe à quelqu’un d’autre, et votre place sur la liste d’attente prend fin.',
  accepted: (number) => `C’est accepté : vous avez une place à la conférence ${number}.`,
  declined: (number) => `Vous avez décliné la place à la conférence ${number}.`,
  expired: (number) =>
    `La place qui vous était proposée à la conférence ${number} n’a pas été acceptée à temps. Votre place sur la liste d’attente a pris fin.`,
  expiredAt: (until) => ['La proposition valait jusqu’au ', ...until, '.'],
  rejoin: () =>
    'Si vous souhaitez toujours venir, demandez à nouveau : vous reprenez en fin de liste.',
  seatOpen: (number) =>
    `Une place est libre à la conférence ${number} : elle revient à qui s’inscrit en premier.`,
  seatOpenWhy: () =>
    'La conférence est si proche que les places libres sont ouvertes à tout le monde. Vous restez sur la liste d’attente.',
  stillOffered: (number) =>
    `Une place à la conférence ${number} vous est proposée : elle est à vous dès que vous l’acceptez. Rien n’a changé.`,
  stillWaiting: (number, line) =>
    `Aucune place à la conférence ${number} ne vous est proposée en ce moment : vous êtes ${rank(line)} sur la liste d’attente. Rien n’a changé.`,
  noOffer: (number) =>
    `Aucune place à la conférence ${number} ne vous est proposée. Rien n’a changé.`,
  offerExpired: (number, until) => [
    `La place à la conférence ${number} vous était proposée jusqu’au `,
    until,
    ' : ce délai est passé. Rien n’a changé.',
  ],
  offerDeclined: (number) =>
    `Vous avez déjà décliné la place à la conférence ${number}. Rien n’a changé.`,
  given: (number, who) => [
    `Votre place à la conférence ${number} est proposée à `,
    who,
    ', par message direct.',
  ],
  givenMeans: () =>
    'Elle reste la vôtre jusqu’à l’acceptation et ne se libère pas entre-temps : personne sur la liste d’attente n’est lésé.',
  giftOffered: (number, who) => [who, ` vous propose sa place à la conférence ${number}.`],
  giftMeans: (who) => [
    'Elle est à vous dès que vous acceptez ; jusque-là, elle appartient à ',
    who,
    '.',
  ],
  giftEndsPlace: () => 'Si vous acceptez, votre place sur la liste d’attente prend fin.',
  giftEndsOffer: () =>
    'Si vous acceptez, la place qui vous est proposée depuis la liste d’attente passe à la personne suivante.',
  giftTaken: (number, who) => [
    `Vous avez une place à la conférence ${number} : c’est celle de `,
    who,
    '.',
  ],
  giftDeclined: (number, who) => [
    'Vous avez décliné la place de ',
    who,
    ` à la conférence ${number}. Cette personne la garde.`,
  ],
  theyTook: (number, who) => [
    who,
    ` a accepté votre place à la conférence ${number}. Vous n’en avez plus.`,
  ],
  theyDeclined: (number, who) => [
    who,
    ` a décliné votre place à la conférence ${number}. Elle reste la vôtre.`,
  ],
  theyHaveOne: (number, who) => [
    who,
    ` n’a plus besoin de votre place à la conférence ${number}. Elle reste la vôtre.`,
  ],
  theyKeep: (number, who) => [
    'La place que ',
    who,
    ` vous proposait à la conférence ${number} n’est plus proposée.`,
  ],
  withdrawn: (number, who) => [
    `Vous gardez votre place à la conférence ${number} : `,
    who,
    ' apprend par message direct qu’elle n’est plus proposée.',
  ],
  freedEndsGift: (who) => [
    'Votre proposition prend fin : ',
    who,
    ' apprend par message direct que la place n’est plus proposée.',
  ],
  giveNone: () => 'Vous n’avez pas de place à donner à un collègue pour le moment.',
  giveTitle: () => 'Donner une place',
  giveSubmit: () => 'La proposer',
  giveFormMeans: () =>
    'Votre place reste la vôtre jusqu’à l’acceptation. Elle ne se libère pas entre-temps : personne sur la liste d’attente n’est lésé.',
  giveTalkLabel: () => 'Votre place à',
  giveWhoLabel: () => 'Collègue',
  giveWhoHint: () => 'Un message lui demande d’accepter ou de décliner.',
  giveFieldHasSeat: () =>
    'Cette personne a déjà une place à cette conférence. Choisissez-en une autre.',
  giveFieldGetsAnother: () =>
    'Cette personne n’a pas encore répondu à un autre collègue qui lui propose sa place. Choisissez-en une autre.',
  giveWhom: () => 'À qui ? Nommez un collègue avec un @. Rien n’a changé.',
  giveOne: (count) =>
    `Vous avez nommé ${n(count)} personnes, et une place ne va qu’à une seule. Rien n’a changé.`,
  giveUnread: () => 'Je n’ai pas compris à qui : choisissez votre collègue ici.',
  giveExample: () => 'Par exemple : ',
  giveNoSeat: (number) =>
    `Vous n’avez pas de place à donner à la conférence ${number}. Rien n’a changé.`,
  giveOnlyWaiting: (number, line) =>
    `Vous êtes ${rank(line)} sur la liste d’attente de la conférence ${number} : ce rang ne se donne pas. Rien n’a changé.`,
  giveOnlyOffered: (number) =>
    `La place à la conférence ${number} vous est seulement proposée : acceptez-la d’abord, puis vous pourrez la donner. Rien n’a changé.`,
  giveYourself: () => 'C’est vous. Nommez un collègue. Rien n’a changé.',
  giveBot: () => 'C’est un robot, et les robots ne prennent pas de place. Rien n’a changé.',
  giveStranger: () =>
    'Je ne garde des places que pour les personnes de cet espace de travail, et cette personne est d’un autre. Rien n’a changé.',
  giveGone: () => 'Ce compte est désactivé : personne ne recevrait votre message. Rien n’a changé.',
  giveNobody: () => 'Personne ici ne porte ce nom. Rien n’a changé.',
  givingSame: (number, who) => [
    `Vous avez déjà proposé votre place à la conférence ${number} à `,
    who,
    ', qui n’a pas encore répondu. Rien n’a changé.',
  ],
  givingOther: (number, who) => [
    `Vous avez proposé votre place à la conférence ${number} à `,
    who,
    ', qui n’a pas encore répondu. Pour la proposer à quelqu’un d’autre, gardez-la d’abord. Rien n’a changé.',
  ],
  giveHasSeat: (number, who) => [
    who,
    ` a déjà une place à la conférence ${number}. Rien n’a changé.`,
  ],
  giveGetsAnother: (number, who) => [
    who,
    ` n’a pas encore répondu à un autre collègue qui propose sa place à la conférence ${number}. Rien n’a changé.`,
  ],
  giftNotYours: (number) =>
    `Cette place à la conférence ${number} était proposée à quelqu’un d’autre. Rien n’a changé.`,
  giftDeclinedBefore: (number) =>
    `Vous avez déjà décliné la place de votre collègue à la conférence ${number}. Rien n’a changé.`,
  giftWithdrawn: (number) =>
    `La place de votre collègue à la conférence ${number} n’est plus proposée. Rien n’a changé.`,
  ledgerOffered: (until, because) => `une place vous a été proposée jusqu’au ${until}, ${because}`,
  ledgerAccepted: () => 'vous l’avez acceptée et avez la place',
  ledgerDeclined: () => 'vous avez décliné la place qui vous était proposée',
  ledgerExpired: (until) =>
    `la proposition qui valait jusqu’au ${until} n’a pas été acceptée, et votre place sur la liste d’attente a pris fin`,
  ledgerOfferWithdrawn: () =>
    'la proposition a pris fin, car la conférence a été annulée ; vous avez gardé votre rang',
  ledgerOpened: () =>
    'une place était libre si près de la conférence qu’elle était ouverte à tout le monde, et un message vous l’a dit',
  ledgerTaken: () => 'vous avez pris une place ouverte à tout le monde',
  ledgerGiftMade: (who) => `vous avez proposé votre place à ${who}`,
  ledgerGiftGot: (who) => `${who} vous a proposé sa place`,
  ledgerGiven: (who) =>
    `${who} a accepté votre place ; elle ne s’est jamais libérée, donc personne sur la liste d’attente n’a été lésé`,
  ledgerReceived: (who) =>
    `vous avez accepté la place de ${who} ; elle ne s’est jamais libérée, donc personne sur la liste d’attente n’a été lésé`,
  ledgerPlaceLapsed: () =>
    'votre place sur la liste d’attente a pris fin, car vous avez accepté celle d’un collègue',
  ledgerGiftDeclinedByYou: (who) => `vous avez décliné la place de ${who}`,
  ledgerGiftDeclined: (who) => `${who} a décliné votre place`,
  ledgerGiftWithdrawnByYou: (who) => `votre place n’était plus proposée à ${who}`,
  ledgerGiftWithdrawn: (who) => `la place de ${who} ne vous était plus proposée`,
  ledgerGiftLapsedByYou: (who) =>
    `la place de ${who} ne vous était plus proposée, car vous en aviez une autre`,
  ledgerGiftLapsed: (who) => `votre place n’était plus proposée à ${who}, qui en avait une autre`,
  somebody: () => 'un collègue',
  because: {
    'somebody-left': () => 'car quelqu’un est parti et vous étiez en tête de liste',
    'more-seats': () => 'car il y avait davantage de places et vous étiez en tête de liste',
    'accounts-linked': () => 'car quelqu’un en avait deux et en a rendu une',
    'offer-declined': () => 'car quelqu’un l’a déclinée et c’était votre tour',
    'offer-expired': () => 'car quelqu’un ne l’a pas acceptée à temps et c’était votre tour',
    'offer-lapsed': () => 'car quelqu’un a obtenu une autre place et c’était votre tour',
  },
  nowOffered: (until) => `Une place vous est maintenant proposée jusqu’au ${until}.`,
  nowGiving: (who) => `Vous avez maintenant une place, que vous avez proposée à ${who}.`,
};
