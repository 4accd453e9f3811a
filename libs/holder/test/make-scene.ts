import { readFile } from 'node:fs/promises';
import { noticeOf, NOTICE_FORMAT, presentationNonce, type NoticeDelivery } from '#consent';
import { askedClaims, STATE_PROOF_FORMAT, Wallet, type HeldCredential, type HolderTools } from '#holder';
import { stateKey, type DataUseContract, type IssuerRecord, type MemberRecord, type VerifierRecord } from '#ledger';
import {
  createRequestObject,
  parseRequestObject,
  requestObjectPayload,
  x509HashClientId,
  type DcqlQuery,
  type EncryptionJwk,
  type ParsedRequestObject,
  type RequestObjectPayload,
} from '#openid4vp';
import {
  decodeBase64,
  encodeBase64url,
  platformRandom,
  verifyWithWebCrypto,
  type JsonObject,
  type JsonValue,
} from '#primitives';
import { issueSdJwtVc } from '#sd-jwt-vc';
import { LEAF_KEY_PURPOSES } from '#trust';
import { makeAuthority, makeKey, makeLeaf, type TestKey } from '../../../test/guards/keys.js';
import { openSceneLedger, type SceneLedger } from './ledger-of-the-scene.js';
import { SqliteHolderStore } from './sqlite-holder-store.js';

/** 2026-06-15T12:00:00Z */
export const NOW = 1_781_524_800;
export const VCT = 'urn:incola:residency:1';
export const WATER = 'did:web:issuer.example:eau-des-collines';
export const BANK = 'did:web:verifier.example:banque-du-moulin';
export const CITY = 'did:web:verifier.example:ville-imaginaire';
export const HOME = 'fr1:12 BIS|RUE DES ACACIAS IMAGINAIRES|99123|VILLE IMAGINAIRE';
export const UNLOCK_SECRET = new Uint8Array(32).fill(7);

/** Sent nowhere in the tests that look at bytes: every claim of the credential, as it reads. */
export const CLAIMS: JsonObject = {
  given_name: 'Apolline',
  family_name: 'Exemple-Imaginaire',
  address: { street_address: '12 bis rue des Acacias Imaginaires', locality: 'Ville-Imaginaire', postal_code: '99123' },
  address_canonical: HOME,
  resident_for_months_equal_or_over: { '12': true, '24': true },
  evidence_date: '2026-06-01',
};

/** What one member asks with. */
export interface Asker {
  key: TestKey;
  /** Access leaf, DER in Base 64. */
  leaf: string;
}

/** The parties of a wallet's tests: real keys, certificates and proofs; the clock stands until a test moves it. */
export interface Scene {
  ledger: SceneLedger;
  now: number;
  water: TestKey;
  waterLeaf: string;
  bank: Asker;
  city: Asker;
  stranger: Asker;
  /** Certified by nobody that we trust. */
  foreigner: Asker;
  encryption: EncryptionJwk & { d: string };
  store: SqliteHolderStore;
  tools: HolderTools;
}

export async function makeScene(): Promise<Scene> {
  const [accessRoot, issuingRoot, foreignRoot] = await Promise.all(['Access', 'Issuing', 'Foreign'].map(makeAuthority));
  if (!accessRoot || !issuingRoot || !foreignRoot) throw new Error('every root is made');
  const [water, bankKey, cityKey, strangerKey] = await Promise.all([makeKey(), makeKey(), makeKey(), makeKey()]);
  const purpose = LEAF_KEY_PURPOSES.access;
  const asker = async (name: string, key: TestKey, root = accessRoot): Promise<Asker> => ({
    key,
    leaf: await makeLeaf(name, key, root, { purpose, dnsName: 'verifier.example' }),
  });
  const ledger = await openSceneLedger(NOW, (college) => memberRecord(`did:web:founder.example:${college}`, college));
  const store = new SqliteHolderStore();
  const clock = () => scene.now * 1000;
  const scene: Scene = {
    ledger,
    now: NOW,
    water,
    waterLeaf: await makeLeaf('Eau', water, issuingRoot),
    bank: await asker('Banque', bankKey),
    city: await asker('Ville', cityKey),
    stranger: await asker('Inconnu', strangerKey),
    foreigner: await asker('Banque', bankKey, foreignRoot),
    encryption: await makeEncryptionKey(),
    store,
    tools: {
      wallet: await Wallet.create(store, UNLOCK_SECRET, clock, platformRandom),
      fetch: () => Promise.reject(new Error('nothing may be sent here')),
      trustFile: {
        format: 'incola-trust',
        version: 1,
        genesis: ledger.genesis,
        accessRoots: [accessRoot.der],
        issuingRoots: [issuingRoot.der],
      },
      ledger,
      verifySignature: verifyWithWebCrypto,
      clock,
      random: platformRandom,
    },
  };
  await writeRegistry(scene);
  return scene;
}

export function memberRecord(did: string, college: MemberRecord['college']): MemberRecord {
  return {
    did,
    name: `Membre ${did}`,
    legalId: 'FICTIF-1',
    college,
    status: 'active',
    admittedAt: NOW - 9e6,
    keys: [],
  };
}

