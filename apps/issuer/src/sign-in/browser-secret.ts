import {
  decodeBase64url,
  decodeUtf8,
  domainDigest,
  encodeBase64url,
  encodeUtf8,
  isCodedError,
  parseJsonObject,
  type JsonObject,
  type RandomBytes,
} from '#primitives';
import { MasterKey, SecretBox } from '#service-kit/vault';
import { sameText } from '../offers/offer-codes.js';
import type { SignIn } from './sign-ins.js';

const SECRET_BYTES = 32;

/** What is sealed for a browser, each for its own use. */
type Sealed = 'round' | 'notice' | 'ending';
type Place = Pick<SignIn, 'tenantId' | 'id'>;

/**
 * The secret that makes a browser the sign-in's own. One browser has one for all its sign-ins, so that two wallets, one after the
 * other or at once, don't take each other's place.
 */
export class BrowserSecret {
  readonly text: string;

  private constructor(private readonly bytes: Uint8Array) {
    this.text = encodeBase64url(bytes);
  }

  static create(random: RandomBytes): BrowserSecret {
    return new BrowserSecret(random(SECRET_BYTES));
  }

  /** @returns `undefined` for what can't be one of ours */
  static read(text: string | undefined): BrowserSecret | undefined {
    if (text === undefined) return undefined;
    try {
      const bytes = decodeBase64url(text);
      return bytes.length === SECRET_BYTES ? new BrowserSecret(bytes) : undefined;
    } catch (error) {
      if (isCodedError(error)) return undefined;
      throw error;
    }
  }

  /** What is kept of it. */
  get digest(): string {
    return encodeBase64url(domainDigest('incola:sign-in-browser:1', this.bytes));
  }

  /** Stands in each form of the sign-in's page: no page of another site can know it. */
  formToken({ tenantId, id }: Place): string {
    return encodeBase64url(domainDigest('incola:sign-in-form:1', this.bytes, encodeUtf8(`${tenantId} ${id}`)));
  }

  isFormToken(place: Place, token: string | undefined): boolean {
    return token !== undefined && sameText(token, this.formToken(place));
  }

  seal(use: Sealed, value: JsonObject, { tenantId, id }: Place, random: RandomBytes): string {
    return this.#box(random).seal(`sign-in-${use}`, encodeUtf8(JSON.stringify(value)), [tenantId, id]);
  }

  open(use: Sealed, sealed: string, { tenantId, id }: Place, random: RandomBytes): JsonObject {
    return parseJsonObject(decodeUtf8(this.#box(random).open(`sign-in-${use}`, sealed, [tenantId, id])));
  }

  #box(random: RandomBytes): SecretBox {
    return new SecretBox(new MasterKey(this.bytes), random);
  }
}
