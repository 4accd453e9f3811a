import { assertOurs, isJsonObject, type JsonObject, type PublicJwk } from '#primitives';
import type { IssuingTools, SdJwtVcToIssue } from './sd-jwt-vc.js';
import { issuingInstance } from './sd-jwt-vc-tools.js';

/** How the library is told what to disclose selectively, level by level. */
interface Frame {
  _sd: string[];
  _sd_decoy: number;
  [name: string]: Frame | string[] | number;
}

/** Fewer digests than this never show, so that an absent optional claim can't be counted (RFC 9901 §4.2.5, §10.4). */
const DIGESTS_AT_TOP = 16;
const DIGESTS_BELOW = 8;
const RESERVED = ['iss', 'nbf', 'exp', 'iat', 'cnf', 'vct', 'status', '_sd', '_sd_alg', '...'];

/**
 * Issues an SD-JWT VC (SD-JWT VC §2.2): `typ` `dc+sd-jwt`, each of the given claims selectively disclosable, objects
 * recursively (RFC 9901 §6.3), and the number of digests padded with decoys.
 *
 * There is no `iss`: SD-JWT VC §2.2.2.3 has it "when it is not conveyed by other means (e.g., the subject of the end-entity
 * certificate of an `x5c` header)", and the registry binds that leaf's key to the member; a second name could only disagree.
 * @returns compact serialization, ending in `~`
 * @throws `broken_promise` for a claim with a reserved name (our own mistake)
 */
export async function issueSdJwtVc(toIssue: SdJwtVcToIssue, tools: IssuingTools): Promise<string> {
  const reserved = Object.keys(toIssue.claims).find((name) => RESERVED.includes(name));
  assertOurs(reserved === undefined, `the claim "${reserved}" is not for disclosure`);
  const payload = {
    vct: toIssue.vct,
    iat: toIssue.issuedAt,
    exp: toIssue.expiresAt,
    cnf: { jwk: confirmationKey(toIssue.holderKey) },
    ...(toIssue.status === undefined ? {} : { status: { status_list: { ...toIssue.status } } }),
    ...toIssue.claims,
  };
  const frame = frameOf(toIssue.claims, DIGESTS_AT_TOP);
  const header = { x5c: toIssue.x5c };
  return issuingInstance(tools.signer, tools.random).issue(payload, frame as never, { header });
}

function frameOf(claims: JsonObject, fewestDigests: number): Frame {
  const names = Object.keys(claims);
  const digests = Math.max(fewestDigests, Math.ceil(names.length / DIGESTS_BELOW) * DIGESTS_BELOW);
  const frame: Frame = { _sd: names, _sd_decoy: digests - names.length };
  for (const name of names) {
    const value = claims[name];
    if (isJsonObject(value)) frame[name] = frameOf(value, DIGESTS_BELOW);
  }
  return frame;
}

/** The bare key: `kid`, `use` or `alg` of a wallet would travel with every presentation and link them. */
function confirmationKey(jwk: PublicJwk): JsonObject {
  const { kty, crv, x } = jwk;
  return jwk.kty === 'EC' ? { kty, crv, x, y: jwk.y } : { kty, crv, x };
}
