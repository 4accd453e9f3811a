import { join } from 'node:path';
import { stateKey, type ProposalSubject } from '#ledger';
import { assertOurs, isJsonObject } from '#primitives';
import { readJson, writeJson } from '../founding/data-folder.js';
import { expectThat } from '../walk/expect-evidence.js';
import type { Evidence } from '../walk/walk-step.js';
import { didOf, found, GAS, type Assembly } from './assembly.js';
import { describeResult, resultsOf } from './describe-result.js';
import { codeOfLateBallot, putToVote, readState } from './put-to-vote.js';

const RESIDENCY = 'urn:incola:residency:1';

/** A utility that wants to join makes its keys; the cooperative certifies one of them, which counts for nothing yet. */
export async function enrolUtility(assembly: Assembly): Promise<Evidence> {
  const { cooperation, folder, clock } = assembly;
  const config = await readJson(cooperation.folder.configOf('issuer'));
  assertOurs(isJsonObject(config) && Array.isArray(config.tenants), 'the issuer has a configuration');
  const { slug, name, legalId } = GAS;
  const tenants = [...config.tenants, { slug, name, legalId }];
  await writeJson(cooperation.folder.configOf('issuer'), { ...config, tenants });
  const startedAt = clock();
  await cooperation.command('issuer', 'enrol', '--out', join(folder, 'enrolments'));
  assembly.commandSeconds = (clock() - startedAt) / 1000;
  const enrolment = join(folder, 'enrolments', `${slug}.enrolment.json`);
  const out = join(folder, 'subjects');
  await cooperation.command('cooperative', 'prepare-issuer', enrolment, '--may-issue', RESIDENCY, '--out', out);
  const admission = await readJson(join(out, 'admit-member.json'));
  const accreditation = await readJson(join(out, 'accredit-issuer.json'));
  assembly.facts.admission = admission as unknown as ProposalSubject<'admit_member'>;
  assembly.facts.accreditation = accreditation as unknown as ProposalSubject<'accredit_issuer'>;
  const did = didOf(assembly, GAS);
  expectThat(found(assembly, 'admission').member.did === did, 'The enrolment names the utility by its address.');
  const standing = await readState(cooperation, stateKey('member', did));
  expectThat(standing === null, 'Nobody is a member for having keys and a certificate.');
  return {
    sentences: [
      `${name} made its keys, and the cooperative certified the one that would issue.`,
      'A proof of the ledger’s state says that it is no member: a certificate alone counts for nothing.',
    ],
    figures: { utility: did, member: false },
  };
}

/** Proposed and argued; the data providers refuse, and one college's no is everybody's no. */
export async function refuseAdmission(assembly: Assembly): Promise<Evidence> {
  const proposal = await putToVote(assembly, {
    id: 'admit-gaz-des-essais',
    subject: found(assembly, 'admission'),
    words: {
      en: 'Households that heat with gas and have their water from a neighbouring municipality cannot prove where they live.',
      fr: 'Des foyers chauffés au gaz, dont l’eau vient d’une commune voisine, ne peuvent pas prouver où ils habitent.',
    },
    first: { 'eaux-de-valserine': 'no', 'lumiere-fictive': 'no' },
  });
  const results = resultsOf(proposal);
  expectThat(proposal.status === 'rejected', `The proposal is rejected, not ${proposal.status}.`);
  expectThat(results.data_providers === 'no', 'The data providers said no.');
  expectThat(results.citizens === 'yes' && results.service_providers === 'yes', 'The other two colleges said yes.');
  const standing = await readState(assembly.cooperation, stateKey('member', didOf(assembly, GAS)));
  expectThat(standing === null, 'What was rejected changes nothing.');
  return {
    sentences: [
      'The citizens proposed to admit it. The data providers feared records that nobody keeps up to date, and refused.',
      ...describeResult(proposal),
      'Rejected: all three colleges must agree, and nothing changed.',
    ],
    figures: { proposal: proposal.id, status: proposal.status, results },
  };
}

/** Proposed again with an answer to what was feared; one provider changes its ballot before the closing. */
export async function agreeToAdmission(assembly: Assembly): Promise<Evidence> {
  const proposal = await putToVote(assembly, {
    id: 'admit-gaz-des-essais-again',
    subject: found(assembly, 'admission'),
    words: {
      en: 'The utility reads each meter twice a year and withdraws a proof within a day of a move. The terms are in its accreditation, which is voted apart.',
      fr: 'Le fournisseur relève chaque compteur deux fois par an et retire une preuve au plus tard le lendemain d’un départ. Les conditions figurent dans son agrément, voté séparément.',
    },
    first: { 'lumiere-fictive': 'no' },
    changed: { 'lumiere-fictive': 'yes' },
  });
  const results = resultsOf(proposal);
  expectThat(proposal.status === 'adopted', `The proposal is adopted, not ${proposal.status}.`);
  expectThat(proposal.tallies.data_providers.no === 0, 'The changed ballot counts once, as it was last.');
  const late = await codeOfLateBallot(assembly, proposal.id);
  expectThat(late === 'proposal_closed', `A ballot after the closing is refused, not answered ${late}.`);
  const member = await readState(assembly.cooperation, stateKey('member', didOf(assembly, GAS)));
  expectThat(isJsonObject(member) && member.status === 'active', 'The utility is a member.');
  assembly.members.push(GAS);
  return {
    sentences: [
      'Proposed again, with an answer. Lumière Fictive Énergie voted no, and changed its ballot before the closing.',
      ...describeResult(proposal),
      `Adopted: ${GAS.name} is a member. A ballot that came later was refused (${late}).`,
    ],
    figures: { proposal: proposal.id, status: proposal.status, results, lateBallot: late },
  };
}

/** A vote of its own: who is a member may not issue yet. The new member votes too. */
export async function accreditUtility(assembly: Assembly): Promise<Evidence> {
  const proposal = await putToVote(assembly, {
    id: 'accredit-gaz-des-essais',
    subject: found(assembly, 'accreditation'),
    words: {
      en: 'It may attest where its contract holders are supplied, and nothing else.',
      fr: 'Il peut attester où ses titulaires de contrat sont desservis, et rien d’autre.',
    },
  });
  expectThat(proposal.status === 'adopted', `The accreditation is adopted, not ${proposal.status}.`);
  expectThat(proposal.tallies.data_providers.electorate === 3, 'The new member votes in its college.');
  const issuer = await readState(assembly.cooperation, stateKey('issuer', didOf(assembly, GAS)));
  expectThat(isJsonObject(issuer) && issuer.status === 'active', 'The utility is accredited.');
  return {
    sentences: [...describeResult(proposal), `Adopted: ${GAS.name} may issue ${RESIDENCY}; it voted on it itself.`],
    figures: { proposal: proposal.id, status: proposal.status, results: resultsOf(proposal), electorate: 3 },
  };
}
