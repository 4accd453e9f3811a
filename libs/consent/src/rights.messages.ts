import type { Notice } from './notice.js';

type Right = Notice['rights'][number];

/** The citizen's rights as DPV terms (dpv-legal-eu-gdpr) with the sentence that a consent screen shows. */
const WITHDRAWAL: Right = {
  dpv: 'eu-gdpr:A7-3',
  words: {
    en: 'You may withdraw your consent at any time; your data is then erased.',
    fr: 'Vous pouvez retirer votre consentement à tout moment ; vos données sont alors effacées.',
  },
};
const RESTRICTION: Right = {
  dpv: 'eu-gdpr:A18',
  words: {
    en: 'You may ask that your data is only kept, and no longer used.',
    fr: 'Vous pouvez demander que vos données soient seulement conservées et ne soient plus utilisées.',
  },
};
const ERASURE: Right = {
  dpv: 'eu-gdpr:A17',
  words: {
    en: 'You may ask for erasure, at the latest when the retention ends.',
    fr: 'Vous pouvez demander l’effacement, au plus tard à la fin de la durée de conservation.',
  },
};
const ACCESS: Right = {
  dpv: 'eu-gdpr:A15',
  words: { en: 'You may see what is held about you.', fr: 'Vous pouvez consulter ce qui est conservé sur vous.' },
};
const COMPLAINT: Right = {
  dpv: 'eu-gdpr:A77',
  words: {
    en: 'You may complain to the data protection authority.',
    fr: 'Vous pouvez introduire une réclamation auprès de l’autorité de protection des données.',
  },
};

/** What the citizen may do depends on the legal basis (design §6). */
export const RIGHTS: Record<Notice['onWithdrawal'], readonly Right[]> = {
  erase: [WITHDRAWAL, ERASURE, ACCESS, COMPLAINT],
  restrict: [RESTRICTION, ERASURE, ACCESS, COMPLAINT],
};
