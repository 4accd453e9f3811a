import type { ResponseKey } from '#service-kit/presentation-exchange';
import type { IdentityRefusal } from './identity-refusals.messages.js';

/**
 * A question to a citizen's wallet for identity data, asked while he signs in (OpenID4VP 1.0 §5). It goes `created` → `opened` (a wallet has
 * fetched it) → `shown` or `refused`; `ended` where another one took its place. It takes one answer, right or wrong.
 */
export interface IdentityRequest {
  tenantId: string;
  /** 128 random bits, base64url: also the capability in request and response URI. */
  id: string;
  signInId: string;
  authorizationId: string;
  subjectRecordId: string;
  state: 'created' | 'opened' | 'shown' | 'refused' | 'ended';
  /** `null`, as are the next two, once no answer is awaited any more. */
  presentationNonce: string | null;
  stateParameter: string | null;
  responseKey: ResponseKey | null;
  /** Why what came was not taken. */
  refusal: IdentityRefusal | null;
  /** Digest of the code with which the wallet leads the browser of its own device back; `null` where it answered from elsewhere. */
  responseCodeDigest: string | null;
  /** Milliseconds since the epoch: when that browser came back with the code. */
  returnedAt: number | null;
  createdAt: number;
  expiresAt: number;
}

/** The one way out of `created` and `opened`. */
export interface IdentityClosing {
  state: 'shown' | 'refused' | 'ended';
  refusal?: IdentityRefusal;
  responseCodeDigest?: string | null;
}

export function isAwaiting({ state, expiresAt }: Pick<IdentityRequest, 'state' | 'expiresAt'>, now: number): boolean {
  return (state === 'created' || state === 'opened') && expiresAt > now;
}

/** Durable when they return, or when the unit of work that they join is. An erasure removes its subject's. */
export interface IdentityRequests {
  add(request: IdentityRequest): Promise<void>;
  find(tenantId: string, id: string): Promise<IdentityRequest | undefined>;
  /** `created` → `opened`; changes nothing in any other state. */
  markOpened(tenantId: string, id: string): Promise<void>;
  /** Closes it and forgets nonce, state parameter and key. @returns false where no answer was awaited any more */
  close(tenantId: string, id: string, closing: IdentityClosing): Promise<boolean>;
  noteReturn(tenantId: string, id: string, returnedAt: number): Promise<void>;
  forgetExpired(now: number): Promise<void>;
}
