import type { Signer } from '#primitives';
import type { CborKey, CborValue } from './cbor-value.js';
import { COSE_ALGORITHM, COSE_HEADER } from './cose-header.js';
import { coseSign1Input } from './cose-sign1.js';
import { encodeCbor } from './encode-cbor.js';

export interface CoseSign1ToCreate {
  /** Besides the algorithm, which comes from the signer. */
  protectedHeader?: ReadonlyMap<CborKey, CborValue>;
  unprotectedHeader?: ReadonlyMap<CborKey, CborValue>;
  payload: Uint8Array;
  /** The payload is signed and travels apart (RFC 9052 §4.1): `null` stands in its place. */
  isDetached?: boolean;
}

/**
 * Signs (RFC 9052 §4.4). @returns the array of four, without tag: CWT and status lists put it under tag 18, mdoc does not
 */
export async function createCoseSign1(
  toCreate: CoseSign1ToCreate,
  signer: Pick<Signer, 'suite' | 'sign'>,
): Promise<CborValue[]> {
  const { payload, unprotectedHeader = NO_PARAMETERS, isDetached = false } = toCreate;
  const algorithm = [COSE_HEADER.algorithm, COSE_ALGORITHM[signer.suite]] as const;
  const protectedBytes = encodeCbor(new Map<CborKey, CborValue>([algorithm, ...(toCreate.protectedHeader ?? [])]));
  const signature = await signer.sign(coseSign1Input(protectedBytes, payload));
  return [protectedBytes, unprotectedHeader, isDetached ? null : payload, signature];
}

const NO_PARAMETERS: ReadonlyMap<CborKey, CborValue> = new Map();
