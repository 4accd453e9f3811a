import { Resolver, type DIDDocument, type DIDResolutionResult, type DIDResolver } from 'did-resolver';
import { isCodedError, parseJsonObject, refusal, type PublicJwk } from '#primitives';
import { didDocumentOf } from './did-document.js';
import { publicJwkOfDidJwk } from '#w3c-vc';
import { publicJwkOfDidKey } from './did-key.js';
import { documentUrlOfDidWeb } from './did-web.js';

/** Fetches a document's text. The caller's function holds the rule for outgoing requests (design §4): no redirects, limits. */
export type FetchDocument = (url: URL) => Promise<string>;

const DOCUMENT_LIMITS = { maxLength: 64 * 1024, maxDepth: 8 };

/**
 * Resolves did:key and did:jwk (P-256, Ed25519) and did:web. Never throws: DID Core §7.1.2 puts errors into
 * `didResolutionMetadata.error` (`invalidDid`, `notFound`, `unsupportedDidMethod`), with our code in `code`.
 */
export function createDidResolver(fetchDocument: FetchDocument): Resolver {
  return new Resolver({
    key: resolveBy((did) => keyDocument(did, publicJwkOfDidKey(did), did.slice('did:key:'.length))),
    jwk: resolveBy((did) => keyDocument(did, publicJwkOfDidJwk(did), '0')),
    web: resolveBy(async (did) => {
      const document = parseJsonObject(await fetchText(documentUrlOfDidWeb(did), fetchDocument), DOCUMENT_LIMITS);
      // Without this a host could answer for another one's DID (did:web §3.2, step 7).
      if (document.id !== did) throw refusal('did_of_another', 'The document is of another DID.');
      return document as unknown as DIDDocument;
    }),
  });
}

async function fetchText(url: URL, fetchDocument: FetchDocument): Promise<string> {
  try {
    return await fetchDocument(url);
  } catch (cause) {
    throw refusal('did_not_found', 'The document of the DID cannot be fetched.', { cause });
  }
}

function keyDocument(did: string, publicJwk: PublicJwk, fragment: string): DIDDocument {
  return didDocumentOf(did, [{ fragment, publicJwk }]);
}

function resolveBy(read: (did: string) => DIDDocument | Promise<DIDDocument>): DIDResolver {
  return async (_did, parsed): Promise<DIDResolutionResult> => {
    try {
      const didDocument = await read(parsed.did);
      return { didDocument, didDocumentMetadata: {}, didResolutionMetadata: { contentType: 'application/did+json' } };
    } catch (error) {
      if (!isCodedError(error)) throw error;
      const kind = error.code === 'did_not_found' ? 'notFound' : 'invalidDid';
      return {
        didDocument: null,
        didDocumentMetadata: {},
        didResolutionMetadata: { error: kind, code: error.code, message: error.message },
      };
    }
  };
}
