import {
  CBOR_TAG,
  CborTag,
  COSE_HEADER,
  decodeCbor,
  isCborMap,
  parseCoseSign1,
  readX5chain,
  verifyCoseSign1,
  type CborLimits,
  type ParsedCoseSign1,
} from '#cbor';
import { refusal } from '#primitives';
import { malformed, readClaims, type ParsedStatusListToken } from './status-list-token.js';

export const STATUS_LIST_CWT_MEDIA_TYPE = 'application/statuslist+cwt';

/** Claim keys (RFC 8392 §3.1; Token Status List §5.2, §14.4); our own has a text, as no number is registered for it. */
export const CWT_CLAIM = { sub: 2, exp: 4, iat: 6, statusList: 65533, ttl: 65534, version: 'incola_version' } as const;

const TOKEN_LIMITS: CborLimits = { maxLength: 4 * 1024 * 1024, maxDepth: 8, maxItems: 64 };

/**
 * Takes a status list token in CWT format apart (Token Status List §5.2): a COSE_Sign1 under tag 18, without the tag of CWT.
 * One that is protected by a MAC is refused: nobody here shares a key with an issuer (§11.6).
 * @throws `malformed_status_list`, `status_list_wrong_type`, and the codes of `decodeCbor`, `parseCoseSign1` and `readX5chain`
 */
export function parseStatusListCwt(cwt: Uint8Array): ParsedStatusListToken {
  const message = decodeCbor(cwt, TOKEN_LIMITS);
  if (!(message instanceof CborTag) || message.tag !== CBOR_TAG.coseSign1) throw malformed('no tagged COSE_Sign1');
  const cose = parseCoseSign1(message);
  // The CoAP content format that §14.7 asks for has no number yet.
  if (cose.protectedHeader.get(COSE_HEADER.type) !== STATUS_LIST_CWT_MEDIA_TYPE) {
    throw refusal('status_list_wrong_type', 'The token is not a status list.');
  }
  if (cose.payload === null) throw malformed('no payload');
  const claims = decodeCbor(cose.payload, TOKEN_LIMITS);
  if (!isCborMap(claims)) throw malformed('claims');
  const list = claims.get(CWT_CLAIM.statusList);
  if (list === undefined || !isCborMap(list)) throw malformed('status_list');
  const compressed = list.get('lst');
  if (!(compressed instanceof Uint8Array)) throw malformed('lst');
  const named = ({ sub, exp, iat, ttl, version }: typeof CWT_CLAIM) => ({
    ...{ sub: claims.get(sub), exp: claims.get(exp), iat: claims.get(iat) },
    ...{ ttl: claims.get(ttl), version: claims.get(version) },
  });
  return {
    format: 'cwt',
    ...readClaims({ ...named(CWT_CLAIM), bits: list.get('bits'), aggregationUri: list.get('aggregation_uri') }),
    compressed,
    x5c: readChain(cose),
    isSignedBy: (publicJwk, verify) => verifyCoseSign1(cose, publicJwk, verify),
  };
}

/** `x5chain` may stand in either header (RFC 9360 §2); it is proven by ending at a root, not by standing under the signature. */
function readChain({ protectedHeader, unprotectedHeader }: ParsedCoseSign1): string[] {
  return readX5chain(protectedHeader.has(COSE_HEADER.x5chain) ? protectedHeader : unprotectedHeader);
}
