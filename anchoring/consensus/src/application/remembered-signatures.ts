import { encodeBase64url, encodeUtf8, sha256, type SignatureToVerify, type VerifySignature } from '#primitives';
import type { VerifySignatureNow } from '#anchoring/contract';

/** As many as may wait in the engine's pool, each signed by somebody of every college. */
const MAX_REMEMBERED = 30_000;

/**
 * A node meets the same signature several times: when the ledger transaction arrives, after each block for which it waits, and in
 * the block itself. Verifying is a function of key, message and signature alone, so that what verified once needs no second time;
 * what did not is never remembered.
 */
export class RememberedSignatures {
  readonly #verified = new Set<string>();

  /**
   * @param now for what is not remembered
   * @param most signatures that are remembered; the oldest is forgotten first
   */
  constructor(
    private readonly now: VerifySignatureNow,
    private readonly most = MAX_REMEMBERED,
  ) {}

  readonly verify: VerifySignatureNow = (input) => {
    const name = nameOf(input);
    if (this.#verified.has(name)) return true;
    if (!this.now(input)) return false;
    this.#remember(name);
    return true;
  };

  /**
   * Has it verified, so that `verify` need not; whoever waits for it loses nothing where it does not verify.
   * @param elsewhere how, while this thread does something else
   * @returns `undefined` where it is remembered already
   */
  verifyAhead(input: SignatureToVerify, elsewhere: VerifySignature): Promise<void> | undefined {
    const name = nameOf(input);
    return this.#verified.has(name) ? undefined : this.#verifyAhead(name, input, elsewhere);
  }

  async #verifyAhead(name: string, input: SignatureToVerify, elsewhere: VerifySignature): Promise<void> {
    if (await elsewhere(input)) this.#remember(name);
  }

  #remember(name: string): void {
    const { value: oldest } = this.#verified.values().next();
    if (this.#verified.size >= this.most && oldest !== undefined) this.#verified.delete(oldest);
    this.#verified.add(name);
  }
}

/** SHA-256 of key, signature and message. Nothing runs into its neighbour: the key has no dot, and the signature's length is told. */
function nameOf({ publicJwk, message, signature }: SignatureToVerify): string {
  const y = 'y' in publicJwk ? publicJwk.y : '';
  const beginning = encodeUtf8(`${publicJwk.crv}.${publicJwk.x}.${y}.${signature.length}.`);
  return encodeBase64url(sha256(beginning, signature, message));
}
