import type { BallotChoice, LedgerTransactionKind, ParameterChanges, ProposalRecord, StatusChange } from '#ledger';
import type { Locale } from '#look';
import { durationWords } from '../page/duration-words.js';

type StatusWords = Readonly<Record<StatusChange['status'], (what: string) => string>>;

/** Decisions and other ledger transactions, each in one sentence. */
interface DecisionsMessages {
  admitMember: (name: string, college: string) => string;
  changeCollege: (name: string, college: string) => string;
  recoverKeys: (name: string) => string;
  setStatus: StatusWords;
  subject: Readonly<Record<StatusChange['subject']['kind'], (name: string) => string>>;
  accreditIssuer: (name: string, types: string) => string;
  changeIssuer: (name: string, types: string) => string;
  registerVerifier: (name: string) => string;
  changeVerifier: (name: string) => string;
  adoptContract: (title: string, version: number, name: string) => string;
  setPrice: (contract: string, price: string) => string;
  setCommission: (percent: string) => string;
  setTreasurer: (name: string) => string;
  changeParameters: (changes: string) => string;
  parameter: Readonly<Record<keyof ParameterChanges, (value: number) => string>>;
  setValidators: (names: string) => string;
  changeCode: (version: number, height: number) => string;
  acceptSuites: (suites: string) => string;
  adoptText: (title: string) => string;
  endFounding: string;
  propose: (name: string, what: string) => string;
  vote: Readonly<Record<BallotChoice, (name: string, what: string) => string>>;
  closed: Readonly<Record<ProposalRecord['status'], (what: string) => string>>;
  rotateKey: (name: string) => string;
  rotateLeafKey: Readonly<Record<'issuer' | 'verifier', (name: string) => string>>;
  anchor: (name: string, moment: string) => string;
  settle: (name: string, amount: string) => string;
  distribute: (amount: string) => string;
  anchorStatus: (name: string, version: number) => string;
  kind: Readonly<Record<LedgerTransactionKind, string>>;
}

