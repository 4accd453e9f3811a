import type { ProposalSubject } from '#ledger';
import { linkTo } from '../page/links.js';

/** Where a person sees what a proposal concerns. */
export function subjectLink(subject: ProposalSubject): string | undefined {
  switch (subject.kind) {
    case 'admit_member':
      return linkTo.member(subject.member.did);
    case 'change_college':
    case 'recover_keys':
    case 'set_treasurer':
      return linkTo.member(subject.member);
    case 'accredit_issuer':
    case 'change_issuer':
      return linkTo.member(subject.issuer.member);
    case 'register_verifier':
    case 'change_verifier':
      return linkTo.member(subject.verifier.member);
    case 'adopt_contract':
      return linkTo.contractVersion(subject.contract.id, subject.contract.version);
    case 'set_price':
      return linkTo.contractVersion(subject.contract, subject.version);
    case 'set_status':
      return subject.subject.kind === 'contract'
        ? linkTo.contract(subject.subject.id)
        : linkTo.member(subject.subject.id);
    case 'set_commission':
    case 'change_parameters':
    case 'set_validators':
    case 'change_code':
    case 'accept_suites':
      return linkTo.log;
    case 'adopt_text':
      return undefined;
  }
}
