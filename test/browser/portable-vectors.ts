// The vectors that run on both sides: `portable-libs.test.ts` calls `runVectors` in Node and, bundled, in a real browser.
import { decodeCbor, encodeCbor, parseCoseSign1, verifyCoseSign1 } from '#cbor';
import { commitmentOf, noticeOf, presentationNonce } from '#consent';
import { credentialConfiguration, parseCredentialType } from '#credential-types';
import { Wallet, type HolderStore, type StoredWallet } from '#holder';
import {
  headerHash,
  inclusionPath,
  leafHash,
  merkleRoot,
  parseSignedNote,
  parseVerifierKey,
  verifyCommit,
  verifySignedNote,
  verifyStateEntry,
  type DataUseContract,
  type StateEntryProof,
} from '#ledger';
import { discloseElements, openId4VpTranscript, parseDeviceResponse, verifyIssuerAuth } from '#mdoc';
import { parseCredentialOffer } from '#openid4vci';
import { parseDcqlQuery, selectClaims, type ClaimsPathPointer } from '#openid4vp';
import { matchName } from '#personal-name';
import { canonicalAddress, type PostalAddress } from '#postal-address';
import {
  canonicalJson,
  createJws,
  decodeBase64url,
  decodeHex,
  encodeBase64url,
  encodeHex,
  encodeUtf8,
  jwkThumbprint,
  parseJws,
  platformRandom,
  refusal,
  systemClock,
  verifyJws,
  verifyWithWebCrypto,
  type JsonValue,
  type PublicJwk,
} from '#primitives';
import { discloseClaims, parseSdJwtVc } from '#sd-jwt-vc';
import { inflateWithStreams } from '#status-list';
import { readCertificate, validateChain } from '#trust';
import { VERIFICATION_CHECKS } from '#verification';
import trickyPairs from '../../libs/postal-address/test/tricky-pairs.json' with { type: 'json' };
import residency from '../../schemas/credential-types/residency.json' with { type: 'json' };
import signedNote from '../vectors/c2sp/signed-note.json' with { type: 'json' };
import coseSign1 from '../vectors/cbor/cose-sign1.json' with { type: 'json' };
import rfc8949 from '../vectors/cbor/rfc8949.json' with { type: 'json' };
import lightBlocks from '../vectors/cometbft/light-blocks.json' with { type: 'json' };
import consentExample from '../vectors/consent/worked-example.json' with { type: 'json' };
import annexD from '../vectors/mdoc/iso-18013-5-annex-d.json' with { type: 'json' };
import transcripts from '../vectors/mdoc/session-transcripts.json' with { type: 'json' };
import pointers from '../vectors/openid4vp/claims-path-pointers.json' with { type: 'json' };
import names from '../vectors/personal-name/name1-pairs.json' with { type: 'json' };
import simpleQuery from '../vectors/openid4vp/query_lang/simple.json' with { type: 'json' };
import merkle from '../vectors/rfc6962/merkle-tree.json' with { type: 'json' };
import sdJwt from '../vectors/sd-jwt/sd-jwt.json' with { type: 'json' };
import groundKeys from '../vectors/state-tree/ground-keys.json' with { type: 'json' };
import statusLists from '../vectors/token-status-list/status-lists.json' with { type: 'json' };
import authorities from '../vectors/x509/authorities.json' with { type: 'json' };

/** What a vector computed, beside what it should have. */
interface Computed {
  is: JsonValue;
  should: JsonValue;
}

