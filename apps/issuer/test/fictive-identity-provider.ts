import { CBOR_TAG, CborTag, type CborValue } from '#cbor';
import { createCertificateRequest, createRoot, issueLeaf } from '#identity';
import { issueMdoc } from '#mdoc';
import { platformRandom, type JsonObject, type PublicJwk } from '#primitives';
import { issueSdJwtVc, type StatusReference } from '#sd-jwt-vc';
import type { TrustedEntitiesFile } from '#service-kit/trusted-entities';
import { compressStatuses, createStatuses, createStatusListJwt, setStatus } from '#status-list/server';
import { newKey } from './wallet-under-test.js';

export const PID_VCT = 'urn:eudi:pid:1';
export const PID_DOC_TYPE = 'eu.europa.ec.eudi.pid.1';
const DAY = 86_400;

type Entity = TrustedEntitiesFile['entities'][number];

export interface IssuedIdentity {
  format: 'dc+sd-jwt' | 'mso_mdoc';
  credential: string;
}

/** A provider of identity data that exists in tests only, with a certification authority of its own. */
export interface FictiveIdentityProvider {
  /** As a list of trusted entities has it. */
  entity: Entity;
  /** @param claims names as SD-JWT VC has them; both formats are made from them */
  issue(
    format: IssuedIdentity['format'],
    holderKey: PublicJwk,
    claims: { birthdate?: string; ages?: Record<string, boolean> },
    more?: { issuedAt?: number; expiresAt?: number; status?: StatusReference },
  ): Promise<IssuedIdentity>;
  /** A status list token of the provider, in which one place is revoked. */
  statusList(uri: string, revoked: number): Promise<string>;
}

/** @param now seconds since the epoch */
export async function newIdentityProvider(
  name: string,
  now: number,
  more: Partial<Entity> = {},
): Promise<FictiveIdentityProvider> {
  const [authority, signer] = [newKey(), newKey()];
  const random = platformRandom;
  const organisation = { did: `did:web:${name}.example`, name: `État civil ${name}`, legalId: `FICTIF-${name}` };
  const times = { notBefore: now - 20 * DAY, days: 60, random };
  const root = await createRoot({ signer: authority, purpose: 'issuing', organisation, ...times });
  const leaf = await issueLeaf({
    request: await createCertificateRequest(signer, organisation),
    root: { certificate: root, signer: authority },
    ...{ purpose: 'issuing', organisation, dnsNames: [`${name}.example`], ...times },
  });
  return {
    entity: {
      ...{ id: `https://${name}.example`, name: organisation.name, types: [PID_VCT, PID_DOC_TYPE], anchors: [root] },
      ...{ from: '2020-01-01T00:00:00Z', status: 'if_present', levelOfAssurance: 'high', ...more },
    },
    async issue(format, holderKey, claims, { issuedAt = now - DAY, expiresAt = now + 14 * DAY, status } = {}) {
      const given = { issuedAt, expiresAt, x5c: [leaf], ...(status && { status }) };
      const tools = { signer, random };
      const credential =
        format === 'dc+sd-jwt'
          ? await issueSdJwtVc({ vct: PID_VCT, claims: jsonClaims(claims), holderKey, ...given }, tools)
          : await issueMdoc(
              { docType: PID_DOC_TYPE, nameSpaces: elements(claims), deviceKey: holderKey, ...given },
              tools,
            );
      return { format, credential };
    },
    async statusList(uri, revoked) {
      const statuses = createStatuses(1024, 1);
      setStatus(statuses, 1, revoked, 1);
      const compressed = await compressStatuses(statuses);
      const times = { issuedAt: now - 60, expiresAt: now + DAY, ttl: DAY };
      return createStatusListJwt({ ...{ uri, bits: 1, version: 1, compressed, x5c: [leaf], signer }, ...times });
    },
  };
}

function jsonClaims({ birthdate, ages }: { birthdate?: string; ages?: Record<string, boolean> }): JsonObject {
  return {
    ...{ given_name: 'Camille', family_name: 'Fictive' },
    ...(birthdate === undefined ? {} : { birthdate }),
    ...(ages === undefined ? {} : { age_equal_or_over: { ...ages } }),
  };
}

function elements({ birthdate, ages = {} }: { birthdate?: string; ages?: Record<string, boolean> }) {
  const shown: Record<string, CborValue> = { given_name: 'Camille', family_name: 'Fictive' };
  if (birthdate !== undefined) shown.birth_date = new CborTag(CBOR_TAG.fullDate, birthdate);
  for (const [age, reached] of Object.entries(ages)) shown[`age_over_${age}`] = reached;
  return { [PID_DOC_TYPE]: shown };
}
