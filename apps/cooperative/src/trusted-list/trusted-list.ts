import { z } from 'zod';

/** A list of trusted entities in JSON (ETSI TS 119 602 V1.1.1, clause 6 and its JSON binding): what of it our list uses. */

const MAX_ENTITIES = 256;
const MAX_SERVICES = 32;
const MAX_KEYS = 16;

const words = z.array(z.strictObject({ lang: z.enum(['en', 'fr']), value: z.string().min(1) })).min(1);
const addresses = z.array(z.strictObject({ lang: z.enum(['en', 'fr']), uriValue: z.url() })).min(1);
/** Date and time in UTC to the second (clause 6.3.14). */
const instant = z.iso.datetime({ precision: 0 });
const term = { from: instant, until: instant.nullable() };

/** Of our scheme: which type of credential, and with which leaf keys, by the SHA-256 of their public keys. */
const issuingExtension = z.strictObject({
  vct: z.string().min(1),
  ...term,
  keys: z.array(z.strictObject({ digest: z.string().length(43), ...term })).max(MAX_KEYS),
});

export const SERVICE_STATUSES = ['granted', 'suspended', 'withdrawn'] as const;
export type ServiceStatus = (typeof SERVICE_STATUSES)[number];
const STATUS_PREFIX = 'urn:incola:service-status:';
const statusShape = z.enum(SERVICE_STATUSES.map((status) => `${STATUS_PREFIX}${status}` as const));

export function statusUri(status: ServiceStatus): z.output<typeof statusShape> {
  return `${STATUS_PREFIX}${status}`;
}

const serviceShape = z.strictObject({
  ServiceInformation: z.strictObject({
    ServiceTypeIdentifier: z.literal('urn:incola:service-type:credential-issuance'),
    ServiceName: words,
    ServiceDigitalIdentity: z.strictObject({ X509Certificates: z.array(z.strictObject({ val: z.string() })).min(1) }),
    ServiceStatus: statusShape,
    ServiceInformationExtensions: z.tuple([z.strictObject({ issuing: issuingExtension })]),
  }),
});

const entityShape = z.strictObject({
  TrustedEntityInformation: z.strictObject({
    TEName: words,
    TETradeName: words,
    TEAddress: z.strictObject({ TEElectronicAddress: addresses }),
    TEInformationURI: addresses,
  }),
  TrustedEntityServices: z.array(serviceShape).min(1).max(MAX_SERVICES),
});

export const trustedListShape = z.strictObject({
  LoTE: z.strictObject({
    ListAndSchemeInformation: z.strictObject({
      LoTEVersionIdentifier: z.literal(1),
      LoTESequenceNumber: z.int().min(1),
      LoTEType: z.literal('urn:incola:lote-type:issuers'),
      SchemeOperatorName: words,
      SchemeOperatorAddress: z.strictObject({ SchemeOperatorElectronicAddress: addresses }),
      SchemeName: words,
      SchemeInformationURI: addresses,
      StatusDeterminationApproach: z.literal('urn:incola:status-determination:vote-of-colleges'),
      SchemeTerritory: z.literal('FR'),
      ListIssueDateTime: instant,
      NextUpdate: instant,
    }),
    TrustedEntitiesList: z.array(entityShape).max(MAX_ENTITIES),
  }),
});

export type TrustedList = z.output<typeof trustedListShape>;
export type TrustedEntity = TrustedList['LoTE']['TrustedEntitiesList'][number];

/** `typ` of the JWS: a list of trusted entities in compact JAdES form (ETSI TS 119 182-1, baseline B). */
export const TRUSTED_LIST_TYPE = 'JOSE';

/** @param seconds since the epoch */
export function writeInstant(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}
