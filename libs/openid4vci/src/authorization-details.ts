import { z } from 'zod';
import { isCodedError, parseJson, refusal } from '#primitives';
import { parseShape } from './parse-shape.js';

const LIMITS = { maxLength: 16 * 1024, maxDepth: 8 };
const CODE = 'malformed_authorization_details';
const MESSAGE = 'The authorization details are not well formed, or of a type that is not known.';

/** The only type that we know (OpenID4VCI 1.0 §5.1.1). */
export const OPENID_CREDENTIAL = 'openid_credential';

/** Fields that are not known make no detail invalid (OpenID4VCI 1.0 §5.1.1). */
const authorizationDetails = z
  .array(
    z.looseObject({
      type: z.literal(OPENID_CREDENTIAL),
      credential_configuration_id: z.string().min(1).max(256),
      locations: z.array(z.string().max(2048)).max(16).optional(),
    }),
  )
  .min(1)
  .max(16);

/** What a wallet asks for by `authorization_details` (RFC 9396 §2). */
export interface AuthorizationDetail {
  credentialConfigurationId: string;
  /** Credential issuers that it is meant for; absent: whoever the server acts for. */
  locations?: string[];
}

/** @throws `malformed_authorization_details` */
export function parseAuthorizationDetails(text: string): AuthorizationDetail[] {
  return parseShape(authorizationDetails, parseLimited(text), CODE, MESSAGE).map(
    ({ credential_configuration_id: credentialConfigurationId, locations }) => ({
      credentialConfigurationId,
      ...(locations === undefined ? {} : { locations }),
    }),
  );
}

function parseLimited(text: string): unknown {
  try {
    return parseJson(text, LIMITS);
  } catch (cause) {
    if (!isCodedError(cause)) throw cause;
    throw refusal(CODE, MESSAGE, { cause });
  }
}
