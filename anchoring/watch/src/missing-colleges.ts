import { isCodedError } from '#primitives';
import { COLLEGES, type Attestation, type Genesis } from '#ledger';
import { knownValidators } from './absent-validators.js';
import type { Alarm } from './alarms.js';

/** One's own node, which knows what nobody publishes: whose votes in the newest step of the present block have come to it. */
export interface WatchedNode {
  /** As a person knows it. */
  readonly name: string;
  /** Public keys of validators. @throws outages of the node */
  voters(): Promise<{ heard: readonly string[]; silent: readonly string[] }>;
}

/**
 * A ledger that stands still publishes nothing that says why. The engine verifies each vote before it counts it, so that whoever
 * is heard is there; a college of which nobody is heard, while others are, is away, or this node is cut off from it. Where the
 * node heard nobody at all, nobody is missed: it may be the one that is away.
 */
export async function findMissingColleges(
  node: WatchedNode,
  attestation: Attestation,
  genesis: Genesis,
): Promise<Alarm[]> {
  if (attestation.kind !== 'cometbft') return [];
  try {
    const { heard, silent } = await node.voters();
    if (heard.length === 0) return [];
    const known = knownValidators(attestation, genesis);
    return COLLEGES.flatMap((college): Alarm[] => {
      const own = known.filter((validator) => validator.college === college);
      if (own.some(({ publicKey }) => heard.includes(publicKey))) return [];
      const away = own.filter(({ publicKey }) => silent.includes(publicKey));
      if (away.length === 0) return [];
      const absent = away.map(({ member, publicKey }) => `${member} (${publicKey})`);
      return [{ kind: 'college_missing', severity: 'alarm', source: node.name, college, absent }];
    });
  } catch (error) {
    // What it would add to the alarm of the standstill is all that is lost.
    if (isCodedError(error) && error.fault === 'outage') return [];
    throw error;
  }
}
