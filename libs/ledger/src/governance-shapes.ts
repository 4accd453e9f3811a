import { z } from 'zod';
import {
  BALLOT_CHOICES,
  type Argument,
  type Ballot,
  type LeafKeyRotation,
  type MemberKeyRotation,
  type Proposal,
} from './governance.js';
import { memberKeyShape, registeredKeyShape } from './ledger-state-shapes.js';
import { proposalSubjectShape } from './proposal-subject-shapes.js';
import { bytesShape, didShape, digestShape, naturalShape, positiveShape, readableText, slugShape } from './shapes.js';

/** Words of an argument, in UTF-16 code units: what is longer is a text of its own, by digest. */
const MAX_ARGUMENT_LENGTH = 1000;
/** Changes of a ballot before the closing. */
export const MAX_BALLOT_COUNTER = 64;

const argumentWords = readableText(MAX_ARGUMENT_LENGTH);

export const argumentShape = z.strictObject({
  words: z.strictObject({ en: argumentWords, fr: argumentWords }),
  textDigest: digestShape.nullable(),
}) satisfies z.ZodType<Argument>;

export const proposalShape = z.strictObject({
  id: slugShape,
  proposer: didShape,
  subject: proposalSubjectShape,
  argument: argumentShape,
  opensAt: naturalShape,
  closesAt: naturalShape,
}) satisfies z.ZodType<Proposal>;

export const ballotShape = z.strictObject({
  proposal: slugShape,
  member: didShape,
  choice: z.enum(BALLOT_CHOICES),
  counter: positiveShape.max(MAX_BALLOT_COUNTER),
  statementDigest: digestShape.nullable(),
}) satisfies z.ZodType<Ballot>;

export const memberKeyRotationShape = z.strictObject({
  member: didShape,
  key: memberKeyShape,
  possession: bytesShape(64),
  retire: z.strictObject({ id: digestShape, until: naturalShape }).nullable(),
  sequence: positiveShape,
}) satisfies z.ZodType<MemberKeyRotation>;

export const leafKeyRotationShape = z.strictObject({
  member: didShape,
  role: z.enum(['issuer', 'verifier']),
  key: registeredKeyShape,
  retire: z.strictObject({ digest: digestShape, until: naturalShape }).nullable(),
  sequence: positiveShape,
}) satisfies z.ZodType<LeafKeyRotation>;
