import type { Locale } from '#look';

/** What a person is told when the page can't be hers; by the refusal's code. */
export type PageRefusal =
  | 'unknown_page'
  | 'page_of_another_browser'
  | 'response_code_differs'
  | 'not_restartable'
  | 'page_not_decided'
  | 'foreign_form';

type Words = Readonly<Record<PageRefusal, { title: string; sentence: string }>>;

export const REFUSED_PAGE_MESSAGES: Readonly<Record<Locale, Words>> = {
  en: {
    unknown_page: {
      title: 'This page is not there any more',
      sentence: 'Its address is not complete, or its time is over. Please begin again where you came from.',
    },
    page_of_another_browser: {
      title: 'This page belongs to another browser',
      sentence:
        'For your protection it opens only in the browser that opened it first. Go back there; if you answered with your phone, the other screen goes on by itself. If somebody sent you this address, do not use it.',
    },
    response_code_differs: {
      title: 'This way back does not fit',
      sentence: 'It belongs to another request, or to an earlier one. Nothing was shown here because of it.',
    },
    not_restartable: {
      title: 'This page cannot ask again',
      sentence: 'It was answered already, or asked too often. Please begin again where you came from.',
    },
    page_not_decided: {
      title: 'There is no result yet',
      sentence: 'Please answer in your wallet first, or begin again where you came from.',
    },
    foreign_form: {
      title: 'That came from another page',
      sentence: 'For your protection nothing was done. Please use the button on our own page.',
    },
  },
  fr: {
    unknown_page: {
      title: 'Cette page n’existe plus',
      sentence: 'Son adresse est incomplète, ou son délai est écoulé. Veuillez recommencer là d’où vous venez.',
    },
    page_of_another_browser: {
      title: 'Cette page appartient à un autre navigateur',
      sentence:
        'Pour votre protection, elle ne s’ouvre que dans le navigateur qui l’a ouverte en premier. Retournez-y ; si vous avez répondu avec votre téléphone, l’autre écran continue de lui-même. Si quelqu’un vous a envoyé cette adresse, ne l’utilisez pas.',
    },
    response_code_differs: {
      title: 'Ce chemin de retour ne convient pas',
      sentence:
        'Il appartient à une autre demande, ou à une demande antérieure. Rien n’a été montré ici à cause de lui.',
    },
    not_restartable: {
      title: 'Cette page ne peut pas redemander',
      sentence: 'Elle a déjà reçu une réponse, ou a demandé trop souvent. Veuillez recommencer là d’où vous venez.',
    },
    page_not_decided: {
      title: 'Il n’y a pas encore de résultat',
      sentence: 'Veuillez d’abord répondre dans votre portefeuille, ou recommencer là d’où vous venez.',
    },
    foreign_form: {
      title: 'Cela venait d’une autre page',
      sentence: 'Pour votre protection, rien n’a été fait. Veuillez utiliser le bouton de notre propre page.',
    },
  },
};
