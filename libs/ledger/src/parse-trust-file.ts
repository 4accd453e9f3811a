import { z } from 'zod';
import {
  canonicalJson,
  decodeBase64,
  domainDigest,
  encodeBase64url,
  encodeUtf8,
  parseJson,
  refusal,
  type Domain,
  type JsonValue,
} from '#primitives';
import { trustedBlockShape } from './cometbft/trusted-block.js';
import { COLLEGES, type College, type Genesis } from './ledger-state.js';
import { governanceRulesShape } from './governance-rules-shapes.js';
import { collegeShape, memberRecordShape, parametersShape } from './ledger-state-shapes.js';
import { where } from './parse-ledger-transaction.js';
import { validatorListShape } from './proposal-subject-shapes.js';
import { settlementRulesShape } from './settlement-shapes.js';
import { digestShape, naturalShape, positiveShape, textShape } from './shapes.js';
import type { TrustFile } from './trust-file.js';
import { COSIGNATURE, NOTE_SIGNATURE, parseVerifierKey, type VerifierKey } from './verifier-key.js';

const GENESIS: Domain = 'incola:genesis:1';
const LIMITS = { maxLength: 1024 * 1024, maxDepth: 16 };
const MAX_FOUNDERS = 256;
const MAX_ROOTS = 16;
const MAX_VALIDATORS_PER_COLLEGE = 10;

const verifierKeyShape = z.string().max(512).refine(isVerifierKey, 'not a verifier key');

export const genesisShape = z
  .strictObject({
    format: z.literal('incola-genesis'),
    version: z.literal(1),
    origin: textShape.regex(/^[^\s+]+$/),
    createdAt: naturalShape,
    parameters: parametersShape,
    founders: z.array(memberRecordShape).min(3).max(MAX_FOUNDERS),
    logVerifierKey: verifierKeyShape,
    cosigners: z.array(z.strictObject({ college: collegeShape, verifierKey: verifierKeyShape })).length(3),
    contractCodeDigest: digestShape,
    governance: governanceRulesShape.exactOptional(),
    settlement: settlementRulesShape.exactOptional(),
    consensus: z.strictObject({ validators: validatorListShape, trustingPeriodSeconds: positiveShape }).exactOptional(),
  })
  .refine(hasFoundersOfEachCollege, 'a college has no active founder, or a founder or a key stands twice')
  .refine(hasOwnKeys, "the log's and the cosigners' keys are not three colleges' own")
  .refine(
    ({ settlement, founders }) => settlement === undefined || founders.some(({ did }) => did === settlement.treasurer),
    'the treasurer is no founder',
  )
  .refine(hasValidatorsOfEachCollege, "the first validators are not each college's own, or a key stands twice")
  .meta({ id: 'Genesis' }) satisfies z.ZodType<Genesis>;

const certificateShape = z.string().max(16_384).refine(isBase64, 'not Base 64');

export const trustFileShape = z
  .strictObject({
    format: z.literal('incola-trust'),
    version: z.literal(1),
    genesis: genesisShape,
    issuingRoots: z.array(certificateShape).max(MAX_ROOTS),
    accessRoots: z.array(certificateShape).max(MAX_ROOTS),
    trustedBlock: trustedBlockShape.exactOptional(),
  })
  .refine(
    ({ genesis, trustedBlock }) => trustedBlock === undefined || genesis.consensus !== undefined,
    'a block is trusted on a network only',
  ) satisfies z.ZodType<TrustFile>;

/** SHA-256(`incola:genesis:1` ‖ 0x00 ‖ JCS(genesis)), base64url: what ledger transactions and proofs name. */
export function genesisDigest(genesis: Genesis): string {
  return encodeBase64url(domainDigest(GENESIS, encodeUtf8(canonicalJson(genesis as unknown as JsonValue))));
}

/** @throws the JSON codes, `malformed_genesis` */
export function parseGenesis(text: string): Genesis {
  const read = genesisShape.safeParse(parseJson(text, LIMITS));
  if (read.success) return read.data;
  throw refusal('malformed_genesis', `The genesis has no valid shape: ${where(read.error)}.`);
}

/** @throws the JSON codes, `malformed_trust_file` */
export function parseTrustFile(text: string): TrustFile {
  const read = trustFileShape.safeParse(parseJson(text, LIMITS));
  if (read.success) return read.data;
  throw refusal('malformed_trust_file', `The trust file has no valid shape: ${where(read.error)}.`);
}

function hasFoundersOfEachCollege({ founders }: { founders: Genesis['founders'] }): boolean {
  const active = founders.filter(({ status }) => status === 'active').map(({ college }) => college);
  const keys = founders.flatMap((founder) => founder.keys.map(({ id }) => id));
  return (
    new Set(founders.map(({ did }) => did)).size === founders.length &&
    new Set(keys).size === keys.length &&
    COLLEGES.every((one) => active.includes(one))
  );
}

/** The log's key is named as its origin; all four keys and names differ (C2SP tlog-cosignature: distinct keys). */
function hasOwnKeys(genesis: Pick<Genesis, 'origin' | 'logVerifierKey' | 'cosigners'>): boolean {
  const log = parseVerifierKey(genesis.logVerifierKey);
  const cosigners = genesis.cosigners.map(({ verifierKey }) => parseVerifierKey(verifierKey));
  const all: VerifierKey[] = [log, ...cosigners];
  return (
    log.type === NOTE_SIGNATURE &&
    log.name === genesis.origin &&
    cosigners.every(({ type }) => type === COSIGNATURE) &&
    new Set(genesis.cosigners.map(({ college }) => college)).size === COLLEGES.length &&
    new Set(all.map(({ name }) => name)).size === all.length &&
    new Set(all.map(({ publicKey }) => encodeBase64url(publicKey))).size === all.length
  );
}

/** As `set_validators` demands of later ones. */
function hasValidatorsOfEachCollege({ consensus, founders }: Pick<Genesis, 'consensus' | 'founders'>): boolean {
  if (consensus === undefined) return true;
  const { validators } = consensus;
  const count = (college: College) => validators.filter((validator) => validator.college === college).length;
  return (
    new Set(validators.map(({ publicKey }) => publicKey)).size === validators.length &&
    COLLEGES.every((college) => count(college) > 0 && count(college) <= MAX_VALIDATORS_PER_COLLEGE) &&
    validators.every(({ member, college }) => founders.some((one) => one.did === member && one.college === college))
  );
}

function isVerifierKey(text: string): boolean {
  return succeeds(() => parseVerifierKey(text));
}

function isBase64(text: string): boolean {
  return succeeds(() => decodeBase64(text));
}

function succeeds(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch {
    return false;
  }
}
