import { parseDeviceResponse } from '#mdoc';
import { isCodedError, isJsonObject, parseJws, type JsonValue } from '#primitives';
import { DEFAULT_SD_JWT_VC_LIMITS } from '#sd-jwt-vc';
import { parseJwtVp } from '#w3c-vc';

const MAX_URIS = 8;

/** The lists that presented credentials name; nothing of it is verified yet, so it only says where we might have to look. */
export function statusUrisOf(vpToken: Readonly<Record<string, readonly string[]>>): string[] {
  const uris = new Set<string>();
  for (const compact of Object.values(vpToken).flat().slice(0, MAX_URIS)) {
    const uri = statusUriOf(compact);
    if (uri !== undefined) uris.add(uri);
  }
  return [...uris];
}

function statusUriOf(compact: string): string | undefined {
  try {
    const status = statusClaimOf(compact);
    const list = isJsonObject(status) ? status.status_list : undefined;
    return isJsonObject(list) && typeof list.uri === 'string' ? list.uri : undefined;
  } catch (error) {
    // Whatever is wrong with it, verification will say.
    if (isCodedError(error) && error.fault === 'refusal') return undefined;
    throw error;
  }
}

/** An SD-JWT has tildes, a JWT dots alone, and base64url of an mdoc neither. */
function statusClaimOf(compact: string): JsonValue | undefined {
  const end = compact.indexOf('~');
  // SD-JWT VC §2.2.2.3: it is never disclosed selectively, so that what the issuer signed names it; verification reads the rest.
  if (end >= 0) return parseJws(compact.slice(0, end), DEFAULT_SD_JWT_VC_LIMITS).payload.status;
  if (compact.includes('.')) return parseJwtVp(compact).credential.payload.status;
  return parseDeviceResponse(compact).issuerSigned.mso.status;
}
