/** Wrong letter codes for one customer number from one origin, or from one origin for whichever numbers. */
export interface FailureCount {
  failures: number;
  /** Nothing is taken before; milliseconds since the epoch, 0 for at once. */
  waitUntil: number;
  /** When it counts no longer, and is deleted. */
  forgetAt: number;
}

/** Whose failures: by keyed digests, whether there is such a customer or not. */
export interface FailurePlace {
  tenantId: string;
  /** Empty: whichever customer numbers. */
  customerLookup: string;
  originDigest: string;
}

/** Durable when they return, or when the unit of work that they join is. Erasure of a subject removes his. */
export interface SignInFailures {
  find(place: FailurePlace): Promise<FailureCount | undefined>;
  put(place: FailurePlace, count: FailureCount): Promise<void>;
  /** From wherever; with `originDigest`, from there only. */
  clear(place: Omit<FailurePlace, 'originDigest'> & { originDigest?: string }): Promise<void>;
  forgetExpired(now: number): Promise<void>;
}
