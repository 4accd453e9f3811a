import type { KeyObject } from 'node:crypto';
import { decodeBase64url, encodeBase64url, type RandomBytes } from '#primitives';
import { decrypt, encrypt } from './authenticated-encryption.js';
import type { MasterKey } from './master-key.js';

/** Keeps small secrets of the service itself (webhook secrets, signing keys), not of persons: those go into the vault. */
export class SecretBox {
  readonly #keys = new Map<string, KeyObject>();

  constructor(
    private readonly masterKey: MasterKey,
    private readonly random: RandomBytes,
  ) {}

  /**
   * @param purpose names a fixed use (`webhook-secret`); each has its own key
   * @param context identifiers of the place where the text is kept; it opens nowhere else
   * @returns base64url
   */
  seal(purpose: string, secret: Uint8Array, context: readonly string[]): string {
    return encodeBase64url(encrypt(this.#keyFor(purpose), secret, bindingOf(context), this.random));
  }

  /** @throws `sealed_value_unreadable` */
  open(purpose: string, sealed: string, context: readonly string[]): Uint8Array {
    return decrypt(this.#keyFor(purpose), decodeBase64url(sealed), bindingOf(context));
  }

  #keyFor(purpose: string): KeyObject {
    let key = this.#keys.get(purpose);
    if (key === undefined) {
      key = this.masterKey.deriveKey(`secret-box-${purpose}`);
      this.#keys.set(purpose, key);
    }
    return key;
  }
}

function bindingOf(context: readonly string[]): { domain: 'incola:secret-box:1'; context: readonly string[] } {
  return { domain: 'incola:secret-box:1', context };
}
