import { z } from 'zod';
import { COLLEGES, DEFAULT_GOVERNANCE, MIN_SETTLED_PROOFS, type DataUseContract } from '#ledger';
import { isJsonObject } from '#primitives';

const did = z.string().regex(/^did:web:[A-Za-z0-9.%:~_-]{1,500}$/);

/**
 * Who founds the cooperative, and what its first transactions are. Everyone named has sent an enrolment.
 * The contracts are records of libs/ledger without `status`; the ledger's own shape checks them.
 */
export const foundingPlanShape = z.strictObject({
  /** `founder`: stands in the genesis and endorses the founding transactions; at least one in each college. */
  members: z
    .array(z.strictObject({ did, college: z.enum(COLLEGES), founder: z.boolean() }))
    .min(3)
    .max(256),
  /** `statusListSlug`: the issuer's lists lie under `{publicUrl}/status-lists/{slug}/`. */
  issuers: z.array(
    z.strictObject({
      did,
      mayIssue: z.array(z.string().min(1)).min(1).max(32),
      statusListSlug: z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/),
    }),
  ),
  verifiers: z.array(z.strictObject({ did })),
  contracts: z.array(z.custom<Omit<DataUseContract, 'status'>>(isJsonObject)),
  parameters: z
    .strictObject({
      anchorPeriodSeconds: z.number().int().min(1).max(86_400).default(900),
      maxAnchorAgePeriods: z.number().int().min(1).max(100_000).default(672),
      maxProofAgeSeconds: z.number().int().min(1).max(86_400).default(900),
    })
    .prefault({}),
  /** How the members decide by vote once the founding is ended; the genesis' own limits check them. */
  governance: z
    .strictObject({
      quorumPercent: z.number().int().min(1).max(100).default(DEFAULT_GOVERNANCE.quorumPercent),
      minVotingSeconds: z.number().int().min(1).default(DEFAULT_GOVERNANCE.minVotingSeconds),
      maxVotingSeconds: z.number().int().min(1).default(DEFAULT_GOVERNANCE.maxVotingSeconds),
      maxOpenProposals: z.number().int().min(1).default(DEFAULT_GOVERNANCE.maxOpenProposals),
      commissionBasisPoints: z.number().int().min(0).default(DEFAULT_GOVERNANCE.commissionBasisPoints),
    })
    .prefault({}),
  /** How proofs are paid for; the treasurer is the first founder whose keys live with the cooperative. */
  settlement: z
    .strictObject({
      periodSeconds: z
        .number()
        .int()
        .min(1)
        .default(30 * 86_400),
      minProofs: z.number().int().min(MIN_SETTLED_PROOFS).default(MIN_SETTLED_PROOFS),
    })
    .prefault({}),
  /** The validators that order the ledger, of each college at least one; without it, the cooperative's own process does. */
  network: z
    .strictObject({
      validators: z
        .array(
          z.strictObject({
            member: did,
            college: z.enum(COLLEGES),
            publicKey: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
          }),
        )
        .min(3)
        .max(30),
      trustingPeriodSeconds: z.number().int().min(1),
    })
    .optional(),
  certificateDays: z.number().int().min(1).max(825).default(365),
});

export type FoundingPlan = z.infer<typeof foundingPlanShape>;
