import type { BallotChoice, CollegeResult, ProposalRecord } from '#ledger';
import type { Locale } from '#look';

export type ProposalPhase = 'waiting' | 'voting' | 'counting' | Exclude<ProposalRecord['status'], 'open'>;

interface ProposalsMessages {
  title: string;
  lead: string;
  rules: (quorum: number) => string;
  caption: string;
  empty: string;
  proposal: string;
  proposer: string;
  closes: string;
  result: string;
  phase: Readonly<Record<ProposalPhase, string>>;
  phaseWords: Readonly<Record<ProposalPhase, string>>;
  proposed: string;
  opens: string;
  closed: string;
  identifier: string;
  content: string;
  argument: string;
  argumentOther: string;
  longerText: string;
  effect: string;
  effectLink: string;
  voidReason: (code: string) => string;
  scheduledFor: (height: number) => string;
  tally: string;
  tallyCaption: (quorum: number) => string;
  college: string;
  choice: Readonly<Record<BallotChoice, string>>;
  turnout: string;
  turnoutOf: (voted: number, electorate: number, quorum: 'reached' | 'missed') => string;
  collegeResult: Readonly<Record<CollegeResult, string>>;
  stillOpen: string;
  text: string;
  ballots: string;
  ballotsCaption: string;
  noBallot: string;
  member: string;
  ballot: string;
  castAt: string;
  changed: (times: number) => string;
  statement: string;
  noStatement: string;
  entries: string;
  entriesCaption: string;
  noEntry: string;
}

