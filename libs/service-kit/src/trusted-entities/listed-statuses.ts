import { parseDeviceResponse, verifyIssuerAuth } from '#mdoc';
import { isCodedError, isJsonObject, verifyJws, type JsonValue, type VerifySignature } from '#primitives';
import { parseSdJwtVc } from '#sd-jwt-vc';
import { validateChain } from '#trust';
import type { StatusEncoding } from './fetch-listed-status-list.js';

const MAX_PRESENTATIONS = 8;

export interface ListedStatus {
  uri: string;
  encoding: StatusEncoding;
}

/**
 * Where presented credentials of listed issuers have their status. Only what such an issuer signed is followed: somebody else's
 * word would have us call any address.
 * @param anchors of the lists, DER in Base 64
 */
export async function listedStatusesOf(
  vpToken: Readonly<Record<string, readonly string[]>>,
  anchors: readonly string[],
  tools: { nowSeconds: number; verifySignature: VerifySignature },
): Promise<ListedStatus[]> {
  const presentations = Object.values(vpToken).flat().slice(0, MAX_PRESENTATIONS);
  const found = await Promise.all(presentations.map((compact) => statusOf(compact, anchors, tools)));
  return found.filter((status) => status !== undefined);
}

async function statusOf(
  compact: string,
  anchors: readonly string[],
  { nowSeconds, verifySignature }: Parameters<typeof listedStatusesOf>[2],
): Promise<ListedStatus | undefined> {
  try {
    const { x5c, uri, encoding, isSignedBy } = read(compact, verifySignature);
    if (uri === undefined) return undefined;
    const purpose = encoding === 'cwt' ? 'listed_document_signer' : 'listed_issuer';
    const chain = await validateChain(x5c, anchors, nowSeconds, purpose, verifySignature);
    if (chain.outcome === 'untrusted' || !(await isSignedBy(chain.leaf.publicJwk))) return undefined;
    return { uri, encoding };
  } catch (error) {
    // Whatever is wrong with it, verification will say.
    if (isCodedError(error) && error.fault === 'refusal') return undefined;
    throw error;
  }
}

interface Readable {
  x5c: string[];
  uri: string | undefined;
  encoding: StatusEncoding;
  isSignedBy: (publicJwk: Parameters<typeof verifyJws>[1]) => Promise<boolean>;
}

/** An SD-JWT has tildes, base64url of an mdoc none; what is neither names its issuer by no certificate. */
function read(compact: string, verifySignature: VerifySignature): Readable {
  if (compact.includes('~')) {
    const parsed = parseSdJwtVc(compact);
    const { x5c } = parsed.header;
    const isSignedBy: Readable['isSignedBy'] = (publicJwk) => verifyJws(parsed, publicJwk, verifySignature);
    return { x5c: textsIn(x5c), uri: uriIn(parsed.payload.status), encoding: 'jwt', isSignedBy };
  }
  const { issuerSigned } = parseDeviceResponse(compact);
  const isSignedBy: Readable['isSignedBy'] = (publicJwk) => verifyIssuerAuth(issuerSigned, publicJwk, verifySignature);
  return { x5c: issuerSigned.x5c, uri: uriIn(issuerSigned.mso.status), encoding: 'cwt', isSignedBy };
}

function textsIn(value: JsonValue | undefined): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

function uriIn(status: JsonValue | undefined): string | undefined {
  if (!isJsonObject(status)) return undefined;
  const place = status.status_list ?? status.identifier_list;
  return isJsonObject(place) && typeof place.uri === 'string' ? place.uri : undefined;
}
