/**
 * What the OpenID provider keeps between two requests. Nothing of it is readable in the database: the identifier, which is itself
 * the code or token, stands there as a digest, the rest sealed.
 */
export interface OidcRecord {
  tenantId: string;
  /** `AuthorizationCode`, `AccessToken`, `Interaction`, …: the library's names, and our own for keys. */
  kind: string;
  idDigest: string;
  /** Of the grant that it belongs to and falls with. */
  grantDigest: string | null;
  sealed: string;
  /** When it was used, if it may be used once only. Milliseconds since the epoch, as is `expiresAt`. */
  consumedAt: number | null;
  expiresAt: number;
}

export type OidcRecordKey = Pick<OidcRecord, 'tenantId' | 'kind' | 'idDigest'>;

/** Every method is durable on return, or joins the caller's unit. */
export interface OidcRecords {
  /** Only where there is none of its key. @returns whether it was inserted */
  insert(record: OidcRecord): Promise<boolean>;
  /** What it holds and until when; that it was used stays. @returns whether there was one */
  replace(record: OidcRecord): Promise<boolean>;
  find(key: OidcRecordKey): Promise<OidcRecord | undefined>;
  /** Single use: of two calls one gets `true`. */
  consume(key: OidcRecordKey, consumedAt: number): Promise<boolean>;
  /** Forgets one, all of a grant, or all whose time is over. */
  remove(which: OidcRecordKey | { tenantId: string; grantDigest: string } | { expiredAt: number }): Promise<void>;
}
