import type { OrganisationKeys } from '#identity';
import { enrolOrganisations } from './enrol-organisations.js';
import type { JsonObject } from '#primitives';
import { endorseFoundingFile } from './founding-file.js';
import { actAsMember, type ActingParts } from './member-acts.js';
import type { OwnOrganisation } from './own-organisations.js';

/** What members do with their keys from a shell: commands, not requests. */
export interface FoundingCommands {
  /** Makes our organisations' keys and writes `<slug>.enrolment.json` for each. @returns the files */
  enrol(folder: string): Promise<string[]>;
  /** Adds the signatures of our founders to a founding file, in place. */
  endorse(file: string): Promise<void>;
  /** Proposes, votes or closes on the ledger. @returns where the ledger put it */
  act(command: string, words: readonly (string | undefined)[], slug: string | undefined): Promise<JsonObject>;
  close(): Promise<void>;
}

/**
 * @param uses the keys that get a leaf certificate at founding
 * @param acting where the ledger is, once there is one
 */
export function createFoundingCommands(
  organisations: readonly OwnOrganisation[],
  keyStore: { organisationKeys: OrganisationKeys; close(): Promise<void> },
  uses: readonly ('issuing' | 'access')[],
  acting: Omit<ActingParts, 'organisations' | 'organisationKeys'>,
): FoundingCommands {
  const { organisationKeys } = keyStore;
  return {
    enrol: (folder) => enrolOrganisations(organisations, organisationKeys, folder, uses),
    endorse: (file) => endorseFoundingFile(file, organisations, organisationKeys),
    act: (command, words, slug) => actAsMember(command, words, slug, { organisations, organisationKeys, ...acting }),
    close: () => keyStore.close(),
  };
}