const VECTORS: Record<string, () => Computed | Promise<Computed>> = {
  'primitives: a JWS is verified with the key of its wallet': async () => {
    const wallet = await Wallet.create(emptyStore(), platformRandom(32), systemClock, platformRandom);
    const signer = await wallet.signer(await wallet.createKey());
    const jws = parseJws(await createJws({ typ: 'example+jwt' }, { sub: 'x' }, signer));
    return { is: await verifyJws(jws, signer.publicJwk, verifyWithWebCrypto), should: true };
  },
  'holder: a wallet opens with its secret and no other': async () => {
    const store = emptyStore();
    const secret = platformRandom(32);
    await Wallet.create(store, secret, systemClock, platformRandom);
    await Wallet.unlock(store, secret, systemClock, platformRandom);
    const refused = await Wallet.unlock(store, platformRandom(32), systemClock, platformRandom).catch(codeOf);
    return { is: refused as string, should: 'wrong_unlock_secret' };
  },
  'postal-address: the table of normal forms': () => ({
    is: trickyPairs.canonical.map(({ address }) => canonicalOf(address)),
    should: trickyPairs.canonical.map(({ canonical }) => canonical),
  }),
  'personal-name: the table of pairs': () => ({
    is: names.pairs.map(({ expected, presented }) => matchName(expected, presented).reason),
    should: names.pairs.map(({ reason }) => reason),
  }),
  'ledger: RFC 6962 roots': () => {
    const leaves = merkle.leaves.map((leaf) => decodeHex(leaf));
    return { is: merkle.roots.map((_, size) => encodeHex(merkleRoot(leaves.slice(0, size)))), should: merkle.roots };
  },
  'ledger: a path has as many hashes as the tree has levels': () => {
    const leaves = Array.from({ length: 1024 }, (_, index) => leafHash(Uint8Array.of(index & 255, index >> 8)));
    return { is: inclusionPath(leaves, 1000).length, should: 10 };
  },
  'ledger: entries of a state in which keys of one place were looked for': () => {
    const root = decodeBase64url(groundKeys.stateRoot);
    const proofs = groundKeys.proofs as StateEntryProof[];
    return {
      is: proofs.flatMap((proof) => [
        verifyStateEntry(proof, root),
        verifyStateEntry({ ...proof, value: proof.value === null ? 1 : null }, root),
        verifyStateEntry({ ...proof, path: proof.path.slice(1) }, root),
      ]),
      should: proofs.flatMap(() => [true, false, false]),
    };
  },
  'ledger: the signed note of the specification, by Ed25519': async () => {
    const key = parseVerifierKey(signedNote.verifierKey);
    return {
      is: (await verifySignedNote(parseSignedNote(signedNote.note), [key], verifyWithWebCrypto)).length,
      should: 1,
    };
  },
  'ledger: commits of a network, by Ed25519': async () => ({
    is: await Promise.all(
      lightBlocks.blocks.map(async ({ block }) => [
        encodeHex(headerHash(block.header)),
        (await verifyCommit(block, verifyWithWebCrypto)).length,
      ]),
    ),
    should: lightBlocks.blocks.map(({ hash, block }) => [
      hash,
      block.commit.signatures.filter((signature) => signature !== null).length,
    ]),
  }),
  'consent: the worked example’s presentation nonce and commitment': () => {
    const { contract, member, claims, withdrawalUri, random, receipt, expected } = consentExample;
    const notice = noticeOf(contract as DataUseContract, member, claims, withdrawalUri);
    const commitment = commitmentOf('receipt', decodeBase64url(receipt.salt), encodeUtf8(expected.receiptJws));
    return {
      is: [
        canonicalJson(notice as unknown as JsonValue),
        presentationNonce({ notice, random }),
        encodeBase64url(commitment),
      ],
      should: [expected.noticeCanonical, expected.presentationNonce, expected.commitment],
    };
  },
  'sd-jwt-vc: the specification’s presentation, disclosed and verified': async () => {
    const parsed = parseSdJwtVc(sdJwt.presentation);
    const verified = await verifyJws(parsed, sdJwt.issuerKey as PublicJwk, verifyWithWebCrypto);
    return { is: [discloseClaims(parsed).claims, verified], should: [sdJwt.verifiedContents, true] };
  },
  'cbor: the items of RFC 8949, read and written anew': () => ({
    is: rfc8949.items.map(({ hex }) => encodeHex(encodeCbor(decodeCbor(decodeHex(hex))))),
    should: rfc8949.items.map(({ hex, encodesTo }) => encodesTo ?? hex),
  }),
  'cbor: the working examples of COSE signatures': async () => ({
    is: await Promise.all(
      coseSign1.messages.map(({ cbor, publicJwk }) =>
        verifyCoseSign1(parseCoseSign1(decodeCbor(decodeHex(cbor))), publicJwk as PublicJwk, verifyWithWebCrypto),
      ),
    ),
    should: coseSign1.messages.map(({ valid }) => valid),
  }),
  'mdoc: the worked example of Annex D, disclosed and verified': async () => {
    const { issuerSigned } = parseDeviceResponse(encodeBase64url(decodeHex(annexD.deviceResponse)));
    const { publicJwk } = readCertificate(issuerSigned.x5c[0] ?? '');
    const verified = await verifyIssuerAuth(issuerSigned, publicJwk, verifyWithWebCrypto);
    return { is: [discloseElements(issuerSigned).claims, verified], should: [annexD.claims, true] };
  },
  'trust: chains below authorities of many kinds': async () => {
    const { at, chains } = authorities;
    const outcomes = await Promise.all(
      chains.map(({ x5c, root }) => validateChain(x5c, [root], at, 'issuing', verifyWithWebCrypto)),
    );
    return {
      is: outcomes.map((found) => (found.outcome === 'trusted' ? 'trusted' : found.code)),
      should: chains.map(({ outcome }) => outcome),
    };
  },
  'mdoc: the session transcript of OpenID4VP': () => {
    const encryptionKeyThumbprint = jwkThumbprint(transcripts.encryptionKey as PublicJwk);
    const transcript = openId4VpTranscript({ ...transcripts.byLink, encryptionKeyThumbprint });
    return { is: encodeHex(transcript), should: transcripts.byLink.sessionTranscript };
  },
  'openid4vp: claims path pointers': () => ({
    is: pointers.pointers.map(({ path }) => selected(path)),
    should: pointers.pointers.map((pointer) => ('selected' in pointer ? (pointer.selected as JsonValue) : null)),
  }),
  'openid4vp: the simple query of the specification': () => {
    const query = parseDcqlQuery(simpleQuery);
    return { is: query as unknown as JsonValue, should: simpleQuery as JsonValue };
  },
  'openid4vci: an offer without an issuer is refused': () => ({
    is: attempt(() => parseCredentialOffer('{"credential_configuration_ids":["residency"]}')),
    should: 'malformed_credential_offer',
  }),
  'credential-types: residency is offered as an SD-JWT VC': () => {
    const configuration = credentialConfiguration(parseCredentialType(residency));
    const vct = 'vct' in configuration ? configuration.vct : null;
    return { is: [configuration.format, vct], should: ['dc+sd-jwt', 'urn:incola:residency:1'] };
  },
  'status-list: the small lists of the specification': async () => ({
    is: await Promise.all(
      statusLists.small.map(async ({ lst }) => encodeHex(await inflateWithStreams(decodeBase64url(lst), 1024))),
    ),
    should: statusLists.small.map(({ bytes }) => bytes),
  }),
  'trust: a chain that is none is not trusted': async () => {
    const chain = await validateChain(['AAAA'], [], 1_800_000_000, 'issuing');
    return { is: chain.outcome === 'untrusted' ? chain.code : null, should: 'chain_malformed' };
  },
  'verification: the list of checks is there': () => ({
    is: VERIFICATION_CHECKS.some(({ name }) => name === 'key-binding-nonce'),
    should: true,
  }),
};

