import { encodeBase64url, outage, refusal } from '#primitives';
import type { CometbftTime } from '#ledger';
import { verifyWithNodeCryptoSync } from '#identity';
import { signBytes, type ConsensusMessage } from './consensus-message.js';
import { judge } from './high-water-mark.js';
import { readSignerState, replaceSignerState, type SignerState } from './signer-state.js';
import type { ValidatorKey } from './validator-key.js';

export interface ValidatorSignerParts {
  key: ValidatorKey;
  /** Of the trust file's genesis: votes of another ledger are refused. */
  chainId: string;
  /** Path of the signer's state. */
  state: string;
}

/** A signature, and the time that it is over: an earlier one than was asked for where the message had been signed before. */
export interface Signed {
  timestamp: CometbftTime;
  /** 64 bytes. */
  signature: Uint8Array;
}

/**
 * Signs votes and proposals with a validator's key, and never two different ones at the same place. What is signed is written
 * down before: a signature that exists is always on the disk, and after a crash the same message has the same signature
 * (Ed25519 is deterministic), another one has none.
 */
export class ValidatorSigner {
  readonly #parts: ValidatorSignerParts;
  #state: SignerState;
  /** Once a write failed, only the disk knows which state holds. */
  #halted = false;
  #last: Promise<unknown> = Promise.resolve();

  /** @throws `signer_state_missing`, `signer_state_damaged`, `signer_state_of_another_key`, `wrong_chain` */
  constructor(parts: ValidatorSignerParts) {
    this.#parts = parts;
    this.#state = readSignerState(parts.state);
    if (this.#state.publicKey !== encodeBase64url(parts.key.publicKey)) {
      throw refusal('signer_state_of_another_key', "The signer's state belongs to another key.");
    }
    this.requireChain(this.#state.chainId ?? parts.chainId);
  }

  get chainId(): string {
    return this.#parts.chainId;
  }

  get publicKey(): Uint8Array {
    return this.#parts.key.publicKey;
  }

  /** What was signed last. */
  get mark(): SignerState['mark'] {
    return this.#state.mark;
  }

  /**
   * One message after the other, however many ask.
   * @throws `wrong_chain`, `double_sign_refused`; `signer_state_unwritable`, `signer_halted`, `signature_invalid` and
   *   `hardware_…` (outages)
   */
  sign(message: ConsensusMessage): Promise<Signed> {
    const signed = this.#last.then(() => this.#signNow(message));
    this.#last = signed.catch(() => undefined);
    return signed;
  }

  async #signNow(message: ConsensusMessage): Promise<Signed> {
    this.requireChain(message.chainId);
    if (this.#halted) throw outage('signer_halted', "The signer's state could not be written: start the signer anew.");
    const mark = judge(this.#state.mark, message);
    if (mark !== this.#state.mark) this.#remember({ ...this.#state, chainId: message.chainId, mark });
    // Now the mark is durable. If we die from here on, this message can be signed again, and no other one at its place.
    const bytes = signBytes({ ...message, timestamp: mark.timestamp });
    const signature = await this.#parts.key.sign(bytes);
    const publicJwk = { kty: 'OKP', crv: 'Ed25519', x: encodeBase64url(this.publicKey) } as const;
    if (!verifyWithNodeCryptoSync({ publicJwk, message: bytes, signature })) {
      throw outage('signature_invalid', "The key's signature does not verify with the validator's public key.");
    }
    return { timestamp: mark.timestamp, signature };
  }

  #remember(state: SignerState): void {
    try {
      replaceSignerState(this.#parts.state, state);
      this.#state = state;
    } catch (error) {
      this.#halted = true;
      throw error;
    }
  }

  /** @throws `wrong_chain` */
  requireChain(chainId: string): void {
    if (chainId === this.#parts.chainId) return;
    throw refusal('wrong_chain', `This signer signs for ${this.#parts.chainId}, not for ${chainId}.`);
  }
}
