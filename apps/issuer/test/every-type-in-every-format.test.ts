import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  claimsPathIn,
  configurationIdOf,
  namesWithoutStatus,
  readTypeMetadata,
  typeMetadataDocument,
  typeNameIn,
  typeNamesOf,
  type CredentialFormat,
  type CredentialType,
} from '#credential-types';
import { publicJwkOfDidJwk, publicJwkOfDidKey, verifyWithNodeCrypto } from '#identity';
import { openId4VpTranscript, presentMdoc } from '#mdoc';
import { createCredentialRequest } from '#openid4vci';
import type { CredentialQuery } from '#openid4vp';
import { secondsOf, type PublicJwk, type Signer } from '#primitives';
import { presentSdJwtVc } from '#sd-jwt-vc';
import { readCredentialTypes } from '#service-kit/schemas';
import { readStatusList } from '#status-list';
import { inflateWithZlib } from '#status-list/server';
import { keyDigest, readCertificate, validateChain } from '#trust';
import { verifyPresentation, type AskedPresentation, type KnownStatusList } from '#verification';
import { createJwtVp } from '#w3c-vc';
import { readJsonFile } from '#service-kit/files';
import { RESPONSE_URI, WATER } from '../../../test/guards/make-plan.js';
import { prepare } from '../../../test/guards/run-scenario.js';
import { customer, HEADER } from './intake-fixture.js';
import { startIssuerUnderTest, type IssuerUnderTest } from './issuer-under-test.js';
import { newKey, WalletUnderTest, type CreatedOfferAnswer } from './wallet-under-test.js';

const BIRTH_HEADER = `${HEADER};birth_date;birth_date_evidence;birth_date_assurance;birth_date_evidence_date`;
const BIRTH = '1990-05-05;identity_document;substantial;2025-06-01';
const types = await readCredentialTypes('schemas');
const everyFormat = types.flatMap((type) => type.formats.map((format) => [type.id, format, type] as const));

const TENANTS = [
  { slug: 'eaux-fictives', name: 'Eaux Fictives', legalId: 'FICTIF-1', issuerDidMethod: 'did:web' },
  { slug: 'gaz-fictif', name: 'Gaz Fictif', legalId: 'FICTIF-2', issuerDidMethod: 'did:key' },
  { slug: 'ondes-fictives', name: 'Ondes Fictives', legalId: 'FICTIF-3', issuerDidMethod: 'did:jwk' },
];

let issuer: IssuerUnderTest;
const subjects = new Map<string, string>();

beforeAll(async () => {
  const credentialTypes = types.map(({ id }) => id);
  const tenants = TENANTS.map((tenant) => ({ ...tenant, credentialTypes })) as never;
  issuer = await startIssuerUnderTest({ changes: { tenants, statusListSize: 1024 } });
  await issuer.service.drain();
  for (const { slug } of TENANTS) {
    await issuer.manage(slug, 'POST', '/imports', `${BIRTH_HEADER}\n${customer(1)};${BIRTH}`);
    const found = await issuer.manage(slug, 'POST', '/subject-records/search', { customerNumber: 'C-0001' });
    subjects.set(slug, ((await found.json()) as { items: { id: string }[] }).items[0]?.id as string);
  }
}, 60_000);
afterAll(() => issuer.close());

describe.each(everyFormat)('%s as %s', (_id, format, type) => {
  test('is issued over HTTP, presented and verified, with every verdict passed', async () => {
    await issueAndVerify('eaux-fictives', type, format);
  });
});

test.each(['gaz-fictif', 'ondes-fictives'])(
  'a W3C credential of %s, whose DID is its key, is verified too',
  async (slug) => {
    await issueAndVerify(slug, types.find(({ id }) => id === 'municipality') as CredentialType, 'jwt_vc_json');
  },
);

async function issueAndVerify(slug: string, type: CredentialType, format: CredentialFormat): Promise<void> {
  const holder = newKey();
  const credential = await issue(slug, type, format, holder);
  const { asked, trust } = await askVerifier(slug, type, format);
  const presented = await present(credential, format, asked, holder);
  const outcome = await verifyPresentation({ asked, vpToken: { asked: [presented] } }, trust, issuer.clock.now);
  expect(outcome.verdicts.filter((verdict) => verdict.outcome !== 'passed')).toEqual([]);
  expect(outcome.decision).toBe('verified');
  expect(outcome.credentials).toMatchObject([{ vct: typeNameIn(type, format), issuer: didOf(slug) }]);
  const another = await verifyPresentation(
    { asked: { ...asked, presentationNonce: 'another' }, vpToken: { asked: [presented] } },
    trust,
    issuer.clock.now,
  );
  expect(another.decision).toBe('not_verified');
}

async function issue(slug: string, type: CredentialType, format: CredentialFormat, holder: Signer): Promise<string> {
  const wanted = { subjectRecordId: subjects.get(slug), credentialTypeId: type.id };
  const offer = await issuer.manage(slug, 'POST', '/offers', wanted);
  const wallet = new WalletUnderTest(issuer, slug);
  const accessToken = await wallet.accessToken((await offer.json()) as CreatedOfferAnswer);
  const credentialConfigurationId = configurationIdOf(type, format);
  const keyProofs = await wallet.keyProofs([holder]);
  const answer = await wallet.credentials(
    accessToken,
    createCredentialRequest({ credentialConfigurationId, keyProofs }),
  );
  expect(answer.status).toBe(200);
  const { credentials } = (await answer.json()) as { credentials: { credential: string }[] };
  return credentials[0]?.credential as string;
}

