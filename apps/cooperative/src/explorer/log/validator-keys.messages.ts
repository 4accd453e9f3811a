import type { Misbehaviour } from '#ledger';
import type { Locale } from '#look';

interface ValidatorKeysMessages {
  title: string;
  lead: string;
  caption: string;
  member: string;
  college: string;
  key: string;
  standing: string;
  votes: string;
  votesNoMore: string;
  /** What was proved against it. */
  proved: Readonly<Record<Misbehaviour['kind'], (height: number) => string>>;
  suspended: string;
  recorded: string;
  /** Between the parts of a standing. */
  separator: string;
}

export const VALIDATOR_KEYS_MESSAGES: Readonly<Record<Locale, ValidatorKeysMessages>> = {
  en: {
    title: 'Validators',
    lead: 'Each of these keys votes on blocks for its college, or did. A key that is proved to have voted for two histories is suspended for good, unless its college has no other; the log carries what was proved.',
    caption: 'Keys of the validators',
    member: 'Member',
    college: 'College',
    key: 'Key',
    standing: 'Standing',
    votes: 'votes',
    votesNoMore: 'votes no more',
    proved: {
      double_sign: (height) => `voted twice in block ${height}`,
      light_client_attack: (height) => `signed another block ${height}`,
    },
    suspended: 'suspended for good',
    recorded: 'its college’s last key, so only recorded',
    separator: '; ',
  },
  fr: {
    title: 'Validateurs',
    lead: 'Chacune de ces clés vote sur les blocs pour son collège, ou l’a fait. Une clé dont il est prouvé qu’elle a voté pour deux histoires est suspendue pour toujours, sauf si son collège n’en a pas d’autre\u00a0; le journal porte ce qui a été prouvé.',
    caption: 'Clés des validateurs',
    member: 'Membre',
    college: 'Collège',
    key: 'Clé',
    standing: 'Situation',
    votes: 'vote',
    votesNoMore: 'ne vote plus',
    proved: {
      double_sign: (height) => `a voté deux fois au bloc ${height}`,
      light_client_attack: (height) => `a signé un autre bloc ${height}`,
    },
    suspended: 'suspendue pour toujours',
    recorded: 'dernière clé de son collège, donc seulement consigné',
    separator: '\u00a0; ',
  },
};
