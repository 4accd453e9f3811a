import type { Locale } from '#look';

interface InvitationMessages {
  subject: (member: string) => string;
  greeting: string;
  asks: (member: string, title: string) => string;
  why: string;
  what: string;
  until: (moment: string) => string;
  open: string;
  shown: string;
  nobodyMust: (member: string) => string;
  once: string;
  unexpected: string;
  /** Where the mail's link leads first. */
  page: { title: string; lead: (member: string) => string; sentence: string; button: string };
}

export const INVITATION_MESSAGES: Readonly<Record<Locale, InvitationMessages>> = {
  en: {
    subject: (member) => `${member}: a question for you`,
    greeting: 'Good day,',
    asks: (member, title) => `${member} asks you for a proof from your wallet: ${title}.`,
    why: 'What for:',
    what: 'What is asked:',
    until: (moment) => `The page can be opened until ${moment} (Paris time).`,
    open: 'Open the page',
    shown: 'The page and your wallet show who asks and what is shared. Nothing is shared before you agree there.',
    nobodyMust: (member) =>
      `You need not answer. If you do nothing, nothing is shared, and you can settle the matter with ${member} in another way.`,
    once: 'The link belongs to the browser that opens it first. Please do not forward it.',
    unexpected: 'If you did not expect this e-mail, delete it. Your address is not kept for it.',
    page: {
      title: 'You were asked by e-mail',
      lead: (member) => `${member} asks you for a proof from your wallet.`,
      sentence:
        'The next page says what for. It then belongs to this browser. Nothing is shared before you agree in your wallet, and you need not answer.',
      button: 'See the question',
    },
  },
  fr: {
    subject: (member) => `${member} : une question pour vous`,
    greeting: 'Bonjour,',
    asks: (member, title) => `${member} vous demande une preuve de votre portefeuille : ${title}.`,
    why: 'À quelle fin :',
    what: 'Ce qui est demandé :',
    until: (moment) => `La page peut être ouverte jusqu’au ${moment} (heure de Paris).`,
    open: 'Ouvrir la page',
    shown:
      'La page et votre portefeuille montrent qui demande et ce qui est partagé. Rien n’est partagé avant votre accord.',
    nobodyMust: (member) =>
      `Vous n’êtes pas tenu de répondre. Si vous ne faites rien, rien n’est partagé, et vous pouvez régler la question autrement avec ${member}.`,
    once: 'Le lien appartient au premier navigateur qui l’ouvre. Merci de ne pas le transférer.',
    unexpected: 'Si vous n’attendiez pas ce courriel, supprimez-le. Votre adresse n’est pas conservée.',
    page: {
      title: 'On vous a interrogé par courriel',
      lead: (member) => `${member} vous demande une preuve de votre portefeuille.`,
      sentence:
        'La page suivante dit à quelle fin. Elle appartient ensuite à ce navigateur. Rien n’est partagé avant votre accord dans votre portefeuille, et vous n’êtes pas tenu de répondre.',
      button: 'Voir la question',
    },
  },
};
