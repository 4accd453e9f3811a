import type { Locale } from '#look';

/** What a citizen is told when there is nothing to sign in to here; by the refusal's code. */
export type SignInRefusal =
  | 'sign_in_unknown'
  | 'sign_in_of_another_browser'
  | 'sign_in_over'
  | 'sign_in_expired'
  | 'foreign_form'
  | 'account_unknown';

type Words = Readonly<Record<SignInRefusal, { title: string; sentence: string }>>;

export const REFUSED_SIGN_IN_MESSAGES: Readonly<Record<Locale, Words & { back: string; again: string }>> = {
  en: {
    sign_in_unknown: {
      title: 'This page is not there any more',
      sentence: 'Its address is not complete, or its time is long over. Please begin again in your wallet.',
    },
    sign_in_of_another_browser: {
      title: 'This page belongs to another browser',
      sentence:
        'For your protection it works only in the browser that your wallet has opened, and with cookies allowed. Go back there, or begin again in your wallet. If somebody sent you this address, do not use it.',
    },
    sign_in_over: {
      title: 'You have finished here already',
      sentence:
        'Your wallet has its answer, and you can close this page. For another proof begin again in your wallet.',
    },
    sign_in_expired: {
      title: 'That took too long',
      sentence:
        'For your protection the page works for some minutes only. Nothing was done. Please begin again in your wallet.',
    },
    foreign_form: {
      title: 'That came from another page',
      sentence: 'For your protection nothing was done. Please go back and use the button on our own page.',
    },
    account_unknown: {
      title: 'We find no contract for this account',
      sentence:
        'You are signed in, but no customer of ours belongs to this account. Nothing was given to your wallet. Try another account or the code of a letter, or ask us.',
    },
    back: 'Back to my wallet',
    again: 'Sign in another way',
  },
  fr: {
    sign_in_unknown: {
      title: 'Cette page n’existe plus',
      sentence:
        'Son adresse est incomplète, ou son délai est écoulé depuis longtemps. Veuillez recommencer dans votre portefeuille.',
    },
    sign_in_of_another_browser: {
      title: 'Cette page appartient à un autre navigateur',
      sentence:
        'Pour votre protection, elle ne fonctionne que dans le navigateur que votre portefeuille a ouvert, cookies autorisés. Retournez-y, ou recommencez dans votre portefeuille. Si quelqu’un vous a envoyé cette adresse, ne l’utilisez pas.',
    },
    sign_in_over: {
      title: 'Vous avez déjà terminé ici',
      sentence:
        'Votre portefeuille a sa réponse, vous pouvez fermer cette page. Pour un autre justificatif, recommencez dans votre portefeuille.',
    },
    sign_in_expired: {
      title: 'Le délai est écoulé',
      sentence:
        'Pour votre protection, cette page ne fonctionne que quelques minutes. Rien n’a été fait. Veuillez recommencer dans votre portefeuille.',
    },
    foreign_form: {
      title: 'Cela venait d’une autre page',
      sentence:
        'Pour votre protection, rien n’a été fait. Veuillez revenir en arrière et utiliser le bouton de notre propre page.',
    },
    account_unknown: {
      title: 'Aucun contrat pour ce compte',
      sentence:
        'Vous êtes connecté, mais aucun de nos clients ne correspond à ce compte. Votre portefeuille n’a rien reçu. Essayez un autre compte ou le code d’une lettre, ou adressez-vous à nous.',
    },
    back: 'Revenir à mon portefeuille',
    again: 'Me connecter autrement',
  },
};
