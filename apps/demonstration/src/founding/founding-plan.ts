import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { typeNamesOf } from '#credential-types';
import { didWebOf } from '#identity';
import { assertOurs, isJsonObject, type JsonObject } from '#primitives';
import { readCredentialTypes } from '#service-kit/schemas';
import { urlOf, type Ports } from '../supervisor/choose-places.js';
import { readJson } from './data-folder.js';
import {
  BANK,
  CITY,
  CREDENTIAL_TYPES,
  memberBySlug,
  MEMBERS,
  membersOf,
  type FictiveMember,
} from './fictive-members.js';

/** So that a vote can be watched; members of a real cooperative want days. */
const MIN_VOTING_SECONDS = 5;
/** So that a payment can be watched; a real cooperative settles once a month. */
const SETTLEMENT_PERIOD_SECONDS = 60;

/** Who the placeholders of schemas/data-use-contracts/ stand for in the demonstration. */
const ASKING_MEMBERS: Readonly<Record<string, string>> = {
  '{bank}': BANK,
  '{city}': CITY,
};

/** The plan that the cooperative's `found` command reads. */
export interface FoundingPlan {
  members: { did: string; college: string; founder: boolean }[];
  issuers: { did: string; mayIssue: string[]; statusListSlug: string }[];
  verifiers: { did: string }[];
  contracts: JsonObject[];
  parameters: { anchorPeriodSeconds: number };
  governance: { minVotingSeconds: number };
  settlement: { periodSeconds: number };
}

/**
 * @param schemasFolder holds the credential types and the data-use contracts, files of JSON in which `verifier` is a placeholder
 * @param anchorPeriodSeconds length of the periodic anchors' period
 */
export async function createFoundingPlan(
  ports: Ports,
  schemasFolder: string,
  anchorPeriodSeconds: number,
): Promise<FoundingPlan> {
  const types = (await readCredentialTypes(schemasFolder)).filter(({ id }) => CREDENTIAL_TYPES.includes(id));
  const didOf = ({ service, slug }: FictiveMember) => didWebOf(`${urlOf(ports[service])}/${slug}`);
  return {
    members: MEMBERS.map((member) => ({ did: didOf(member), college: member.college, founder: member.founder })),
    issuers: membersOf('issuer').map((member) => ({
      did: didOf(member),
      mayIssue: types.flatMap(typeNamesOf),
      statusListSlug: member.slug,
    })),
    verifiers: membersOf('verifier').map((member) => ({ did: didOf(member) })),
    contracts: await readContracts(join(schemasFolder, 'data-use-contracts'), (slug) => didOf(memberBySlug(slug))),
    parameters: { anchorPeriodSeconds },
    governance: { minVotingSeconds: MIN_VOTING_SECONDS },
    settlement: { periodSeconds: SETTLEMENT_PERIOD_SECONDS },
  };
}

async function readContracts(folder: string, didOfSlug: (slug: string) => string): Promise<JsonObject[]> {
  const contracts: JsonObject[] = [];
  for (const file of (await readdir(folder)).filter((name) => name.endsWith('.json')).sort()) {
    const contract = await readJson(join(folder, file));
    assertOurs(isJsonObject(contract) && typeof contract.verifier === 'string', `${file} holds a data-use contract`);
    const slug = ASKING_MEMBERS[contract.verifier];
    // Contracts of members that the demonstration lacks are not founded here.
    if (slug !== undefined) contracts.push({ ...contract, verifier: didOfSlug(slug) });
  }
  return contracts;
}
