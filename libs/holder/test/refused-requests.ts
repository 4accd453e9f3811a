import type { RequestCheckName } from '#holder';
import { stateKey, type MemberRecord, type VerifierRecord } from '#ledger';
import { encodeBase64url } from '#primitives';
import {
  ask,
  BANK,
  bankQuestion,
  CITY,
  CITY_QUESTION,
  contractOf,
  HOME,
  NOW,
  orDocument,
  type RequestChanges,
  type Scene,
} from './make-scene.js';

/** A request that is refused: by which check, with which code, and what is wrong with it. */
export interface RefusedRequest {
  name: string;
  check: RequestCheckName;
  code: string;
  request?: (scene: Scene) => RequestChanges;
  /** Before the request is made. */
  before?: (scene: Scene) => void;
  /** Between making and checking. */
  after?: (scene: Scene) => void;
}

/** What the bank may ask, but for the changes. */
export const bankAsks =
  (changes: RequestChanges = {}) =>
  (scene: Scene): RequestChanges => ({
    asker: scene.bank,
    contract: 'bank-account-opening',
    query: bankQuestion(HOME),
    ...changes,
  });

export const REFUSED_REQUESTS: readonly RefusedRequest[] = [
  {
    name: 'a certificate of another authority',
    check: 'chain',
    code: 'chain_untrusted',
    request: (scene) => ({ asker: scene.foreigner }),
  },
  {
    name: 'a certificate that is meant for issuing',
    check: 'chain',
    code: 'chain_usage',
    request: (scene) => ({ asker: { key: scene.water, leaf: scene.waterLeaf } }),
  },
  {
    name: 'an expired certificate',
    check: 'chain',
    code: 'chain_expired',
    after: (scene) => void (scene.now = NOW + 2 * 365 * 86_400),
  },
  {
    name: 'a request by a host that the certificate does not name',
    check: 'chain',
    code: 'client_identifier_mismatch',
    request: () => ({
      alterPayload: (payload) => {
        payload.client_id = 'x509_san_dns:elsewhere.example';
        payload.response_uri = 'https://elsewhere.example/responses/1';
      },
    }),
  },
  {
    name: 'a request that another key signed',
    check: 'signature',
    code: 'request_signature',
    request: (scene) => ({ signWith: scene.stranger.key }),
  },
  {
    name: 'a request without a notice',
    check: 'notice',
    code: 'malformed_notice',
    request: () => ({ alterPayload: (payload) => void payload.verifier_info?.shift() }),
  },
  {
    name: 'a notice that says more than it may',
    check: 'notice',
    code: 'malformed_notice',
    request: () => ({ alterDelivery: ({ notice }) => void Object.assign(notice, { marketing: true }) }),
  },
  {
    name: 'a request without a state proof',
    check: 'state_proof',
    code: 'malformed_ledger_proof',
    request: () => ({ alterPayload: (payload) => void payload.verifier_info?.pop() }),
  },
  {
    name: 'a state proof with another value than the proven one',
    check: 'state_proof',
    code: 'proof_state_mismatch',
    request: () => ({
      alterPayload: ({ verifier_info: [, proof] = [] }) => {
        const { entries } = proof?.data as unknown as { entries: { value: { status: string } }[] };
        for (const { value } of entries) value.status = 'suspended';
      },
    }),
  },
  {
    name: 'a state proof of another ledger',
    check: 'state_proof',
    code: 'proof_wrong_genesis',
    request: () => ({
      alterPayload: ({ verifier_info: [, proof] = [] }) => {
        Object.assign(proof?.data as object, { genesis: encodeBase64url(new Uint8Array(32)) });
      },
    }),
  },
  {
    name: 'a state proof that has grown stale',
    check: 'freshness',
    code: 'state_proof_stale',
    after: (scene) => void (scene.now = NOW + 901),
  },
  {
    name: 'a state proof from the future',
    check: 'freshness',
    code: 'state_proof_from_future',
    before: (scene) => void (scene.ledger.attestedAt = NOW + 61),
  },
  {
    name: 'a certified key that no member registered',
    check: 'member',
    code: 'unknown_verifier_key',
    request: (scene) => ({ asker: scene.stranger }),
  },
  {
    name: 'the registered key of another member',
    check: 'member',
    code: 'contract_of_another_member',
    request: (scene) => ({
      asker: scene.bank,
      provenKeys: [stateKey('member', BANK), stateKey('verifier', BANK), stateKey('contract', 'city-resident-tariff')],
    }),
  },
  {
    name: "the registered key of another member beside the city's own records",
    check: 'member',
    code: 'unknown_verifier_key',
    request: (scene) => ({ asker: scene.bank }),
  },
  {
    name: 'a key whose term has ended',
    check: 'member',
    code: 'verifier_key_not_in_term',
    before: (scene) => {
      const [key] = verifierOf(scene, CITY).keys;
      if (key) key.until = NOW;
    },
  },
  {
    name: 'a suspended member',
    check: 'member',
    code: 'member_suspended',
    before: (scene) => void ((scene.ledger.records.get(stateKey('member', CITY)) as MemberRecord).status = 'suspended'),
  },
  {
    name: 'a suspended verifier',
    check: 'member',
    code: 'verifier_suspended',
    before: (scene) => void (verifierOf(scene, CITY).status = 'suspended'),
  },
  {
    name: 'a contract that the ledger does not know',
    check: 'member',
    code: 'contract_unknown',
    request: () => ({
      contract: 'curiosity',
      provenKeys: [stateKey('member', CITY), stateKey('verifier', CITY), stateKey('contract', 'curiosity')],
    }),
  },
  {
    name: 'a suspended contract',
    check: 'member',
    code: 'contract_suspended',
    before: (scene) => void (contractOf(scene, 'city-resident-tariff').status = 'suspended'),
  },
  {
    name: 'a contract that has ended',
    check: 'member',
    code: 'contract_ended',
    before: (scene) => void (contractOf(scene, 'city-resident-tariff').status = 'ended'),
  },
  {
    name: 'a notice that promises another retention than the contract',
    check: 'notice_content',
    code: 'notice_differs',
    request: () => ({ alterDelivery: ({ notice }) => void (notice.retentionDays = 1) }),
  },
  {
    name: 'a notice that leaves out a claim which is asked for',
    check: 'notice_content',
    code: 'notice_differs',
    request: () => ({ alterDelivery: ({ notice }) => void notice.claims.pop() }),
  },
  {
    name: 'a notice in the name of another member',
    check: 'notice_content',
    code: 'notice_differs',
    request: () => ({ alterDelivery: ({ notice }) => void (notice.verifier.name = 'Une autre') }),
  },
  {
    name: 'a nonce that does not commit to the notice',
    check: 'notice_commitment',
    code: 'notice_not_committed',
    request: () => ({ alterPayload: (payload) => void (payload.nonce = encodeBase64url(new Uint8Array(32))) }),
  },
  {
    name: 'a claim beyond the contract',
    check: 'within_contract',
    code: 'over_asking_claim',
    request: () => ({ query: ask([{ path: ['evidence_date'] }, { path: ['family_name'] }]) }),
  },
  {
    name: 'a whole object of which the contract covers parts',
    check: 'within_contract',
    code: 'over_asking_claim',
    request: () => ({ query: ask([{ path: ['address'] }]) }),
  },
  {
    name: 'a type beyond the contract',
    check: 'within_contract',
    code: 'over_asking_type',
    request: () => ({ query: withQuery((query) => void (query.meta = { vct_values: ['urn:incola:age:1'] })) }),
  },
  {
    name: 'two types at once',
    check: 'within_contract',
    code: 'over_asking_type',
    request: () => ({ query: withQuery((query) => void query.meta.vct_values?.push('urn:incola:age:1')) }),
  },
  {
    name: 'an alternative of a document type beyond the contract',
    check: 'within_contract',
    code: 'over_asking_type',
    request: () => ({ query: orDocument(['eu.europa.ec.av.1', 'age_over_18']) }),
  },
  {
    name: 'an alternative of an element beyond the contract',
    check: 'within_contract',
    code: 'over_asking_claim',
    before: (scene) => {
      const path = ['eu.europa.ec.av.1', 'age_over_18'];
      contractOf(scene, 'city-resident-tariff').claims.push({ vct: 'eu.europa.ec.av.1', path, maxValues: 0 });
    },
    request: () => ({ query: orDocument(['eu.europa.ec.av.1', 'age_over_21']) }),
  },
  {
    name: 'values where the contract lets none be compared',
    check: 'within_contract',
    code: 'over_asking_values',
    request: () => ({ query: ask([{ path: ['address', 'locality'], values: ['Ville-Imaginaire'] }]) }),
  },
  {
    name: 'more values than the contract allows',
    check: 'within_contract',
    code: 'over_asking_values',
    request: bankAsks({ query: bankQuestion('fr1:a', 'fr1:b', 'fr1:c', 'fr1:d') }),
  },
  {
    name: 'to read what the contract lets be compared only',
    check: 'within_contract',
    code: 'over_asking_values',
    request: bankAsks({ query: ask([{ path: ['address_canonical'] }]) }),
  },
  {
    name: 'an answer sent to another origin than a withdrawal',
    check: 'response_address',
    code: 'response_address_differs',
    request: () => ({ alterPayload: (payload) => void (payload.response_uri = 'https://collector.example/r') }),
  },
];

function verifierOf(scene: Scene, did: string): VerifierRecord {
  return scene.ledger.records.get(stateKey('verifier', did)) as VerifierRecord;
}

function withQuery(change: (query: (typeof CITY_QUESTION)['credentials'][number]) => void) {
  const query = structuredClone(CITY_QUESTION);
  const [first] = query.credentials;
  if (first) change(first);
  return query;
}
