import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { CredentialType } from '#credential-types';
import { refusal } from '#primitives';
import { parsePolicy, type Policy } from '#verification-policy';
import { readJsonFile } from '../files/index.js';

/**
 * @param schemasFolder holds `verification-policies/*.json`
 * @param types that the policies may name
 * @throws the codes of `parsePolicy`; `policy_name_differs` where a file is not called like its policy
 */
export async function readPolicies(schemasFolder: string, types: readonly CredentialType[]): Promise<Policy[]> {
  const folder = join(schemasFolder, 'verification-policies');
  const files = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(
    files.map(async (name) => {
      const policy = parsePolicy(await readJsonFile(join(folder, name)), types);
      if (`${policy.id}.json` === name) return policy;
      throw refusal('policy_name_differs', `The file ${name} holds the policy ${policy.id}.`);
    }),
  );
}
