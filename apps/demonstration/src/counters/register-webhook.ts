import { requireAnswer, type VerifierClient } from '#api-clients';
import type { WebhookSecrets } from './applications.js';

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
  const { items } = requireAnswer(await client.GET('/api/v1/webhooks'));
  const ours = items.filter((endpoint) => endpoint.url === url);
  if (kept !== undefined && ours.some(({ id }) => id === kept.endpoint)) return kept.secret;
  for (const { id } of ours) requireAnswer(await client.DELETE('/api/v1/webhooks/{id}', { params: { path: { id } } }));
  const { id, secret } = requireAnswer(await client.POST('/api/v1/webhooks', { body: { url, events: EVENTS } }));
  await secrets.keep(tenant, { endpoint: id, secret });
  return secret;
}
