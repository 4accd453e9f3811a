import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readLedgerTransaction, type LedgerTransaction } from '#ledger';
import { isCodedError, type Clock, type JsonObject, type JsonValue, type RandomBytes } from '#primitives';
import { loadCooperativeConfig } from '../../apps/cooperative/src/cooperative.config.js';
import { startFounding as foundCooperative } from '../../apps/cooperative/src/start-founding.js';
import { readJson, writeJson, type DataFolder } from '../../apps/demonstration/src/founding/data-folder.js';
import { createFoundingPlan } from '../../apps/demonstration/src/founding/founding-plan.js';
import { groupsOfOneKind } from '../../apps/demonstration/src/founding/submit-founding.js';
import { writeConfigurations } from '../../apps/demonstration/src/founding/write-configurations.js';
import type { Ports } from '../../apps/demonstration/src/supervisor/choose-places.js';
import { loadIssuerConfig } from '../../apps/issuer/src/issuer.config.js';
import { startFounding as foundIssuer } from '../../apps/issuer/src/start-founding.js';
import { startFounding as foundVerifier } from '../../apps/verifier/src/start-founding.js';
import { loadVerifierConfig } from '../../apps/verifier/src/verifier.config.js';
import type { DatabaseUnderTest } from '../environment/databases.js';
import type { LedgerUnderTest } from './ledger-under-test.js';

export interface Configurations {
  issuer: ReturnType<typeof loadIssuerConfig>;
  verifier: ReturnType<typeof loadVerifierConfig>;
  cooperative: ReturnType<typeof loadCooperativeConfig>;
}

/** Writes the three services' configurations, each with a database of its own, and reads them as the services do. */
export async function configureServices(
  folder: DataFolder,
  ports: Ports,
  database: DatabaseUnderTest,
  verifierSettings: JsonObject,
): Promise<Configurations> {
  const quiet = async () => ({ databaseUrl: await database.freshUrl(), logLevel: 'silent' });
  const schemasFolder = join(process.cwd(), 'schemas');
  await writeConfigurations(folder, ports, schemasFolder, {
    // The clock that a test moves is not the timers': lists outlive its leaps, and trust is refreshed when it says so.
    issuer: { ...(await quiet()), statusListTtlSeconds: 7200 },
    verifier: { ...(await quiet()), trustRefreshSeconds: 300, ...verifierSettings },
    cooperative: await quiet(),
  });
  return {
    issuer: loadIssuerConfig(folder.configOf('issuer'), {}),
    verifier: loadVerifierConfig(folder.configOf('verifier'), {}),
    cooperative: loadCooperativeConfig(folder.configOf('cooperative'), {}),
  };
}

export interface FoundedMembers {
  ledgerTransactions: JsonValue[];
  certificates: Record<string, { issuing?: string; access?: string }>;
  didOf(slug: string): string;
}

/** What the commands `enrol`, `found` and `endorse` do, in this process. */
export async function foundMembers(
  folder: DataFolder,
  ports: Ports,
  configs: Configurations,
  order: { clock: Clock; random: RandomBytes; anchorPeriodSeconds: number } & LedgerUnderTest['founding'],
): Promise<FoundedMembers> {
  const { anchorPeriodSeconds, network, ...parts } = order;
  const plan = await createFoundingPlan(ports, join(process.cwd(), 'schemas'), anchorPeriodSeconds);
  await writeJson(folder.plan, network === undefined ? plan : { ...plan, network });
  const issuer = await foundIssuer(configs.issuer, parts);
  const verifier = await foundVerifier(configs.verifier, parts);
  const cooperative = await foundCooperative(configs.cooperative, parts);
  try {
    for (const commands of [issuer, verifier, cooperative]) await commands.enrol(folder.enrolments);
    // The cooperative's own organisation is no member.
    await rm(join(folder.enrolments, 'cooperative.enrolment.json'));
    await cooperative.found(folder.plan, folder.enrolments);
    for (const commands of [issuer, verifier, cooperative]) await commands.endorse(folder.foundingFile);
  } finally {
    for (const commands of [issuer, verifier, cooperative]) await commands.close();
  }
  const { ledgerTransactions } = (await readJson(folder.foundingFile)) as { ledgerTransactions: JsonValue[] };
  const { certificates } = (await readJson(folder.certificatesFile)) as JsonObject;
  const dids = plan.members.map(({ did }) => did);
  return {
    ledgerTransactions,
    certificates: certificates as FoundedMembers['certificates'],
    didOf: (slug: string) => {
      const did = dids.find((one) => one.endsWith(`:${slug}`));
      if (did === undefined) throw new Error(`there is no member ${slug}`);
      return did;
    },
  };
}

/** @returns what became of it: `accepted`, `duplicate`, or the code of a refusal */
export type Submit = (ledgerTransaction: LedgerTransaction) => Promise<string>;

/** Founding stays open here, so that a test can suspend and change what else takes a vote (`stolen.founders`). */
export async function submitFounding(founding: readonly JsonValue[], submit: Submit): Promise<void> {
  for (const group of groupsOfOneKind(founding)) {
    const own = group.map(readLedgerTransaction).filter(({ body }) => body.kind !== 'end_founding');
    for (const outcome of await Promise.all(own.map((one) => submitPatiently(one, submit)))) {
      if (outcome !== 'accepted') throw new Error(`founding was ${outcome}`);
    }
  }
}

/** On a busy machine a network may decide nothing in time: the same is then submitted again, and may have been accepted before. */
async function submitPatiently(one: LedgerTransaction, submit: Submit): Promise<string> {
  try {
    return await submit(one);
  } catch (error) {
    if (!isCodedError(error) || error.code !== 'ledger_unavailable') throw error;
    const again = await submit(one);
    return again === 'duplicate' ? 'accepted' : again;
  }
}
