import { typeNamesOf } from '#credential-types';
import type { Ledger, ProofVerifier } from '#ledger';
import { isCodedError, secondsOf, type Clock } from '#primitives';
import { readRegistry } from '#service-kit/organisations';
import { findIssuer, keyDigest, type ProvenState } from '#trust';
import type { IssuingKey } from '../tenants/issuing-key.js';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import { found, type Finding, type FindingCode } from './finding.js';

export interface RegistryParts {
  ledger: Ledger;
  /** Of the live ledger. */
  proofs: ProofVerifier;
  clock: Clock;
}

/** Whether a verifier that proves the registry's state to itself finds this key in force for each of the tenant's types. */
export async function examineRegistry(
  tenant: IssuingTenant,
  key: IssuingKey | undefined,
  parts: RegistryParts,
): Promise<{ state?: ProvenState; findings: Finding[] }> {
  let state: ProvenState;
  try {
    state = await readRegistry(tenant.did, parts);
  } catch (error) {
    if (!isCodedError(error)) throw error;
    return { findings: [ledgerProblem(error)] };
  }
  if (key === undefined) return { state, findings: [] };
  const digest = keyDigest(key.signer.publicJwk);
  const findings = new Map<string, Finding>();
  for (const name of tenant.credentialTypes.flatMap(typeNamesOf)) {
    const outcome = findIssuer(state, digest, name, secondsOf(parts.clock));
    if (outcome.outcome === 'found') continue;
    const code = outcome.code as FindingCode;
    const detail = code === 'type_not_accredited' ? name : undefined;
    findings.set(`${code} ${detail}`, found('problem', code, tenant.slug, detail));
  }
  if (findings.size === 0) return { state, findings: [found('ok', 'registry_good', tenant.slug)] };
  return { state, findings: [...findings.values()] };
}

/** The ledger's own trouble is the same for all tenants. */
function ledgerProblem(error: Error & { code: string; privateDetail?: string }): Finding {
  if (error.code === 'registry_not_fresh') return found('problem', 'ledger_stale', 'ledger', error.privateDetail);
  if (error.code === 'ledger_trust_expired') return found('problem', 'ledger_trust_expired', 'ledger');
  const unreachable = error.code === 'ledger_unavailable';
  return found('problem', unreachable ? 'ledger_unreachable' : 'ledger_proof_invalid', 'ledger', error.code);
}
