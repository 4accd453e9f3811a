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
  type Suite,
} from '#primitives';
import { CKA, CKK, CKM, CKO, type Handle } from './cryptoki.js';
import type { Token, TokenSession } from './open-token.js';

/**
 * How a suite's keys are made and sign: ES256's over our own SHA-256, Ed25519's over the message itself (RFC 8032 §5.1.6).
 * `parameters` is secp256r1 (RFC 5480 §2.1.1.1), and id-Ed25519 (RFC 8410 §3).
 */
const KINDS = {
  ES256: {
    keyType: CKK.ec,
    parameters: Buffer.from('06082a8648ce3d030107', 'hex'),
    generation: CKM.ecKeyPairGeneration,
    signing: CKM.ecdsa,
    toSign: (message: Uint8Array) => sha256(message),
  },
  Ed25519: {
    keyType: CKK.ecEdwards,
    parameters: Buffer.from('06032b6570', 'hex'),
    generation: CKM.ecEdwardsKeyPairGeneration,
    signing: CKM.eddsa,
    toSign: (message: Uint8Array) => message,
  },
} as const;
/** An OCTET STRING that holds an uncompressed point of P-256, and one that holds a point of Ed25519. */
const POINT_PREFIX = '044104';
const EDWARDS_PREFIX = '0420';
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
   * Makes a key pair. If we die before its public half is written down, it stays in the module, used by nobody.
   * @param label what the module's own tools show
   */
  create(label: string, suite: Suite = 'ES256'): Promise<TokenKey> {
    const { keyType, parameters, generation } = KINDS[suite];
    const id = this.random(KEY_ID_LENGTH);
    const shared = [
      { type: CKA.token, value: true },
      { type: CKA.keyType, value: keyType },
      { type: CKA.id, value: Buffer.from(id) },
      { type: CKA.label, value: Buffer.from(encodeUtf8(label)) },
    ];
    const publicTemplate = [
      { type: CKA.class, value: CKO.publicKey },
      { type: CKA.verify, value: true },
      { type: CKA.ecParams, value: parameters },
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
      const mechanism = { mechanism: generation };
      const pair = await cryptoki.C_GenerateKeyPairAsync(handle, mechanism, publicTemplate, privateTemplate);
      const [point] = cryptoki.C_GetAttributeValue(handle, pair.publicKey, [{ type: CKA.ecPoint }]);
      return { id: encodeHex(id), publicJwk: publicJwkOf(suite, point?.value ?? Buffer.alloc(0)) };
    });
  }

  /**
   * Signs with the key's suite: 64 bytes, for ES256 r ‖ s (RFC 7518 §3.4), which is how a module gives it (PKCS #11 v2.40
   * mechanisms §2.3.1), for Ed25519 as RFC 8032 has it (v3.0 mechanisms §2.3.14). The work itself is done on a thread of libuv's, so that a slow module does not stop the service.
   */
  signer({ id, publicJwk }: TokenKey): Signer {
    const suite = publicJwk.kty === 'OKP' ? 'Ed25519' : 'ES256';
    const { signing, toSign } = KINDS[suite];
    return {
      suite,
      publicJwk,
      sign: (message) =>
        this.token.withSession(async (session) => {
          const key = findPrivateKey(session, id);
          session.cryptoki.C_SignInit(session.handle, { mechanism: signing }, key);
          const input = Buffer.from(toSign(message));
          const signature = await session.cryptoki.C_SignAsync(session.handle, input, Buffer.alloc(64));
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

function publicJwkOf(suite: Suite, point: Buffer): PublicJwk {
  // Some modules leave the OCTET STRING away.
  const hex = point.toString('hex');
  if (suite === 'Ed25519') {
    const bare = hex.startsWith(EDWARDS_PREFIX) && point.length === 34 ? point.subarray(2) : point;
    if (bare.length !== 32) throw wrongKind();
    return { kty: 'OKP', crv: 'Ed25519', x: encodeBase64url(bare) };
  }
  const bare = hex.startsWith(POINT_PREFIX) && point.length === 67 ? point.subarray(2) : point;
  if (bare.length !== 65 || bare[0] !== 4) throw wrongKind();
  return {
    kty: 'EC',
    crv: 'P-256',
    x: encodeBase64url(bare.subarray(1, 33)),
    y: encodeBase64url(bare.subarray(33)),
  };
}

function wrongKind() {
  return outage('hardware_failed', 'The hardware module made a key of another kind than was asked for.');
}
