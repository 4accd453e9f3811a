import { readFileSync } from 'node:fs';
import { decodeCbor, encodeCbor, isCborArray, isCborMap, parseCoseSign1, type CborValue } from '#cbor';
import { parseEvidencePackage } from '#evidence';
import { parseDeviceResponse, parseIssuerSigned } from '#mdoc';
import {
  matchDcql,
  parseAuthorizationRequestLink,
  parseAuthorizationResponse,
  parseDcqlQuery,
  parseDirectPost,
  parseRequestObject,
  parseWalletMetadata,
} from '#openid4vp';
import { decodeBase64url, decodeHex, encodeBase64url, parseJson } from '#primitives';
import { discloseClaims, parseSdJwtVc } from '#sd-jwt-vc';
import { parseForm } from '#service-kit/door';
import { decryptJwe } from '#service-kit/jwe';
import { parseStatusListToken } from '#status-list';
import { readAuthority, readCertificate } from '#trust';
import { parseJwtVp } from '#w3c-vc';
import { prepare } from '../guards/run-scenario.js';
import type { FuzzTarget } from './fuzz-target.js';
import { LEDGER_TARGETS } from './ledger-targets.js';
import { REQUEST_SAMPLES } from './request-samples.js';
import { verifyTargets } from './verify-targets.js';

const VECTORS = 'test/vectors';
const encoder = new TextEncoder();
/** Not strict: what a peer sends need not be UTF-8, and a parser of text gets whatever a server makes of it. */
const decoder = new TextDecoder();

const vector = (file: string) => JSON.parse(readFileSync(`${VECTORS}/${file}`, 'utf8')) as Record<string, unknown>;
const bytesOf = (text: string) => encoder.encode(text);
const textOf = (bytes: Uint8Array) => decoder.decode(bytes);

/** A parser of text. */
function text(name: string, samples: () => string[] | Promise<string[]>, read: (text: string) => unknown): FuzzTarget {
  return { name, samples: async () => (await samples()).map(bytesOf), read: (input) => read(textOf(input)) };
}

/** The one presentation of a plan of the guards. */
export async function presentationOf(format: 'dc+sd-jwt' | 'mso_mdoc' | 'jwt_vc_json'): Promise<string> {
  const { input } = await prepare(() => undefined, format);
  const [[presentation = ''] = []] = Object.values(input.vpToken);
  return presentation;
}

const { jwe, jwk } = vector('openid4vp/encrypted-response.json') as { jwe: string; jwk: { kid: string; d: string } };
const queries = () =>
  ['simple', 'claims_alternatives', 'credentials_alternatives', 'complex_mdoc', 'value_matching_simple'].map((name) =>
    readFileSync(`${VECTORS}/openid4vp/query_lang/${name}.json`, 'utf8'),
  );

/** All that reads what a stranger sends to a verifier; `deviceResponse` and the like are Base 64 on the wire, and fuzzed below it. */
export const FUZZ_TARGETS: readonly FuzzTarget[] = [
  text('json', queries, (input) => parseJson(input)),
  text(
    'form',
    () => ['a=b&c=%7B%22d%22%3A1%7D', 'response=x.y.z&state=1'],
    (input) => parseForm(input),
  ),
  text(
    'sd-jwt-vc',
    async () => [await presentationOf('dc+sd-jwt'), ...Object.values(vector('sd-jwt/sd-jwt.json')).filter(isCompact)],
    (input) => discloseClaims(parseSdJwtVc(input)),
  ),
  text(
    'jwt-vp',
    async () => [await presentationOf('jwt_vc_json')],
    (input) => parseJwtVp(input),
  ),
  text(
    'jwe',
    () => [jwe],
    (input) => decryptJwe(input, { privateBytesOf: (kid) => (kid === jwk.kid ? decodeBase64url(jwk.d) : undefined) }),
  ),
  text('dcql', queries, (input) => matchDcql(parseDcqlQuery(parseJson(input)), [])),
  text(
    'direct-post',
    () => REQUEST_SAMPLES.directPost,
    (input) => parseDirectPost(parseForm(input)),
  ),
  text(
    'authorization-response',
    () => REQUEST_SAMPLES.response,
    (input) => parseAuthorizationResponse(bytesOf(input)),
  ),
  text(
    'wallet-metadata',
    () => REQUEST_SAMPLES.walletMetadata,
    (input) => parseWalletMetadata(input),
  ),
  text(
    'request-link',
    () => REQUEST_SAMPLES.link,
    (input) => parseAuthorizationRequestLink(input),
  ),
  text(
    'request-object',
    () => REQUEST_SAMPLES.requestObject(),
    (input) => parseRequestObject(input, { clientId: 'x509_hash:unknown', now: 1_781_524_800 }),
  ),
  text(
    'status-list-jwt',
    () => [...REQUEST_SAMPLES.statusList],
    (input) => parseStatusListToken(input),
  ),
  text(
    'certificate',
    async () => [await REQUEST_SAMPLES.certificate()],
    (input) => readCertificate(input),
  ),
  text(
    'authority',
    () => (vector('x509/authorities.json').chains as { root: string }[]).map(({ root }) => root),
    (input) => readAuthority(input),
  ),
  text(
    'evidence-package',
    () => ['{"version":1,"record":"a.b.c","trust":{}}'],
    (input) => parseEvidencePackage(input),
  ),
  {
    name: 'cbor',
    samples: () =>
      (vector('cbor/rfc8949.json').items as { hex: string }[])
        .map(({ hex }) => decodeHex(hex))
        .concat(decodeHex(vector('mdoc/iso-18013-5-annex-d.json').deviceResponse as string)),
    // What was taken says the same again, or two readers could be made to see two things.
    read: (input) => {
      const value = decodeCbor(input);
      const again = encodeCbor(decodeCbor(encodeCbor(value)));
      return Buffer.compare(again, encodeCbor(value)) === 0
        ? undefined
        : '!the value is another one when written and read';
    },
  },
  { name: 'cose-sign1', samples: deviceResponses, read: (input) => parseCoseSign1(decodeCbor(input)) },
  { name: 'status-list-cwt', samples: deviceResponses, read: (input) => parseStatusListToken(input) },
  { name: 'device-response', samples: deviceResponses, read: (input) => parseDeviceResponse(encodeBase64url(input)) },
  {
    name: 'issuer-signed',
    samples: async () => (await deviceResponses()).map(issuerSignedOf),
    read: (input) => parseIssuerSigned(encodeBase64url(input)),
  },
  ...verifyTargets,
  ...LEDGER_TARGETS,
];

async function deviceResponses(): Promise<Uint8Array[]> {
  const ours = decodeBase64url(await presentationOf('mso_mdoc'));
  return [ours, decodeHex(vector('mdoc/iso-18013-5-annex-d.json').deviceResponse as string)];
}

function issuerSignedOf(response: Uint8Array): Uint8Array {
  const member = (map: CborValue | undefined, name: string) => (isCborMap(map) ? map.get(name) : undefined);
  const documents = member(decodeCbor(response), 'documents');
  const issuerSigned = member(isCborArray(documents) ? documents[0] : undefined, 'issuerSigned');
  return encodeCbor(issuerSigned ?? null);
}

function isCompact(value: unknown): value is string {
  return typeof value === 'string' && value.includes('~');
}
