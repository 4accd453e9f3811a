import type { HistoryProof, LedgerTransaction } from '#ledger';

/** A closed period of one tenant: from its seed and its commitments the same tree is built again at any time. */
export interface StoredAnchor {
  tenantId: string;
  period: number;
  /** 32 bytes, base64url; secret. */
  seed: string;
  root: string;
  size: number;
  /** `closed`: not known to be on the ledger yet. `too_late`: the ledger takes this period no more. */
  state: 'closed' | 'accepted' | 'too_late';
  /** As it was signed first: the same one is sent again until it expires; `null` before, and once it is accepted. */
  ledgerTransaction: LedgerTransaction<'anchor'> | null;
  ledgerTransactionId: string | null;
  /** Fetched where the period has commitments of ours. */
  proof: HistoryProof | null;
}

/** Durable on return, or in the caller's unit. */
export interface Anchors {
  insert(anchor: StoredAnchor): Promise<void>;
  find(tenantId: string, period: number): Promise<StoredAnchor | undefined>;
  newestPeriod(tenantId: string): Promise<number | undefined>;
  update(
    tenantId: string,
    period: number,
    change: Partial<Pick<StoredAnchor, 'state' | 'ledgerTransaction' | 'ledgerTransactionId' | 'proof'>>,
  ): Promise<void>;
}
