import { jwkFromCoseKey } from '#cbor';
import { isCodedError, type PublicJwk } from '#primitives';
import { defineCheck, failed, passed } from '../../check.js';

/** Key type, curve and the two coordinates (RFC 9053 §7.1.1). */
const MEMBERS = 4;

/** Only what a P-256 key needs: a key identifier or the like would be a mark by which a holder can be followed. */
export const deviceKey = defineCheck({
  name: 'device-key',
  clause: 'ISO/IEC 18013-5 §9.1.2.4, §9.1.5.2; HAIP 1.0 §7',
  scope: 'presentation',
  ofHolder: true,
  formats: ['mso_mdoc'],
  needs: ['signedMso'],
  gives: ['holderJwk'],
  codes: ['holder_key_not_accepted', 'holder_key_has_extra_members'],
  check({ signedMso }) {
    const holderJwk = readP256(signedMso.deviceKey);
    if (holderJwk === undefined) return failed('holder_key_not_accepted');
    return signedMso.deviceKey.size === MEMBERS ? passed({ holderJwk }) : failed('holder_key_has_extra_members');
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
