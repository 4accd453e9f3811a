import type { LedgerTransaction, ProposalSubject } from '#ledger';

/** A name that stands in the log: where to look, and nothing to rely on. What counts is proven by state proofs. */
export interface LogName {
  kind: 'issuer' | 'status' | 'contract' | 'verifier';
  /** issuer, verifier: DID; status, contract: its owner's DID, a space, the list's URI or the contract's id. */
  name: string;
}

/** The names that a log holds so far, and how far it was read; durable on return. */
export interface LogNames {
  /** Leaves of the log with this genesis that were read. */
  position(genesis: string): Promise<number>;
  advance(genesis: string, position: number, names: readonly LogName[]): Promise<void>;
  all(genesis: string): Promise<LogName[]>;
}

/** The names that one accepted ledger transaction brings; a proposal's too, since its closing does not repeat them. */
export function namesIn({ body }: LedgerTransaction): LogName[] {
  switch (body.kind) {
    case 'accredit_issuer':
    case 'register_verifier':
    case 'adopt_contract':
      return namesOf({ kind: body.kind, ...body.payload } as ProposalSubject);
    case 'propose':
      return namesOf(body.payload.proposal.subject);
    case 'anchor_status':
      return [{ kind: 'status', name: `${body.payload.anchor.member} ${body.payload.anchor.uri}` }];
    default:
      return [];
  }
}

function namesOf(subject: ProposalSubject): LogName[] {
  switch (subject.kind) {
    case 'accredit_issuer':
      return [{ kind: 'issuer', name: subject.issuer.member }];
    case 'register_verifier':
      return [{ kind: 'verifier', name: subject.verifier.member }];
    case 'adopt_contract':
      return [{ kind: 'contract', name: `${subject.contract.verifier} ${subject.contract.id}` }];
    default:
      return [];
  }
}
