import type { CredentialType } from '#credential-types';
import type { Clock, RandomBytes } from '#primitives';
import { ownOrganisations } from '#service-kit/organisations';
import type { KeyStore } from './adapters/typeorm/open-stores.js';
import { openAskingMembers, type AskingMember } from './organisations/asking-member.js';
import { openSandboxMember } from './sandbox/open-sandbox-member.js';
import { readSandboxContracts } from './sandbox/read-sandbox-contracts.js';
import { Sandbox } from './sandbox/sandbox.js';
import type { Sandboxes } from './sandbox/sandboxes.js';
import type { VerifierConfig } from './verifier.config.js';

/** Opens the tenants: members of the cooperative with what founding gave them, sandboxes with what they make themselves. */
export async function openTenants(
  config: VerifierConfig,
  parts: { keyStore: KeyStore; credentialTypes: readonly CredentialType[]; clock: Clock; random: RandomBytes },
): Promise<{ members: AskingMember[]; sandboxes: Sandboxes }> {
  const { organisationKeys } = parts.keyStore;
  const founded = config.tenants.filter(({ sandbox }) => !sandbox);
  const members = await openAskingMembers({ ...config, tenants: founded }, organisationKeys);
  const sandboxes = new Map<string, Sandbox>();
  const tenants = config.tenants.filter(({ sandbox }) => sandbox);
  if (tenants.length === 0) return { members, sandboxes };
  const contracts = await readSandboxContracts(config.schemasFolder);
  const types = parts.credentialTypes.map(({ vct }) => vct);
  const places = { ...parts, publicUrl: config.publicUrl };
  for (const organisation of ownOrganisations({ ...config, tenants })) {
    const member = await openSandboxMember(organisation, organisationKeys, places);
    sandboxes.set(member.did, await Sandbox.open(member, { contracts, types }, places));
    members.push(member);
  }
  return { members, sandboxes };
}
