import type { IssuerShare, LedgerTransaction, SettlementContents } from '#ledger';

/** What one issuer's proofs brought in one asking member's settlement. */
export type ShownShare = SettlementContents['sources'][number];

/** A distribution of the clearing, with what a dispute may ask to be opened. */
export interface StoredDistribution {
  period: number;
  shares: IssuerShare[];
  sources: ShownShare[];
  /** 32 bytes, base64url; secret. */
  salt: string;
  /** `closed`: not known to be on the ledger yet. */
  state: 'closed' | 'accepted';
  /** As it was signed first: the same one is sent again until it expires. */
  ledgerTransaction: LedgerTransaction<'distribute'> | null;
}

/** Shares that asking members showed, and their distributions; every method is durable on return. */
export interface IssuerShares {
  /** A share that is known already is left as it is. */
  keep(shares: readonly ShownShare[]): Promise<void>;
  /** Those of no distribution yet. */
  waiting(): Promise<ShownShare[]>;
  /** Stores the distribution, and gives it its sources, in one unit. */
  close(distribution: StoredDistribution): Promise<void>;
  /** Forgets a distribution that the ledger refused: its sources wait again. */
  release(period: number): Promise<void>;
  find(period: number): Promise<StoredDistribution | undefined>;
  /** Those that are `closed`, oldest first. */
  unsent(): Promise<StoredDistribution[]>;
  update(period: number, change: Partial<Pick<StoredDistribution, 'state' | 'ledgerTransaction'>>): Promise<void>;
}