export const DECISIONS_MESSAGES: Readonly<Record<Locale, DecisionsMessages>> = {
  en: {
    admitMember: (name, college) => `Admission of ${name} to the college “${college}”`,
    changeCollege: (name, college) => `Move of ${name} to the college “${college}”`,
    recoverKeys: (name) => `New keys for ${name}, which lost its earlier ones`,
    setStatus: {
      active: (what) => `Return of ${what}`,
      in_force: (what) => `Return into force of ${what}`,
      suspended: (what) => `Suspension of ${what}`,
      ended: (what) => `End of ${what}`,
      excluded: (what) => `Exclusion of ${what}`,
    },
    subject: {
      member: (name) => name,
      issuer: (name) => `the right of ${name} to issue proofs`,
      verifier: (name) => `the right of ${name} to ask for proofs`,
      contract: (name) => `the data-use contract “${name}”`,
    },
    accreditIssuer: (name, types) => `Right of ${name} to issue: ${types}`,
    changeIssuer: (name, types) => `Changed right of ${name} to issue: ${types}`,
    registerVerifier: (name) => `Right of ${name} to ask for proofs`,
    changeVerifier: (name) => `Changed keys with which ${name} asks for proofs`,
    adoptContract: (title, version, name) => `Data-use contract “${title}”, version ${version}, for ${name}`,
    setPrice: (contract, price) => `Price of ${price} for a proof under the contract “${contract}”`,
    setCommission: (percent) => `Cooperative’s part of each price: ${percent}`,
    setTreasurer: (name) => `${name} distributes what is paid for proofs`,
    changeParameters: (changes) => `Change of the rules: ${changes}`,
    parameter: {
      quorumPercent: (value) => `at least ${value} % of a college must vote`,
      minVotingSeconds: (value) => `a vote lasts ${durationWords(value, 'en')} at least`,
      maxVotingSeconds: (value) => `a vote lasts ${durationWords(value, 'en')} at most`,
      maxOpenProposals: (value) => `a member has ${value} open proposals at most`,
      maxAnchorAgePeriods: (value) => `anchors may be ${value} periods late`,
      maxProofAgeSeconds: (value) => `a proof of the present state is good for ${durationWords(value, 'en')}`,
      maxExpiryBlocks: (value) => `what is signed must be entered within ${value} blocks`,
      minProofs: (value) => `a settled amount stands for ${value} proofs at least`,
    },
    setValidators: (names) => `Operators of the ledger: ${names}`,
    changeCode: (version, height) => `New program of the ledger, version ${version}, from block ${height} on`,
    acceptSuites: (suites) => `Accepted kinds of signature: ${suites}`,
    adoptText: (title) => `Resolution: ${title}`,
    endFounding: 'End of the founding: from now on the members decide by vote',
    propose: (name, what) => `${name} proposes: ${what}`,
    vote: {
      yes: (name, what) => `${name} votes yes: ${what}`,
      no: (name, what) => `${name} votes no: ${what}`,
      abstain: (name, what) => `${name} abstains: ${what}`,
    },
    closed: {
      open: (what) => `Closing of a vote: ${what}`,
      adopted: (what) => `Adopted: ${what}`,
      rejected: (what) => `Rejected: ${what}`,
      scheduled: (what) => `Adopted, in force later: ${what}`,
      adopted_but_void: (what) => `Adopted, without effect: ${what}`,
    },
    rotateKey: (name) => `${name} changes the key with which it signs`,
    rotateLeafKey: {
      issuer: (name) => `${name} changes the key with which it issues proofs`,
      verifier: (name) => `${name} changes the key with which it asks for proofs`,
    },
    anchor: (name, moment) => `Anchor of ${name} for ${moment}`,
    settle: (name, amount) => `${name} pays ${amount} for proofs`,
    distribute: (amount) => `${amount} shared among those who issued the proofs`,
    anchorStatus: (name, version) => `List of withdrawn proofs of ${name}, version ${version}`,
    kind: {
      admit_member: 'Admission at the founding',
      accredit_issuer: 'Right to issue, at the founding',
      register_verifier: 'Right to ask, at the founding',
      adopt_contract: 'Contract at the founding',
      set_status: 'Change of status at the founding',
      end_founding: 'End of the founding',
      propose: 'Proposal',
      vote: 'Ballot',
      close_proposal: 'Closing of a vote',
      rotate_key: 'Change of a key',
      rotate_leaf_key: 'Change of a key',
      anchor: 'Periodic anchor',
      anchor_status: 'Anchor of a status list',
      settle: 'Payment for proofs',
      distribute: 'Distribution to those who issued',
    },
  },
  fr: {
    admitMember: (name, college) => `Admission de ${name} dans le collège «\u00a0${college}\u00a0»`,
    changeCollege: (name, college) => `Passage de ${name} au collège «\u00a0${college}\u00a0»`,
    recoverKeys: (name) => `Nouvelles clés de ${name}, qui a perdu les précédentes`,
    setStatus: {
      active: (what) => `Rétablissement\u00a0: ${what}`,
      in_force: (what) => `Remise en vigueur\u00a0: ${what}`,
      suspended: (what) => `Suspension\u00a0: ${what}`,
      ended: (what) => `Fin\u00a0: ${what}`,
      excluded: (what) => `Exclusion\u00a0: ${what}`,
    },
    subject: {
      member: (name) => name,
      issuer: (name) => `droit de ${name} de délivrer des justificatifs`,
      verifier: (name) => `droit de ${name} de demander des justificatifs`,
      contract: (name) => `contrat d’utilisation des données «\u00a0${name}\u00a0»`,
    },
    accreditIssuer: (name, types) => `Droit de ${name} de délivrer\u00a0: ${types}`,
    changeIssuer: (name, types) => `Droit modifié de ${name} de délivrer\u00a0: ${types}`,
    registerVerifier: (name) => `Droit de ${name} de demander des justificatifs`,
    changeVerifier: (name) => `Nouvelles clés avec lesquelles ${name} demande des justificatifs`,
    adoptContract: (title, version, name) =>
      `Contrat d’utilisation des données «\u00a0${title}\u00a0», version ${version}, pour ${name}`,
    setPrice: (contract, price) => `Prix de ${price} par justificatif au titre du contrat «\u00a0${contract}\u00a0»`,
    setCommission: (percent) => `Part de la coopérative sur chaque prix\u00a0: ${percent}`,
    setTreasurer: (name) => `Répartition des règlements confiée à ${name}`,
    changeParameters: (changes) => `Modification des règles\u00a0: ${changes}`,
    parameter: {
      quorumPercent: (value) => `au moins ${value}\u00a0% d’un collège doivent voter`,
      minVotingSeconds: (value) => `un vote dure au moins ${durationWords(value, 'fr')}`,
      maxVotingSeconds: (value) => `un vote dure au plus ${durationWords(value, 'fr')}`,
      maxOpenProposals: (value) => `un membre a au plus ${value} propositions ouvertes`,
      maxAnchorAgePeriods: (value) => `un ancrage peut avoir ${value} périodes de retard`,
      maxProofAgeSeconds: (value) => `une preuve de l’état présent vaut ${durationWords(value, 'fr')}`,
      maxExpiryBlocks: (value) => `ce qui est signé doit être inscrit en ${value} blocs`,
      minProofs: (value) => `un montant réglé porte sur au moins ${value} justificatifs`,
    },
    setValidators: (names) => `Opérateurs du registre\u00a0: ${names}`,
    changeCode: (version, height) => `Nouveau programme du registre, version ${version}, à partir du bloc ${height}`,
    acceptSuites: (suites) => `Types de signature acceptés\u00a0: ${suites}`,
    adoptText: (title) => `Résolution\u00a0: ${title}`,
    endFounding: 'Fin de la fondation\u00a0: désormais, les membres décident par vote',
    propose: (name, what) => `Proposition de ${name}\u00a0: ${what}`,
    vote: {
      yes: (name, what) => `${name} vote pour\u00a0: ${what}`,
      no: (name, what) => `${name} vote contre\u00a0: ${what}`,
      abstain: (name, what) => `${name} s’abstient\u00a0: ${what}`,
    },
    closed: {
      open: (what) => `Clôture d’un vote\u00a0: ${what}`,
      adopted: (what) => `Adoption\u00a0: ${what}`,
      rejected: (what) => `Rejet\u00a0: ${what}`,
      scheduled: (what) => `Adoption, en vigueur plus tard\u00a0: ${what}`,
      adopted_but_void: (what) => `Adoption sans effet\u00a0: ${what}`,
    },
    rotateKey: (name) => `${name} change la clé avec laquelle il signe`,
    rotateLeafKey: {
      issuer: (name) => `${name} change la clé avec laquelle il délivre des justificatifs`,
      verifier: (name) => `${name} change la clé avec laquelle il demande des justificatifs`,
    },
    anchor: (name, moment) => `Ancrage de ${name}, ${moment}`,
    settle: (name, amount) => `${name} règle ${amount} pour des justificatifs`,
    distribute: (amount) => `${amount} répartis entre les émetteurs des justificatifs`,
    anchorStatus: (name, version) => `Liste des justificatifs retirés de ${name}, version ${version}`,
    kind: {
      admit_member: 'Admission à la fondation',
      accredit_issuer: 'Droit de délivrer, à la fondation',
      register_verifier: 'Droit de demander, à la fondation',
      adopt_contract: 'Contrat à la fondation',
      set_status: 'Changement de statut à la fondation',
      end_founding: 'Fin de la fondation',
      propose: 'Proposition',
      vote: 'Bulletin de vote',
      close_proposal: 'Clôture d’un vote',
      rotate_key: 'Changement de clé',
      rotate_leaf_key: 'Changement de clé',
      anchor: 'Ancrage périodique',
      anchor_status: 'Ancrage d’une liste de statuts',
      settle: 'Règlement de justificatifs',
      distribute: 'Répartition entre les émetteurs',
    },
  },
};
