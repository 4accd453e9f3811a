import type { College, LedgerTransactionBody } from '#ledger';

/** Keys that the contract keeps for itself, beside the records of #ledger (`stateKey`). */

export const TRANSACTION_PREFIX = 'transaction/';
/** `{version, digest}` of the contract's code in force. */
export const CONTRACT_CODE_KEY = 'contract_code';

/** An accepted id, kept until its ledger transaction has expired. */
export function transactionKey(expiryHeight: number, id: string): string {
  return `${TRANSACTION_PREFIX}${expiryHeight}/${id}`;
}

/** `{activeMembers}` of a college. */
export function collegeKey(college: College): string {
  return `college/${college}`;
}

/** How often the status of a subject was set. */
export function sequenceKey(kind: string, id: string): string {
  return path('sequence', kind, id);
}

/** The semantic key: one effect, ever, whatever the nonce and the signatures (design §5). */
export function effectKey(body: LedgerTransactionBody): string {
  switch (body.kind) {
    case 'admit_member':
      return path('effect', body.kind, body.payload.member.did);
    case 'accredit_issuer':
      return path('effect', body.kind, body.payload.issuer.member);
    case 'register_verifier':
      return path('effect', body.kind, body.payload.verifier.member);
    case 'adopt_contract':
      return path('effect', body.kind, body.payload.contract.id, body.payload.contract.version);
    case 'set_status':
      return path('effect', body.kind, body.payload.subject.kind, body.payload.subject.id, body.payload.sequence);
    case 'anchor': {
      const { member, stream, period } = body.payload.anchor;
      return path('effect', body.kind, member, stream, period);
    }
    case 'anchor_status': {
      const { member, uri, version } = body.payload.anchor;
      return path('effect', body.kind, member, uri, version);
    }
  }
}

function path(...parts: readonly (string | number)[]): string {
  return parts.map((part) => encodeURIComponent(String(part))).join('/');
}
