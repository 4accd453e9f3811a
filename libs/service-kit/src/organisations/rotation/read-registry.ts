import { PARAMETERS_KEY, rotationCountKey, stateKey, type Ledger, type ProofVerifier } from '#ledger';
import { outage, type Clock } from '#primitives';
import { checkFreshness, readLiveState, type ProvenState } from '#trust';
import type { CertifiedUse } from './key-request.js';

/** How the registry calls who has a certified key of this use. */
export const ROLE_OF_USE = { issuing: 'issuer', access: 'verifier' } as const;

/** What the ledger proves of a member now. @throws `registry_not_fresh`, `ledger_unavailable` (outages), the codes of `readLiveState` */
export async function readRegistry(
  did: string,
  { ledger, proofs, clock }: { ledger: Ledger; proofs: ProofVerifier; clock: Clock },
): Promise<ProvenState> {
  const keys = [PARAMETERS_KEY, stateKey('member', did), stateKey('issuer', did), stateKey('verifier', did)];
  const state = await readLiveState(await ledger.proveState(keys), proofs);
  const stale = checkFreshness(state, clock);
  if (stale === undefined) return state;
  throw outage(
    'registry_not_fresh',
    'What the ledger proves is not of now: it stands still, or one of the clocks is wrong.',
    {
      privateDetail: stale,
    },
  );
}

/** The keys that the registry has for a role of the member; empty where it has no such role. */
export function registeredKeys(state: ProvenState, did: string, use: CertifiedUse) {
  const record = use === 'issuing' ? state.issuers.get(did) : state.verifiers.get(did);
  return record?.keys ?? [];
}

/** How often the member rotated a key of this use. */
export async function countRotations(
  did: string,
  use: CertifiedUse,
  { ledger, proofs }: { ledger: Ledger; proofs: ProofVerifier },
): Promise<number> {
  const key = rotationCountKey(ROLE_OF_USE[use], did);
  const { values } = await proofs.verify(await ledger.proveState([key]));
  const count = values.get(key);
  return typeof count === 'number' ? count : 0;
}
