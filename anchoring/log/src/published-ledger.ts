import type { Attestation, Genesis, Ledger } from '#ledger';

/** `halted`: nothing is accepted or attested any more until a person has looked at the replicas and restarted. */
export type LedgerStatus = { state: 'running' } | { state: 'halted'; code: string; reason: string };

/**
 * The ledger as a college's service publishes it: the port, and what anyone needs to check the log. Two engines implement it:
 * the embedded one, whose roots are attested by checkpoints, and the network of the colleges' validators, whose roots are
 * attested by commits. The outage `ledger_unavailable` is promised here as it is there.
 */
export interface PublishedLedger extends Ledger {
  readonly genesis: Genesis;
  /** The newest attestation of the log's root, of the kind that the genesis founds; at most 60 seconds old unless a network halts. */
  attestation(): Promise<Attestation>;
  /** The newest cosigned checkpoint (C2SP signed note). @throws `no_checkpoint` where commits attest */
  checkpoint(): Promise<string>;
  /** Leaves from `start`, at most 1,000, and the size of the log. */
  entries(start: number, count: number): Promise<{ size: number; leaves: Uint8Array[] }>;
  status(): LedgerStatus;
  /** Lets what is running end; what waits is answered with an outage and safe to repeat. */
  close(): Promise<void>;
}
