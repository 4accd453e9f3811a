import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { contractCodeDigest } from '#anchoring/contract';
import { verifyWithNodeCrypto, type Enrolment } from '#identity';
import { blocksInMemory, createHttpLedger, LedgerFollower, parseTrustFile } from '#ledger';
import { assertOurs, refusal, secondsOf, type Clock, type RandomBytes } from '#primitives';
import { parseDoor } from '#service-kit/door';
import { readJsonFile, writeJsonFile } from '#service-kit/files';
import {
  createFoundingCommands,
  keyRequestShape,
  ownOrganisations,
  type FoundingCommands,
} from '#service-kit/organisations';
import { openKeyStore, type KeyStore } from './adapters/typeorm/open-key-store.js';
import type { CooperativeConfig } from './cooperative.config.js';
import { certifyKey } from './founding/certify-key.js';
import { enrolmentShape } from './founding/enrolment-shape.js';
import { foundCooperative } from './founding/found-cooperative.js';
import { foundingPlanShape } from './founding/founding-plan.js';
import { certificatesShape, prepareIssuer as prepare } from './founding/prepare-issuer.js';

const ENROLMENT = '.enrolment.json';

/** The files of founding, in the founding folder; the trust file is written last and says that founding is done. */
export const FOUNDING_FILES = {
  trust: 'trust.json',
  genesis: 'genesis.json',
  certificates: 'certificates.json',
  founding: 'founding.json',
} as const;

export interface CooperativeFounding extends FoundingCommands {
  /** @param plan the founding plan's file @param enrolments a folder with everyone's enrolments @returns the folder */
  found(plan: string, enrolments: string): Promise<string>;
  /** Certifies a new utility's key and writes what is to be put to the vote. @returns the two files */
  prepareIssuer(order: IssuerToPrepare): Promise<string[]>;
  /** Certifies the key by which a member has its present one followed. @param request its file @returns the certificate's file */
  certifyKey(request: string, out: string): Promise<string>;
}

/** @param parts.contractCode digest of the code that executes the ledger, where it isn't this process' own */
export async function startFounding(
  config: CooperativeConfig,
  parts: { clock: Clock; random: RandomBytes; contractCode?: string },
): Promise<CooperativeFounding> {
  const keyStore = await openKeyStore(config, parts);
  return {
    ...createFoundingCommands(ownOrganisations(config), keyStore, [], {
      trustFile: join(config.foundingFolder, FOUNDING_FILES.trust),
      cooperativeUrl: config.publicUrl,
      ...parts,
    }),
    found: (plan, enrolments) => found(config, keyStore, { ...parts, plan, enrolments }),
    prepareIssuer: (order) => prepareIssuer(config, keyStore, { ...order, ...parts }),
    certifyKey: (request, out) => certify(config, keyStore, { request, out, ...parts }),
  };
}

async function found(
  config: CooperativeConfig,
  keyStore: KeyStore,
  order: { plan: string; enrolments: string; clock: Clock; random: RandomBytes; contractCode?: string },
): Promise<string> {
  const at = (file: string) => join(config.foundingFolder, file);
  if (await exists(at(FOUNDING_FILES.trust))) throw refusal('already_founded', 'This cooperative is founded already.');
  const plan = parseDoor(foundingPlanShape, await readJsonFile(order.plan), 'malformed_founding_plan');
  const organisations = ownOrganisations(config);
  const [cooperative] = organisations;
  assertOurs(cooperative, 'the configuration names the cooperative first');
  const founding = await foundCooperative(plan, await readEnrolments(order.enrolments), {
    publicUrl: config.publicUrl,
    organisationKeys: keyStore.organisationKeys,
    noteKeys: keyStore.noteKeys,
    cooperative,
    hosted: organisations.map(({ did }) => did),
    contractCodeDigest: order.contractCode ?? contractCodeDigest(),
    now: secondsOf(order.clock),
    random: order.random,
  });
  await writeJsonFile(at(FOUNDING_FILES.certificates), {
    format: 'incola-certificates',
    version: 1,
    certificates: founding.certificates,
  });
  await writeJsonFile(at(FOUNDING_FILES.founding), founding.foundingFile);
  await writeJsonFile(at(FOUNDING_FILES.genesis), founding.trustFile.genesis);
  await writeJsonFile(at(FOUNDING_FILES.trust), founding.trustFile);
  return config.foundingFolder;
}

