import { createRevocationList } from '#identity';
import { secondsOf, type Clock, type Signer } from '#primitives';

/** ISO/IEC 18013-5 §B.1.3 allows 90 days; ours says each few days that nothing has changed. */
const VALID_SECONDS = 7 * 86_400;
/** A list that is served has at least this long to go. */
const RENEW_SECONDS = VALID_SECONDS / 2;

export interface RevocationListParts {
  signer: () => Promise<Signer>;
  /** Of the same authority: DER in Base 64. */
  root: string;
  clock: Clock;
}

/** The certificate revocation list of one authority, made when somebody asks and the last one is getting old. */
export class RevocationListPublisher {
  #issued: { thisUpdate: number; der: Promise<Uint8Array> } | undefined;

  constructor(private readonly parts: RevocationListParts) {}

  /** @returns DER (RFC 5280 §5) */
  current(): Promise<Uint8Array> {
    const now = secondsOf(this.parts.clock);
    const standing = this.#issued;
    if (standing !== undefined && now - standing.thisUpdate < RENEW_SECONDS) return standing.der;
    const der = this.#create(now);
    this.#issued = { thisUpdate: now, der };
    der.catch(() => (this.#issued = undefined));
    return der;
  }

  async #create(now: number): Promise<Uint8Array> {
    const { root, signer } = this.parts;
    const authority = { certificate: root, signer: await signer() };
    return createRevocationList({ root: authority, thisUpdate: now, nextUpdate: now + VALID_SECONDS });
  }
}
