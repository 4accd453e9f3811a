import { z } from 'zod';
import type { ValidatorsRecord } from './governance.js';
import type { ProposalSubject } from './proposal-subject.js';
import { commissionShape, parameterChangesShape } from './governance-rules-shapes.js';
import {
  accreditedIssuerShape,
  admittedMemberShape,
  adoptedContractShape,
  collegeShape,
  memberKeysShape,
  priceShape,
  registeredVerifierShape,
  suitesShape,
} from './ledger-state-shapes.js';
import { bytesShape, didShape, digestShape, localisedShape, positiveShape, slugShape, textShape } from './shapes.js';

/** As many as CometBFT's powers divide evenly, for each of the three colleges. */
const MAX_VALIDATORS = 30;

export const statusChangeShape = {
  subject: z.strictObject({ kind: z.enum(['contract', 'issuer', 'verifier', 'member']), id: textShape }),
  status: z.enum(['active', 'in_force', 'suspended', 'ended', 'excluded']),
};

export const validatorShape = z.strictObject({ member: didShape, college: collegeShape, publicKey: bytesShape(32) });
export const validatorListShape = z.array(validatorShape).min(3).max(MAX_VALIDATORS);
export const validatorsRecordShape = z.strictObject({
  validators: validatorListShape,
}) satisfies z.ZodType<ValidatorsRecord>;

export const proposalSubjectShape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('admit_member'), member: admittedMemberShape }),
  z.strictObject({ kind: z.literal('change_college'), member: didShape, college: collegeShape }),
  z.strictObject({ kind: z.literal('recover_keys'), member: didShape, keys: memberKeysShape }),
  z.strictObject({ kind: z.literal('set_status'), ...statusChangeShape }),
  z.strictObject({ kind: z.literal('accredit_issuer'), issuer: accreditedIssuerShape }),
  z.strictObject({ kind: z.literal('change_issuer'), issuer: accreditedIssuerShape }),
  z.strictObject({ kind: z.literal('register_verifier'), verifier: registeredVerifierShape }),
  z.strictObject({ kind: z.literal('change_verifier'), verifier: registeredVerifierShape }),
  z.strictObject({ kind: z.literal('adopt_contract'), contract: adoptedContractShape }),
  z.strictObject({
    kind: z.literal('set_price'),
    contract: slugShape,
    version: positiveShape,
    priceCents: priceShape,
  }),
  z.strictObject({ kind: z.literal('set_commission'), commissionBasisPoints: commissionShape }),
  z.strictObject({ kind: z.literal('set_treasurer'), member: didShape }),
  z.strictObject({
    kind: z.literal('change_parameters'),
    changes: parameterChangesShape,
    activationHeight: positiveShape.nullable(),
  }),
  z.strictObject({
    kind: z.literal('set_validators'),
    validators: validatorListShape,
  }),
  z.strictObject({
    kind: z.literal('change_code'),
    version: positiveShape,
    digest: digestShape,
    activationHeight: positiveShape,
  }),
  z.strictObject({ kind: z.literal('accept_suites'), suites: suitesShape }),
  z.strictObject({ kind: z.literal('adopt_text'), title: localisedShape, textDigest: digestShape }),
]) satisfies z.ZodType<ProposalSubject>;
