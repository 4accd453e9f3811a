import { beforeEach, describe, expect, it } from '@jest/globals';
import { acceptOffer, offerProblemOf, previewOffer, requireAccredited, type ShownOffer } from '#holder';
import { stateKey, type IssuerRecord, type MemberRecord } from '#ledger';
import {
  createAuthorizationServerMetadata,
  createCredentialOffer,
  createCredentialOfferLink,
  createIssuerMetadata,
} from '#openid4vci';
import { outage, refusal } from '#primitives';
import { CITY, makeScene, NOW, VCT, WATER, type Scene } from './make-scene.js';

const ISSUER = 'https://issuer.example/eau-des-collines';

let scene: Scene;
/** Every address that was asked. */
let asked: string[];
beforeEach(async () => {
  scene = await makeScene();
  asked = [];
});

/** An issuer's published documents; nothing else of it answers. */
async function preview(changes: { issuer?: string; member?: unknown; vct?: string } = {}): Promise<ShownOffer> {
  const { issuer = ISSUER, vct = VCT } = changes;
  const member = 'member' in changes ? changes.member : WATER;
  const text = (name: string, locale: string) => ({ name, locale });
  const configuration = {
    format: 'dc+sd-jwt',
    vct,
    credential_metadata: {
      display: [
        text('Proof of residence', 'en'),
        { ...text('Justificatif de domicile', 'fr-FR'), background_color: '#10475c' },
      ],
      claims: [
        { path: ['given_name'], display: [text('Given name', 'en'), text('Prénom', 'fr')] },
        { path: ['role'], display: [text('Role', 'en')] },
        { path: ['supply_type'] },
      ],
    },
  };
  const metadata = createIssuerMetadata({
    credentialIssuer: issuer,
    name: 'Eau des Collines',
    configurations: { residency: configuration },
    batchSize: 10,
    extensions: member === undefined ? {} : { incola_member: member },
  });
  const server = createAuthorizationServerMetadata({ issuer, dpopAlgorithms: ['ES256'] });
  scene.tools.fetch = async (url) => {
    asked.push(new URL(url).pathname);
    const body = url.includes('openid-credential-issuer') ? metadata : server;
    return new Response(JSON.stringify(body), { status: url.includes('/.well-known/') ? 200 : 404 });
  };
  const value = createCredentialOffer({
    credentialIssuer: issuer,
    credentialConfigurationIds: ['residency'],
    preAuthorizedCode: 'code',
    transactionCode: { length: 6, inputMode: 'numeric' },
  });
  return previewOffer(scene.tools, createCredentialOfferLink({ value }));
}

const recordOf = <Kind>(kind: 'member' | 'issuer', did = WATER) =>
  scene.ledger.records.get(stateKey(kind, did)) as Kind;

describe('before anything of hers is fetched, a citizen is shown', () => {
  it('who offers, by the registry, and what in her language', async () => {
    const shown = await preview();
    expect(shown.issuer).toEqual({
      outcome: 'accredited',
      member: WATER,
      name: `Membre ${WATER}`,
      legalId: 'FICTIF-1',
      memberSince: NOW - 9e6,
      operators: 'single',
    });
    expect(shown.display).toEqual({
      vct: VCT,
      name: { en: 'Proof of residence', fr: 'Justificatif de domicile' },
      description: { en: '', fr: '' },
      claims: [
        { path: ['given_name'], label: { en: 'Given name', fr: 'Prénom' } },
        { path: ['role'], label: { en: 'Role', fr: 'Role' } },
        { path: ['supply_type'], label: { en: 'supply_type', fr: 'supply_type' } },
      ],
      colour: '#10475c',
    });
    expect(shown).toMatchObject({ host: 'issuer.example', batchSize: 10 });
    expect(() => requireAccredited(shown)).not.toThrow();
  });

  it('and the issuer was asked for its published documents only', async () => {
    await preview();
    expect(asked.every((path) => path.startsWith('/.well-known/'))).toBe(true);
  });
});

describe('an offer cannot be accepted', () => {
  const cases: [string, string, () => Parameters<typeof preview>[0]][] = [
    ['from an issuer that names no member', 'issuer_unnamed', () => ({ member: undefined })],
    [
      'from another site in the name of a member',
      'issuer_of_another_address',
      () => ({ issuer: 'https://phish.example/eau-des-collines' }),
    ],
    [
      'from another tenant in the name of a member',
      'issuer_of_another_address',
      () => ({ issuer: 'https://issuer.example/other' }),
    ],
    ['from a member by no did:web', 'issuer_of_another_address', () => ({ member: 'did:key:zDn' })],
    ['from who is no member', 'unknown_member', () => ({ issuer: 'https://x.example', member: 'did:web:x.example' })],
    [
      'from a member that issues nothing',
      'not_an_issuer',
      () => ({ issuer: 'https://verifier.example/ville-imaginaire', member: CITY }),
    ],
    [
      'from a suspended member',
      'member_suspended',
      () => {
        recordOf<MemberRecord>('member').status = 'suspended';
        return {};
      },
    ],
    [
      'from a suspended issuer',
      'issuer_suspended',
      () => {
        recordOf<IssuerRecord>('issuer').status = 'suspended';
        return {};
      },
    ],
    ['of a type for which the issuer is not accredited', 'type_not_accredited', () => ({ vct: 'urn:incola:age:1' })],
    [
      'after the accreditation ended',
      'type_not_accredited',
      () => {
        for (const type of recordOf<IssuerRecord>('issuer').mayIssue) type.until = NOW;
        return {};
      },
    ],
  ];
  it.each(cases)('%s', async (_what, code, change) => {
    const shown = await preview(change());
    expect(shown.issuer).toMatchObject({ outcome: 'not_accredited', code });
    expect(() => requireAccredited(shown)).toThrow(expect.objectContaining({ code: 'issuer_not_accredited' }));
  });

  it('from another site, even by a screen that forgot to ask', async () => {
    const { preview: read } = await preview({ issuer: 'https://phish.example/eau-des-collines' });
    asked = [];
    await expect(acceptOffer(scene.tools, read, '123456')).rejects.toMatchObject({ code: 'issuer_of_another_address' });
    expect(asked).toEqual([]);
  });

  it('on the word of a registry that has grown stale', async () => {
    scene.ledger.attestedAt = NOW - 901;
    await expect(preview()).rejects.toMatchObject({ code: 'state_proof_stale' });
  });
});

describe('why an offer was not redeemed', () => {
  const told = (reason: string, attemptsLeft?: number) =>
    refusal('issuer_invalid_grant', '', {
      extensions: { reason, ...(attemptsLeft === undefined ? {} : { attemptsLeft }) },
    });
  it.each([
    [told('transaction_code_wrong', 3), { problem: 'wrong_code', attemptsLeft: 3 }],
    [told('transaction_code_locked'), { problem: 'locked' }],
    [told('code_used'), { problem: 'used' }],
    [told('code_expired'), { problem: 'expired' }],
    [told('something'), { problem: 'other' }],
    [refusal('issuer_invalid_grant', ''), { problem: 'other' }],
    [refusal('offer_unavailable', ''), { problem: 'used' }],
    [outage('peer_unreachable', ''), undefined],
    [new TypeError('a bug'), undefined],
  ])('is read from what the issuer said: %j', (error, expected) => {
    expect(offerProblemOf(error)).toEqual(expected);
  });
});
