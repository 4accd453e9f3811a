import { answerRequest, receiveRequest, requestProblemOfError } from '#holder';
import { isCodedError, type CodedError } from '#primitives';
import { CITY, CITY_CONTRACT } from '../founding/fictive-members.js';
import { ServiceClient } from '../walk/call-service.js';
import { expectThat, waitFor } from '../walk/expect-evidence.js';
import { textOf } from '../walk/text-of.js';
import type { Evidence } from '../walk/walk-step.js';
import { found, type Assembly } from './assembly.js';
import { describeResult, resultsOf } from './describe-result.js';
import { putToVote } from './put-to-vote.js';

/** The verifier proves the registry's state anew every two seconds in the demonstration. */
const REFRESH_SECONDS = 30;

/** The city asks; before anybody answers, the members suspend what it asks under. */
export async function suspendContract(assembly: Assembly): Promise<Evidence> {
  const city = cityOf(assembly);
  const asked = await city.call('POST', '/api/v1/verifications', { contract: CITY_CONTRACT });
  assembly.facts.walletLink = textOf(asked.walletLink);
  assembly.facts.verificationId = textOf(asked.id);
  const proposal = await putToVote(assembly, {
    id: 'suspend-city-resident-tariff',
    subject: { kind: 'set_status', subject: { kind: 'contract', id: CITY_CONTRACT }, status: 'suspended' },
    words: {
      en: 'The tariff is being reformed. Until its conditions are known, nobody should have to prove anything for it.',
      fr: 'Le tarif est en cours de réforme. Tant que ses conditions ne sont pas connues, personne ne devrait avoir à prouver quoi que ce soit.',
    },
  });
  expectThat(proposal.status === 'adopted', `The suspension is adopted, not ${proposal.status}.`);
  return {
    sentences: [
      `The city asked under ${CITY_CONTRACT}; then the members voted on suspending it.`,
      ...describeResult(proposal),
    ],
    figures: { proposal: proposal.id, status: proposal.status, results: resultsOf(proposal) },
  };
}

/** The citizen opens the city's link, which is still young: the wallet says why it shares nothing. */
export async function explainRefusal(assembly: Assembly): Promise<Evidence> {
  const { holder, clock } = assembly;
  const refused = await waitFor('refusal in the wallet', REFRESH_SECONDS, clock, () => refusalIn(assembly));
  const problem = requestProblemOfError(refused);
  expectThat(problem === 'contract_suspended', `The wallet says that the contract is suspended, not ${problem}.`);
  const asked = await cityOf(assembly).try('POST', '/api/v1/verifications', { contract: CITY_CONTRACT });
  expectThat(asked.status === 409, `The city cannot ask anew, and was answered ${asked.status}.`);
  const shared = holder.wallet.state.history.size;
  expectThat(shared === 0, 'Nothing was shared.');
  return {
    sentences: [
      `The wallet refused (${refused.code}; shown as "${problem}"): ${refused.message}`,
      `The city cannot ask anew either: HTTP ${asked.status}, ${textOf(asked.body.code)}.`,
    ],
    figures: { code: refused.code, problem, sentence: refused.message, askedAnew: textOf(asked.body.code), shared },
  };
}

/** Taken up again by vote: the same link is answered, with the proof from the utility that joined. */
export async function resumeContract(assembly: Assembly): Promise<Evidence> {
  const { holder, clock } = assembly;
  const proposal = await putToVote(assembly, {
    id: 'resume-city-resident-tariff',
    subject: { kind: 'set_status', subject: { kind: 'contract', id: CITY_CONTRACT }, status: 'in_force' },
    words: {
      en: 'The reform is decided: the same claims are asked for the same purpose.',
      fr: 'La réforme est décidée : les mêmes éléments sont demandés, pour la même finalité.',
    },
  });
  expectThat(proposal.status === 'adopted', `Taking it up again is adopted, not ${proposal.status}.`);
  const outcome = await waitFor('answer of the wallet', REFRESH_SECONDS, clock, async () => {
    if ((await refusalIn(assembly)) !== undefined) return undefined;
    const checked = await receiveRequest(holder, found(assembly, 'walletLink'));
    return answerRequest(holder, checked, () => true);
  });
  expectThat(outcome.outcome === 'presented', `The wallet's answer is accepted, not ${outcome.outcome}.`);
  const view = await cityOf(assembly).call('GET', `/api/v1/verifications/${found(assembly, 'verificationId')}`);
  expectThat(view.status === 'verified', `The city has its answer, and not ${textOf(view.status)}.`);
  return {
    sentences: [
      ...describeResult(proposal),
      'The same link is answered now, with the proof from the utility that joined; the city verified it.',
    ],
    figures: { proposal: proposal.id, status: proposal.status, results: resultsOf(proposal), verification: 'verified' },
  };
}

/** What the wallet says of the city's link, where it refuses it. */
async function refusalIn(assembly: Assembly): Promise<CodedError | undefined> {
  try {
    await receiveRequest(assembly.holder, found(assembly, 'walletLink'));
    return undefined;
  } catch (error) {
    if (isCodedError(error) && error.fault === 'refusal') return error;
    throw error;
  }
}

function cityOf({ cooperation }: Assembly): ServiceClient {
  return new ServiceClient(cooperation.urls.verifier, cooperation.apiKeys[CITY] ?? '');
}
