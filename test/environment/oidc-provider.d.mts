export interface OidcProviderUnderTest {
  issuer: string;
  /** As whom the next ones are signed in; `null` refuses them. */
  signInAs(account: string | null): Promise<void>;
  close(): Promise<void>;
}

/** Starts a real OpenID Connect provider on loopback, which asks nobody for anything. */
export function startOidcProvider(options: {
  port: number;
  client: Record<string, unknown>;
  customerNumbers: Record<string, string>;
  inIdToken: boolean;
}): Promise<OidcProviderUnderTest>;
