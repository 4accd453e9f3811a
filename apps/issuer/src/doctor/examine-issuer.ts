import type { Clock } from '#primitives';
import type { GuardedFetch } from '#service-kit/fetch';
import type { IssuerConfig } from '../issuer.config.js';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import { examineAddress } from './examine-address.js';
import { examineClock } from './examine-clock.js';
import { examineKey, type KeyParts } from './examine-key.js';
import { examineRegistry, type RegistryParts } from './examine-registry.js';
import { examineOrigins, examineSettings } from './examine-settings.js';
import { examineStatusLists, type StatusListParts } from './examine-status-lists.js';
import { examineTls } from './examine-tls.js';
import type { Finding } from './finding.js';

export interface DoctorParts extends KeyParts, RegistryParts, Omit<StatusListParts, 'statusLists'> {
  config: IssuerConfig;
  /** The tenants to examine. */
  tenants: readonly IssuingTenant[];
  /** Absent where the database could not be opened. */
  statusLists?: StatusListParts['statusLists'] | undefined;
  fetch: GuardedFetch;
  clock: Clock;
  tlsAuthorities?: string | undefined;
}

/** Everything for which a wallet or a verifier might not trust this issuer, in the order in which they meet it. */
export async function examineIssuer(parts: DoctorParts): Promise<Finding[]> {
  const { config, clock, fetch } = parts;
  const { publicUrl, cooperativeUrl } = config;
  const findings = [
    ...examineOrigins(config),
    ...(await examineTls(publicUrl, { clock, authorities: parts.tlsAuthorities })),
    ...(await examineClock(cooperativeUrl, parts)),
  ];
  for (const tenant of parts.tenants) {
    findings.push(...examineSettings(tenant, clock), ...(await examineAddress(tenant, { publicUrl, fetch })));
    const { key, findings: ofKey } = await examineKey(tenant, parts);
    const { state, findings: ofRegistry } = await examineRegistry(tenant, key, parts);
    findings.push(...ofKey, ...ofRegistry);
    if (parts.statusLists) {
      const { statusLists } = parts;
      findings.push(...(await examineStatusLists(tenant, state, { ...parts, statusLists })));
    }
  }
  // What is wrong with the ledger is said once, not for every tenant.
  return findings.filter((one, index) => findings.findIndex((other) => isSame(one, other)) === index);
}

function isSame(left: Finding, right: Finding): boolean {
  return left.code === right.code && left.about === right.about && left.detail === right.detail;
}
