import { isJsonObject } from '#primitives';
import type { WebhookSecrets } from './applications.js';
import { textIn, type VerifierClient } from './verifier-client.js';

/** What a counter must hear of: a person who withdraws doesn't come back to our pages. */
const EVENTS = ['verification.withdrawn', 'verification.redacted'];

/**
 * Sees that the verifier tells us, and that we hold the secret that it signs with. An endpoint of ours whose secret was lost is
 * removed and made anew.
 * @returns the secret of Standard Webhooks, `whsec_…`
 */
export async function registerWebhook(
  tenant: string,
  url: string,
  { client, secrets }: { client: VerifierClient; secrets: WebhookSecrets },
): Promise<string> {
  const kept = await secrets.find(tenant);
  const { items } = await client.call('GET', 'webhooks');
  const ours = (Array.isArray(items) ? items : []).filter(isJsonObject).filter((endpoint) => endpoint.url === url);
  if (kept !== undefined && ours.some(({ id }) => id === kept.endpoint)) return kept.secret;
  for (const endpoint of ours) await client.call('DELETE', `webhooks/${textIn(endpoint, 'id')}`);
  const made = await client.call('POST', 'webhooks', { url, events: EVENTS });
  const registered = { endpoint: textIn(made, 'id'), secret: textIn(made, 'secret') };
  await secrets.keep(tenant, registered);
  return registered.secret;
}
