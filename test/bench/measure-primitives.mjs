import { createECDH, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';

const MESSAGE = Buffer.alloc(300, 'a');
const SECONDS = 1;

/** @returns {{signsPerSecond: number, verifiesPerSecond: number}} ES256 by node:crypto with cached keys, per second of CPU time */
export function measurePrimitives() {
  const { privateKey, publicKey } = makeKey();
  const options = { key: privateKey, dsaEncoding: 'ieee-p1363' };
  const signature = sign('sha256', MESSAGE, options);
  return {
    signsPerSecond: rate(() => sign('sha256', MESSAGE, options)),
    verifiesPerSecond: rate(() => verify('sha256', MESSAGE, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature)),
  };
}

/** A P-256 key by ECDH, which unlike generateKeyPairSync does not hang in loops on Node.js 20.20. */
export function makeKey() {
  const pair = createECDH('prime256v1');
  const point = pair.generateKeys();
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString('base64url'));
  const publicJwk = { kty: 'EC', crv: 'P-256', x, y };
  const d = Buffer.concat([Buffer.alloc(32), pair.getPrivateKey()])
    .subarray(-32)
    .toString('base64url');
  return {
    publicJwk,
    privateKey: createPrivateKey({ key: { ...publicJwk, d }, format: 'jwk' }),
    publicKey: createPublicKey({ key: publicJwk, format: 'jwk' }),
  };
}

/** A {@link makeKey} as the libs' signer. */
export function makeSigner() {
  const { publicJwk, privateKey } = makeKey();
  return {
    suite: 'ES256',
    publicJwk,
    sign: (message) => new Uint8Array(sign('sha256', message, { key: privateKey, dsaEncoding: 'ieee-p1363' })),
  };
}

function rate(work) {
  for (let warm = 0; warm < 500; warm++) work();
  const start = process.cpuUsage();
  const until = performance.now() + SECONDS * 1000;
  let count = 0;
  for (; performance.now() < until; count++) work();
  const { user, system } = process.cpuUsage(start);
  return Math.round(count / ((user + system) / 1e6));
}
