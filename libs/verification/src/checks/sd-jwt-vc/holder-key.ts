import { isJsonObject, type JsonObject, type PublicJwk } from '#primitives';
import { defineCheck, failed, passed } from '../../check.js';

/** 32 bytes, base64url. */
const COORDINATE = /^[A-Za-z0-9_-]{43}$/;
const MEMBERS = ['kty', 'crv', 'x', 'y'] as const;

/**
 * Only what a P-256 key needs: a `kid` or the like would be a mark by which a holder can be followed. Issuers on a list are not
 * ours to hold to it (RFC 7800 §3.2).
 */
export const holderKey = defineCheck({
  name: 'holder-key',
  clause: 'RFC 9901 §4.1.2; RFC 7800 §3.2; HAIP 1.0 §6.1',
  scope: 'presentation',
  ofHolder: true,
  formats: ['dc+sd-jwt'],
  needs: ['accredited', 'signedClaims'],
  gives: ['holderJwk'],
  codes: ['holder_key_missing', 'holder_key_not_accepted', 'holder_key_has_extra_members'],
  check({ accredited, signedClaims }) {
    const { cnf } = signedClaims;
    if (!isJsonObject(cnf) || !isJsonObject(cnf.jwk)) return failed('holder_key_missing');
    const holderJwk = readP256(cnf.jwk);
    if (holderJwk === undefined) return failed('holder_key_not_accepted');
    const bare = Object.keys(cnf).length === 1 && Object.keys(cnf.jwk).length === MEMBERS.length;
    return bare || accredited.by === 'list' ? passed({ holderJwk }) : failed('holder_key_has_extra_members');
  },
});

function readP256({ kty, crv, x, y }: JsonObject): PublicJwk | undefined {
  if (kty !== 'EC' || crv !== 'P-256' || typeof x !== 'string' || typeof y !== 'string') return undefined;
  return COORDINATE.test(x) && COORDINATE.test(y) ? { kty, crv, x, y } : undefined;
}
