import { readTypeMetadata } from '#credential-types';
import {
  createJws,
  encodeBase64url,
  encodeUtf8,
  isJsonObject,
  sha256,
  verifyWithWebCrypto,
  type JsonObject,
  type JsonValue,
} from '#primitives';
import { presentationHash } from '#sd-jwt-vc';
import type { PresentationToVerify, VerificationTrust } from '#verification';
import { presentJwtVcOf } from './jwt-vc-plan.js';
import { presentMdocOf } from './mdoc-plan.js';
import { audienceOf, type Plan } from './make-plan.js';

export interface PreparedVerification {
  input: PresentationToVerify;
  trust: VerificationTrust;
  clock: () => number;
}

/** Signs what the plan says, as issuer and holder, and lays out what a verifier would know. */
export async function carryOutPlan(plan: Plan): Promise<PreparedVerification> {
  const compact = plan.alterPresented(await present(plan));
  return {
    input: { asked: plan.asked, vpToken: plan.vpToken(compact) },
    trust: {
      issuingRoots: plan.issuingRoots,
      state: plan.hasState ? plan.state : null,
      trustedEntities: plan.trustedEntities,
      isStatusHostDown: (uri) => plan.hostsDown.has(uri),
      statusList: (uri) => plan.statusLists.get(uri),
      typesWithoutStatus: plan.typesWithoutStatus,
      typeMetadata: (vct) => plan.typeMetadata.map(readTypeMetadata).filter((one) => one.vct === vct),
      issuerKey: (keyId) => plan.jwtVc?.issuerKeys.get(keyId),
      verifySignature: verifyWithWebCrypto,
      policy: plan.policy,
    },
    clock: () => plan.nowSeconds * 1000,
  };
}

function present(plan: Plan): Promise<string> {
  if (plan.mdoc !== null) return presentMdocOf(plan.mdoc, plan);
  return plan.jwtVc === null ? presentCredential(plan) : presentJwtVcOf(plan.jwtVc, plan);
}

/** Written out here by hand, not by the library under test, so that anything can be wrong with it. */
async function presentCredential(plan: Plan): Promise<string> {
  const disclosed = new Map<string, string>();
  const digests = concealMembers(plan.claims, '', disclosed);
  const signed = await createJws(plan.header, { _sd: digests, ...plan.payload }, plan.issuerKey);
  const chosen = plan.disclose.map((path) => disclosed.get(path) ?? path);
  const { jwt, disclosures } = plan.alterIssued({ jwt: signed, disclosures: chosen });
  const withoutBinding = [jwt, ...disclosures, ''].join('~');
  if (plan.keyBinding === null) return withoutBinding;
  const { header, payload, key } = plan.keyBinding;
  const claims = {
    iat: plan.nowSeconds - 5,
    aud: audienceOf(plan.asked),
    nonce: plan.asked.presentationNonce,
    sd_hash: presentationHash(withoutBinding),
    ...payload,
  };
  return withoutBinding + (await createJws(header, claims, key));
}

function concealMembers(object: JsonObject, prefix: string, disclosed: Map<string, string>): string[] {
  return Object.entries(object).map(([name, value]) => {
    const path = `${prefix}${name}`;
    const concealed = isJsonObject(value) ? { _sd: concealMembers(value, `${path}.`, disclosed) } : value;
    const encoded = encodeDisclosure([`salt of ${path}`, name, concealed]);
    disclosed.set(path, encoded);
    return encodeBase64url(sha256(encodeUtf8(encoded)));
  });
}

export function encodeDisclosure(content: JsonValue): string {
  return encodeBase64url(encodeUtf8(JSON.stringify(content)));
}
