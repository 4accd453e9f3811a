import { createECDH, createHash } from 'node:crypto';

const BYTES = { A128GCM: 16, A256GCM: 32 };

/**
 * The content key of a JWE by ECDH-ES in direct agreement (RFC 7518 §4.6.2), of one round of the Concat KDF.
 * @param {Buffer} privateBytes of P-256 @param {{x: string, y: string}} publicJwk of the other side
 * @param {{enc: 'A128GCM' | 'A256GCM', apu?: Uint8Array, apv?: Uint8Array}} parameters
 */
export function agreeContentKey(privateBytes, { x, y }, { enc, apu = new Uint8Array(), apv = new Uint8Array() }) {
  const agreement = createECDH('prime256v1');
  agreement.setPrivateKey(privateBytes);
  const secret = agreement.computeSecret(
    Buffer.concat([Buffer.from([4]), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]),
  );
  const info = [withLength(Buffer.from(enc)), withLength(apu), withLength(apv), number(BYTES[enc] * 8)];
  return createHash('sha256')
    .update(Buffer.concat([number(1), secret, ...info]))
    .digest()
    .subarray(0, BYTES[enc]);
}

function withLength(bytes) {
  return Buffer.concat([number(bytes.length), bytes]);
}

function number(value) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
