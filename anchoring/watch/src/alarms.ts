import type { College } from '#ledger';
import type { Fork } from './watch-state.js';

/** What a watcher noticed. A warning says what may become an alarm. */
export type Alarm =
  | { kind: 'forked'; severity: 'alarm'; sources: [string, string]; fork: Fork }
  /** A source has fewer leaves than it had. */
  | { kind: 'shrunk'; severity: 'alarm'; source: string; size: number; was: number }
  /** A source's leaves are not those that its attestation is of. */
  | { kind: 'leaves_differ'; severity: 'alarm'; source: string; size: number }
  /** Nobody whom the trust file leads to signed what the source shows. */
  | { kind: 'not_attested'; severity: 'alarm'; source: string; code: string }
  /** The watcher was away, or the trust file is old: it can believe nobody any more. */
  | { kind: 'trust_expired'; severity: 'alarm'; source: string }
  /** No newer header or cosignature for too long. @param seconds age of the newest */
  | { kind: 'stalled'; severity: 'alarm'; source: string; seconds: number }
  /** The ledger stands still, and one's own node hears nobody of this college. @param source one's own node */
  | { kind: 'college_missing'; severity: 'alarm'; source: string; college: College; absent: string[] }
  /** Others have more leaves for too long. @param size of the source; @param others the largest */
  | { kind: 'behind'; severity: 'alarm'; source: string; size: number; others: number }
  | { kind: 'unreachable'; severity: 'alarm'; source: string; code: string; since: number }
  /** One more validator away, and the ledger halts: of this college only one of several signs. */
  | { kind: 'college_endangered'; severity: 'warning'; source: string; college: College; absent: string[] }
  /** Validators whose signatures were missing in a row of blocks. */
  | { kind: 'validators_absent'; severity: 'warning'; source: string; college: College; absent: string[] };

/** The time that a watcher gives before it speaks. */
export interface WatchLimits {
  /** Age of the newest header or cosignature. */
  staleAfterSeconds: number;
  /** How long a source may have fewer leaves than another. */
  behindAfterSeconds: number;
  /** How long a source may be out of reach. */
  unreachableAfterSeconds: number;
  /** Attestations in a row without a validator's signature. */
  absentAfterAttestations: number;
}

/**
 * The network makes a header every 25 seconds also where nothing happens, whose time is that of the block before; a checkpoint
 * is cosigned anew when somebody asks for it. Three minutes are several of either.
 */
export const WATCH_LIMITS: WatchLimits = {
  staleAfterSeconds: 180,
  behindAfterSeconds: 120,
  unreachableAfterSeconds: 60,
  absentAfterAttestations: 3,
};
