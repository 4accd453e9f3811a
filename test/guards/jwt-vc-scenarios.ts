import { queryOf } from './answer-scenarios.js';
import { issuerOf } from './credential-scenarios.js';
import { didJwkByHand, W3C_TYPE, type JwtVcPlan } from './jwt-vc-plan.js';
import { LIST_URI, NOW, POWER, type Plan } from './make-plan.js';
import type { Scenario } from './run-scenario.js';
import { listOf } from './status-scenarios.js';

interface JwtVcScenario extends Omit<Scenario, 'alter' | 'format'> {
  alter: (jwtVc: JwtVcPlan, plan: Plan) => void;
}

/** What is wrong with a W3C credential, with its issuer, or with how its holder presents it. */
const OF_JWT_VC: readonly JwtVcScenario[] = [
  {
    name: 'refuses what is no presentation of a W3C credential',
    check: 'jwt-vc-format',
    code: 'malformed_credential',
    endsThere: true,
    alter: (jwtVc) => void (jwtVc.vp.verifiableCredential = []),
  },
  {
    name: 'refuses a W3C presentation longer than the policy allows',
    check: 'jwt-vc-format',
    code: 'presentation_too_long',
    alter: (_jwtVc, plan) => void (plan.policy.maxPresentationLength = 100),
  },
  {
    name: 'refuses a key binding in the place of a W3C presentation',
    check: 'jwt-vc-format',
    code: 'credential_typ_wrong',
    alter: (jwtVc) => void (jwtVc.presentationHeader.typ = 'kb+jwt'),
  },
  {
    name: 'refuses alg none under a W3C credential',
    check: 'jwt-vc-format',
    code: 'credential_algorithm_not_accepted',
    alter: (jwtVc) => void (jwtVc.header.alg = 'none'),
    backedBy: ['jwt-vc-signature'],
  },
  {
    name: 'refuses a header member of a W3C credential that it does not know',
    check: 'jwt-vc-format',
    code: 'credential_header_unknown',
    alter: (jwtVc) => void (jwtVc.header.jku = 'https://attacker.example/keys'),
  },
  {
    name: 'refuses a W3C credential of a type that nobody asked for',
    check: 'jwt-vc-type',
    code: 'type_not_asked',
    alter: (jwtVc, plan) => {
      jwtVc.vc.type = ['VerifiableCredential', 'AgeCredential'];
      issuerOf(plan).mayIssue.push({ vct: 'AgeCredential', from: 0, until: null });
    },
    backedBy: ['query-answered'],
  },
  {
    name: 'refuses a W3C credential without a type of its own',
    check: 'jwt-vc-type',
    code: 'type_missing',
    alter: (jwtVc) => void (jwtVc.vc.type = ['VerifiableCredential']),
    backedBy: ['issuer-accredited', 'jwt-vc-claims'],
  },
  {
    name: 'refuses a W3C credential when one with several of its types was asked for',
    check: 'jwt-vc-type',
    code: 'type_not_asked',
    alter: (_jwtVc, plan) => void (queryOf(plan).meta = { type_values: [[W3C_TYPE, 'AgeCredential']] }),
    backedBy: ['question-covered', 'query-answered'],
  },
  {
    name: 'refuses an issuer that is named by no DID',
    check: 'issuer-did',
    code: 'issuer_is_no_did',
    alter: (jwtVc) => {
      jwtVc.payload.iss = 'https://issuer.example';
      jwtVc.vc.issuer = 'https://issuer.example';
    },
  },
  {
    name: 'refuses a W3C credential that does not name its key',
    check: 'issuer-did',
    code: 'issuer_key_not_named',
    endsThere: true,
    alter: (jwtVc) => void delete jwtVc.header.kid,
  },
  {
    name: 'refuses the key of another DID',
    check: 'issuer-did',
    code: 'issuer_key_of_another',
    alter: (jwtVc) => {
      jwtVc.header.kid = `${POWER}#key`;
      jwtVc.issuerKeys.set(`${POWER}#key`, jwtVc.issuerKey.publicJwk);
    },
  },
  {
    name: 'refuses a key that the issuer’s DID does not show',
    check: 'issuer-did',
    code: 'issuer_key_not_found',
    endsThere: true,
    alter: (jwtVc) => jwtVc.issuerKeys.clear(),
  },
  {
    name: 'refuses a key of the issuer’s DID that no member registered',
    check: 'issuer-accredited',
    code: 'unknown_issuer_key',
    alter: (jwtVc, plan) => {
      jwtVc.issuerKey = plan.cast.stranger;
      for (const keyId of jwtVc.issuerKeys.keys()) jwtVc.issuerKeys.set(keyId, plan.cast.stranger.publicJwk);
    },
  },
  {
    name: 'refuses a W3C credential under the DID of another member than its key’s owner',
    check: 'issuer-accredited',
    code: 'issuer_differs',
    alter: (jwtVc) => {
      jwtVc.payload.iss = POWER;
      jwtVc.vc.issuer = { id: POWER };
      jwtVc.header.kid = `${POWER}#key`;
      jwtVc.issuerKeys.set(`${POWER}#key`, jwtVc.issuerKey.publicJwk);
    },
  },
  {
    name: 'refuses a W3C type for which the issuer is not accredited',
    check: 'issuer-accredited',
    code: 'type_not_accredited',
    alter: (_jwtVc, plan) => {
      issuerOf(plan).mayIssue = issuerOf(plan).mayIssue.filter(({ vct }) => vct !== W3C_TYPE);
    },
  },
  {
    name: 'refuses a W3C credential that another key signed',
    check: 'jwt-vc-signature',
    code: 'credential_signature_invalid',
    alter: (jwtVc, plan) => void (jwtVc.issuerKey = plan.cast.stranger),
  },
  {
    name: 'refuses an expired W3C credential',
    check: 'jwt-vc-validity',
    code: 'credential_expired',
    alter: (jwtVc) => void (jwtVc.payload.exp = NOW - 3600),
  },
  {
    name: 'refuses a W3C credential that never ends',
    check: 'jwt-vc-validity',
    code: 'credential_times_missing',
    alter: (jwtVc) => void delete jwtVc.payload.exp,
  },
  {
    name: 'refuses a W3C credential that is not valid yet',
    check: 'jwt-vc-validity',
    code: 'credential_not_yet_valid',
    alter: (jwtVc) => void (jwtVc.payload.nbf = NOW + 3600),
  },
  {
    name: 'refuses a W3C credential issued in the future',
    check: 'jwt-vc-validity',
    code: 'credential_issued_in_the_future',
    alter: (jwtVc) => void (jwtVc.payload.iat = NOW + 3600),
  },
  {
    name: 'refuses a revoked W3C credential',
    check: 'status',
    code: 'revoked',
    alter: (_jwtVc, plan) => {
      const list = listOf(plan);
      list.statuses.fill(0xff);
      list.version = 4;
    },
  },
  {
    name: 'refuses a W3C credential whose status list is not known',
    check: 'status-fetched',
    code: 'status_list_unknown',
    endsThere: true,
    alter: (_jwtVc, plan) => void plan.statusLists.delete(LIST_URI),
  },
  {
    name: 'refuses a W3C credential of another data model',
    check: 'jwt-vc-claims',
    code: 'credential_not_understood',
    alter: (jwtVc) => void (jwtVc.vc['@context'] = ['https://www.w3.org/ns/credentials/v2']),
  },
  {
    name: 'refuses a W3C credential that names two issuers',
    check: 'jwt-vc-claims',
    code: 'credential_contradicts_itself',
    alter: (jwtVc) => void (jwtVc.vc.issuer = { id: POWER }),
  },
  {
    name: 'refuses a W3C credential that names two subjects',
    check: 'jwt-vc-claims',
    code: 'credential_contradicts_itself',
    alter: (jwtVc, plan) => void (jwtVc.subject.id = didJwkByHand(plan.cast.stranger.publicJwk)),
  },
  {
    name: 'refuses a W3C credential without a claim that was asked for',
    check: 'query-answered',
    code: 'claim_missing',
    alter: (jwtVc) => void delete jwtVc.subject.locality,
  },
  {
    name: 'does not confirm another municipality than the one that was asked',
    check: 'query-answered',
    code: 'not_confirmed',
    alter: (_jwtVc, plan) => {
      queryOf(plan).claims = [{ path: ['credentialSubject', 'locality'], values: ['Ville-Réelle'] }];
    },
  },
  {
    name: 'refuses a holder who is named by no key',
    check: 'jwt-vp-holder',
    code: 'holder_key_not_accepted',
    endsThere: true,
    alter: (jwtVc) => nameHolder(jwtVc, 'did:web:holder.example'),
  },
  {
    name: 'refuses a holder’s key with a mark',
    check: 'jwt-vp-holder',
    code: 'holder_key_has_extra_members',
    alter: (jwtVc) => nameHolder(jwtVc, didJwkByHand(jwtVc.holder.publicJwk, { kid: 'tracker' })),
  },
  {
    name: 'refuses a W3C credential that somebody else presents',
    check: 'jwt-vp-holder',
    code: 'holder_differs',
    alter: (jwtVc, plan) => void (jwtVc.presentation.iss = didJwkByHand(plan.cast.stranger.publicJwk)),
  },
  {
    name: 'refuses a W3C presentation that another key signed',
    check: 'jwt-vp-signature',
    code: 'presentation_signature_invalid',
    alter: (jwtVc, plan) => void (jwtVc.holder = plan.cast.stranger),
  },
  {
    name: 'refuses a W3C presentation for another member',
    check: 'jwt-vp-audience',
    code: 'presentation_audience_wrong',
    alter: (jwtVc) => void (jwtVc.presentation.aud = 'x509_hash:another'),
  },
  {
    name: 'refuses a W3C presentation for others too',
    check: 'jwt-vp-audience',
    code: 'presentation_audience_wrong',
    alter: (jwtVc, plan) => void (jwtVc.presentation.aud = [plan.asked.clientId, 'x509_hash:another']),
  },
  {
    name: 'refuses a W3C presentation for another request',
    check: 'jwt-vp-nonce',
    code: 'presentation_nonce_wrong',
    alter: (jwtVc) => void (jwtVc.presentation.nonce = 'another'),
  },
  {
    name: 'refuses a stale W3C presentation',
    check: 'jwt-vp-freshness',
    code: 'presentation_stale',
    alter: (jwtVc) => void (jwtVc.presentation.iat = NOW - 3600),
  },
  {
    name: 'refuses a W3C presentation of a time to come',
    check: 'jwt-vp-freshness',
    code: 'presentation_from_the_future',
    alter: (jwtVc) => void (jwtVc.presentation.iat = NOW + 3600),
  },
  {
    name: 'refuses a W3C presentation without a time',
    check: 'jwt-vp-freshness',
    code: 'presentation_time_missing',
    alter: (jwtVc) => void delete jwtVc.presentation.iat,
  },
  {
    name: 'refuses a W3C presentation after its end',
    check: 'jwt-vp-freshness',
    code: 'presentation_expired',
    alter: (jwtVc) => void (jwtVc.presentation.exp = NOW - 3600),
  },
];

function nameHolder(jwtVc: JwtVcPlan, did: string): void {
  jwtVc.payload.sub = did;
  jwtVc.subject.id = did;
  jwtVc.presentation.iss = did;
}

export const JWT_VC_SCENARIOS: readonly Scenario[] = OF_JWT_VC.map((scenario) => ({
  ...scenario,
  format: 'jwt_vc_json',
  alter: (plan) => {
    if (plan.jwtVc !== null) scenario.alter(plan.jwtVc, plan);
  },
}));
