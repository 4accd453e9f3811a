import { createECDH, createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import {
  COLLEGES,
  COSIGNATURE,
  createLedgerTransactionBody,
  formatVerifierKey,
  genesisDigest,
  NOTE_SIGNATURE,
  parseVerifierKey,
  signLedgerTransaction,
  type College,
  type Genesis,
  type LedgerPayloads,
  type LedgerTransaction,
  type LedgerTransactionKind,
  type MemberRecord,
  type NoteSigner,
} from '#ledger';
import { decodeHex, encodeBase64url, jwkThumbprint, type Signer } from '#primitives';

/** A fictitious cooperative whose keys come from its names, so that every run has the same bytes. */

export const START = 1_780_000_000;

export function digestOf(text: string): string {
  return encodeBase64url(seedOf(text));
}

export function ed25519Signer(name: string): Signer {
  const { privateKey, publicKey } = ed25519Key(name);
  return {
    suite: 'Ed25519',
    publicJwk: { kty: 'OKP', crv: 'Ed25519', x: encodeBase64url(publicKey) },
    sign: (message) => new Uint8Array(sign(null, message, privateKey)),
  };
}

export function es256Signer(name: string): Signer {
  const ecdh = createECDH('prime256v1');
  ecdh.setPrivateKey(seedOf(name));
  const point = new Uint8Array(ecdh.getPublicKey());
  const [x, y] = [encodeBase64url(point.slice(1, 33)), encodeBase64url(point.slice(33))];
  const jwk = { kty: 'EC', crv: 'P-256', x, y, d: encodeBase64url(seedOf(name)) };
  const key = createPrivateKey({ key: jwk, format: 'jwk' });
  return {
    suite: 'ES256',
    publicJwk: { kty: 'EC', crv: 'P-256', x, y },
    sign: (message) => new Uint8Array(sign('sha256', message, { key, dsaEncoding: 'ieee-p1363' })),
  };
}

export function noteSigner(name: string, type: typeof NOTE_SIGNATURE | typeof COSIGNATURE): NoteSigner {
  const { privateKey, publicKey } = ed25519Key(name);
  const key = parseVerifierKey(formatVerifierKey(name, type, publicKey));
  return { key, sign: (message) => new Uint8Array(sign(null, message, privateKey)) };
}

export const people = {
  bank: { did: 'did:web:bank.example', college: 'service_providers', signer: es256Signer('bank') },
  water: { did: 'did:web:water.example', college: 'data_providers', signer: ed25519Signer('water') },
  residents: { did: 'did:web:residents.example', college: 'citizens', signer: es256Signer('residents') },
  city: { did: 'did:web:city.example', college: 'service_providers', signer: es256Signer('city') },
  shop: { did: 'did:web:shop.example', college: 'service_providers', signer: ed25519Signer('shop') },
  power: { did: 'did:web:power.example', college: 'data_providers', signer: ed25519Signer('power') },
  gas: { did: 'did:web:gas.example', college: 'data_providers', signer: ed25519Signer('gas') },
} as const;
export type Person = keyof typeof people;

export function memberRecord(person: Person): MemberRecord {
  const { did, college, signer } = people[person];
  const id = jwkThumbprint(signer.publicJwk);
  const key = { id, suite: signer.suite, publicJwk: signer.publicJwk, from: START - 1000, until: START + 1_000_000 };
  return {
    did,
    name: `The fictitious ${person}`,
    legalId: `FR-${person}`,
    college,
    status: 'active',
    admittedAt: START - 1000,
    keys: [key],
  };
}

const ORIGIN = 'ledger.example/incola';
export const logSigner = noteSigner(ORIGIN, NOTE_SIGNATURE);
export const cosigners = Object.fromEntries(
  COLLEGES.map((college) => [college, noteSigner(`${ORIGIN}/${college}`, COSIGNATURE)]),
) as Record<College, NoteSigner>;

export function foundedGenesis(changes: Partial<Genesis> = {}): Genesis {
  const verifierKey = ({ key }: NoteSigner) => formatVerifierKey(key.name, key.type, key.publicKey);
  return {
    format: 'incola-genesis',
    version: 1,
    origin: ORIGIN,
    createdAt: START - 100,
    parameters: {
      contractVersion: 1,
      suites: ['ES256', 'Ed25519'],
      anchorPeriodSeconds: 5,
      maxAnchorAgePeriods: 60,
      maxProofAgeSeconds: 900,
      maxExpiryBlocks: 1000,
      operators: 'single',
    },
    founders: [memberRecord('bank'), memberRecord('water'), memberRecord('residents')],
    logVerifierKey: verifierKey(logSigner),
    cosigners: COLLEGES.map((college) => ({ college, verifierKey: verifierKey(cosigners[college]) })),
    contractCodeDigest: digestOf('code'),
    ...changes,
  };
}

export const genesis = foundedGenesis();
export const context = { height: 1, time: START, genesis: genesisDigest(genesis) };
export const founders: Person[] = ['bank', 'water', 'residents'];

let nonces = 0;

export function signed<Kind extends LedgerTransactionKind>(
  kind: Kind,
  payload: LedgerPayloads[Kind],
  signers: readonly Person[] = founders,
  changes: { genesis?: string; contractVersion?: number; expiryHeight?: number; nonce?: string } = {},
): Promise<LedgerTransaction> {
  const random = (length: number) => new Uint8Array(seedOf(changes.nonce ?? `nonce ${++nonces}`)).slice(0, length);
  const body = createLedgerTransactionBody(kind, payload, {
    genesis: changes.genesis ?? context.genesis,
    contractVersion: changes.contractVersion ?? 1,
    expiryHeight: changes.expiryHeight ?? 500,
    random,
  });
  const named = signers.map((person) => ({ member: people[person].did, signer: people[person].signer }));
  return signLedgerTransaction(body, named);
}

const both = (text: string) => ({ en: text, fr: text });
const bank = people.bank.did;

export const payloads = {
  verifier: { verifier: { member: bank, keys: [{ digest: digestOf('leaf'), from: START - 10, until: null }] } },
  issuer: {
    issuer: {
      member: people.water.did,
      keys: [{ digest: digestOf('issuing leaf'), from: START - 10, until: null }],
      mayIssue: [{ vct: 'urn:incola:residency:1', from: START - 10, until: null }],
      statusListPrefix: 'http://localhost:4003/status-lists/water/',
    },
  },
  contract: (version = 1) => ({
    contract: {
      id: 'bank-account-opening',
      version,
      verifier: bank,
      title: both('Opening an account'),
      purpose: { dpv: 'dpv:IdentityVerification', words: both('Opening an account') },
      legalBasis: { dpv: 'dpv:LegalObligation', words: both('Legal obligation') },
      onWithdrawal: 'restrict' as const,
      claims: [{ vct: 'urn:incola:residency:1', path: ['address_canonical'], maxValues: 3 }],
      recipients: [],
      retentionDays: 1825,
      maxEvidenceAgeDays: 90,
      priceCents: 40,
      anchoredBeforeDecision: false,
      legalTextDigest: digestOf('legal text'),
    },
  }),
  anchor: (period = Math.floor(START / 5), root = 'root') => ({
    anchor: { member: bank, stream: 'receipts', period, root: digestOf(root), size: 1024 },
  }),
  status: (version = 1, digest = 'bits') => ({
    anchor: {
      member: people.water.did,
      uri: 'http://localhost:4003/status-lists/water/1',
      version,
      digest: digestOf(digest),
    },
  }),
  admit: (person: Person = 'city') => {
    const { did, name, legalId, college, keys } = memberRecord(person);
    return { member: { did, name, legalId, college, keys } };
  },
};

function seedOf(text: string): Uint8Array {
  return new Uint8Array(createHash('sha256').update(`fictitious ${text}`).digest());
}

function ed25519Key(name: string) {
  const der = Buffer.concat([decodeHex('302e020100300506032b657004220420'), seedOf(name)]);
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  return { privateKey, publicKey: new Uint8Array(spki.subarray(-32)) };
}
