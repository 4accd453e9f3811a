import { createJws, encodeBase64url, encodeUtf8, jwkThumbprint, type JsonObject, type PublicJwk } from '#primitives';
import type { TestKey } from './keys.js';
import { audienceOf, BANK, IDX, LIST_URI, NOW, WATER, type Plan } from './make-plan.js';

export const W3C_TYPE = 'MunicipalityCredential';
const CONTEXT = 'https://www.w3.org/2018/credentials/v1';

/** A W3C credential that answers instead of an SD-JWT VC; a scenario alters it before it is made. */
export interface JwtVcPlan {
  header: JsonObject;
  payload: JsonObject;
  vc: JsonObject;
  subject: JsonObject;
  issuerKey: TestKey;
  /** What a verifier resolved before, by verification method. */
  issuerKeys: Map<string, PublicJwk>;
  presentationHeader: JsonObject;
  /** Replaces what a wallet would write. */
  presentation: JsonObject;
  vp: JsonObject;
  holder: TestKey;
}

export function didJwkByHand(jwk: PublicJwk, more: JsonObject = {}): string {
  return `did:jwk:${encodeBase64url(encodeUtf8(JSON.stringify({ ...jwk, ...more })))}`;
}

/** Turns the question about a residence into one about a municipality, asked of a W3C credential. */
export function askForJwtVc(plan: Plan): JwtVcPlan {
  const path = ['credentialSubject', 'locality'];
  const meta = { type_values: [[W3C_TYPE]] };
  plan.asked.dcqlQuery = { credentials: [{ id: 'residency', format: 'jwt_vc_json', meta, claims: [{ path }] }] };
  for (const contract of plan.state.contracts.values()) contract.claims.push({ vct: W3C_TYPE, path, maxValues: 1 });
  plan.state.issuers.get(WATER)?.mayIssue.push({ vct: W3C_TYPE, from: 0, until: null });
  plan.asked.verifier = BANK;
  const { water, holder } = plan.cast;
  const keyId = `${WATER}#${jwkThumbprint(water.publicJwk)}`;
  const did = didJwkByHand(holder.publicJwk);
  return {
    header: { typ: 'JWT', kid: keyId },
    payload: {
      ...{ iss: WATER, sub: did, nbf: NOW - 86_400, iat: NOW - 86_400, exp: NOW + 10 * 86_400 },
      status: { status_list: { idx: IDX, uri: LIST_URI } },
    },
    vc: { '@context': [CONTEXT], type: ['VerifiableCredential', W3C_TYPE], issuer: { id: WATER } },
    subject: { id: did, locality: 'Ville-Imaginaire', postal_code: '99123', evidence_date: '2026-06-01' },
    issuerKey: water,
    issuerKeys: new Map([[keyId, water.publicJwk]]),
    presentationHeader: { typ: 'JWT', kid: `${did}#0` },
    presentation: { iss: did, iat: NOW - 5 },
    vp: { '@context': [CONTEXT], type: ['VerifiablePresentation'] },
    holder,
  };
}

/** Written out here by hand, not by the library under test, so that anything can be wrong with it. */
export async function presentJwtVcOf(jwtVc: JwtVcPlan, { asked }: Plan): Promise<string> {
  const vc = { ...jwtVc.vc, credentialSubject: jwtVc.subject };
  const credential = await createJws(jwtVc.header, { vc, ...jwtVc.payload }, jwtVc.issuerKey);
  const { presentationNonce: nonce } = asked;
  const aud = audienceOf(asked);
  const vp = { verifiableCredential: [credential], ...jwtVc.vp };
  return createJws(jwtVc.presentationHeader, { aud, nonce, vp, ...jwtVc.presentation }, jwtVc.holder);
}
