import { LEAF_KEY_PURPOSES } from '#trust';
import { queryOf } from './answer-scenarios.js';
import { encodeDisclosure } from './carry-out-plan.js';
import { makeLeaf } from './keys.js';
import { NOW, POWER, WATER, type Plan } from './make-plan.js';
import type { Scenario } from './run-scenario.js';

/** What is wrong with the credential: its form, its issuer, its signature, its times. */
export const CREDENTIAL_SCENARIOS: readonly Scenario[] = [
  {
    name: 'refuses a format that it cannot verify',
    check: 'credential-format',
    code: 'format_not_asked',
    alter: (plan) => void (queryOf(plan).format = 'ldp_vc'),
    backedBy: ['question-covered', 'query-answered'],
  },
  {
    name: 'refuses an oversized presentation',
    check: 'credential-format',
    code: 'presentation_too_long',
    alter: (plan) => void (plan.policy.maxPresentationLength = 500),
  },
  {
    name: 'refuses more disclosures than the policy allows',
    check: 'credential-format',
    code: 'too_many_disclosures',
    alter: (plan) => void (plan.policy.maxDisclosures = 3),
  },
  {
    name: 'refuses what is no SD-JWT',
    check: 'credential-format',
    code: 'malformed_credential',
    endsThere: true,
    alter: (plan) => void (plan.alterPresented = () => '<script>alert(1)</script>~'),
  },
  {
    name: 'refuses a disclosure that is none',
    check: 'credential-format',
    code: 'malformed_disclosure',
    endsThere: true,
    alter: (plan) => void plan.disclose.push(encodeDisclosure(['salt'])),
  },
  {
    name: 'refuses a JWT of another type that the same issuer signed',
    check: 'credential-format',
    code: 'credential_typ_wrong',
    alter: (plan) => void (plan.header.typ = 'statuslist+jwt'),
  },
  {
    name: 'refuses alg none',
    check: 'credential-format',
    code: 'credential_algorithm_not_accepted',
    alter: (plan) => {
      plan.header.alg = 'none';
      plan.alterIssued = ({ jwt, disclosures }) => ({ jwt: jwt.slice(0, jwt.lastIndexOf('.') + 1), disclosures });
    },
    backedBy: ['credential-signature'],
  },
  {
    name: 'refuses a critical header member',
    check: 'credential-format',
    code: 'credential_header_unknown',
    alter: (plan) => void (plan.header.crit = ['exp']),
    backedBy: ['credential-signature'],
  },
  {
    name: 'refuses a header that brings its own key',
    check: 'credential-format',
    code: 'credential_header_unknown',
    alter: (plan) => void (plan.header.jwk = { ...plan.cast.stranger.publicJwk }),
  },
  {
    name: 'refuses a credential without a type',
    check: 'credential-type',
    code: 'type_missing',
    alter: (plan) => {
      delete plan.payload.vct;
      delete plan.payload['vct#integrity'];
    },
    backedBy: ['issuer-accredited', 'query-answered'],
  },
  {
    name: 'refuses a credential of a type that nobody asked for',
    check: 'credential-type',
    code: 'type_not_asked',
    alter: (plan) => {
      plan.payload.vct = 'urn:incola:age:1';
      delete plan.payload['vct#integrity'];
      issuerOf(plan).mayIssue.push({ vct: 'urn:incola:age:1', from: 0, until: null });
    },
    backedBy: ['query-answered'],
  },
  {
    name: 'refuses a credential without a certificate',
    check: 'issuer-chain',
    code: 'chain_missing',
    endsThere: true,
    alter: (plan) => void delete plan.header.x5c,
  },
  {
    name: 'refuses a certificate that cannot be read',
    check: 'issuer-chain',
    code: 'chain_malformed',
    endsThere: true,
    alter: (plan) => void (plan.header.x5c = ['MAA=']),
  },
  {
    name: 'refuses a certificate that is no text',
    check: 'issuer-chain',
    code: 'chain_malformed',
    endsThere: true,
    alter: (plan) => void (plan.header.x5c = [7]),
  },
  {
    name: 'refuses a foreign issuer',
    check: 'issuer-chain',
    code: 'chain_untrusted',
    alter: async (plan) => {
      plan.header.x5c = [await makeLeaf('Eau', plan.cast.water, plan.cast.foreignRoot)];
    },
  },
  {
    name: 'refuses a chain that carries its root',
    check: 'issuer-chain',
    code: 'root_in_chain',
    alter: (plan) => void (plan.header.x5c = [plan.cast.waterLeaf, plan.cast.root.der]),
  },
  {
    name: 'refuses a leaf that signed itself',
    check: 'issuer-chain',
    code: 'leaf_self_signed',
    alter: (plan) => void (plan.header.x5c = [plan.cast.foreignRoot.der]),
    backedBy: ['issuer-accredited', 'credential-signature'],
  },
  {
    name: 'refuses a leaf that is meant for asking',
    check: 'issuer-chain',
    code: 'chain_usage',
    alter: async (plan) => {
      const purpose = LEAF_KEY_PURPOSES.access;
      plan.header.x5c = [await makeLeaf('Eau', plan.cast.water, plan.cast.root, { purpose })];
    },
  },
  {
    name: 'refuses an expired certificate',
    check: 'issuer-chain',
    code: 'chain_expired',
    alter: async (plan) => {
      const notAfter = new Date((NOW - 60) * 1000);
      plan.header.x5c = [await makeLeaf('Eau', plan.cast.water, plan.cast.root, { notAfter })];
    },
  },
  {
    name: 'refuses a certified key that no member registered',
    check: 'issuer-accredited',
    code: 'unknown_issuer_key',
    alter: async (plan) => {
      plan.issuerKey = plan.cast.stranger;
      plan.header.x5c = [await makeLeaf('Eau', plan.cast.stranger, plan.cast.root)];
    },
  },
  {
    name: 'refuses a key whose registration has ended',
    check: 'issuer-accredited',
    code: 'issuer_key_not_in_term',
    alter: (plan) => {
      const { keys } = issuerOf(plan);
      const [ended] = keys;
      if (ended) ended.until = NOW - 1;
      keys.push({ digest: plan.cast.stranger.digest, from: 0, until: null });
      for (const list of plan.statusLists.values()) list.signerKeyDigest = plan.cast.stranger.digest;
    },
  },
  {
    name: 'refuses a suspended issuer',
    check: 'issuer-accredited',
    code: 'issuer_suspended',
    alter: (plan) => void (issuerOf(plan).status = 'suspended'),
  },
  {
    name: 'refuses an issuer whose membership is suspended',
    check: 'issuer-accredited',
    code: 'member_suspended',
    alter: (plan) => {
      const member = plan.state.members.get(WATER);
      if (member) member.status = 'suspended';
    },
  },
  {
    name: 'refuses an issuer that is no member',
    check: 'issuer-accredited',
    code: 'unknown_member',
    alter: (plan) => void plan.state.members.delete(WATER),
  },
  {
    name: 'refuses a type for which the issuer is not accredited',
    check: 'issuer-accredited',
    code: 'type_not_accredited',
    alter: (plan) => void (issuerOf(plan).mayIssue = []),
  },
  {
    name: "refuses a credential that names another member than its key's owner",
    check: 'issuer-accredited',
    code: 'issuer_differs',
    alter: (plan) => void (plan.payload.iss = POWER),
  },
  {
    name: "refuses a credential that names another member's address than its key's owner's",
    check: 'issuer-accredited',
    code: 'issuer_differs',
    alter: (plan) => void (plan.payload.iss = 'https://another.example/member'),
  },
  {
    name: 'refuses a credential that another key signed',
    check: 'credential-signature',
    code: 'credential_signature_invalid',
    alter: (plan) => void (plan.issuerKey = plan.cast.stranger),
  },
  {
    name: 'refuses a credential whose claims were changed after signing',
    check: 'credential-signature',
    code: 'credential_signature_invalid',
    alter: async (plan) => {
      const exp = NOW + 100 * 86_400;
      plan.alterIssued = ({ jwt, disclosures }) => ({ jwt: changePayload(jwt, { exp }), disclosures });
    },
  },
  {
    name: 'refuses an expired credential',
    check: 'credential-validity',
    code: 'credential_expired',
    alter: (plan) => void (plan.payload.exp = NOW - plan.policy.clockSkewSeconds),
  },
  {
    name: 'refuses a credential that is not valid yet',
    check: 'credential-validity',
    code: 'credential_not_yet_valid',
    alter: (plan) => void (plan.payload.nbf = NOW + 3600),
  },
  {
    name: 'refuses a credential issued in the future',
    check: 'credential-validity',
    code: 'credential_issued_in_the_future',
    alter: (plan) => void (plan.payload.iat = NOW + 3600),
  },
  {
    name: 'refuses an issuer that none of the named authorities certified',
    check: 'trusted-authorities',
    code: 'authority_differs',
    alter: (plan) =>
      void (queryOf(plan).trusted_authorities = [{ type: 'aki', values: ['AAAAAAAAAAAAAAAAAAAAAAAAAAA'] }]),
  },
  {
    name: 'refuses a member where somebody of a list was asked for',
    check: 'trusted-authorities',
    code: 'authority_differs',
    alter: (plan) => void (queryOf(plan).trusted_authorities = [{ type: 'etsi_tl', values: ['eu-pid'] }]),
  },
  {
    name: 'refuses an issuer by a condition that it cannot judge',
    check: 'trusted-authorities',
    code: 'authority_not_judged',
    alter: (plan) => {
      const values = ['https://anchor.example'];
      queryOf(plan).trusted_authorities = [{ type: 'openid_federation', values }];
    },
  },
  {
    name: 'refuses a credential that never ends',
    check: 'credential-validity',
    code: 'credential_times_missing',
    alter: (plan) => void delete plan.payload.exp,
  },
  {
    name: 'refuses an end that is no time',
    check: 'credential-validity',
    code: 'credential_times_missing',
    alter: (plan) => void (plan.payload.exp = '9999999999'),
  },
];

export function issuerOf(plan: Plan) {
  const issuer = plan.state.issuers.get(WATER);
  if (issuer === undefined) throw new Error('The plan has no issuer.');
  return issuer;
}

function changePayload(jwt: string, changes: object): string {
  const [header, payload, signature] = jwt.split('.') as [string, string, string];
  const changed = { ...(JSON.parse(Buffer.from(payload, 'base64url').toString()) as object), ...changes };
  return [header, Buffer.from(JSON.stringify(changed)).toString('base64url'), signature].join('.');
}
