/** A request to a resource of the issuer, as the door leaves it: credential, deferred credential or notification endpoint. */
export interface ProtectedRequest {
  authorization: string | undefined;
  dpopHeader: string | string[] | undefined;
  /** Whether a token stands in the address, where servers log it and nobody may send it (FAPI 2.0 §5.3.4). */
  hasTokenInAddress: boolean;
  contentType: string | undefined;
  body: string;
}

/** The last part of the endpoint's address. */
export type ProtectedEndpoint = 'credential' | 'deferred-credential' | 'notification';
