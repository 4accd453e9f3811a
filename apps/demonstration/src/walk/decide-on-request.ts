import { answerRequest, askedClaims, checkWithinContract, type ConsentQuestion } from '#holder';
import { ask } from './ask-questions.js';
import { expectThat } from './expect-evidence.js';
import { textOf } from './text-of.js';
import { BANK_CONTRACT, CITY_CONTRACT, found, type Evidence, type Walk } from './walk-step.js';

/** Step 6: the wallet checks who asks for what, shows it, and refuses what the contract does not cover. */
export async function decideOnRequest(walk: Walk): Promise<Evidence> {
  const { checked } = found(walk, 'cityQuestion');
  expectThat(checked.trusted, `The city's request is trusted (${checked.trusted ? 'ok' : checked.code}).`);
  const question = await askAndRefuse(walk);
  const overAsking = await refuseOverAsking(walk);
  const { notice } = question;
  return {
    sentences: [
      ...checked.verdicts.map(({ outcome, sentence }) => `  ${outcome}: ${sentence.en}`),
      `Shown before anything leaves: ${question.member.name} asks for "${notice.purpose.words.en}" (${notice.legalBasis.words.en})`,
      `  shared: ${question.shared.map(({ path }) => path.join('.')).join(', ')}; hidden: ${question.hidden.map((path) => path.join('.')).join(', ')}`,
      `A "no" reached the city as ${overAsking.refusal}, and nothing else. Asking beyond the contract is refused by the`,
      `  verifier (${overAsking.byVerifier.join(', ')}) and, whatever the verifier thinks, by the wallet (${overAsking.byWallet.join(', ')}).`,
    ],
    figures: {
      verdicts: checked.verdicts.map(({ check, outcome }) => `${check}: ${outcome}`),
      shared: question.shared.map(({ path }) => path.join('.')),
      hidden: question.hidden.length,
      overAskingRefusedByVerifier: overAsking.byVerifier,
      overAskingRefusedByWallet: overAsking.byWallet,
    },
  };
}

/** A second request of the city is shown, and answered with a no. */
async function askAndRefuse(walk: Walk): Promise<ConsentQuestion> {
  const { verificationId, checked } = await ask(walk, walk.city, { contract: CITY_CONTRACT });
  let shown: ConsentQuestion | undefined;
  const outcome = await answerRequest(walk.holder, checked, (question) => {
    shown = question;
    return false;
  });
  expectThat(outcome.outcome === 'refused' && shown !== undefined, 'A "no" is a refusal.');
  const { status } = await walk.city.call('GET', `/api/v1/verifications/${verificationId}`);
  expectThat(status === 'refused', `The city reads that it was refused, not ${textOf(status)}.`);
  return shown;
}

async function refuseOverAsking(walk: Walk) {
  const claims = [['family_name'], ['address']];
  const byVerifier: string[] = [];
  for (const path of claims) {
    const answer = await walk.city.try('POST', '/api/v1/verifications', { contract: CITY_CONTRACT, claims: [path] });
    expectThat(answer.status === 422, `The verifier refuses to ask for ${path.join('.')}.`);
    byVerifier.push(`${path.join('.')}: ${textOf(answer.body.code)}`);
  }
  const { checked } = found(walk, 'cityQuestion');
  expectThat(checked.trusted, 'The request of the city is trusted.');
  const byWallet = claims.map((path) => {
    const query = structuredClone(checked.request.payload.dcql_query);
    query.credentials[0]?.claims?.push({ path });
    const code = checkWithinContract(query, checked.contract);
    expectThat(code !== undefined, `The wallet refuses a request for ${path.join('.')}.`);
    return `${path.join('.')}: ${code}`;
  });
  const bank = found(walk, 'sameAddresses')[0]?.checked;
  expectThat(bank?.trusted === true, "The bank's request is trusted.");
  const withoutValues = structuredClone(bank.request.payload.dcql_query);
  for (const claim of withoutValues.credentials[0]?.claims ?? []) delete claim.values;
  const code = checkWithinContract(withoutValues, bank.contract);
  expectThat(code === 'over_asking_values', `${BANK_CONTRACT} lets an address be compared, never read.`);
  expectThat(askedClaims(withoutValues).length > 0, 'The altered request asks for something.');
  return { refusal: 'access_denied', byVerifier, byWallet: [...byWallet, `address_canonical read out: ${code}`] };
}
