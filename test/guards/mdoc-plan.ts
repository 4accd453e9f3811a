import {
  CBOR_TAG,
  CborTag,
  COSE_ALGORITHM,
  COSE_HEADER,
  coseKeyFromJwk,
  EncodedCbor,
  encodeCbor,
  x5chainOf,
  type CborKey,
  type CborValue,
} from '#cbor';
import { dcApiTranscript, openId4VpTranscript, type DcApiSession, type OpenId4VpSession } from '#mdoc';
import { encodeBase64url, encodeUtf8, sha256 } from '#primitives';
import type { AskedPresentation } from '#verification';
import type { TestKey } from './keys.js';
import { BANK, IDX, LIST_URI, NOW, WATER, type Plan } from './make-plan.js';

export const DOC_TYPE = 'eu.europa.ec.av.1';
export const NAMESPACE = 'eu.europa.ec.av.1';

type Entries = Map<CborKey, CborValue>;

/** An mdoc that answers instead of an SD-JWT VC; a scenario alters it before it is made. */
export interface MdocPlan {
  /** Of the document; the security object has its own. */
  docType: string;
  securityObject: Record<string, CborValue>;
  deviceKey: Entries;
  /** Seconds since the epoch. */
  validity: { signed: number; validFrom: number; validUntil: number };
  elements: Record<string, CborValue>;
  disclose: string[];
  x5c: string[];
  issuerKey: TestKey;
  protectedHeader: Entries;
  /** Between the issuer's signature and the device's. */
  alterIssued: (issued: { items: Entries[]; payload: Uint8Array }) => void;
  device: TestKey;
  deviceProtectedHeader: Entries;
  deviceElements: Entries;
  /** What replaces the request's own where the device signs. */
  session: Partial<OpenId4VpSession & DcApiSession>;
  alterDeviceAuth: (deviceAuth: Entries) => void;
}

/** Turns the question about a residence into one about an age, asked of an mdoc. */
export function askForMdoc(plan: Plan): MdocPlan {
  const claims = [{ path: [NAMESPACE, 'age_over_18'] }];
  const meta = { doctype_value: DOC_TYPE };
  plan.asked.dcqlQuery = { credentials: [{ id: 'residency', format: 'mso_mdoc', meta, claims }] };
  for (const contract of plan.state.contracts.values()) {
    contract.claims.push({ vct: DOC_TYPE, path: [NAMESPACE, 'age_over_18'], maxValues: 1 });
  }
  plan.state.issuers.get(WATER)?.mayIssue.push({ vct: DOC_TYPE, from: 0, until: null });
  plan.asked.verifier = BANK;
  return {
    docType: DOC_TYPE,
    securityObject: {
      version: '1.0',
      digestAlgorithm: 'SHA-256',
      docType: DOC_TYPE,
      status: record({ status_list: record({ idx: IDX, uri: LIST_URI }) }),
    },
    deviceKey: coseKeyFromJwk(plan.cast.holder.publicJwk),
    validity: { signed: NOW - 86_400, validFrom: NOW - 86_400, validUntil: NOW + 30 * 86_400 },
    elements: { age_over_18: true, age_over_21: false },
    disclose: ['age_over_18'],
    x5c: [plan.cast.waterLeaf],
    issuerKey: plan.cast.water,
    protectedHeader: new Map([[COSE_HEADER.algorithm, COSE_ALGORITHM.ES256]]),
    alterIssued: () => undefined,
    device: plan.cast.holder,
    deviceProtectedHeader: new Map([[COSE_HEADER.algorithm, COSE_ALGORITHM.ES256]]),
    deviceElements: new Map(),
    session: {},
    alterDeviceAuth: () => undefined,
  };
}

/** Written out here by hand, not by the library under test, so that anything can be wrong with it. */
export async function presentMdocOf(mdoc: MdocPlan, { asked }: Plan): Promise<string> {
  const all = Object.entries(mdoc.elements).map(([elementIdentifier, elementValue], digestID) =>
    record({ digestID, random: sha256(encodeUtf8(elementIdentifier)), elementIdentifier, elementValue }),
  );
  const valueDigests = new Map(
    all.map((item, digestID): [CborKey, CborValue] => [digestID, sha256(encodeCbor(embed(item)))]),
  );
  const { signed, validFrom, validUntil } = mdoc.validity;
  const securityObject = record({
    valueDigests: record({ [NAMESPACE]: valueDigests }),
    deviceKeyInfo: record({ deviceKey: mdoc.deviceKey }),
    validityInfo: record({ signed: time(signed), validFrom: time(validFrom), validUntil: time(validUntil) }),
    ...mdoc.securityObject,
  });
  const issued = {
    items: all.filter((item) => mdoc.disclose.includes(item.get('elementIdentifier') as string)),
    payload: encodeCbor(embed(securityObject)),
  };
  const x5chain = new Map<CborKey, CborValue>(
    mdoc.x5c.length === 0 ? [] : [[COSE_HEADER.x5chain, x5chainOf(mdoc.x5c)]],
  );
  const issuerAuth = await sign1(mdoc.protectedHeader, x5chain, issued.payload, mdoc.issuerKey);
  mdoc.alterIssued(issued);
  issuerAuth[2] = issued.payload;
  const nameSpaces = embed(mdoc.deviceElements);
  // The transcripts of OpenID4VP have test vectors of their own (libs/mdoc).
  const transcript = new EncodedCbor(transcriptOf(asked, mdoc.session));
  const authentication = encodeCbor(embed(['DeviceAuthentication', transcript, mdoc.docType, nameSpaces]));
  const deviceSignature = await sign1(mdoc.deviceProtectedHeader, new Map(), authentication, mdoc.device);
  deviceSignature[2] = null;
  const deviceAuth = record({ deviceSignature });
  mdoc.alterDeviceAuth(deviceAuth);
  const document = record({
    docType: mdoc.docType,
    issuerSigned: record({ nameSpaces: record({ [NAMESPACE]: issued.items.map(embed) }), issuerAuth }),
    deviceSigned: record({ nameSpaces, deviceAuth }),
  });
  return encodeBase64url(encodeCbor(record({ version: '1.0', documents: [document], status: 0 })));
}

function transcriptOf(asked: AskedPresentation, altered: MdocPlan['session']): Uint8Array {
  const { channel, clientId, presentationNonce, encryptionKeyThumbprint } = asked;
  const session = { clientId, presentationNonce, encryptionKeyThumbprint };
  return channel.kind === 'dc_api'
    ? dcApiTranscript({ ...session, ...channel, ...altered })
    : openId4VpTranscript({ ...session, ...channel, ...altered });
}

export function record(members: Record<string, CborValue>): Entries {
  return new Map(Object.entries(members));
}

function embed(item: CborValue): CborTag {
  return new CborTag(CBOR_TAG.encodedCbor, encodeCbor(item));
}

function time(seconds: number): CborTag {
  return new CborTag(CBOR_TAG.dateTime, new Date(seconds * 1000).toISOString().replace('.000Z', 'Z'));
}

async function sign1(header: Entries, unprotected: Entries, payload: Uint8Array, key: TestKey): Promise<CborValue[]> {
  const protectedBytes = encodeCbor(header);
  const signature = await key.sign(encodeCbor(['Signature1', protectedBytes, new Uint8Array(0), payload]));
  return [protectedBytes, unprotected, payload, signature];
}
