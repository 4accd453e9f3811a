import { stateKey } from '#ledger';
import {
  isJsonObject,
  jwkThumbprint,
  refusal,
  secondsOf,
  verifyJws,
  type JsonObject,
  type PublicJwk,
} from '#primitives';
import { discloseClaims, parseSdJwtVc } from '#sd-jwt-vc';
import { checkFreshness, findIssuer, readLiveState, validateChain, type ProvenState } from '#trust';
import { followLiveLedger } from './follow-live-ledger.js';
import type { HolderTools } from './holder-tools.js';

export interface ReceivedCredential {
  claims: JsonObject;
  vct: string;
  /** Thumbprint (RFC 7638) of the key it is bound to; that it is ours is the caller's check. */
  holderKey: string;
  issuer: { member: string; name: string };
  /** Seconds since the epoch. */
  expiresAt: number;
}

type Trusting = Pick<HolderTools, 'wallet' | 'trustFile' | 'ledger' | 'verifySignature' | 'clock'>;

/** Proves what the ledger says of an issuing member. @throws `state_proof_stale`, those of `readLiveState` */
export async function proveIssuer(tools: Trusting, member: string): Promise<ProvenState> {
  const proof = await tools.ledger.proveState([stateKey('member', member), stateKey('issuer', member)]);
  const state = await readLiveState(proof, followLiveLedger(tools));
  const stale = checkFreshness(state, tools.clock);
  if (stale !== undefined) throw refusal(stale, 'What the ledger says of the issuer is out of date.');
  return state;
}

/**
 * Verifies a credential before it is kept: chain to the issuing root, key registered for an accredited member, signature,
 * validity, disclosures and type.
 * @throws the outcome's code of chain or registry, `credential_signature`, `credential_expired`, `credential_type`,
 *   `credential_key`, and the codes of parsing and disclosing
 */
export async function verifyReceivedCredential(
  tools: Omit<Trusting, 'ledger' | 'wallet'>,
  compact: string,
  expected: { vct: string; state: ProvenState },
): Promise<ReceivedCredential> {
  const parsed = parseSdJwtVc(compact);
  const now = secondsOf(tools.clock);
  const x5c = Array.isArray(parsed.header.x5c) ? parsed.header.x5c.map(String) : [];
  const chain = await validateChain(x5c, tools.trustFile.issuingRoots, now, 'issuing', tools.verifySignature);
  if (chain.outcome === 'untrusted') throw refusal(chain.code, 'The credential’s certificate is not trusted.');
  const found = findIssuer(expected.state, chain.leaf.keyDigest, expected.vct, now);
  if (found.outcome === 'not_found') throw refusal(found.code, 'The registry does not let this issuer issue this.');
  if (parsed.keyBinding !== undefined || parsed.header.typ !== 'dc+sd-jwt') {
    throw refusal('credential_type', 'What was received is not an SD-JWT VC.');
  }
  if (!(await verifyJws(parsed, chain.leaf.publicJwk, tools.verifySignature))) {
    throw refusal('credential_signature', 'The credential is not signed by its issuer.');
  }
  const { claims } = discloseClaims(parsed);
  const { vct, exp, cnf } = parsed.payload;
  if (vct !== expected.vct) throw refusal('credential_type', 'The credential is of another type than offered.');
  if (typeof exp !== 'number' || exp <= now) throw refusal('credential_expired', 'The credential has expired.');
  const key = isJsonObject(cnf) && isJsonObject(cnf.jwk) ? (cnf.jwk as PublicJwk) : undefined;
  if (key === undefined) throw refusal('credential_key', 'The credential is bound to no key.');
  return {
    claims,
    vct,
    holderKey: jwkThumbprint(key),
    issuer: { member: found.member.did, name: found.member.name },
    expiresAt: exp,
  };
}
