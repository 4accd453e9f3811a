import { isCodedError, parseJws, type JsonLimits, type JsonObject, type JsonValue } from '#primitives';
import { needsHolderBinding } from '#openid4vp';
import { parseJwtVp, type ParsedJwtVp } from '#w3c-vc';
import { isAcceptedAlgorithm } from '../../accepted-algorithms.js';
import type { Presented } from '../../verification-facts.js';
import { defineCheck, failed, passed } from '../../check.js';

/** Header members that credential and presentation may carry; what is none of these could change how they are to be read. */
const KNOWN_MEMBERS = new Set(['alg', 'typ', 'kid']);
const MAX_DEPTH = 16;

export const jwtVcFormat = defineCheck({
  name: 'jwt-vc-format',
  clause: 'VC Data Model 1.1 §6.3.1; OpenID4VP 1.0 §B.1.3.1',
  scope: 'presentation',
  formats: ['jwt_vc_json'],
  needs: ['query', 'compact'],
  gives: ['jwtVp', 'presented'],
  codes: [
    'presentation_too_long',
    'malformed_credential',
    'credential_typ_wrong',
    'credential_algorithm_not_accepted',
    'credential_header_unknown',
  ],
  check({ query, compact }, { trust: { policy } }) {
    const { maxPresentationLength: maxLength } = policy;
    if (compact.length > maxLength) return failed('presentation_too_long');
    let jwtVp: ParsedJwtVp;
    try {
      const limits = { maxLength, maxDepth: MAX_DEPTH };
      jwtVp = needsHolderBinding(query) ? parseJwtVp(compact, limits) : parsePresentedAlone(compact, limits);
    } catch (error) {
      if (isCodedError(error) && error.fault === 'refusal') return failed('malformed_credential');
      throw error;
    }
    const headers = [jwtVp.header, jwtVp.credential.header];
    // `typ` is not required of a JWT; a JWT that says to be something else is for something else.
    if (headers.some(({ typ }) => typ !== undefined && typ !== 'JWT')) return failed('credential_typ_wrong');
    if (!headers.every(({ alg }) => isAcceptedAlgorithm(alg))) return failed('credential_algorithm_not_accepted');
    const known = headers.flatMap((header) => Object.keys(header)).every((member) => KNOWN_MEMBERS.has(member));
    return known ? passed({ jwtVp, presented: presentedBy(jwtVp) }) : failed('credential_header_unknown');
  },
});

/** Where no holder binding is asked, the credential itself comes (OpenID4VP 1.0 §B.1), or nevertheless a presentation of it. */
function parsePresentedAlone(compact: string, limits: JsonLimits): ParsedJwtVp {
  const credential = parseJws(compact, limits);
  return credential.payload.vp === undefined ? { ...credential, credential } : parseJwtVp(compact, limits);
}

function presentedBy({ payload: presentation, credential: { payload } }: ParsedJwtVp): Presented {
  const { iss } = payload;
  // Only a did:web names somebody; the others are the key itself, whose owner the registry knows.
  const issuer = typeof iss === 'string' && iss.startsWith('did:web:') ? iss : undefined;
  return {
    format: 'jwt_vc_json',
    type: typeOf(payload),
    issuer,
    x5c: undefined,
    isHolderBound: presentation !== payload,
  };
}

function typeOf({ vc }: JsonObject): string {
  const types: JsonValue | undefined = (vc as JsonObject | undefined)?.type;
  const [type] = Array.isArray(types) ? types.filter((one) => one !== 'VerifiableCredential') : [];
  return typeof type === 'string' ? type : '';
}
