import { join } from 'node:path';
import { createEnrolment, type OrganisationKeys } from '#identity';
import { writeJsonFile } from '../files/index.js';
import type { OwnOrganisation } from './own-organisations.js';

/**
 * Makes the organisations' keys where they are missing and writes `<slug>.enrolment.json` for each.
 * @param uses the keys that get a leaf certificate; the ledger key comes with every enrolment
 * @returns the files
 */
export async function enrolOrganisations(
  organisations: readonly OwnOrganisation[],
  organisationKeys: OrganisationKeys,
  folder: string,
  uses: readonly ('issuing' | 'access')[],
): Promise<string[]> {
  const files: string[] = [];
  for (const { slug, ...organisation } of organisations) {
    const file = join(folder, `${slug}.enrolment.json`);
    await writeJsonFile(file, await createEnrolment(organisationKeys, organisation, uses));
    files.push(file);
  }
  return files;
}
