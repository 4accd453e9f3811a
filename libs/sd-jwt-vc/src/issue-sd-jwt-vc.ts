import { assertOurs, createJws, type JsonObject, type PublicJwk } from '#primitives';
import { concealClaims } from './conceal-claims.js';
import type { IssuingTools, SdJwtVcToIssue } from './sd-jwt-vc.js';

const RESERVED = ['iss', 'nbf', 'exp', 'iat', 'cnf', 'vct', 'vct#integrity', 'status', '_sd', '_sd_alg', '...'];

/**
 * Issues an SD-JWT VC (SD-JWT VC §2.2): `typ` `dc+sd-jwt`, each of the given claims selectively disclosable, objects
 * recursively (RFC 9901 §6.3), and the number of digests padded with decoys. Ours and not the library's, which takes four
 * times as long (docs/decisions/own-sd-jwt-issuing.md); the tests have the library read what this writes.
 *
 * `iss` is optional beside `x5c` (SD-JWT VC §2.2.2.2) and wallets of other makers ask for it; the registry, which binds the leaf's
 * key to the member, decides who the issuer is.
 * @returns compact serialization, ending in `~`
 * @throws `broken_promise` for a claim with a reserved name (our own mistake)
 */
export async function issueSdJwtVc(toIssue: SdJwtVcToIssue, tools: IssuingTools): Promise<string> {
  const reserved = Object.keys(toIssue.claims).find((name) => RESERVED.includes(name));
  assertOurs(reserved === undefined, `the claim "${reserved}" is not for disclosure`);
  const { _sd, disclosures } = concealClaims(toIssue.claims, tools.random);
  const payload = {
    ...(toIssue.issuer === undefined ? {} : { iss: toIssue.issuer }),
    vct: toIssue.vct,
    ...(toIssue.vctIntegrity === undefined ? {} : { 'vct#integrity': toIssue.vctIntegrity }),
    iat: toIssue.issuedAt,
    exp: toIssue.expiresAt,
    cnf: { jwk: confirmationKey(toIssue.holderKey) },
    ...(toIssue.status === undefined ? {} : { status: { status_list: { ...toIssue.status } } }),
    _sd,
    _sd_alg: 'sha-256',
  };
  const jwt = await createJws({ typ: 'dc+sd-jwt', x5c: toIssue.x5c }, payload, tools.signer);
  return `${jwt}~${disclosures.map((disclosure) => `${disclosure}~`).join('')}`;
}

/** The bare key: `kid`, `use` or `alg` of a wallet would travel with every presentation and link them. */
function confirmationKey(jwk: PublicJwk): JsonObject {
  const { kty, crv, x } = jwk;
  return jwk.kty === 'EC' ? { kty, crv, x, y: jwk.y } : { kty, crv, x };
}
