import { assertOurs, isJsonObject, outage } from '#primitives';
import type { ServiceName } from '../founding/fictive-members.js';

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

/** Runs a command of a service with its configuration. @returns what it printed */
export type RunServiceCommand = (service: ServiceName, ...parameters: string[]) => Promise<string>;

/** A new one-time link of a tenant, by the service's own command. @throws `command_failed` (outage) */
export async function makeSetupLink(
  service: ServiceName,
  tenant: string,
  command: RunServiceCommand,
): Promise<SetupLink> {
  const link = findSetupLink(await command(service, 'setup-link', tenant));
  assertOurs(link, 'the command prints a setup link');
  return { ...link, line: `${service}: one-time setup link of ${tenant}: ${link.link}` };
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
