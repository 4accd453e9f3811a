import type { Enrolment } from '#identity';
import { genesisDigest, parseTrustFile, type TrustFile } from '#ledger';
import { refusal } from '#primitives';
import { createGenesis } from './create-genesis.js';
import type { FoundingFile } from '#service-kit/organisations';
import type { FoundingPlan } from './founding-plan.js';
import { createFoundingTransactions } from './founding-transactions.js';
import { issueCertificates, type CertificationAuthority, type FoundingCertificates } from './issue-certificates.js';
import { ensureLedgerKeys, ledgerOrigin, type NoteKeys } from './note-keys.js';

export interface FoundingParts extends CertificationAuthority {
  publicUrl: string;
  noteKeys: NoteKeys;
  contractCodeDigest: string;
  /** DIDs of the organisations whose keys live here. */
  hosted: readonly string[];
}

/** What founding hands out; the genesis stands in the trust file. */
export interface Founding {
  trustFile: TrustFile;
  certificates: FoundingCertificates['leaves'];
  foundingFile: FoundingFile;
}

/**
 * Founds the cooperative from its members' enrolments: roots, leaves, ledger keys, genesis, trust file, and the transactions
 * that the founders are to endorse.
 * @throws `enrolment_repeated`, `enrolment_not_planned`, `enrolment_incomplete`, `malformed_trust_file` (a college without
 *   founder), the codes of certificates and ledger transactions
 */
export async function foundCooperative(
  plan: FoundingPlan,
  received: readonly Enrolment[],
  parts: FoundingParts,
): Promise<Founding> {
  const enrolments = enrolmentsByDid(plan, received);
  const certificates = await issueCertificates(plan, enrolments, parts);
  const origin = ledgerOrigin(parts.publicUrl);
  const genesis = createGenesis(plan, enrolments, {
    origin,
    createdAt: parts.now,
    keys: await ensureLedgerKeys(origin, parts.noteKeys),
    contractCodeDigest: parts.contractCodeDigest,
    treasurer: plan.members.find(({ did, founder }) => founder && parts.hosted.includes(did))?.did,
  });
  const { issuingRoot, accessRoot, leaves } = certificates;
  // Read as everyone else will read it, so that a plan that makes no ledger fails here.
  const trustFile = parseTrustFile(
    JSON.stringify({
      format: 'incola-trust',
      version: 1,
      genesis,
      issuingRoots: [issuingRoot],
      accessRoots: [accessRoot],
    }),
  );
  const ledgerTransactions = createFoundingTransactions(plan, enrolments, certificates, {
    publicUrl: parts.publicUrl,
    genesis: genesisDigest(trustFile.genesis),
    contractVersion: genesis.parameters.contractVersion,
    from: parts.now,
    random: parts.random,
  });
  const endorsers = genesis.founders.map(({ did }) => did);
  const foundingFile: FoundingFile = { format: 'incola-founding', version: 1, endorsers, ledgerTransactions };
  return { trustFile, certificates: leaves, foundingFile };
}

function enrolmentsByDid(plan: FoundingPlan, received: readonly Enrolment[]): Map<string, Enrolment> {
  const enrolments = new Map(received.map((enrolment) => [enrolment.did, enrolment]));
  if (enrolments.size !== received.length) {
    throw refusal('enrolment_repeated', 'An organisation sent two enrolments.');
  }
  const planned = new Set(plan.members.map(({ did }) => did));
  for (const did of [
    ...enrolments.keys(),
    ...plan.issuers.map((one) => one.did),
    ...plan.verifiers.map((v) => v.did),
  ]) {
    if (!planned.has(did)) throw refusal('enrolment_not_planned', `${did} isn't among the plan's members.`);
  }
  return enrolments;
}
