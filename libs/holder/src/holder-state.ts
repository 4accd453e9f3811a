import type { ReceiptDelivery, ReceiptDifference, SignedWithdrawalAnswer, WithdrawalDelivery } from '#consent';
import type { AnchoredCommitmentProof, TrustedBlock, TrustFile } from '#ledger';
import type { HeldCredential, HolderEvent, PresentationRecord, RefusalRecord } from './holder-event.js';
import type { TypeDisplay } from './type-display.js';

/** One line of the history: what was shared with whom, and what came back. */
export interface HistoryEntry extends PresentationRecord {
  /** `unanswered`: it may or may not have arrived; the credential counts as used. */
  outcome: 'unanswered' | 'accepted' | 'rejected';
  /** Absent: flagged as missing once the presentation was accepted. */
  receipt?: ReceiptDelivery;
  /** What the receipt says differently from our own record; empty where they agree. */
  differences: ReceiptDifference[];
  ledgerProof?: AnchoredCommitmentProof;
  withdrawal?: { answer: SignedWithdrawalAnswer; delivery: WithdrawalDelivery };
}

export interface HolderState {
  /** Whom the wallet believes; `undefined` before the first use. */
  trust: { trustFile: TrustFile; cooperativeUrl: string } | undefined;
  /** Of the ledger's network, oldest first: what was verified last, and what the next decision begins at. */
  trustedBlocks: readonly TrustedBlock[];
  credentials: ReadonlyMap<string, HeldCredential>;
  used: ReadonlySet<string>;
  history: ReadonlyMap<string, HistoryEntry>;
  refusals: readonly ({ at: number } & RefusalRecord)[];
  /** What a type and its claims are called, by `vct`; the newest that an issuer told. */
  types: ReadonlyMap<string, TypeDisplay>;
}

export const EMPTY_STATE: HolderState = {
  trust: undefined,
  trustedBlocks: [],
  credentials: new Map(),
  used: new Set(),
  history: new Map(),
  refusals: [],
  types: new Map(),
};

/** The state after one more event; what an event speaks of and the state does not know is passed over. */
export function foldEvent(state: HolderState, event: HolderEvent): HolderState {
  switch (event.kind) {
    case 'trust_pinned':
      return { ...state, trust: { trustFile: event.trustFile, cooperativeUrl: event.cooperativeUrl } };
    case 'ledger_followed':
      return { ...state, trustedBlocks: event.blocks };
    case 'credentials_received': {
      const added = event.credentials.map((credential) => [credential.id, credential] as const);
      const { display } = event;
      const types = display === undefined ? state.types : new Map([...state.types, [display.vct, display]]);
      return { ...state, credentials: new Map([...state.credentials, ...added]), types };
    }
    case 'credentials_deleted': {
      const gone = new Set(event.credentials);
      const kept = [...state.credentials].filter(([id]) => !gone.has(id));
      return { ...state, credentials: new Map(kept), used: new Set([...state.used].filter((id) => !gone.has(id))) };
    }
    case 'credential_used': {
      const entry: HistoryEntry = { ...event.record, outcome: 'unanswered', differences: [] };
      const used = new Set([...state.used, event.record.credentialId]);
      return { ...state, used, history: new Map([...state.history, [entry.id, entry]]) };
    }
    case 'presentation_answered':
      return withEntry(state, event.presentation, { outcome: event.accepted ? 'accepted' : 'rejected' });
    case 'receipt_received':
      return withEntry(state, event.presentation, { receipt: event.receipt, differences: event.differences });
    case 'ledger_proof_received':
      return withEntry(state, event.presentation, { ledgerProof: event.proof });
    case 'withdrawal_answered':
      return withEntry(state, event.presentation, { withdrawal: { answer: event.answer, delivery: event.delivery } });
    case 'request_refused': {
      const { kind: _kind, version: _version, ...refusal } = event;
      return { ...state, refusals: [...state.refusals, refusal] };
    }
  }
}

/** Credentials that can still be shown: unused and not expired, the ones that expire first in front. */
export function usableCredentials(state: HolderState, nowSeconds: number): HeldCredential[] {
  return [...state.credentials.values()]
    .filter(({ id, expiresAt }) => !state.used.has(id) && expiresAt > nowSeconds)
    .sort((left, right) => left.expiresAt - right.expiresAt);
}

function withEntry(state: HolderState, id: string, change: Partial<HistoryEntry>): HolderState {
  const entry = state.history.get(id);
  if (entry === undefined) return state;
  return { ...state, history: new Map([...state.history, [id, { ...entry, ...change }]]) };
}