function leafPaths(type: CredentialType, format: CredentialFormat): string[][] {
  return type.claims.flatMap((claim) => {
    // A region is in no row of the fixture; an object is shown by its members.
    if (claim.kind === 'object' || !claim.mandatory) return [];
    return [claimsPathIn(type, format, claim) as string[]];
  });
}

function queryOf(type: CredentialType, format: CredentialFormat): CredentialQuery {
  const name = typeNameIn(type, format);
  const meta = {
    'dc+sd-jwt': { vct_values: [name] },
    mso_mdoc: { doctype_value: name },
    jwt_vc_json: { type_values: [['VerifiableCredential', name]] },
  }[format];
  return { id: 'asked', format, meta, claims: leafPaths(type, format).map((path) => ({ path })) };
}

/** A verifier that asks for every claim, and whose registry knows this issuer. */
async function askVerifier(slug: string, type: CredentialType, format: CredentialFormat) {
  const did = didOf(slug);
  const { certificates } = (await readJsonFile(issuer.config.certificatesFile)) as unknown as {
    certificates: Record<string, { issuing: string }>;
  };
  const { publicJwk } = readCertificate(certificates[did]?.issuing ?? '');
  const { input, trust } = await prepare((plan) => {
    const { state, asked } = plan;
    plan.issuingRoots = [issuer.issuingRoot];
    state.asOf = secondsOf(issuer.clock.now);
    const [member, water] = [state.members.get(WATER), state.issuers.get(WATER)];
    if (member === undefined || water === undefined) throw new Error('the plan has its issuer');
    state.members.set(did, { ...member, did });
    state.issuers.set(did, {
      ...{ ...water, member: did, statusListPrefix: `${issuer.peers.url}/status-lists/${slug}/` },
      keys: [{ digest: keyDigest(publicJwk), from: 0, until: null }],
      mayIssue: typeNamesOf(type).map((vct) => ({ vct, from: 0, until: null })),
    });
    const query = queryOf(type, format);
    asked.dcqlQuery = { credentials: [query] };
    for (const contract of state.contracts.values()) {
      contract.claims = leafPaths(type, format).map((path) => ({ vct: typeNameIn(type, format), path, maxValues: 1 }));
    }
  });
  const list = type.hasStatus ? await publishedList(slug) : undefined;
  const didKeys = await issuerKeys(slug);
  return {
    asked: input.asked,
    trust: {
      ...trust,
      statusList: (uri: string) => (uri === list?.uri ? list : undefined),
      typesWithoutStatus: namesWithoutStatus(types),
      typeMetadata: (vct: string) =>
        types.filter((one) => one.vct === vct).map((one) => readTypeMetadata(typeMetadataDocument(one).text)),
      issuerKey: (keyId: string) => didKeys(keyId),
    },
  };
}

async function publishedList(slug: string): Promise<KnownStatusList> {
  await issuer.service.drain();
  const path = `/status-lists/${slug}/1`;
  return readStatusList({
    token: issuer.peers.tokens.get(path) as string,
    uri: `${issuer.peers.url}${path}`,
    inflate: inflateWithZlib,
    verifySignature: verifyWithNodeCrypto,
    resolveSigner: async (x5c) => {
      const now = secondsOf(issuer.clock.now);
      const chain = await validateChain([...x5c], [issuer.issuingRoot], now, 'issuing', verifyWithNodeCrypto);
      if (chain.outcome !== 'trusted') throw new Error(chain.code);
      return chain.leaf;
    },
  });
}

/** As a verifier resolves them: did:web from its document, the others by themselves. */
async function issuerKeys(slug: string): Promise<(keyId: string) => PublicJwk | undefined> {
  const document = (await (await fetch(`${issuer.url}/${slug}/did.json`)).json()) as {
    verificationMethod: { id: string; publicKeyJwk: PublicJwk }[];
  };
  return (keyId) => {
    const [did = ''] = keyId.split('#', 1);
    if (did.startsWith('did:key:')) return publicJwkOfDidKey(did);
    if (did.startsWith('did:jwk:')) return publicJwkOfDidJwk(did);
    return document.verificationMethod.find(({ id }) => id === keyId)?.publicKeyJwk;
  };
}

function present(
  credential: string,
  format: CredentialFormat,
  asked: AskedPresentation,
  signer: Signer,
): Promise<string> {
  const { clientId, presentationNonce, encryptionKeyThumbprint, dcqlQuery } = asked;
  const disclose = (dcqlQuery.credentials[0]?.claims ?? []).map(({ path }) => path as string[]);
  const request = { audience: clientId, presentationNonce, issuedAt: secondsOf(issuer.clock.now), signer };
  switch (format) {
    case 'dc+sd-jwt':
      return presentSdJwtVc({ compact: credential, disclose, keyBinding: request });
    case 'mso_mdoc': {
      const sessionTranscript = openId4VpTranscript({
        clientId,
        presentationNonce,
        responseUri: RESPONSE_URI,
        encryptionKeyThumbprint,
      });
      return presentMdoc({
        issuerSigned: credential,
        disclose: disclose,
        sessionTranscript,
        signer,
      });
    }
    case 'jwt_vc_json':
      return createJwtVp({ credential, ...request });
  }
}

function didOf(slug: string): string {
  return `did:web:${encodeURIComponent(new URL(issuer.url).host)}:${slug}`;
}
