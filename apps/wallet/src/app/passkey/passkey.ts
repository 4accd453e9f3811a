import type { UnlockMethod } from '#holder';
import { decodeBase64url, encodeBase64url, refusal, type RandomBytes } from '#primitives';
import type { WayIn } from '../gate/wallet-gate.js';

type PasskeyMethod = Extract<UnlockMethod, { kind: 'passkey' }>;

const TIMEOUT_MILLISECONDS = 120_000;
/** ES256, EdDSA, RS256: what authenticators have. The signature is not used; the PRF output is. */
const ALGORITHMS = [-7, -8, -257];

/** Whether this browser may be able to unlock by passkey; only trying tells whether the passkey has a PRF. */
export async function passkeysPossible(): Promise<boolean> {
  // A relying party has a name (WebAuthn §5.1.2): a bare address can't be one.
  const named = /[a-z]/i.test(location.hostname) && !location.hostname.startsWith('[');
  if (!named || typeof PublicKeyCredential === 'undefined') return false;
  const capabilities = await PublicKeyCredential.getClientCapabilities?.().catch(() => undefined);
  return capabilities?.['extension:prf'] !== false;
}

/**
 * Makes a passkey whose pseudo-random function (WebAuthn Level 3 §10.1.4) gives the unlock secret. Some authenticators answer
 * it at creation, others only when the passkey is used: then it is used once.
 * @throws `passkey_cancelled`, `passkey_without_prf`
 */
export async function createPasskey(walletName: string, random: RandomBytes): Promise<WayIn> {
  const prfInput = random(32).slice();
  const created = await ask(() =>
    navigator.credentials.create({
      publicKey: {
        challenge: random(32).slice(),
        rp: { name: walletName },
        user: { id: random(16).slice(), name: walletName, displayName: walletName },
        pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
        authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
        extensions: { prf: { eval: { first: prfInput } } },
        timeout: TIMEOUT_MILLISECONDS,
      },
    }),
  );
  const method: PasskeyMethod = {
    kind: 'passkey',
    credentialId: encodeBase64url(new Uint8Array(created.rawId)),
    prfInput: encodeBase64url(prfInput),
  };
  const { prf } = created.getClientExtensionResults();
  if (prf?.results?.first !== undefined) return { method, secret: secretOf(prf.results.first) };
  if (prf?.enabled !== true) throw withoutPrf();
  return { method, secret: await openPasskey([method], random) };
}

/** Uses one of the wallet's passkeys. @throws `passkey_cancelled`, `passkey_without_prf` */
export async function openPasskey(methods: readonly PasskeyMethod[], random: RandomBytes): Promise<Uint8Array> {
  const evalByCredential = Object.fromEntries(
    methods.map(({ credentialId, prfInput }) => [credentialId, { first: decodeBase64url(prfInput).slice() }]),
  );
  const used = await ask(() =>
    navigator.credentials.get({
      publicKey: {
        challenge: random(32).slice(),
        allowCredentials: methods.map(({ credentialId }) => ({
          type: 'public-key',
          id: decodeBase64url(credentialId).slice(),
        })),
        userVerification: 'required',
        extensions: { prf: { evalByCredential } },
        timeout: TIMEOUT_MILLISECONDS,
      },
    }),
  );
  const first = used.getClientExtensionResults().prf?.results?.first;
  if (first === undefined) throw withoutPrf();
  return secretOf(first);
}

async function ask(work: () => Promise<Credential | null>): Promise<PublicKeyCredential> {
  try {
    const credential = await work();
    if (credential !== null) return credential as PublicKeyCredential;
  } catch (cause) {
    throw refusal('passkey_cancelled', 'The passkey was not used.', { cause });
  }
  throw refusal('passkey_cancelled', 'The passkey was not used.');
}

function secretOf(output: BufferSource): Uint8Array {
  return ArrayBuffer.isView(output)
    ? new Uint8Array(output.buffer, output.byteOffset, output.byteLength).slice()
    : new Uint8Array(output).slice();
}

function withoutPrf() {
  return refusal('passkey_without_prf', 'This passkey cannot protect a wallet.');
}
