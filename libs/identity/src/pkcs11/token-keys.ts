import {
  decodeHex,
  encodeBase64url,
  encodeHex,
  encodeUtf8,
  outage,
  sha256,
  type PublicJwk,
  type RandomBytes,
  type Signer,
} from '#primitives';
import { CKA, CKK_EC, CKM, CKO, type Handle } from './cryptoki.js';
import type { Token, TokenSession } from './open-token.js';

/** secp256r1 (RFC 5480 §2.1.1.1). */
const P256_PARAMETERS = Buffer.from('06082a8648ce3d030107', 'hex');
/** An OCTET STRING that holds an uncompressed point. */
const POINT_PREFIX = '044104';
const KEY_ID_LENGTH = 16;

export interface TokenKey {
  /** CKA_ID in hexadecimal. */
  id: string;
  publicJwk: PublicJwk;
}

/** Keys that are made in a hardware module and never leave it: neither as a secret nor wrapped (CKA_SENSITIVE, not CKA_EXTRACTABLE). */
export class TokenKeys {
  constructor(
    private readonly token: Token,
    private readonly random: RandomBytes,
  ) {}

  /**
   * Makes a P-256 key pair. If we die before its public half is written down, it stays in the module, used by nobody.
   * @param label what the module's own tools show
   */
  create(label: string): Promise<TokenKey> {
    const id = this.random(KEY_ID_LENGTH);
    const shared = [
      { type: CKA.token, value: true },
      { type: CKA.keyType, value: CKK_EC },
      { type: CKA.id, value: Buffer.from(id) },
      { type: CKA.label, value: Buffer.from(encodeUtf8(label)) },
    ];
    const publicTemplate = [
      { type: CKA.class, value: CKO.publicKey },
      { type: CKA.verify, value: true },
      { type: CKA.ecParams, value: P256_PARAMETERS },
      ...shared,
    ];
    const privateTemplate = [
      { type: CKA.class, value: CKO.privateKey },
      { type: CKA.private, value: true },
      { type: CKA.sensitive, value: true },
      { type: CKA.extractable, value: false },
      { type: CKA.sign, value: true },
      ...shared,
    ];
    return this.token.withSession(async ({ cryptoki, handle }) => {
      const mechanism = { mechanism: CKM.ecKeyPairGeneration };
      const pair = await cryptoki.C_GenerateKeyPairAsync(handle, mechanism, publicTemplate, privateTemplate);
      const [point] = cryptoki.C_GetAttributeValue(handle, pair.publicKey, [{ type: CKA.ecPoint }]);
      return { id: encodeHex(id), publicJwk: publicJwkOfPoint(point?.value ?? Buffer.alloc(0)) };
    });
  }

  /**
   * Signs with ECDSA over SHA-256: r ‖ s, as ES256 has it (RFC 7518 §3.4), which is how a module gives it (PKCS #11 v2.40
   * mechanisms §2.3.1). The work itself is done on a thread of libuv's, so that a slow module does not stop the service.
   */
  signer({ id, publicJwk }: TokenKey): Signer {
    return {
      suite: 'ES256',
      publicJwk,
      sign: (message) =>
        this.token.withSession(async (session) => {
          const key = findPrivateKey(session, id);
          session.cryptoki.C_SignInit(session.handle, { mechanism: CKM.ecdsa }, key);
          const digest = Buffer.from(sha256(message));
          const signature = await session.cryptoki.C_SignAsync(session.handle, digest, Buffer.alloc(64));
          return new Uint8Array(signature.buffer, signature.byteOffset, signature.byteLength);
        }),
    };
  }

  /** Destroys both halves. @returns whether there was anything */
  destroy(id: string): Promise<boolean> {
    return this.token.withSession((session) => {
      const halves = [CKO.privateKey, CKO.publicKey].flatMap((kind) => findObjects(session, kind, id));
      for (const half of halves) session.cryptoki.C_DestroyObject(session.handle, half);
      session.found.delete(id);
      return Promise.resolve(halves.length > 0);
    });
  }
}

function findPrivateKey(session: TokenSession, id: string): Handle {
  const known = session.found.get(id);
  if (known !== undefined) return known;
  const [key] = findObjects(session, CKO.privateKey, id);
  if (key === undefined) {
    throw outage('hardware_key_missing', 'The hardware module does not hold the key that is to sign.', {
      privateDetail: id,
    });
  }
  session.found.set(id, key);
  return key;
}

function findObjects({ cryptoki, handle }: TokenSession, kind: number, id: string): Handle[] {
  cryptoki.C_FindObjectsInit(handle, [
    { type: CKA.class, value: kind },
    { type: CKA.id, value: Buffer.from(decodeHex(id)) },
  ]);
  try {
    return cryptoki.C_FindObjects(handle, 2);
  } finally {
    cryptoki.C_FindObjectsFinal(handle);
  }
}

function publicJwkOfPoint(point: Buffer): PublicJwk {
  // Some modules leave the OCTET STRING away.
  const hex = point.toString('hex');
  const bare = hex.startsWith(POINT_PREFIX) && point.length === 67 ? point.subarray(2) : point;
  if (bare.length !== 65 || bare[0] !== 4) {
    throw outage('hardware_failed', 'The hardware module made a key of another kind than was asked for.');
  }
  return {
    kty: 'EC',
    crv: 'P-256',
    x: encodeBase64url(bare.subarray(1, 33)),
    y: encodeBase64url(bare.subarray(33)),
  };
}
