import type { Locale } from '#look';

/** Why a person is not led on, nor back by itself. */
export type ProviderPageReason = 'client' | 'expired' | 'code' | 'request' | 'busy';

interface Words {
  reasons: Readonly<Record<ProviderPageReason, { title: string; sentence: string }>>;
  backTo: (host: string) => string;
  beginAgain: string;
  code: string;
}

export const PROVIDER_PAGE_MESSAGES: Readonly<Record<Locale, Words>> = {
  en: {
    reasons: {
      client: {
        title: 'This request comes from nobody we know',
        sentence:
          'The service that sent you here is not registered, or wanted you to be sent on to an address that is not its own. For your protection nothing was asked.',
      },
      expired: {
        title: 'The time for this request is over',
        sentence: 'Or it was begun in another browser, or is finished already. Nothing more was shared.',
      },
      code: {
        title: 'This way back does not fit',
        sentence: 'It belongs to another request, or to an earlier one. Nothing was shared because of it.',
      },
      request: {
        title: 'This request can not be carried out',
        sentence: 'The service that sent you here has made a mistake. Nothing was shared.',
      },
      busy: {
        title: 'One moment, please',
        sentence: 'A part of the service cannot be reached. Please try again in a minute. Nothing was shared.',
      },
    },
    backTo: (host) => `Go back to ${host}`,
    beginAgain: 'Please begin again where you came from.',
    code: 'Code',
  },
  fr: {
    reasons: {
      client: {
        title: 'Cette demande vient d’un service inconnu',
        sentence:
          'Le service qui vous a envoyé ici n’est pas inscrit, ou voulait vous renvoyer vers une adresse qui n’est pas la sienne. Pour votre protection, rien n’a été demandé.',
      },
      expired: {
        title: 'Le délai de cette demande est écoulé',
        sentence:
          'Ou bien elle a été commencée dans un autre navigateur, ou elle est déjà terminée. Rien de plus n’a été partagé.',
      },
      code: {
        title: 'Ce chemin de retour ne convient pas',
        sentence:
          'Il appartient à une autre demande, ou à une demande antérieure. Rien n’a été partagé à cause de lui.',
      },
      request: {
        title: 'Cette demande ne peut pas être traitée',
        sentence: 'Le service qui vous a envoyé ici a commis une erreur. Rien n’a été partagé.',
      },
      busy: {
        title: 'Un instant, s’il vous plaît',
        sentence: 'Une partie du service est injoignable. Veuillez réessayer dans une minute. Rien n’a été partagé.',
      },
    },
    backTo: (host) => `Retourner sur ${host}`,
    beginAgain: 'Veuillez recommencer là d’où vous venez.',
    code: 'Code',
  },
};
