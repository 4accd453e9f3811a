import { jwkFromCoseKey } from '#cbor';
import { isCodedError, type PublicJwk } from '#primitives';
import { defineCheck, failed, passed, passedAs } from '../../check.js';

/** Key type, curve and the two coordinates (RFC 9053 §7.1.1). */
const MEMBERS = 4;

/**
 * Only what a P-256 key needs: a key identifier or the like would be a mark by which a holder can be followed. Members of the
 * cooperative must not set any; of an issuer on another's list, who may (RFC 9052 §7.1), it is told.
 */
export const deviceKey = defineCheck({
  name: 'device-key',
  clause: 'ISO/IEC 18013-5 §9.1.2.4, §9.1.5.2; HAIP 1.0 §7',
  scope: 'presentation',
  ofHolder: true,
  formats: ['mso_mdoc'],
  needs: ['signedMso', 'accredited'],
  gives: ['holderJwk'],
  codes: ['holder_key_not_accepted', 'holder_key_has_extra_members', 'holder_key_marked_by_listed_issuer'],
  check({ signedMso, accredited }) {
    const holderJwk = readP256(signedMso.deviceKey);
    if (holderJwk === undefined) return failed('holder_key_not_accepted');
    if (signedMso.deviceKey.size === MEMBERS) return passed({ holderJwk });
    return accredited.by === 'list'
      ? passedAs('holder_key_marked_by_listed_issuer', { holderJwk })
      : failed('holder_key_has_extra_members');
  },
});

function readP256(coseKey: Parameters<typeof jwkFromCoseKey>[0]): PublicJwk | undefined {
  try {
    const jwk = jwkFromCoseKey(coseKey);
    return jwk.kty === 'EC' ? jwk : undefined;
  } catch (error) {
    if (isCodedError(error) && error.fault === 'refusal') return undefined;
    throw error;
  }
}
