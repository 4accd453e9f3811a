import { isCodedError, type PublicJwk } from '#primitives';
import { didJwkOf, publicJwkOfDidJwk } from '#w3c-vc';
import { defineCheck, failed, passed } from '../../check.js';

/** The credential names its holder by a did:jwk, which is his key; whoever presents it must be that holder. */
export const jwtVpHolder = defineCheck({
  name: 'jwt-vp-holder',
  clause: 'VC Data Model 1.1 §6.3.1 (sub, iss); did:jwk; HAIP 1.0 §7',
  scope: 'presentation',
  ofHolder: true,
  formats: ['jwt_vc_json'],
  needs: ['accredited', 'jwtVp', 'subject'],
  gives: ['holderJwk'],
  codes: ['holder_key_not_accepted', 'holder_key_has_extra_members', 'holder_differs'],
  check({ accredited, jwtVp, subject }) {
    const holderJwk = readP256(subject);
    if (holderJwk === undefined) return failed('holder_key_not_accepted');
    // A `kid` or the like in it would be a mark by which a holder can be followed; issuers on a list are not ours to hold to it.
    if (accredited.by === 'registry' && didJwkOf(holderJwk) !== subject) return failed('holder_key_has_extra_members');
    return jwtVp.payload.iss === subject ? passed({ holderJwk }) : failed('holder_differs');
  },
});

function readP256(did: string): PublicJwk | undefined {
  try {
    const jwk = publicJwkOfDidJwk(did);
    return jwk.kty === 'EC' ? jwk : undefined;
  } catch (error) {
    if (isCodedError(error) && error.fault === 'refusal') return undefined;
    throw error;
  }
}
