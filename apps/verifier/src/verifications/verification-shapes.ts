import { z } from 'zod';
import { shownAssessment } from '../policies/policy-shapes.js';
import { PRESENTATION_STATUSES } from '../presentation-requests/presentation.js';

/** ISO 8601. */
const time = z.iso.datetime();
const localised = z.strictObject({ en: z.string(), fr: z.string() });
const compactJws = z.string().regex(/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/);
/** 32 bytes, base64url. */
const bytes32 = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

const verdict = z
  .strictObject({
    check: z.string(),
    outcome: z.enum(['passed', 'failed', 'not_checked']),
    code: z.string().describe('Stable: `ok`, or what is wrong, or why it was not checked.'),
    sentence: localised,
    clause: z.string().describe('What the check implements.'),
    prerequisite: z.string().optional().describe('The check without which this one could not be made.'),
    credentialQueryId: z.string().optional(),
    presentationIndex: z.int().min(0).optional(),
  })
  .meta({ id: 'Verdict' });

const status = z.enum(PRESENTATION_STATUSES);

const summaryMembers = {
  id: z.string(),
  status,
  contract: z.strictObject({ id: z.string(), version: z.int().min(1) }),
  createdAt: time,
  openedAt: time.optional(),
  presentedAt: time.optional(),
  closedAt: time.optional(),
  expiresAt: time,
  redactedAt: time.optional(),
  retentionEndsAt: time.optional(),
  paperPathAt: time
    .optional()
    .describe('When a clerk noted that the person showed a paper instead; the status stays what it is.'),
  policy: z.strictObject({ id: z.string(), version: z.int().min(1) }).optional(),
};

/** A page of the tenant's verifications, the newest first. */
export const verificationPage = z.strictObject({
  items: z.array(z.strictObject(summaryMembers).meta({ id: 'VerificationSummary' })),
  cursor: z.string().optional().describe('Of the next page; absent where nothing older is left.'),
});

/** A verification as its tenant may see it. */
export const verificationShape = z
  .strictObject({
    ...summaryMembers,
    history: z
      .array(z.strictObject({ status, at: time }))
      .describe('Every change of the status as far as it may be seen, oldest first.'),
    page: z
      .strictObject({
        progress: z.enum(['not_opened', 'open', 'answered', 'redeemed', 'ended']),
        attempts: z.int().min(1),
      })
      .optional()
      .describe('How far the hosted page is, and how often it has asked; never what was answered.'),
    decision: z.enum(['verified', 'not_verified']).optional(),
    verdicts: z.array(verdict),
    answer: z.unknown().optional().describe('Type, issuing member and disclosed claims of each credential.'),
    assessment: shownAssessment.optional().describe('What the policy said by which it was asked.'),
    receipt: z
      .strictObject({ receipt: compactJws, commitment: bytes32, salt: bytes32, anchored: z.boolean() })
      .optional(),
    verdictRecord: compactJws.optional().describe('The signed record of the verdicts, for an auditor.'),
    refusal: z.strictObject({ code: z.string(), sentence: localised }).optional(),
    withheld: z
      .strictObject({ code: z.enum(['restricted', 'redacted', 'code_awaited', 'decision_only']), sentence: localised })
      .optional()
      .describe(
        'Why there is no answer although one was given; `decision_only`: the key has neither of the scopes `verifications:details` and `evidence:read`.',
      ),
  })
  .meta({ id: 'Verification' });

/** What a tenant gets that asked. */
export const verificationAsked = z
  .strictObject({
    id: z.string(),
    status: z.literal('created'),
    expiresAt: time,
    walletLink: z.string().optional().describe('Delivery `link`: for a QR code or a button, opens a wallet.'),
    requestUri: z.url().optional().describe('Delivery `link`.'),
    pageUrl: z.url().optional().describe('Delivery `page`: where the person is led; it opens once.'),
  })
  .meta({ id: 'VerificationAsked' });
