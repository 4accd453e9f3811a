import type { IncomingHttpHeaders } from 'node:http';
import type { OAuthParameters } from '#openid4vci';
import type { ClientRequest } from './authenticate-client.js';

/** What of a request says who its client is: of the form, and of the header fields of attestation-based client authentication §6. */
export function clientRequestOf(parameters: OAuthParameters, headers: IncomingHttpHeaders): ClientRequest {
  return {
    clientId: parameters.single('client_id'),
    clientAssertionType: parameters.single('client_assertion_type'),
    clientAssertion: parameters.single('client_assertion'),
    attestation: headers['oauth-client-attestation'],
    attestationPop: headers['oauth-client-attestation-pop'],
  };
}
