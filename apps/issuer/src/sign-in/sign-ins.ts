/** A browser that a wallet has sent to us, until it goes back there. The secret in its cookie we keep as a digest only. */
export interface SignIn {
  tenantId: string;
  /** 128 random bits, base64url; stands in the page's address. */
  id: string;
  browserDigest: string;
  authorizationId: string;
  /** Sealed under the browser's secret: what the answer of the utility's own provider must fit. */
  round: string | null;
  /** Of the code that was refused last: the same one again is no further attempt. */
  refusedDigest: string | null;
  /** Sealed likewise: what the page says of what was typed last. */
  notice: string | null;
  /** What was asked of the person after signing in, if anything: an identity request. */
  identityRequestId: string | null;
  /** Sealed likewise: where the browser was sent at the end. */
  ending: string | null;
  /** Milliseconds since the epoch. */
  endedAt: number | null;
  forgetAt: number;
}

export type SignInChange = Partial<
  Pick<SignIn, 'round' | 'refusedDigest' | 'notice' | 'identityRequestId' | 'ending' | 'endedAt'>
>;

/** Durable when they return, or when the unit of work that they join is. */
export interface SignIns {
  add(signIn: SignIn): Promise<void>;
  find(tenantId: string, id: string): Promise<SignIn | undefined>;
  change(tenantId: string, id: string, change: SignInChange): Promise<void>;
  forgetExpired(now: number): Promise<void>;
}