export const PROPOSALS_MESSAGES: Readonly<Record<Locale, ProposalsMessages>> = {
  en: {
    title: 'Proposals and votes',
    lead: 'What members propose, what they argue, how each college voted, and what came of it.',
    rules: (quorum) =>
      `At least ${quorum} % of a college must vote. Within a college the majority of yes and no decides, and a tie is a no. A proposal is adopted when all three colleges say yes.`,
    caption: 'All proposals, the newest first',
    empty: 'Nothing has been proposed yet.',
    proposal: 'Proposal',
    proposer: 'Proposed by',
    closes: 'Votes count until',
    result: 'Result',
    phase: {
      waiting: 'Not open yet',
      voting: 'Vote is open',
      counting: 'Vote is over, not counted yet',
      rejected: 'Rejected',
      adopted: 'Adopted',
      scheduled: 'Adopted, in force later',
      adopted_but_void: 'Adopted, without effect',
    },
    phaseWords: {
      waiting: 'Members may vote once the vote opens.',
      voting: 'Members may vote, and change their ballot, until the vote closes.',
      counting: 'No ballot counts any more. The result stands as soon as a member closes the vote.',
      rejected: 'Not every college said yes. Nothing changes.',
      adopted: 'Every college said yes, and the change is in force.',
      scheduled: 'Every college said yes. The change comes into force with a later block.',
      adopted_but_void: 'Every college said yes, but the change could no longer be carried out.',
    },
    proposed: 'Proposed',
    opens: 'Vote opens',
    closed: 'Closed',
    identifier: 'Identifier',
    content: 'What is proposed, in full',
    argument: 'Why, in the proposer’s words',
    argumentOther: 'In French',
    longerText: 'Digest of a longer text:',
    effect: 'Effect',
    effectLink: 'See what it concerns',
    voidReason: (code) => `Reason given by the ledger: ${code}`,
    scheduledFor: (height) => `From block ${height} on`,
    tally: 'Votes by college',
    tallyCaption: (quorum) => `One member, one vote. At least ${quorum} % of a college must vote.`,
    college: 'College',
    choice: { yes: 'Yes', no: 'No', abstain: 'Abstention' },
    turnout: 'Voted',
    turnoutOf: (voted, electorate, quorum) =>
      `${voted} of ${electorate}, ${quorum === 'reached' ? 'which is enough' : 'which is too few'}`,
    collegeResult: { yes: 'Yes', no: 'No', no_quorum: 'Too few votes' },
    stillOpen: 'Still open',
    text: 'Digest of the text',
    ballots: 'Ballots',
    ballotsCaption: 'Ballots are public: members are organisations, and answer for how they vote',
    noBallot: 'Nobody has voted yet.',
    member: 'Member',
    ballot: 'Ballot',
    castAt: 'When',
    changed: (times) => (times === 1 ? 'changed once' : `changed ${times} times`),
    statement: 'Digest of its statement',
    noStatement: 'none',
    entries: 'Entries of this proposal',
    entriesCaption: 'The ten newest entries',
    noEntry: 'There is no entry.',
  },
  fr: {
    title: 'Propositions et votes',
    lead: 'Ce que les membres proposent, leurs arguments, le vote de chaque collège et la suite donnée.',
    rules: (quorum) =>
      `Au moins ${quorum}\u00a0% d’un collège doivent voter. Dans un collège, la majorité entre pour et contre décide, et l’égalité vaut contre. Une proposition est adoptée lorsque les trois collèges disent oui.`,
    caption: 'Toutes les propositions, la plus récente d’abord',
    empty: 'Rien n’a encore été proposé.',
    proposal: 'Proposition',
    proposer: 'Proposée par',
    closes: 'Les votes comptent jusqu’au',
    result: 'Résultat',
    phase: {
      waiting: 'Pas encore ouvert',
      voting: 'Vote ouvert',
      counting: 'Vote terminé, pas encore dépouillé',
      rejected: 'Rejetée',
      adopted: 'Adoptée',
      scheduled: 'Adoptée, en vigueur plus tard',
      adopted_but_void: 'Adoptée, sans effet',
    },
    phaseWords: {
      waiting: 'Les membres pourront voter dès l’ouverture du vote.',
      voting: 'Les membres peuvent voter et modifier leur bulletin jusqu’à la clôture.',
      counting: 'Plus aucun bulletin ne compte. Le résultat est établi dès qu’un membre clôt le vote.',
      rejected: 'Tous les collèges n’ont pas dit oui. Rien ne change.',
      adopted: 'Tous les collèges ont dit oui, et le changement est en vigueur.',
      scheduled: 'Tous les collèges ont dit oui. Le changement entre en vigueur avec un bloc ultérieur.',
      adopted_but_void: 'Tous les collèges ont dit oui, mais le changement n’a plus pu être appliqué.',
    },
    proposed: 'Proposée',
    opens: 'Ouverture du vote',
    closed: 'Clôture',
    identifier: 'Identifiant',
    content: 'Ce qui est proposé, en entier',
    argument: 'Pourquoi, dans les mots de l’auteur',
    argumentOther: 'En anglais',
    longerText: 'Empreinte d’un texte plus long\u00a0:',
    effect: 'Effet',
    effectLink: 'Voir ce que cela concerne',
    voidReason: (code) => `Motif donné par le registre\u00a0: ${code}`,
    scheduledFor: (height) => `À partir du bloc ${height}`,
    tally: 'Votes par collège',
    tallyCaption: (quorum) => `Un membre, une voix. Au moins ${quorum}\u00a0% d’un collège doivent voter.`,
    college: 'Collège',
    choice: { yes: 'Pour', no: 'Contre', abstain: 'Abstention' },
    turnout: 'Ont voté',
    turnoutOf: (voted, electorate, quorum) =>
      `${voted} sur ${electorate}, ${quorum === 'reached' ? 'ce qui suffit' : 'ce qui ne suffit pas'}`,
    collegeResult: { yes: 'Pour', no: 'Contre', no_quorum: 'Trop peu de votes' },
    stillOpen: 'Encore ouvert',
    text: 'Empreinte du texte',
    ballots: 'Bulletins',
    ballotsCaption: 'Les bulletins sont publics\u00a0: les membres sont des organisations et répondent de leur vote',
    noBallot: 'Personne n’a encore voté.',
    member: 'Membre',
    ballot: 'Bulletin',
    castAt: 'Quand',
    changed: (times) => (times === 1 ? 'modifié une fois' : `modifié ${times} fois`),
    statement: 'Empreinte de sa déclaration',
    noStatement: 'aucune',
    entries: 'Écritures de cette proposition',
    entriesCaption: 'Les dix dernières écritures',
    noEntry: 'Il n’y a pas d’écriture.',
  },
};