/** Runs every vector. @returns the names in order, with both sides as canonical JSON */
export async function runVectors(): Promise<{ name: string; is: string; should: string }[]> {
  const results = [];
  for (const [name, compute] of Object.entries(VECTORS)) {
    const { is, should } = await compute();
    results.push({ name, is: canonicalJson(is), should: canonicalJson(should) });
  }
  return results;
}

function canonicalOf(address: PostalAddress): string {
  const result = canonicalAddress(address);
  return result.outcome === 'canonical' ? result.canonical : result.code;
}

function selected(path: ClaimsPathPointer): JsonValue {
  return selectClaims(pointers.credential, path)?.map(({ value }) => value) ?? null;
}

function attempt(work: () => unknown): string {
  try {
    work();
    return 'accepted';
  } catch (error) {
    return codeOf(error);
  }
}

function codeOf(error: unknown): string {
  return (error as { code?: string }).code ?? String(error);
}

/** A store for one vector; a wallet's own is durable. */
function emptyStore(): HolderStore {
  let stored: StoredWallet | undefined;
  return {
    readLock: async () => stored?.lock,
    read: async () => stored && { ...stored, events: [...stored.events] },
    create: async (wallet) => {
      if (stored !== undefined) throw refusal('wallet_exists', 'There is a wallet here already.');
      stored = wallet;
    },
    writeLock: async (lock) => {
      if (stored !== undefined) stored = { ...stored, lock };
    },
    append: async (place, sealed, head) => {
      if (stored?.events.length !== place) throw refusal('wallet_changed_elsewhere', 'Another writer was here.');
      stored = { ...stored, head, events: [...stored.events, ...sealed] };
    },
  };
}
