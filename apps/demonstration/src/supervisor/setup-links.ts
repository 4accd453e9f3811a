import { isJsonObject, outage } from '#primitives';

/** A one-time link that a service printed at its start, for a tenant without an API key. */
const SETUP_LINK = /https?:\/\/[^\s"#]+\/setup#(incola_setup_[A-Za-z0-9_.-]+)/;

export interface SetupLink {
  /** The printed line, which names the tenant. */
  line: string;
  link: string;
  code: string;
}

/** @returns the link in a line of output, and the code in it */
export function findSetupLink(line: string): SetupLink | undefined {
  const [link, code] = SETUP_LINK.exec(line) ?? [];
  return link === undefined || code === undefined ? undefined : { line, link, code };
}

/** Exchanges a setup code for an API key, once. @throws `setup_refused` (outage) */
export async function redeemSetupCode(serviceUrl: string, code: string): Promise<{ tenant: string; apiKey: string }> {
  const answer = await fetch(`${serviceUrl}/api/v1/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code }),
  });
  const body: unknown = await answer.json();
  if (!answer.ok || !isJsonObject(body) || typeof body.tenant !== 'string' || typeof body.apiKey !== 'string') {
    throw outage('setup_refused', `${serviceUrl} refused a setup code (HTTP ${answer.status}).`);
  }
  return { tenant: body.tenant, apiKey: body.apiKey };
}
