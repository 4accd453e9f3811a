import { verifyWithNodeCrypto, type OrganisationKeys } from '#identity';
import { blocksInMemory, createHttpLedger, LedgerFollower, parseTrustFile } from '#ledger';
import { enrolOrganisations } from './enrol-organisations.js';
import { refusal, type JsonObject } from '#primitives';
import { readJsonFile } from '../files/index.js';
import { endorseFoundingFile } from './founding-file.js';
import { actAsMember, type ActingParts } from './member-acts.js';
import type { OwnOrganisation } from './own-organisations.js';
import { rotateLeafKey, type CertifiedUse } from './rotation/index.js';

/** What members do with their keys from a shell: commands, not requests. */
export interface FoundingCommands {
  /** Makes our organisations' keys and writes `<slug>.enrolment.json` for each. @returns the files */
  enrol(folder: string): Promise<string[]>;
  /** Adds the signatures of our founders to a founding file, in place. */
  endorse(file: string): Promise<void>;
  /** Proposes, votes or closes on the ledger. @returns where the ledger put it */
  act(command: string, words: readonly (string | undefined)[], slug: string | undefined): Promise<JsonObject>;
  /**
   * One step of having a certified key followed by another.
   * @param files `out`: a folder, to begin; `certificate`: a file, to go on; neither: only tells
   */
  rotate(slug: string | undefined, files: FilesOfRotation): Promise<JsonObject>;
  close(): Promise<void>;
}

export interface FilesOfRotation {
  out?: string | undefined;
  certificate?: string | undefined;
}

/** How long what a tenant signs with a certified key is in force, in seconds. */
export type LifetimeOf = (slug: string) => Promise<number> | number;

/**
 * @param uses the keys that get a leaf certificate at founding
 * @param acting where the ledger is, once there is one
 */
export function createFoundingCommands(
  organisations: readonly OwnOrganisation[],
  keyStore: { organisationKeys: OrganisationKeys; close(): Promise<void> },
  uses: readonly ('issuing' | 'access')[],
  acting: Omit<ActingParts, 'organisations' | 'organisationKeys'> & { lifetimeOf?: LifetimeOf },
): FoundingCommands {
  const { organisationKeys } = keyStore;
  return {
    enrol: (folder) => enrolOrganisations(organisations, organisationKeys, folder, uses),
    endorse: (file) => endorseFoundingFile(file, organisations, organisationKeys),
    act: (command, words, slug) => actAsMember(command, words, slug, { organisations, organisationKeys, ...acting }),
    rotate: (slug, files) => rotate(slug, files, uses[0], { ...acting, organisations, organisationKeys }),
    close: () => keyStore.close(),
  };
}

async function rotate(
  slug: string | undefined,
  files: FilesOfRotation,
  use: CertifiedUse | undefined,
  parts: ActingParts & { organisationKeys: OrganisationKeys; lifetimeOf?: LifetimeOf },
): Promise<JsonObject> {
  const { organisations, lifetimeOf, cooperativeUrl } = parts;
  const organisation = organisations.find((one) => one.slug === slug);
  if (organisation === undefined || use === undefined || lifetimeOf === undefined) {
    throw refusal('not_our_member', 'No such member keeps a certified key here.');
  }
  const trustFile = parseTrustFile(JSON.stringify(await readJsonFile(parts.trustFile)));
  const { genesis } = trustFile;
  const ledger = createHttpLedger({ baseUrl: cooperativeUrl, fetch });
  const step = { use, organisation, lifetimeSeconds: await lifetimeOf(organisation.slug), ...files };
  const proofs = new LedgerFollower({
    ...{ trustFile, clock: parts.clock, blocks: blocksInMemory(), verifySignature: verifyWithNodeCrypto },
  });
  return rotateLeafKey(step, { ...parts, trustFile, genesis, ledger, proofs });
}
