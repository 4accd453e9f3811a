import type {
  LedgerTransactionBody,
  LedgerTransactionKind,
  ParameterChanges,
  ProposalRecord,
  ProposalSubject,
  StatusChange,
} from '#ledger';
import { formatEuros, formatMoment, type Locale } from '#look';
import type { Names } from '../page/names.js';
import { PAGES_MESSAGES } from '../page/pages.messages.js';
import { DECISIONS_MESSAGES } from './decisions.messages.js';

/** What describing needs beside the ledger's own words. */
export interface DescriptionTools {
  locale: Locale;
  names: Names;
  /** Proposals that ballots and closings speak of, by id. */
  proposals: ReadonlyMap<string, ProposalRecord>;
  /** Of the periodic anchors. */
  periodSeconds: number;
}

/** What a proposal would change, as a phrase. */
export function describeSubject(subject: ProposalSubject, tools: DescriptionTools): string {
  const { locale, names } = tools;
  const messages = DECISIONS_MESSAGES[locale];
  const colleges = PAGES_MESSAGES[locale].colleges;
  switch (subject.kind) {
    case 'admit_member':
      return messages.admitMember(subject.member.name, colleges[subject.member.college]);
    case 'change_college':
      return messages.changeCollege(names.member(subject.member), colleges[subject.college]);
    case 'recover_keys':
      return messages.recoverKeys(names.member(subject.member));
    case 'set_status':
      return describeStatusChange(subject, tools);
    case 'accredit_issuer':
      return messages.accreditIssuer(names.member(subject.issuer.member), typesOf(subject.issuer, names));
    case 'change_issuer':
      return messages.changeIssuer(names.member(subject.issuer.member), typesOf(subject.issuer, names));
    case 'register_verifier':
      return messages.registerVerifier(names.member(subject.verifier.member));
    case 'change_verifier':
      return messages.changeVerifier(names.member(subject.verifier.member));
    case 'adopt_contract': {
      const { title, version, verifier } = subject.contract;
      return messages.adoptContract(title[locale], version, names.member(verifier));
    }
    case 'set_price':
      return messages.setPrice(names.contract(subject.contract), formatEuros(subject.priceCents, locale));
    case 'set_commission':
      return messages.setCommission(percent(subject.commissionBasisPoints, locale));
    case 'set_treasurer':
      return messages.setTreasurer(names.member(subject.member));
    case 'change_parameters':
      return messages.changeParameters(describeChanges(subject.changes, locale));
    case 'set_validators':
      return messages.setValidators(subject.validators.map(({ member }) => names.member(member)).join(', '));
    case 'change_code':
      return messages.changeCode(subject.version, subject.activationHeight);
    case 'accept_suites':
      return messages.acceptSuites(subject.suites.join(', '));
    case 'adopt_text':
      return messages.adoptText(subject.title[locale]);
  }
}

/** What an accepted ledger transaction says, in one sentence. */
export function describeBody(body: LedgerTransactionBody, tools: DescriptionTools): string {
  const { locale, names, periodSeconds } = tools;
  const messages = DECISIONS_MESSAGES[locale];
  switch (body.kind) {
    // At the founding the same is decided by signatures instead of votes.
    case 'admit_member':
    case 'accredit_issuer':
    case 'register_verifier':
    case 'adopt_contract':
      return describeSubject({ kind: body.kind, ...body.payload } as ProposalSubject, tools);
    case 'set_status':
      return describeStatusChange(body.payload, tools);
    case 'end_founding':
      return messages.endFounding;
    case 'propose': {
      const { proposer, subject } = body.payload.proposal;
      return messages.propose(names.member(proposer), describeSubject(subject, tools));
    }
    case 'vote': {
      const { choice, member, proposal } = body.payload.ballot;
      return messages.vote[choice](names.member(member), describeProposal(proposal, tools));
    }
    case 'close_proposal': {
      const status = tools.proposals.get(body.payload.proposal)?.status ?? 'open';
      return messages.closed[status](describeProposal(body.payload.proposal, tools));
    }
    case 'rotate_key':
      return messages.rotateKey(names.member(body.payload.rotation.member));
    case 'rotate_leaf_key':
      return messages.rotateLeafKey[body.payload.rotation.role](names.member(body.payload.rotation.member));
    case 'anchor': {
      const { member, period } = body.payload.anchor;
      return messages.anchor(names.member(member), formatMoment(period * periodSeconds, locale, 'second'));
    }
    case 'anchor_status': {
      const { member, version } = body.payload.anchor;
      return messages.anchorStatus(names.member(member), version);
    }
    case 'settle': {
      const { member, amountCents } = body.payload.settlement;
      return messages.settle(names.member(member), formatEuros(amountCents, locale));
    }
    case 'distribute': {
      const total = body.payload.distribution.shares.reduce((sum, { amountCents }) => sum + amountCents, 0);
      return messages.distribute(formatEuros(total, locale));
    }
  }
}

function describeProposal(id: string, tools: DescriptionTools): string {
  const proposal = tools.proposals.get(id);
  return proposal === undefined ? id : describeSubject(proposal.subject, tools);
}

export function kindWords(kind: LedgerTransactionKind, locale: Locale): string {
  return DECISIONS_MESSAGES[locale].kind[kind];
}

/** @param basisPoints hundredths of a percent */
export function percent(basisPoints: number, locale: Locale): string {
  const style = { style: 'percent', maximumFractionDigits: 2 } as const;
  return new Intl.NumberFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', style).format(basisPoints / 10_000);
}

function describeStatusChange({ subject, status }: StatusChange, { locale, names }: DescriptionTools): string {
  const messages = DECISIONS_MESSAGES[locale];
  const name = subject.kind === 'contract' ? names.contract(subject.id) : names.member(subject.id);
  return messages.setStatus[status](messages.subject[subject.kind](name));
}

function describeChanges(changes: ParameterChanges, locale: Locale): string {
  const words = DECISIONS_MESSAGES[locale].parameter;
  const named = Object.entries(changes) as [keyof ParameterChanges, number][];
  return named.map(([name, value]) => words[name](value)).join(', ');
}

function typesOf({ mayIssue }: { mayIssue: readonly { vct: string }[] }, names: Names): string {
  return mayIssue.map(({ vct }) => names.credentialType(vct)).join(', ');
}
