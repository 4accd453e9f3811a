import { encodeCbor } from '#cbor';
import { decodeBase64url, sha256 } from '#primitives';

/** What an OpenID4VP request binds an mdoc's answer to (OpenID4VP 1.0 §B.2.6.1). */
export interface OpenId4VpSession {
  clientId: string;
  presentationNonce: string;
  /** RFC 7638 thumbprint of the key to which the response is encrypted, base64url; `null` where it is not encrypted. */
  encryptionKeyThumbprint: string | null;
  responseUri: string;
}

/** As {@link OpenId4VpSession}, for the Digital Credentials API (§B.2.6.2). */
export interface DcApiSession {
  /** Without the prefix `origin:`. */
  origin: string;
  presentationNonce: string;
  encryptionKeyThumbprint: string | null;
}

/** The `SessionTranscript` for a request by redirect or link, encoded. @throws `malformed_base64url` for the thumbprint */
export function openId4VpTranscript(session: OpenId4VpSession): Uint8Array {
  const { clientId, presentationNonce, encryptionKeyThumbprint, responseUri } = session;
  const info = [clientId, presentationNonce, thumbprintBytes(encryptionKeyThumbprint), responseUri];
  return encodeCbor([null, null, ['OpenID4VPHandover', sha256(encodeCbor(info))]]);
}

/** The `SessionTranscript` for a request by the Digital Credentials API, encoded. */
export function dcApiTranscript({ origin, presentationNonce, encryptionKeyThumbprint }: DcApiSession): Uint8Array {
  const info = [origin, presentationNonce, thumbprintBytes(encryptionKeyThumbprint)];
  return encodeCbor([null, null, ['OpenID4VPDCAPIHandover', sha256(encodeCbor(info))]]);
}

function thumbprintBytes(thumbprint: string | null): Uint8Array | null {
  return thumbprint === null ? null : decodeBase64url(thumbprint);
}
