import { isCodedError, isJsonObject, suiteOf, type JsonObject, type JsonValue, type PublicJwk } from '#primitives';
import { jwkFromCoseKey } from '#cbor';
import { parseDeviceResponse, type IssuerSignedItem, type PresentedMdoc } from '#mdoc';
import { parseSdJwtVc, type DisclosedClaims, type ParsedSdJwtVc } from '#sd-jwt-vc';
import { keyDigest, readCertificate } from '#trust';
import { parseJwtVp, publicJwkOfDidJwk, type ParsedJwtVp } from '#w3c-vc';
import {
  VERIFICATION_CHECKS,
  type Check,
  type Circumstances,
  type Presented,
  type VerificationFacts,
} from '#verification';

type Blind = (facts: VerificationFacts, circumstances: Circumstances) => Partial<VerificationFacts> | undefined;

/**
 * What each check that gives a fact would give if it looked at nothing. Taking such a check out makes later ones impossible,
 * so that nothing verifies; only a blind stand-in shows whether its judgement is missed.
 */
const GIVEN_BLINDLY: Partial<Record<string, Blind>> = {
  'state-proof-fresh': (_facts, { trust }) => ({ freshState: trust.state ?? undefined }),
  'contract-in-force': (_facts, { trust, asked }) => ({
    contract: trust.state?.contracts.get(asked.contract?.id ?? '') ?? [...(trust.state?.contracts.values() ?? [])][0],
  }),
  'credential-format': ({ compact }) => {
    const parsed = orNothing(() => parseSdJwtVc(compact));
    return parsed && { parsed, presented: presentedBy(parsed) };
  },
  'issuer-chain': ({ presented }) => {
    const leaf = readLeaf(presented);
    return leaf && { leaf, issuerKey: leaf };
  },
  'issuer-accredited': ({ issuerKey }, { trust: { state, trustedEntities } }) => {
    const [entity] = issuerKey.listedAnchor === undefined ? [] : (trustedEntities ?? []);
    if (entity !== undefined) return { accredited: { by: 'list', id: entity.id, entity } };
    if (state === null) return undefined;
    const [issuer] = state.issuers.values();
    return issuer && { accredited: { by: 'registry', id: issuer.member, issuer } };
  },
  'credential-signature': ({ parsed: { payload } }) => ({
    signedClaims: payload,
    signed: { status: payload.status },
  }),
  'status-reference': ({ signed }) => {
    const reference = (signed.status as JsonObject | undefined)?.status_list as JsonObject | undefined;
    return reference && { statusReference: { uri: reference.uri as string, idx: Number(reference.idx) } };
  },
  'status-fetched': ({ statusReference: reference }, { trust }) => {
    const list = reference === 'none' ? undefined : trust.statusList(reference.uri);
    return reference === 'none' ? { status: 'none' } : list && { status: { list, reference } };
  },
  disclosures: ({ parsed }) => ({ disclosed: discloseBlindly(parsed) }),
  'holder-key': ({ signedClaims }) => {
    const jwk = (signedClaims.cnf as JsonObject | undefined)?.jwk as PublicJwk | undefined;
    return { holderJwk: orNothing(() => jwk && suiteOf(jwk) && jwk) };
  },
  'mdoc-format': ({ compact }) => {
    const mdoc = orNothing(() => parseDeviceResponse(compact));
    return mdoc && { mdoc, presented: presentedByMdoc(mdoc) };
  },
  'mdoc-signature': ({ mdoc: { issuerSigned } }) => ({
    signedMso: issuerSigned.mso,
    signed: { status: issuerSigned.mso.status },
  }),
  'element-digests': ({ mdoc: { issuerSigned } }) => ({ disclosed: showBlindly(issuerSigned.items) }),
  'device-key': ({ signedMso }) => ({ holderJwk: orNothing(() => jwkFromCoseKey(signedMso.deviceKey)) }),
  'device-authentication': ({ mdoc }) => ({ deviceSignature: mdoc.deviceSigned.signature }),
  'device-signature': () => ({ holderSigned: {} }),
  'jwt-vc-format': ({ compact }) => {
    const jwtVp = orNothing(() => parseJwtVp(compact));
    return jwtVp && { jwtVp, presented: presentedByJwtVc(jwtVp) };
  },
  'issuer-did': ({ jwtVp: { credential } }, { trust }) => {
    const publicJwk = trust.issuerKey?.(credential.header.kid as string);
    return publicJwk && { issuerKey: { publicJwk, keyDigest: keyDigest(publicJwk) } };
  },
  'jwt-vc-signature': ({ jwtVp: { credential } }) => ({
    signedVc: credential.payload,
    signed: { status: credential.payload.status },
  }),
  'jwt-vc-claims': ({ signedVc }) => ({
    disclosed: { claims: signedVc.vc as JsonObject, disclosedPaths: [] },
    subject: signedVc.sub as string,
  }),
  'jwt-vp-holder': ({ subject }) => ({ holderJwk: orNothing(() => publicJwkOfDidJwk(subject)) }),
  'jwt-vp-signature': ({ jwtVp }) => ({ signedVp: jwtVp.payload, holderSigned: {} }),
  'key-binding-present': ({ parsed }) => ({ keyBinding: parsed.keyBinding }),
  'key-binding-signature': ({ keyBinding }) => ({ signedKeyBinding: keyBinding, holderSigned: keyBinding.payload }),
};

