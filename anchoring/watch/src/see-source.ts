import { isCodedError } from '#primitives';
import type { AttestedRoot, Attestation, LedgerFollower } from '#ledger';
import type { LedgerSource } from './ledger-source.js';

/** What a source showed, and whether somebody whom we believe signed it. */
export type Seen =
  | { outcome: 'attested'; attestation: Attestation; attested: AttestedRoot }
  | { outcome: 'unreachable' | 'not_attested' | 'trust_expired'; code: string };

/** Reads a source's newest attestation and verifies it. Only what is our own fault throws. */
export async function seeSource(source: LedgerSource, follower: LedgerFollower): Promise<Seen> {
  try {
    const attestation = await source.attestation();
    return { outcome: 'attested', attestation, attested: await follower.verifyAttestation(attestation) };
  } catch (error) {
    if (!isCodedError(error) || error.fault === 'bug') throw error;
    const { code } = error;
    if (error.fault === 'outage') return { outcome: 'unreachable', code };
    return { outcome: code === 'ledger_trust_expired' ? 'trust_expired' : 'not_attested', code };
  }
}

/** The header's time, or the oldest cosignature's: seconds since the epoch. */
export function attestedAt({ colleges }: AttestedRoot): number {
  return Math.min(...colleges.map(({ cosignedAt }) => cosignedAt));
}
