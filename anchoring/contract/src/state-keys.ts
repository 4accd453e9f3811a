import type { College, LedgerTransactionBody } from '#ledger';

/** Keys that the contract keeps for itself, beside the records of #ledger (`stateKey`). */

export const TRANSACTION_PREFIX = 'transaction/';

/** An accepted id, kept until its ledger transaction has expired. */
export function transactionKey(expiryHeight: number, id: string): string {
  return `${TRANSACTION_PREFIX}${expiryHeight}/${id}`;
}

/** `{activeMembers}` of a college: their DIDs, sorted. */
export function collegeKey(college: College): string {
  return `college/${college}`;
}

const KEY_OWNER_PREFIX = 'key/';

/** Who holds the ledger key or leaf key with this digest: `{member}`, for good. */
export function keyOwnerKey(digest: string): string {
  return `${KEY_OWNER_PREFIX}${digest}`;
}

export function isKeyOwnerKey(key: string): boolean {
  return key.startsWith(KEY_OWNER_PREFIX);
}

/** Which member publishes status lists under which prefix: `{prefix: did}`. */
export const STATUS_PREFIXES_KEY = 'status_prefixes';

/** How many records of a kind there are. */
export function countKey(kind: string): string {
  return `count/${kind}`;
}

/** How many proposals of a member are open. */
export function openProposalsKey(did: string): string {
  return path('open_proposals', did);
}

/** How often something of a subject was set or rotated. */
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
    case 'end_founding':
      return path('effect', body.kind);
    case 'propose':
      return path('effect', body.kind, body.payload.proposal.id);
    // The newest ballot stands here: its rule demands the next counter, so that an earlier one never has its effect again.
    case 'vote':
      return path('effect', body.kind, body.payload.ballot.proposal, body.payload.ballot.member);
    case 'close_proposal':
      return path('effect', body.kind, body.payload.proposal);
    case 'rotate_key':
      return path('effect', body.kind, body.payload.rotation.member, body.payload.rotation.sequence);
    case 'rotate_leaf_key': {
      const { member, role, sequence } = body.payload.rotation;
      return path('effect', body.kind, role, member, sequence);
    }
    case 'anchor': {
      const { member, stream, period } = body.payload.anchor;
      return path('effect', body.kind, member, stream, period);
    }
    case 'anchor_status': {
      const { member, uri, version } = body.payload.anchor;
      return path('effect', body.kind, member, uri, version);
    }
    case 'settle': {
      const { member, period } = body.payload.settlement;
      return path('effect', body.kind, member, period);
    }
    case 'distribute':
      return path('effect', body.kind, body.payload.distribution.period);
  }
}

function path(...parts: readonly (string | number)[]): string {
  return parts.map((part) => encodeURIComponent(String(part))).join('/');
}
