import { z } from 'zod';
import { documentUrlOfDidWeb, publicJwkOfDidKey } from '#identity';
import type { IssuerRecord } from '#ledger';
import { isCodedError, outage, parseJsonObject, refusal, suiteOf, type PublicJwk } from '#primitives';
import { parseDoor } from '#service-kit/door';
import type { GuardedFetch } from '#service-kit/fetch';
import { isInTerm } from '#trust';
import { publicJwkOfDidJwk } from '#w3c-vc';

const DOCUMENT_LIMITS = { maxLength: 64 * 1024, maxDepth: 8 };
const MAX_METHODS = 32;
/** Keys of DIDs that are nothing but a key cost little to read; the ones seen last are kept. */
const MAX_REMEMBERED = 256;

const didDocument = z.object({
  id: z.string(),
  verificationMethod: z
    .array(z.object({ id: z.string(), publicKeyJwk: z.record(z.string(), z.string()).optional() }))
    .max(MAX_METHODS)
    .default([]),
});

export interface IssuerDocumentParts {
  fetch: GuardedFetch;
  /** Names of the types that are verified as W3C credentials: who may issue none of them is not asked. */
  w3cTypes: ReadonlySet<string>;
  /** By which lists name trusted entities. */
  listedDids?: readonly string[];
  /** Hears of what could not be fetched: codes only. */
  report: (code: string) => void;
}

/**
 * The keys that DIDs of accredited issuers and of trusted entities name. Documents of did:web are fetched by a timer and never because somebody
 * presents, which would tell a utility when its customers are verified; a member's
 * key counts only once the registry holds it too.
 */
export class IssuerDocuments {
  /** By verification method. */
  #fetched: ReadonlyMap<string, PublicJwk> = new Map();
  readonly #read = new Map<string, PublicJwk>();

  constructor(private readonly parts: IssuerDocumentParts) {}

  keyOf(keyId: string): PublicJwk | undefined {
    return this.#fetched.get(keyId) ?? this.#read.get(keyId) ?? this.#readKeyDid(keyId);
  }

  /** An issuer that cannot be reached keeps the keys that are known of it. */
  async refresh(issuers: readonly IssuerRecord[], nowSeconds: number): Promise<void> {
    const fetched = new Map(this.#fetched);
    const members = issuers.filter(({ mayIssue }) =>
      mayIssue.some((type) => this.parts.w3cTypes.has(type.vct) && isInTerm(type, nowSeconds)),
    );
    const dids = new Set([...members.map(({ member }) => member), ...(this.parts.listedDids ?? [])]);
    for (const did of dids) {
      if (!did.startsWith('did:web:')) continue;
      try {
        const keys = await this.#fetchKeys(did);
        for (const keyId of fetched.keys()) if (keyId.startsWith(`${did}#`)) fetched.delete(keyId);
        for (const [keyId, publicJwk] of keys) fetched.set(keyId, publicJwk);
      } catch (error) {
        this.parts.report(isCodedError(error) ? error.code : 'unexpected');
      }
    }
    this.#fetched = fetched;
  }

  async #fetchKeys(did: string): Promise<[string, PublicJwk][]> {
    const answer = await this.parts.fetch(documentUrlOfDidWeb(did).href, {
      headers: { accept: 'application/did+json' },
    });
    if (answer.status !== 200) throw outage('did_document_unavailable', 'The document of the DID cannot be fetched.');
    const document = parseDoor(didDocument, parseJsonObject(answer.text(), DOCUMENT_LIMITS), 'malformed_did_document');
    // Without this a host could answer for another one's DID (did:web §3.2, step 7).
    if (document.id !== did) throw refusal('did_of_another', 'The document is of another DID.');
    return document.verificationMethod.flatMap(({ id, publicKeyJwk }) => {
      const keyId = id.startsWith('#') ? `${did}${id}` : id;
      const publicJwk = publicKeyJwk && readJwk(publicKeyJwk);
      return publicJwk !== undefined && keyId.startsWith(`${did}#`) ? [[keyId, publicJwk]] : [];
    });
  }

  #readKeyDid(keyId: string): PublicJwk | undefined {
    const [did = ''] = keyId.split('#', 1);
    try {
      const publicJwk = did.startsWith('did:key:') ? publicJwkOfDidKey(did) : publicJwkOfDidJwk(did);
      if (this.#read.size >= MAX_REMEMBERED) this.#read.delete(this.#read.keys().next().value as string);
      this.#read.set(keyId, publicJwk);
      return publicJwk;
    } catch (error) {
      if (isCodedError(error) && error.fault === 'refusal') return undefined;
      throw error;
    }
  }
}

function readJwk(jwk: Readonly<Record<string, string>>): PublicJwk | undefined {
  const { x = '', y } = jwk;
  try {
    if (suiteOf(jwk) === 'Ed25519') return { kty: 'OKP', crv: 'Ed25519', x };
    return y === undefined ? undefined : { kty: 'EC', crv: 'P-256', x, y };
  } catch (error) {
    if (isCodedError(error)) return undefined;
    throw error;
  }
}
