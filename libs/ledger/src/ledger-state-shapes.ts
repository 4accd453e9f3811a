import { z } from 'zod';
import { jwkThumbprint, suiteOf, type PublicJwk } from '#primitives';
import type {
  DataUseContract,
  LedgerParameters,
  MemberRecord,
  PeriodicAnchorRecord,
  StatusAnchorRecord,
  Term,
} from './ledger-state.js';
import type { AccreditedIssuer, AdmittedMember, ContractDraft, RegisteredVerifier } from './proposal-subject.js';
import {
  bytesShape,
  didShape,
  digestShape,
  httpUriShape,
  localisedShape,
  naturalShape,
  positiveShape,
  slugShape,
  termShape,
  textShape,
} from './shapes.js';

export const MAX_KEYS = 16;
const MAX_CLAIMS = 64;
const MAX_PATH = 8;
const MAX_RECIPIENTS = 16;
const MAX_CREDENTIAL_TYPES = 32;
/** Values that a request may ask for (design §4). */
const MAX_VALUES = 3;
const MAX_RETENTION_DAYS = 100 * 366;
const MAX_EVIDENCE_AGE_DAYS = 10 * 366;
const MAX_PRICE_CENTS = 100_000;

export const collegeShape = z.enum(['service_providers', 'data_providers', 'citizens']);
export const suiteShape = z.enum(['ES256', 'Ed25519']);
export const suitesShape = z
  .array(suiteShape)
  .min(1)
  .max(2)
  .refine((suites) => isDistinct(suites), 'a suite stands twice');
export const operatorsShape = z.enum(['single', 'independent']);

const coordinate = bytesShape(32);
export const publicJwkShape = z.discriminatedUnion('kty', [
  z.strictObject({ kty: z.literal('EC'), crv: z.literal('P-256'), x: coordinate, y: coordinate }),
  z.strictObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: coordinate }),
]) satisfies z.ZodType<PublicJwk>;

export const memberKeyShape = z
  .strictObject({ id: digestShape, suite: suiteShape, publicJwk: publicJwkShape, ...termShape })
  .refine(hasTerm, 'the term ends before it begins')
  .refine(({ id, publicJwk }) => id === jwkThumbprint(publicJwk), 'the id is not the thumbprint')
  .refine(({ suite, publicJwk }) => suite === suiteOf(publicJwk), "the suite is not the key's");

export const memberKeysShape = z
  .array(memberKeyShape)
  .min(1)
  .max(MAX_KEYS)
  .refine((keys) => isDistinct(keys.map(({ id }) => id)), 'a key stands twice');

const admittedMember = {
  did: didShape,
  name: textShape,
  legalId: textShape,
  college: collegeShape,
  keys: memberKeysShape,
};
export const admittedMemberShape = z.strictObject(admittedMember) satisfies z.ZodType<AdmittedMember>;
export const memberRecordShape = z
  .strictObject({
    ...admittedMember,
    status: z.enum(['active', 'suspended', 'excluded']),
    admittedAt: naturalShape,
    votesSince: naturalShape.exactOptional(),
  })
  .meta({ id: 'Member' }) satisfies z.ZodType<MemberRecord>;

export const registeredKeyShape = z
  .strictObject({ digest: digestShape, ...termShape })
  .refine(hasTerm, 'the term ends before it begins');
const registeredKeysShape = z
  .array(registeredKeyShape)
  .min(1)
  .max(MAX_KEYS)
  .refine((keys) => isDistinct(keys.map(({ digest }) => digest)), 'a key stands twice');

export const accreditedIssuerShape = z.strictObject({
  member: didShape,
  keys: registeredKeysShape,
  mayIssue: z
    .array(z.strictObject({ vct: textShape, ...termShape }).refine(hasTerm, 'the term ends before it begins'))
    .min(1)
    .max(MAX_CREDENTIAL_TYPES),
  statusListPrefix: httpUriShape.endsWith('/'),
}) satisfies z.ZodType<AccreditedIssuer>;

export const registeredVerifierShape = z.strictObject({
  member: didShape,
  keys: registeredKeysShape,
}) satisfies z.ZodType<RegisteredVerifier>;

export const priceShape = naturalShape.max(MAX_PRICE_CENTS);
const dpvWordsShape = z.strictObject({ dpv: textShape, words: localisedShape });

export const adoptedContractShape = z.strictObject({
  id: slugShape,
  version: positiveShape,
  verifier: didShape,
  title: localisedShape,
  purpose: dpvWordsShape,
  legalBasis: dpvWordsShape,
  onWithdrawal: z.enum(['erase', 'restrict']),
  claims: z
    .array(
      z.strictObject({
        vct: textShape,
        path: z.array(textShape).min(1).max(MAX_PATH),
        maxValues: naturalShape.max(MAX_VALUES),
      }),
    )
    .min(1)
    .max(MAX_CLAIMS)
    .refine((claims) => isDistinct(claims.map(({ vct, path }) => JSON.stringify([vct, path]))), 'a claim stands twice'),
  recipients: z.array(localisedShape).max(MAX_RECIPIENTS),
  retentionDays: naturalShape.max(MAX_RETENTION_DAYS),
  maxEvidenceAgeDays: naturalShape.max(MAX_EVIDENCE_AGE_DAYS),
  priceCents: priceShape,
  anchoredBeforeDecision: z.boolean(),
  legalTextDigest: digestShape,
}) satisfies z.ZodType<ContractDraft>;

/** As the state holds it. */
export const dataUseContractShape = z
  .strictObject({ ...adoptedContractShape.shape, status: z.enum(['in_force', 'suspended', 'ended']) })
  .meta({ id: 'DataUseContract' }) satisfies z.ZodType<DataUseContract>;

/** Leaves of a periodic anchor: so few sizes that the number of receipts stays unknown (design §5). */
export const ANCHOR_SIZES: readonly number[] = [2 ** 10, 2 ** 14, 2 ** 18];

export const periodicAnchorShape = z.strictObject({
  member: didShape,
  stream: slugShape,
  period: naturalShape,
  root: digestShape,
  size: z.int().refine((size) => ANCHOR_SIZES.includes(size), 'not a size of periodic anchors'),
}) satisfies z.ZodType<PeriodicAnchorRecord>;

export const statusAnchorShape = z.strictObject({
  member: didShape,
  uri: httpUriShape,
  version: naturalShape,
  digest: digestShape,
}) satisfies z.ZodType<StatusAnchorRecord>;

export const parametersShape = z.strictObject({
  contractVersion: positiveShape,
  suites: suitesShape,
  anchorPeriodSeconds: positiveShape,
  maxAnchorAgePeriods: naturalShape,
  maxProofAgeSeconds: positiveShape,
  maxExpiryBlocks: positiveShape,
  operators: operatorsShape,
}) satisfies z.ZodType<LedgerParameters>;

function hasTerm({ from, until }: Term): boolean {
  return until === null || from < until;
}

function isDistinct(names: readonly string[]): boolean {
  return new Set(names).size === names.length;
}
