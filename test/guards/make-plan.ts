import { integrityOf } from '#credential-types';
import type { DataUseContract, IssuerRecord, MemberRecord } from '#ledger';
import type { DcqlQuery } from '#openid4vp';
import type { JsonObject } from '#primitives';
import { statusListDigest } from '#status-list';
import type { ProvenState, TrustedEntity } from '#trust';
import { DEFAULT_POLICY, type AskedPresentation, type KnownStatusList, type VerificationPolicy } from '#verification';
import type { JwtVcPlan } from './jwt-vc-plan.js';
import type { MdocPlan } from './mdoc-plan.js';
import { makeAuthority, makeKey, makeLeaf, type TestAuthority, type TestKey } from './keys.js';

/** 2026-06-15T12:00:00Z */
export const NOW = 1_781_524_800;
export const VCT = 'urn:incola:residency:1';
export const WATER = 'did:web:issuer.example:eau-des-collines';
export const POWER = 'did:web:issuer.example:lumiere-du-val';
export const BANK = 'did:web:verifier.example:banque-du-moulin';
export const CITY = 'did:web:verifier.example:ville-imaginaire';
export const LIST_URI = 'https://cooperative.example/status-lists/eau-des-collines/1';
export const RESPONSE_URI = 'https://verifier.example/banque-du-moulin/responses/1';
export const HOME = 'fr1:12 BIS|RUE DES ACACIAS IMAGINAIRES|99123|VILLE IMAGINAIRE';
export const IDX = 11;

/** What is published of the type; `role` stands for what a holder may always keep to himself. */
export const TYPE_METADATA = JSON.stringify({
  vct: VCT,
  claims: ['address', 'address_canonical', 'evidence_date', 'role'].map((name) => ({ path: [name], sd: 'always' })),
});

export interface Cast {
  root: TestAuthority;
  foreignRoot: TestAuthority;
  water: TestKey;
  power: TestKey;
  stranger: TestKey;
  holder: TestKey;
  waterLeaf: string;
}

let cast: Promise<Cast> | undefined;

/** The keys of everybody in the scenarios, made once. */
export function meetCast(): Promise<Cast> {
  cast ??= (async () => {
    const [root, foreignRoot] = await Promise.all([makeAuthority('Root'), makeAuthority('Foreign root')]);
    const [water, power, stranger, holder] = await Promise.all([makeKey(), makeKey(), makeKey(), makeKey()]);
    return { root, foreignRoot, water, power, stranger, holder, waterLeaf: await makeLeaf('Eau', water, root) };
  })();
  return cast;
}

/** Everything that goes into one answer and its verification; a scenario alters it before it is made. */
export interface Plan {
  cast: Cast;
  nowSeconds: number;
  /** The issuer-signed JWT. */
  header: JsonObject;
  payload: JsonObject;
  claims: JsonObject;
  issuerKey: TestKey;
  /** Paths to disclose, joined by dots. */
  disclose: string[];
  /** Between the issuer's signature and the holder's. */
  alterIssued: (parts: { jwt: string; disclosures: string[] }) => { jwt: string; disclosures: string[] };
  /** `null`: none. What `payload` names replaces what a wallet would write. */
  keyBinding: { header: JsonObject; payload: JsonObject; key: TestKey } | null;
  /** Presented instead of the SD-JWT VC, where there is one. */
  mdoc: MdocPlan | null;
  /** As is a W3C credential. */
  jwtVc: JwtVcPlan | null;
  /** After the holder's signature. */
  alterPresented: (compact: string) => string;
  vpToken: (compact: string) => Record<string, string[]>;
  asked: AskedPresentation;
  issuingRoots: string[];
  state: ProvenState;
  /** Whether the verifier has a state of the ledger at all. */
  hasState: boolean;
  statusLists: Map<string, KnownStatusList>;
  /** Addresses whose hosts are down. */
  hostsDown: Set<string>;
  trustedEntities: TrustedEntity[];
  typesWithoutStatus: Set<string>;
  /** Documents that the verifier holds. */
  typeMetadata: string[];
  policy: VerificationPolicy;
}

