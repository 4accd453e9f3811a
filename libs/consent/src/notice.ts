import { z } from 'zod';
import type { AllowedClaim } from '#ledger';
import type { Localised } from '#primitives';
import { bytes32, claims, localised, localisedList, onWithdrawal, parseShape, party, text } from './shapes.js';

/**
 * What the citizen is told before he decides (design §6): structured data, not rendered text, made from the data-use
 * contract in force. `presentationNonce` commits to it. Its JSON has no other members.
 */
export interface Notice {
  version: 1;
  verifier: { member: string; name: string; legalId: string };
  contract: { id: string; version: number; title: Localised };
  purpose: { dpv: string; words: Localised };
  legalBasis: { dpv: string; words: Localised };
  onWithdrawal: 'erase' | 'restrict';
  /** The claims of this request, never more than the contract's. */
  claims: Pick<AllowedClaim, 'vct' | 'path'>[];
  recipients: Localised[];
  retentionDays: number;
  /** DPV terms of the rights that the citizen has: withdrawal, erasure, access, complaint. */
  rights: { dpv: string; words: Localised }[];
  /** Where a withdrawal is sent. */
  withdrawalUri: string;
}

/** What travels in `verifier_info` beside the request: all that the presentation nonce commits to. */
export interface NoticeDelivery {
  notice: Notice;
  /** 32 random bytes, base64url. */
  random: string;
}

/** The `format` of the notice's object in `verifier_info` (OpenID4VP 1.0 §5.1). */
export const NOTICE_FORMAT = 'incola-notice+1';

const term = z.strictObject({ dpv: text, words: localised });
const noticeShape = z.strictObject({
  version: z.literal(1),
  verifier: party,
  contract: z.strictObject({ id: text, version: z.int().min(1), title: localised }),
  purpose: term,
  legalBasis: term,
  onWithdrawal,
  claims,
  recipients: localisedList,
  retentionDays: z.int().min(0).max(36_525),
  rights: z.array(term).max(16),
  withdrawalUri: text,
});
const deliveryShape = z.strictObject({ notice: noticeShape, random: bytes32 });

/** @throws `malformed_notice`, also for a member too many: a notice that hides something is not one. */
export function parseNotice(value: unknown): Notice {
  return parseShape(noticeShape, value, 'malformed_notice', 'The notice does not have the form of one.');
}

/** @throws `malformed_notice` */
export function parseNoticeDelivery(value: unknown): NoticeDelivery {
  return parseShape(deliveryShape, value, 'malformed_notice', 'The notice does not have the form of one.');
}
