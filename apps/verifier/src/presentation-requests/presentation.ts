import type { NoticeDelivery } from '#consent';
import type { DcqlQuery } from '#openid4vp';
import type { ResponseKey } from '#service-kit/presentation-exchange';
import type { AskingMember } from '../organisations/asking-member.js';

export const PRESENTATION_STATUSES = [
  'created',
  'opened',
  'presented',
  'verified',
  'not_verified',
  'refused',
  'expired',
  'cancelled',
  'redacted',
] as const;

/** `presented` is what a reader sees while a decision waits for its anchor (`anchoredBeforeDecision`). */
export type PresentationStatus = (typeof PRESENTATION_STATUSES)[number];

/** Statuses in which an answer is still awaited. */
export const AWAITING: readonly PresentationStatus[] = ['created', 'opened'];

/** What can be asked of a wallet, and what is kept of it. Times are milliseconds since the epoch. */
export interface Presentation {
  tenantId: string;
  /** 128 random bits: also the capability in request and response URI. */
  id: string;
  status: PresentationStatus;
  contractId: string;
  contractVersion: number;
  onWithdrawal: 'erase' | 'restrict';
  anchoredBeforeDecision: boolean;
  /** `null` where it is sealed, because it holds an address, or gone. */
  question: DcqlQuery | null;
  sealedQuestion: string | null;
  notice: NoticeDelivery | null;
  presentationNonce: string;
  /** `null` once no answer is awaited any more; so is the response key. */
  stateParameter: string | null;
  responseKey: ResponseKeys | null;
  /** How wallets answer it where they post (OpenID4VP 1.0 §8.2, §8.3.1). */
  responseMode: AskingMember['responseMode'];
  createdAt: number;
  expiresAt: number;
  openedAt: number | null;
  presentedAt: number | null;
  closedAt: number | null;
  redactedAt: number | null;
  retentionEndsAt: number | null;
  /** The error that the wallet answered (OpenID4VP 1.0 §8.5). */
  refusal: string | null;
  /** Restricted after a withdrawal: kept, not used. */
  restricted: boolean;
  /** The hosted page that asks it. */
  pageId: string | null;
  /** Only the page's own session may learn what came of it, until a response code is exchanged (OpenID4VP 1.0 §13.3). */
  codeAwaited: boolean;
  /** The policy by which it is assessed, and its version when it was asked. */
  policyId: string | null;
  policyVersion: number | null;
  /** Whom the tenant expects, sealed under the presentation's subject key; it never stands in the request. */
  sealedExpected: string | null;
  /** Until when its hosted page may ask again; `null` where it may not. */
  askableUntil: number | null;
  /** Its page has asked again since: the verification is the newer request. */
  replaced: boolean;
  /** When a clerk noted that the person showed a paper instead; the decision stays what it is. */
  paperPathAt: number | null;
}

/** HAIP 1.0 §5: a key for each request. A page asks by the Digital Credentials API too, which is a request of its own. */
export type ResponseKeys = ResponseKey & { dcApi?: ResponseKey };

/** The one way out of `created` and `opened`. */
export interface Closing {
  status: 'verified' | 'not_verified' | 'refused' | 'expired' | 'cancelled';
  closedAt: number;
  presentedAt?: number;
  refusal?: string;
  retentionEndsAt?: number;
}

/** By which its tenant knows it: a page keeps one identifier however often it asks. */
export function verificationIdOf({ id, pageId }: Pick<Presentation, 'id' | 'pageId'>): string {
  return pageId ?? id;
}

/** Whether something personal was sealed under the key of its subject before any answer. */
export function holdsSealed({
  sealedQuestion,
  sealedExpected,
}: Pick<Presentation, 'sealedQuestion' | 'sealedExpected'>): boolean {
  return sealedQuestion !== null || sealedExpected !== null;
}

/** When the verification is over that nobody answers. */
export function endOf({ expiresAt, askableUntil }: Pick<Presentation, 'expiresAt' | 'askableUntil'>): number {
  return Math.max(expiresAt, askableUntil ?? 0);
}

/** An expired presentation is one, whether or not the timer has written it down. */
export function isAwaiting(presentation: Pick<Presentation, 'status' | 'expiresAt'>, now: number): boolean {
  return AWAITING.includes(presentation.status) && presentation.expiresAt > now;
}
