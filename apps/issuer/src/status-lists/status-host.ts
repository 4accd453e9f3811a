/** A list as it is published: the same statuses in both formats (Token Status List §5). */
export interface StatusListTokens {
  tenantId: string;
  listId: string;
  uri: string;
  version: number;
  /** Seconds since the epoch. */
  issuedAt: number;
  /** Seconds. */
  ttl: number;
  jwt: string;
  cwt: Uint8Array;
}

/**
 * Hands tokens to whoever serves them. What is there and as new stays, and that is no failure: another instance was here. They are
 * durable when it returns.
 * @throws outages
 */
export type HostStatusList = (tokens: StatusListTokens) => Promise<void>;
