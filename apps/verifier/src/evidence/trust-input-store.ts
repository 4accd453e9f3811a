import type { TrustInput } from '#evidence';

/** Stored once, whoever relied on it: public documents, so that no tenant leads their keys (docs/decisions/evidence.md). */
export interface StoredTrustInput extends TrustInput {
  digest: string;
  /** Milliseconds since the epoch: when it was last said to be needed. */
  registeredAt: number;
}

/** Which inputs a manifest names, so that one that nobody names any more can be found. */
export interface ManifestEntry {
  manifest: string;
  input: string;
}

/** Durable on return. */
export interface TrustInputStore {
  /** Stores what is not there yet, and notes of all that they are needed at `registeredAt`. */
  register(manifest: StoredTrustInput, inputs: readonly StoredTrustInput[]): Promise<void>;
  /** The manifest and all that it names. */
  ofManifest(manifest: string): Promise<TrustInput[]>;
  /** Forgets what no evidence needs and nobody registered since. @returns how many were forgotten */
  collect(registeredBefore: number, limit: number): Promise<number>;
}
