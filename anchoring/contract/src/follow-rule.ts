import type { LedgerTransactionBody } from '#ledger';
import type { Effect, RuleInput } from './effect.js';
import { decideAsFounders, endFounding, setStatusAsFounders } from './founding/founding-rules.js';
import { anchorCommitments } from './member-acts/anchor-commitments.js';
import { anchorStatus } from './member-acts/anchor-status.js';
import { rotateKey } from './member-acts/rotate-key.js';
import { rotateLeafKey } from './member-acts/rotate-leaf-key.js';
import { closeProposal } from './proposals/close-proposal.js';
import { propose } from './proposals/propose.js';
import { vote } from './proposals/vote.js';
import { distribute } from './settlement/distribute.js';
import { settle } from './settlement/settle.js';

/** The rule of a ledger transaction's kind. @throws the kind's codes */
export function followRule(body: LedgerTransactionBody, input: Omit<RuleInput<never>, 'payload'>): Effect {
  switch (body.kind) {
    case 'admit_member':
      return decideAsFounders({ kind: body.kind, ...body.payload }, input);
    case 'accredit_issuer':
      return decideAsFounders({ kind: body.kind, ...body.payload }, input);
    case 'register_verifier':
      return decideAsFounders({ kind: body.kind, ...body.payload }, input);
    case 'adopt_contract':
      return decideAsFounders({ kind: body.kind, ...body.payload }, input);
    case 'set_status':
      return setStatusAsFounders({ ...input, payload: body.payload });
    case 'end_founding':
      return endFounding({ ...input, payload: body.payload });
    case 'propose':
      return propose({ ...input, payload: body.payload });
    case 'vote':
      return vote({ ...input, payload: body.payload });
    case 'close_proposal':
      return closeProposal({ ...input, payload: body.payload });
    case 'rotate_key':
      return rotateKey({ ...input, payload: body.payload });
    case 'rotate_leaf_key':
      return rotateLeafKey({ ...input, payload: body.payload });
    case 'anchor':
      return anchorCommitments({ ...input, payload: body.payload });
    case 'anchor_status':
      return anchorStatus({ ...input, payload: body.payload });
    case 'settle':
      return settle({ ...input, payload: body.payload });
    case 'distribute':
      return distribute({ ...input, payload: body.payload });
  }
}