/** The list with one check taken out. */
export function withoutCheck(name: string): Check[] {
  return VERIFICATION_CHECKS.filter((check) => check.name !== name);
}

/** The list with one check that passes everything that lets it. */
export function withBlindCheck(name: string): Check[] {
  const blindly = GIVEN_BLINDLY[name];
  if (blindly === undefined) return withoutCheck(name);
  return VERIFICATION_CHECKS.map((check): Check => {
    if (check.name !== name) return check;
    return {
      ...check,
      check: (facts, known) => ({ outcome: 'passed', code: 'ok', facts: blindly(facts, known) ?? {} }),
    };
  });
}

function presentedBy({ header, payload, keyBinding }: ParsedSdJwtVc): Presented {
  const type = typeof payload.vct === 'string' ? payload.vct : '';
  const isHolderBound = keyBinding !== undefined;
  return { format: 'dc+sd-jwt', type, issuer: payload.iss, x5c: header.x5c, isHolderBound };
}

function readLeaf({ x5c }: Presented): VerificationFacts['leaf'] | undefined {
  const [first] = (x5c ?? []) as JsonValue[];
  return orNothing(() => {
    const { publicJwk, subjectPublicKeyInfo, subjectName, notBefore, notAfter } = readCertificate(
      typeof first === 'string' ? first : '',
    );
    const digest = keyDigest(subjectPublicKeyInfo);
    return {
      publicJwk,
      keyDigest: digest,
      certificateDigest: '',
      subjectName,
      dnsNames: [],
      notBefore,
      notAfter,
      authorityKeyIdentifiers: [],
    };
  });
}

/** What cannot even be read gives no fact, however blind one is. */
function orNothing<Read>(read: () => Read): Read | undefined {
  try {
    return read();
  } catch (error) {
    if (isCodedError(error)) return undefined;
    throw error;
  }
}

/** Takes the holder's word: whatever he discloses stands, sub-claims of the address under it. */
function discloseBlindly({ payload, disclosures }: ParsedSdJwtVc): DisclosedClaims {
  const top: JsonObject = { ...payload };
  const address: JsonObject = {};
  const disclosedPaths: string[][] = [];
  for (const { name = '', value } of disclosures) {
    const below = name === 'locality' || name === 'postal_code';
    if (below) address[name] = value as JsonValue;
    else top[name] = isJsonObject(value) ? address : (value as JsonValue);
    disclosedPaths.push(below ? ['address', name] : [name]);
  }
  return { claims: top, disclosedPaths };
}

function presentedByMdoc({ docType, issuerSigned: { x5c }, deviceSigned }: PresentedMdoc): Presented {
  const isHolderBound = deviceSigned.signature !== undefined;
  return { format: 'mso_mdoc', type: docType, issuer: undefined, x5c, isHolderBound };
}

function presentedByJwtVc({ credential: { payload } }: ParsedJwtVp): Presented {
  const types = (payload.vc as JsonObject).type as string[];
  const type = types.find((one) => one !== 'VerifiableCredential') ?? '';
  const issuer = (payload.iss as string).startsWith('did:web:') ? payload.iss : undefined;
  return { format: 'jwt_vc_json', type, issuer, x5c: undefined, isHolderBound: true };
}

/** Takes the holder's word here too. */
function showBlindly(items: readonly IssuerSignedItem[]): DisclosedClaims {
  const claims: JsonObject = {};
  for (const { namespace, elementIdentifier, elementValue } of items) {
    const value = typeof elementValue === 'boolean' ? elementValue : null;
    claims[namespace] = { ...(claims[namespace] as JsonObject | undefined), [elementIdentifier]: value };
  }
  return { claims, disclosedPaths: items.map(({ namespace, elementIdentifier }) => [namespace, elementIdentifier]) };
}
