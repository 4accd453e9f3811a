import { integrityOf } from '#credential-types';
import { queryOf } from './answer-scenarios.js';
import { encodeDisclosure } from './carry-out-plan.js';
import { NOW, TYPE_METADATA, VCT, type Plan } from './make-plan.js';
import type { Scenario } from './run-scenario.js';

/** What is wrong with what was disclosed, or with the holder's signature. */
export const HOLDER_SCENARIOS: readonly Scenario[] = [
  {
    name: 'refuses a tampered disclosure',
    check: 'disclosures',
    code: 'unused_disclosure',
    alter: (plan) => void replaceDisclosed(plan, 'evidence_date', ['salt', 'evidence_date', '2026-06-14']),
  },
  {
    name: 'refuses a disclosure given twice',
    check: 'disclosures',
    code: 'duplicate_disclosure',
    alter: (plan) => void plan.disclose.push('evidence_date'),
  },
  {
    name: 'refuses disclosures hashed otherwise',
    check: 'disclosures',
    code: 'unsupported_sd_alg',
    alter: (plan) => void (plan.payload._sd_alg = 'md5'),
  },
  {
    name: 'refuses digests that are none',
    check: 'disclosures',
    code: 'malformed_digests',
    alter: (plan) => void (plan.payload.x = { _sd: 'none' }),
  },
  {
    name: 'refuses a credential whose type is described otherwise than it names',
    check: 'type-metadata',
    code: 'type_metadata_unknown',
    alter: (plan) => void (plan.payload['vct#integrity'] = integrityOf('{}')),
  },
  {
    name: 'refuses a description of another type',
    check: 'type-metadata',
    code: 'type_metadata_unknown',
    alter: (plan) => describeType(plan, { vct: 'urn:incola:other:1' }),
  },
  {
    name: 'refuses integrity metadata that is none',
    check: 'type-metadata',
    code: 'integrity_malformed',
    alter: (plan) => void (plan.payload['vct#integrity'] = 'sha256-abc'),
  },
  {
    name: 'refuses integrity metadata by an algorithm that is not supported',
    check: 'type-metadata',
    code: 'integrity_malformed',
    alter: (plan) => void (plan.payload['vct#integrity'] = integrityOf(TYPE_METADATA).replace('sha256', 'md5')),
  },
  {
    name: 'refuses a claim in the open that a holder may always keep to himself',
    check: 'type-metadata',
    code: 'claim_not_selectively_disclosable',
    alter: (plan) => void (plan.payload.role = 'contract_holder'),
  },
  {
    name: 'refuses a hideable claim that everybody is to see',
    check: 'type-metadata',
    code: 'claim_must_not_be_disclosable',
    alter: (plan) => describeType(plan, { claims: [{ path: ['evidence_date'], sd: 'never' }] }),
  },
  {
    name: 'refuses more claims than were asked for',
    check: 'query-answered',
    code: 'over_answered',
    alter: (plan) => void plan.disclose.push('family_name'),
  },
  {
    name: 'refuses an answer without a claim that was asked for',
    check: 'query-answered',
    code: 'claim_missing',
    alter: (plan) => void (plan.disclose = plan.disclose.filter((path) => path !== 'address.locality')),
  },
  {
    name: 'does not confirm another address than the one that was asked',
    check: 'query-answered',
    code: 'not_confirmed',
    alter: (plan) => void (plan.claims.address_canonical = 'fr1:14|RUE DES ACACIAS IMAGINAIRES|99123|VILLE IMAGINAIRE'),
  },
  {
    name: 'refuses evidence older than the contract accepts',
    check: 'evidence-date',
    code: 'evidence_too_old',
    alter: (plan) => void (plan.claims.evidence_date = '2026-03-01'),
  },
  {
    name: 'refuses evidence of a day to come',
    check: 'evidence-date',
    code: 'evidence_date_in_the_future',
    alter: (plan) => void (plan.claims.evidence_date = '2026-07-01'),
  },
  {
    name: 'refuses an evidence date that is none',
    check: 'evidence-date',
    code: 'evidence_date_malformed',
    alter: (plan) => void (plan.claims.evidence_date = '2026-02-30'),
  },
  {
    name: 'refuses an answer without the evidence date that the contract limits',
    check: 'evidence-date',
    code: 'evidence_date_missing',
    alter: (plan) => {
      plan.disclose = plan.disclose.filter((path) => path !== 'evidence_date');
      queryOf(plan).claims?.pop();
    },
  },
  {
    name: 'refuses a credential that is bound to no key',
    check: 'holder-key',
    code: 'holder_key_missing',
    endsThere: true,
    alter: (plan) => void delete plan.payload.cnf,
  },
  {
    name: 'refuses a holder key of another kind',
    check: 'holder-key',
    code: 'holder_key_not_accepted',
    endsThere: true,
    alter: (plan) => void (plan.payload.cnf = { jwk: { kty: 'oct', k: 'AAAA' } }),
  },
  {
    name: 'refuses a holder key that carries a mark',
    check: 'holder-key',
    code: 'holder_key_has_extra_members',
    alter: (plan) => void (plan.payload.cnf = { jwk: { ...plan.cast.holder.publicJwk, kid: 'customer-0001' } }),
  },
  {
    name: 'refuses a presentation that the holder did not sign',
    check: 'key-binding-present',
    code: 'key_binding_missing',
    alter: (plan) => void (plan.keyBinding = null),
    backedBy: ['query-answered'],
  },
  {
    name: 'refuses a JWT that the holder signed for another purpose',
    check: 'key-binding-type',
    code: 'key_binding_typ_wrong',
    alter: (plan) => void (bindingOf(plan).header.typ = 'incola-withdrawal+jwt'),
  },
  {
    name: 'refuses a key binding with alg none',
    check: 'key-binding-type',
    code: 'key_binding_algorithm_not_accepted',
    alter: (plan) => void (bindingOf(plan).header.alg = 'none'),
    backedBy: ['key-binding-signature'],
  },
  {
    name: 'refuses a key binding that another key signed',
    check: 'key-binding-signature',
    code: 'key_binding_signature_invalid',
    alter: (plan) => void (bindingOf(plan).key = plan.cast.stranger),
  },
  {
    name: 'refuses a presentation made for another verifier',
    check: 'key-binding-audience',
    code: 'key_binding_audience_wrong',
    alter: (plan) => void (bindingOf(plan).payload.aud = 'x509_hash:another'),
  },
  {
    name: 'refuses an audience that is a list',
    check: 'key-binding-audience',
    code: 'key_binding_audience_wrong',
    alter: (plan) => void (bindingOf(plan).payload.aud = [plan.asked.clientId]),
  },
  {
    name: 'refuses a key binding for the client identifier where the Digital Credentials API binds to an origin',
    check: 'key-binding-audience',
    code: 'key_binding_audience_wrong',
    alter: (plan) => {
      plan.asked.channel = { kind: 'dc_api', origin: 'https://verifier.example' };
      bindingOf(plan).payload.aud = plan.asked.clientId;
    },
  },
  {
    name: 'refuses a presentation replayed from another request',
    check: 'key-binding-nonce',
    code: 'key_binding_nonce_wrong',
    alter: (plan) => void (bindingOf(plan).payload.nonce = 'of-another-request'),
  },
  {
    name: 'refuses a stale key binding',
    check: 'key-binding-freshness',
    code: 'key_binding_stale',
    alter: (plan) => void (bindingOf(plan).payload.iat = NOW - plan.policy.maxKeyBindingAgeSeconds - 1),
  },
  {
    name: 'refuses a key binding from the future',
    check: 'key-binding-freshness',
    code: 'key_binding_from_the_future',
    alter: (plan) => void (bindingOf(plan).payload.iat = NOW + plan.policy.maxKeyBindingAgeSeconds + 1),
  },
  {
    name: 'refuses a key binding without a time',
    check: 'key-binding-freshness',
    code: 'key_binding_time_missing',
    alter: (plan) => void (bindingOf(plan).payload.iat = 'now'),
  },
  {
    name: 'refuses disclosures that the holder did not sign',
    check: 'key-binding-hash',
    code: 'key_binding_hash_wrong',
    alter: (plan) => void (bindingOf(plan).payload.sd_hash = 'n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg'),
  },
];

function bindingOf(plan: Plan) {
  if (plan.keyBinding === null) throw new Error('The plan has no key binding.');
  return plan.keyBinding;
}

function replaceDisclosed(plan: Plan, path: string, content: string[]): void {
  plan.disclose = plan.disclose.map((disclosed) => (disclosed === path ? encodeDisclosure(content) : disclosed));
}

/** Another description of the type, which the credential names and the verifier holds. */
function describeType(plan: Plan, change: Record<string, unknown>): void {
  const text = JSON.stringify({ vct: VCT, ...change });
  plan.typeMetadata = [text];
  plan.payload['vct#integrity'] = integrityOf(text);
}