export interface IssuerToPrepare {
  /** The new utility's enrolment. */
  enrolment: string;
  /** Type identifiers (`vct`). */
  mayIssue: string[];
  /** Where the two subjects are written, for the members' proposals. */
  out: string;
}

/** The certificate joins the others in the founding folder; it counts for nobody before the members accredit the key. */
async function prepareIssuer(
  config: CooperativeConfig,
  keyStore: KeyStore,
  order: IssuerToPrepare & { clock: Clock; random: RandomBytes },
): Promise<string[]> {
  const [cooperative] = ownOrganisations(config);
  assertOurs(cooperative, 'the configuration names the cooperative first');
  const enrolment = parseDoor(enrolmentShape, await readJsonFile(order.enrolment), 'malformed_enrolment');
  const trustFile = await readTrustFile(config);
  const [root] = trustFile.issuingRoots;
  assertOurs(root, 'a trust file has a root');
  const { certificate, admission, accreditation } = await prepare(enrolment, order.mayIssue, {
    ...{ publicUrl: config.publicUrl, organisationKeys: keyStore.organisationKeys, cooperative, root },
    now: secondsOf(order.clock),
    random: order.random,
  });
  const file = join(config.foundingFolder, FOUNDING_FILES.certificates);
  const kept = parseDoor(certificatesShape, await readJsonFile(file), 'malformed_certificates');
  const certificates = {
    ...kept.certificates,
    [enrolment.did]: { ...kept.certificates[enrolment.did], issuing: certificate },
  };
  await writeJsonFile(file, { ...kept, certificates });
  const files = { 'admit-member.json': admission, 'accredit-issuer.json': accreditation };
  for (const [name, subject] of Object.entries(files)) await writeJsonFile(join(order.out, name), subject);
  return Object.keys(files).map((name) => join(order.out, name));
}

async function certify(
  config: CooperativeConfig,
  { organisationKeys }: KeyStore,
  { out, clock, random, ...order }: { request: string; out: string; clock: Clock; random: RandomBytes },
): Promise<string> {
  const [cooperative] = ownOrganisations(config);
  assertOurs(cooperative, 'the configuration names the cooperative first');
  const request = parseDoor(keyRequestShape, await readJsonFile(order.request), 'malformed_key_request');
  const { did, use } = request;
  const trustFile = await readTrustFile(config);
  const roots = { issuing: trustFile.issuingRoots[0] as string, access: trustFile.accessRoots[0] as string };
  const ledger = createHttpLedger({ baseUrl: config.publicUrl, fetch });
  const following = { trustFile, clock, blocks: blocksInMemory(), verifySignature: verifyWithNodeCrypto };
  const registry = { ledger, proofs: new LedgerFollower(following), clock };
  const certificate = await certifyKey(request, { organisationKeys, cooperative, random, roots }, registry);
  const file = join(out, `${did.slice(did.lastIndexOf(':') + 1)}.${use}.certificate.json`);
  await writeJsonFile(file, { format: 'incola-certificate', version: 1, did, use, certificate });
  return file;
}

async function readTrustFile(config: CooperativeConfig) {
  return parseTrustFile(JSON.stringify(await readJsonFile(join(config.foundingFolder, FOUNDING_FILES.trust))));
}

async function readEnrolments(folder: string): Promise<Enrolment[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(ENROLMENT)).sort();
  const enrolments: Enrolment[] = [];
  for (const name of names) {
    enrolments.push(parseDoor(enrolmentShape, await readJsonFile(join(folder, name)), 'malformed_enrolment'));
  }
  return enrolments;
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
