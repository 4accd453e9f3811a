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
  type CborMap,
  type ParsedCoseSign1,
} from '#cbor';
import { refusal } from '#primitives';
import { malformed, readClaims, type ParsedStatusListToken } from './status-list-token.js';

export const STATUS_LIST_CWT_MEDIA_TYPE = 'application/statuslist+cwt';
/** ISO/IEC 18013-5:2025 §12.3.6.4 */
export const IDENTIFIER_LIST_CWT_MEDIA_TYPE = 'application/identifierlist+cwt';

/** Claim keys (RFC 8392 §3.1; Token Status List §5.2, §14.4); our own has a text, as no number is registered for it. */
export const CWT_CLAIM = { sub: 2, exp: 4, iat: 6, statusList: 65533, ttl: 65534, version: 'incola_version' } as const;

const IDENTIFIER_LIST_CLAIM = 65530;
const TOKEN_LIMITS: CborLimits = { maxLength: 4 * 1024 * 1024, maxDepth: 8, maxItems: 64 };
/** Each identifier is an item, and what is said of it another. */
const IDENTIFIERS_LIMITS: CborLimits = { ...TOKEN_LIMITS, maxItems: 1_000_000, readsByteKeys: true };

/**
 * Takes a status list token in CWT format apart (Token Status List §5.2): a COSE_Sign1 under tag 18, without the tag of CWT.
 * One that is protected by a MAC is refused: nobody here shares a key with an issuer (§11.6). An identifier list of mdocs, which
 * has the same envelope (ISO/IEC 18013-5:2025 §12.3.6.3), is read too.
 * @throws `malformed_status_list`, `status_list_wrong_type`, and the codes of `decodeCbor`, `parseCoseSign1` and `readX5chain`
 */
export function parseStatusListCwt(cwt: Uint8Array): ParsedStatusListToken {
  const message = decodeCbor(cwt, TOKEN_LIMITS);
  if (!(message instanceof CborTag) || message.tag !== CBOR_TAG.coseSign1) throw malformed('no tagged COSE_Sign1');
  const cose = parseCoseSign1(message);
  // The CoAP content format that §14.7 asks for has no number yet.
  const type = cose.protectedHeader.get(COSE_HEADER.type);
  if (type !== STATUS_LIST_CWT_MEDIA_TYPE && type !== IDENTIFIER_LIST_CWT_MEDIA_TYPE) {
    throw refusal('status_list_wrong_type', 'The token is not a status list.');
  }
  if (cose.payload === null) throw malformed('no payload');
  const ofIdentifiers = type === IDENTIFIER_LIST_CWT_MEDIA_TYPE;
  const claims = decodeCbor(cose.payload, ofIdentifiers ? IDENTIFIERS_LIMITS : TOKEN_LIMITS);
  if (!isCborMap(claims)) throw malformed('claims');
  // Neither kind carries the other's claim.
  if (claims.has(ofIdentifiers ? CWT_CLAIM.statusList : IDENTIFIER_LIST_CLAIM)) throw malformed('two kinds of list');
  const list = claims.get(ofIdentifiers ? IDENTIFIER_LIST_CLAIM : CWT_CLAIM.statusList);
  if (list === undefined || !isCborMap(list)) throw malformed('status_list');
  const named = ({ sub, exp, iat, ttl, version }: typeof CWT_CLAIM) => ({
    ...{ sub: claims.get(sub), exp: claims.get(exp), iat: claims.get(iat) },
    ...{ ttl: claims.get(ttl), version: claims.get(version) },
  });
  return {
    format: 'cwt',
    ...readClaims({
      ...named(CWT_CLAIM),
      bits: ofIdentifiers ? 1 : list.get('bits'),
      aggregationUri: list.get('aggregation_uri'),
    }),
    ...(ofIdentifiers
      ? { compressed: NOTHING, revokedIdentifiers: readIdentifiers(list) }
      : { compressed: readLst(list) }),
    x5c: readChain(cose),
    isSignedBy: (publicJwk, verify) => verifyCoseSign1(cose, publicJwk, verify),
  };
}

const NOTHING = new Uint8Array();

function readLst(list: CborMap): Uint8Array {
  const compressed = list.get('lst');
  if (!(compressed instanceof Uint8Array)) throw malformed('lst');
  return compressed;
}

function readIdentifiers(list: CborMap): ReadonlySet<string> {
  const identifiers = list.get('identifiers');
  if (identifiers === undefined || !isCborMap(identifiers)) throw malformed('identifiers');
  return new Set([...identifiers.keys()].map(String));
}

/** `x5chain` may stand in either header (RFC 9360 §2); it is proven by ending at a root, not by standing under the signature. */
function readChain({ protectedHeader, unprotectedHeader }: ParsedCoseSign1): string[] {
  return readX5chain(protectedHeader.has(COSE_HEADER.x5chain) ? protectedHeader : unprotectedHeader);
}
