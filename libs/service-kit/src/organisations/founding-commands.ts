import type { OrganisationKeys } from '#identity';
import { enrolOrganisations } from './enrol-organisations.js';
import { endorseFoundingFile } from './founding-file.js';
import type { OwnOrganisation } from './own-organisations.js';

/** What comes before a service's first start: commands, not requests. */
export interface FoundingCommands {
  /** Makes our organisations' keys and writes `<slug>.enrolment.json` for each. @returns the files */
  enrol(folder: string): Promise<string[]>;
  /** Adds the signatures of our founders to a founding file, in place. */
  endorse(file: string): Promise<void>;
  close(): Promise<void>;
}

/** @param uses the keys that get a leaf certificate at founding */
export function createFoundingCommands(
  organisations: readonly OwnOrganisation[],
  keyStore: { organisationKeys: OrganisationKeys; close(): Promise<void> },
  uses: readonly ('issuing' | 'access')[],
): FoundingCommands {
  const { organisationKeys } = keyStore;
  return {
    enrol: (folder) => enrolOrganisations(organisations, organisationKeys, folder, uses),
    endorse: (file) => endorseFoundingFile(file, organisations, organisationKeys),
    close: () => keyStore.close(),
  };
}