async function writeRegistry({ ledger: { records }, water, bank, city }: Scene): Promise<void> {
  const term = { from: NOW - 9_000_000, until: null };
  for (const did of [BANK, CITY]) records.set(stateKey('member', did), memberRecord(did, 'service_providers'));
  records.set(stateKey('member', WATER), memberRecord(WATER, 'data_providers'));
  const issuer: IssuerRecord = {
    member: WATER,
    status: 'active',
    keys: [{ digest: water.digest, ...term }],
    mayIssue: [{ vct: VCT, ...term }],
    statusListPrefix: 'https://cooperative.example/status-lists/eau/',
  };
  records.set(stateKey('issuer', WATER), issuer);
  for (const [member, { key }] of [
    [BANK, bank],
    [CITY, city],
  ] as const) {
    const verifier: VerifierRecord = { member, status: 'active', keys: [{ digest: key.digest, ...term }] };
    records.set(stateKey('verifier', member), verifier);
  }
  for (const [id, verifier] of [
    ['bank-account-opening', BANK],
    ['city-resident-tariff', CITY],
  ] as const) {
    const contract = JSON.parse(await readFile(`schemas/data-use-contracts/${id}.json`, 'utf8')) as DataUseContract;
    records.set(stateKey('contract', id), { ...contract, verifier, status: 'in_force' });
  }
}

export function contractOf(scene: Scene, id: string): DataUseContract {
  return scene.ledger.records.get(stateKey('contract', id)) as DataUseContract;
}

export const CITY_QUESTION: DcqlQuery = ask([
  { path: ['address', 'locality'] },
  { path: ['resident_for_months_equal_or_over', '12'] },
  { path: ['evidence_date'] },
]);

export function bankQuestion(...values: string[]): DcqlQuery {
  return ask([{ path: ['address_canonical'], values }, { path: ['evidence_date'] }]);
}

export function ask(claims: NonNullable<DcqlQuery['credentials'][number]['claims']>): DcqlQuery {
  return { credentials: [{ id: 'residency', format: 'dc+sd-jwt', meta: { vct_values: [VCT] }, claims }] };
}

/** The city's question, which an element of an mdoc would answer as well. */
export function orDocument(path: string[]): DcqlQuery {
  const { credentials } = CITY_QUESTION;
  const meta = { doctype_value: 'eu.europa.ec.av.1' };
  return {
    credentials: [{ id: 'document', format: 'mso_mdoc', meta, claims: [{ path }] }, ...credentials],
    credential_sets: [{ options: [['document'], ['residency']] }],
  };
}

/** What a test may have otherwise in a request that is right in everything else. */
export interface RequestChanges {
  asker?: Asker;
  query?: DcqlQuery;
  contract?: string;
  /** Keys that the state proof speaks of. */
  provenKeys?: string[];
  /** Before the nonce commits to it. */
  alterDelivery?: (delivery: NoticeDelivery) => void;
  alterPayload?: (payload: RequestObjectPayload) => void;
  /** Another key's signature under the asker's certificate. */
  signWith?: TestKey;
}

/** A request as an honest verifier makes it, but for the changes. */
export async function makeRequest(scene: Scene, changes: RequestChanges = {}): Promise<ParsedRequestObject> {
  const { asker = scene.city, query = CITY_QUESTION, contract: id = 'city-resident-tariff' } = changes;
  const contract = contractOf(scene, id) as DataUseContract | undefined;
  const template = contract ?? contractOf(scene, 'city-resident-tariff');
  const member = scene.ledger.records.get(stateKey('member', template.verifier)) as MemberRecord;
  const withdrawalUri = 'https://verifier.example/asker/withdrawals';
  const notice = noticeOf({ ...template, id }, member, askedClaims(query), withdrawalUri);
  const delivery = structuredClone({ notice, random: encodeBase64url(platformRandom(32)) });
  changes.alterDelivery?.(delivery);
  const clientId = x509HashClientId(decodeBase64(asker.leaf));
  const { d: _private, ...encryptionKey } = scene.encryption;
  const provenKeys = changes.provenKeys ?? [
    stateKey('member', member.did),
    stateKey('verifier', member.did),
    stateKey('contract', id),
  ];
  const payload = requestObjectPayload({
    clientId,
    responseUri: 'https://verifier.example/asker/responses/1',
    presentationNonce: presentationNonce(delivery),
    stateParameter: 'state-1',
    dcqlQuery: query,
    encryptionKey,
    verifierInfo: [
      { format: NOTICE_FORMAT, data: delivery as unknown as JsonValue },
      { format: STATE_PROOF_FORMAT, data: (await scene.ledger.proveState(provenKeys)) as unknown as JsonValue },
    ],
    issuedAt: scene.now,
    expiresAt: scene.now + 600,
  });
  changes.alterPayload?.(payload);
  const compact = await createRequestObject(payload, { signer: changes.signWith ?? asker.key, x5c: [asker.leaf] });
  return parseRequestObject(compact, { clientId: payload.client_id, now: scene.now });
}

/** Puts a batch of credentials into the wallet, as an issuer would have signed them. */
export async function receiveBatch(scene: Scene, size: number, expiresAt = NOW + 14 * 86_400) {
  const { wallet, random } = scene.tools;
  const credentials: HeldCredential[] = [];
  for (let index = 0; index < size; index++) {
    const key = await wallet.createKey();
    const compact = await issueSdJwtVc(
      { vct: VCT, claims: CLAIMS, holderKey: key.publicJwk, issuedAt: NOW, expiresAt, x5c: [scene.waterLeaf] },
      { signer: scene.water, random },
    );
    const issuer = { member: WATER, name: 'Eau des Collines', credentialIssuer: 'https://issuer.example/eau' };
    const id = `credential-${expiresAt}-${index}`;
    credentials.push({ id, compact, key, vct: VCT, batch: 'batch-1', issuer, receivedAt: NOW, expiresAt });
  }
  await wallet.record({ kind: 'credentials_received', credentials });
  return credentials;
}

async function makeEncryptionKey(): Promise<EncryptionJwk & { d: string }> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']);
  const { x, y, d } = await crypto.subtle.exportKey('jwk', pair.privateKey);
  const coordinates = { x: x as string, y: y as string, d: d as string };
  return { kty: 'EC', crv: 'P-256', ...coordinates, kid: 'response-1', alg: 'ECDH-ES', use: 'enc' };
}