/** An answer with which nothing is wrong. */
export async function makePlan(): Promise<Plan> {
  const people = await meetCast();
  const list: KnownStatusList = {
    uri: LIST_URI,
    bits: 1,
    statuses: new Uint8Array(128),
    issuedAt: NOW - 60,
    expiresAt: NOW + 86_400,
    ttl: 900,
    version: 3,
    signerKeyDigest: people.water.digest,
  };
  return {
    cast: people,
    nowSeconds: NOW,
    header: { typ: 'dc+sd-jwt', x5c: [people.waterLeaf] },
    payload: {
      vct: VCT,
      'vct#integrity': integrityOf(TYPE_METADATA),
      iat: NOW - 86_400,
      exp: NOW + 10 * 86_400,
      cnf: { jwk: { ...people.holder.publicJwk } },
      status: { status_list: { idx: IDX, uri: LIST_URI } },
    },
    claims: {
      given_name: 'Apolline',
      family_name: 'Exemple',
      address: { locality: 'Ville-Imaginaire', postal_code: '99123' },
      address_canonical: HOME,
      evidence_date: '2026-06-01',
    },
    issuerKey: people.water,
    disclose: ['address', 'address.locality', 'address_canonical', 'evidence_date'],
    alterIssued: (parts) => parts,
    keyBinding: { header: { typ: 'kb+jwt' }, payload: {}, key: people.holder },
    mdoc: null,
    jwtVc: null,
    alterPresented: (compact) => compact,
    vpToken: (compact) => ({ residency: [compact] }),
    asked: {
      clientId: 'x509_hash:Uvo3HtuIxuhC92rShpgqcT3YXwrqRxWEviRiA0OZszk',
      presentationNonce: 'n-0S6_WzA2Mj',
      channel: { kind: 'response_uri', responseUri: RESPONSE_URI },
      encryptionKeyThumbprint: 'n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg',
      dcqlQuery: makeQuery(),
      contract: { id: 'bank-account-opening', version: 2 },
      verifier: BANK,
    },
    issuingRoots: [people.root.der],
    state: makeState(people, list),
    hasState: true,
    statusLists: new Map([[LIST_URI, list]]),
    hostsDown: new Set(),
    trustedEntities: [],
    typesWithoutStatus: new Set(['urn:incola:age:1']),
    typeMetadata: [TYPE_METADATA],
    policy: { ...DEFAULT_POLICY },
  };
}

/** For whom a holder signs (OpenID4VP 1.0 §14.1.2, §A.4). */
export function audienceOf({ channel, clientId }: Plan['asked']): string {
  return channel.kind === 'dc_api' ? `origin:${channel.origin}` : clientId;
}

function makeQuery(): DcqlQuery {
  const claims = [
    { path: ['address', 'locality'] },
    { path: ['address_canonical'], values: [HOME] },
    { path: ['evidence_date'] },
  ];
  return { credentials: [{ id: 'residency', format: 'dc+sd-jwt', meta: { vct_values: [VCT] }, claims }] };
}

function makeState(people: Cast, list: KnownStatusList): ProvenState {
  const issuers = [
    makeIssuer(WATER, people.water, 'eau-des-collines'),
    makeIssuer(POWER, people.power, 'lumiere-du-val'),
  ];
  const contract = makeContract();
  return {
    attested: {
      origin: 'cooperative.example/log',
      size: 7,
      root: new Uint8Array(32),
      colleges: [],
      operators: 'single',
    },
    asOf: NOW - 30,
    members: new Map([WATER, POWER, BANK, CITY].map((did) => [did, makeMember(did)])),
    issuers: new Map(issuers.map((issuer) => [issuer.member, issuer])),
    verifiers: new Map([BANK, CITY].map((did) => [did, { member: did, status: 'active', keys: [] }])),
    contracts: new Map([[contract.id, contract]]),
    statusAnchors: new Map([
      [LIST_URI, { version: list.version, digest: statusListDigest({ issuer: WATER, ...list }), member: WATER }],
    ]),
    maxProofAgeSeconds: 900,
  };
}

function makeMember(did: string): MemberRecord {
  const college = did === WATER || did === POWER ? 'data_providers' : 'service_providers';
  return { did, name: did, legalId: '000 000 000', college, status: 'active', admittedAt: NOW - 9_000_000, keys: [] };
}

function makeIssuer(member: string, key: TestKey, slug: string): IssuerRecord {
  return {
    member,
    status: 'active',
    keys: [{ digest: key.digest, from: NOW - 9_000_000, until: null }],
    mayIssue: [{ vct: VCT, from: NOW - 9_000_000, until: null }],
    statusListPrefix: `https://cooperative.example/status-lists/${slug}/`,
  };
}

function makeContract(): DataUseContract {
  const words = { en: 'Opening an account', fr: "Ouverture d'un compte" };
  const claim = (path: string[], maxValues = 0) => ({ vct: VCT, path, maxValues });
  return {
    id: 'bank-account-opening',
    version: 2,
    verifier: BANK,
    status: 'in_force',
    title: words,
    purpose: { dpv: 'dpv:IdentityVerification', words },
    legalBasis: { dpv: 'eu-gdpr:A6-1-c', words },
    onWithdrawal: 'restrict',
    claims: [claim(['address', 'locality']), claim(['address_canonical'], 3), claim(['evidence_date'])],
    recipients: [],
    retentionDays: 30,
    maxEvidenceAgeDays: 90,
    priceCents: 40,
    anchoredBeforeDecision: false,
    legalTextDigest: '47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU',
  };
}
