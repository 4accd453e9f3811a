import { createVerifierClient, type VerifierClient } from '#api-clients';
import { outage } from '#primitives';

const TIMEOUT_MILLISECONDS = 10_000;

/**
 * The verifier's public API, as docs/integrate.md describes it, with one tenant's key. Its calls reject with
 * `verifier_unavailable` (outage) where nobody answers.
 */
export function verifierClient(verifierUrl: string, apiKey: string): VerifierClient {
  return createVerifierClient({ baseUrl: verifierUrl, token: apiKey, fetch: send });
}

/** An answer without something that it would have by what we asked. */
export function answeredWithout(member: string) {
  return outage('verifier_unavailable', 'The verifier cannot be reached.', {
    privateDetail: `an answer without ${member}`,
  });
}

async function send(request: Request): Promise<Response> {
  try {
    return await fetch(request, { redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS) });
  } catch (cause) {
    throw outage('verifier_unavailable', 'The verifier cannot be reached.', { privateDetail: 'no answer', cause });
  }
}
