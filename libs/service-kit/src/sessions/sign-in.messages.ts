import type { Locale } from '#look';

export interface SignInMessages {
  signIn: {
    title: string;
    lead: string;
    key: string;
    keyHint: string;
    button: string;
    wrong: string;
    later: (minutes: number) => string;
    signedOut: string;
    noKey: string;
    noKeyAnswer: string;
  };
  setup: {
    title: string;
    lead: string;
    what: string;
    once: string;
    code: string;
    codeHint: string;
    button: string;
    wrong: string;
    wrongAnswer: string;
    later: string;
    toSignIn: string;
  };
  key: {
    title: string;
    lead: (tenant: string) => string;
    key: string;
    keep: string;
    keepAnswer: string;
    shown: string;
    copy: string;
    copied: string;
    notCopied: string;
    next: string;
    gone: string;
    goneAnswer: string;
  };
  signOut: string;
}

/** Signing in to a tenant's pages, and the one-time link that comes before it. */
export const SIGN_IN_MESSAGES: Readonly<Record<Locale, SignInMessages>> = {
  en: {
    signIn: {
      title: 'Sign in',
      lead: 'You sign in with your organisation’s access key.',
      key: 'Access key',
      keyHint: 'It begins with incola_key_ and was shown to you once, when the service was set up.',
      button: 'Sign in',
      wrong: 'This access key is not valid. Check that you copied all of it. It may also have been withdrawn.',
      later: (minutes) =>
        `Too many attempts have failed. Please try again in ${minutes === 1 ? 'one minute' : `${minutes} minutes`}.`,
      signedOut: 'You are signed out.',
      noKey: 'You have no access key?',
      noKeyAnswer:
        'Ask whoever runs this service for a one-time setup link. It is printed when the service first starts, and can be made again at any time.',
    },
    setup: {
      title: 'Set up your access',
      lead: 'You have opened a one-time setup link.',
      what: 'It gives your organisation an access key, with which you sign in to these pages from now on.',
      once: 'The link can be used once. Opening this page has not used it; the button does.',
      code: 'Setup code',
      codeHint: 'It was filled in from your link. If the field is empty, paste the link here.',
      button: 'Create my access key',
      wrong: 'This setup code cannot be used.',
      wrongAnswer:
        'It may be incomplete, used already, or older than a day. Whoever runs the service can make a new link at any time.',
      later: 'Too many codes were wrong. Please try again in a minute.',
      toSignIn: 'I have an access key: sign in',
    },
    key: {
      title: 'Your access key',
      lead: (tenant) => `You are signed in for ${tenant}.`,
      key: 'Access key',
      keep: 'Keep it: you sign in with it.',
      keepAnswer:
        'Put it into your password manager. Programs of your organisation can use it too, so treat it like a password.',
      shown: 'It is shown for ten minutes on this page and never again. We keep no copy that could be read.',
      copy: 'Copy the key',
      copied: 'Copied.',
      notCopied: 'Your browser did not allow it. Please select the key and copy it.',
      next: 'I have kept it: go on',
      gone: 'The access key is no longer shown',
      goneAnswer: 'If you did not keep it, ask whoever runs the service for a new setup link.',
    },
    signOut: 'Sign out',
  },
  fr: {
    signIn: {
      title: 'Connexion',
      lead: 'Vous vous connectez avec la clé d’accès de votre organisme.',
      key: 'Clé d’accès',
      keyHint: 'Elle commence par incola_key_ et vous a été montrée une seule fois, lors de la mise en service.',
      button: 'Se connecter',
      wrong:
        'Cette clé d’accès n’est pas valable. Vérifiez que vous l’avez copiée en entier. Il se peut aussi qu’elle ait été retirée.',
      later: (minutes) =>
        `Trop de tentatives ont échoué. Veuillez réessayer dans ${minutes === 1 ? 'une minute' : `${minutes} minutes`}.`,
      signedOut: 'Votre session est fermée.',
      noKey: 'Vous n’avez pas de clé d’accès\u00a0?',
      noKeyAnswer:
        'Demandez un lien de mise en service à la personne qui exploite ce service. Il s’affiche au premier démarrage et peut être recréé à tout moment.',
    },
    setup: {
      title: 'Créer votre accès',
      lead: 'Vous avez ouvert un lien de mise en service, à usage unique.',
      what: 'Il donne à votre organisme une clé d’accès, avec laquelle vous vous connecterez désormais à ces pages.',
      once: 'Le lien ne sert qu’une fois. Ouvrir cette page ne l’a pas utilisé\u00a0; le bouton le fera.',
      code: 'Code de mise en service',
      codeHint: 'Il a été repris de votre lien. Si le champ est vide, collez-y le lien.',
      button: 'Créer ma clé d’accès',
      wrong: 'Ce code de mise en service ne peut pas être utilisé.',
      wrongAnswer:
        'Il est peut-être incomplet, déjà utilisé ou vieux de plus d’un jour. La personne qui exploite le service peut créer un nouveau lien à tout moment.',
      later: 'Trop de codes étaient faux. Veuillez réessayer dans une minute.',
      toSignIn: 'J’ai une clé d’accès\u00a0: me connecter',
    },
    key: {
      title: 'Votre clé d’accès',
      lead: (tenant) => `Votre session est ouverte pour ${tenant}.`,
      key: 'Clé d’accès',
      keep: 'Conservez-la\u00a0: c’est avec elle que vous vous connectez.',
      keepAnswer:
        'Enregistrez-la dans votre gestionnaire de mots de passe. Les programmes de votre organisme peuvent aussi l’utiliser\u00a0: traitez-la comme un mot de passe.',
      shown:
        'Elle reste affichée dix minutes sur cette page, puis plus jamais. Nous n’en gardons aucune copie lisible.',
      copy: 'Copier la clé',
      copied: 'Copiée.',
      notCopied: 'Votre navigateur ne l’a pas permis. Veuillez sélectionner la clé et la copier.',
      next: 'Je l’ai conservée\u00a0: continuer',
      gone: 'La clé d’accès n’est plus affichée',
      goneAnswer:
        'Si vous ne l’avez pas conservée, demandez un nouveau lien de mise en service à la personne qui exploite le service.',
    },
    signOut: 'Se déconnecter',
  },
};
