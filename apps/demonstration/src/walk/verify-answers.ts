import { answerRequest } from '#holder';
import { isJsonObject, type JsonObject } from '#primitives';
import type { ServiceClient } from './call-service.js';
import { expectThat } from './expect-evidence.js';
import { textOf } from './text-of.js';
import { found, type AskedQuestion, type Evidence, type Walk } from './walk-step.js';

/** Step 7: the wallet presents, the verifier judges check by check, and whoever asked polls the answer. */
export async function verifyAnswers(walk: Walk): Promise<Evidence> {
  const city = await present(walk, walk.city, found(walk, 'cityQuestion'));
  const [answer] = Array.isArray(city.view.answer) ? city.view.answer : [];
  const verdicts = Array.isArray(city.view.verdicts) ? city.view.verdicts.filter(isJsonObject) : [];
  expectThat(
    verdicts.every(({ outcome }) => outcome === 'passed'),
    'Every check of the city passed.',
  );

  const matched: string[] = [];
  for (const question of found(walk, 'sameAddresses')) {
    const { presentation, view } = await present(walk, walk.bank, question);
    expectThat(view.status === 'verified', `"${question.address}" is the address.`);
    walk.facts.bankPresentation ??= presentation;
    matched.push(question.address ?? '');
  }
  const unmatched: string[] = [];
  for (const { checked, verificationId, address = '' } of found(walk, 'nearAddresses')) {
    const outcome = await answerRequest(walk.holder, checked, () => true);
    expectThat(outcome.outcome === 'refused', `"${address}" is another address.`);
    const view = await walk.bank.call('GET', `/api/v1/verifications/${verificationId}`);
    expectThat(view.status === 'refused', 'The bank hears the same as if the person had refused.');
    unmatched.push(address);
  }
  walk.facts.cityPresentation = city.presentation;
  const claims = answer !== undefined && isJsonObject(answer) ? answer.claims : {};
  return {
    sentences: [
      `The city reads: ${textOf(city.view.decision)} ${JSON.stringify(claims)}, after ${verdicts.length} checks:`,
      ...verdicts.map(({ check, code, sentence }) => `  ${textOf(check)}: ${textOf(code)} – ${english(sentence)}`),
      ...matched.map((address) => `The bank reads "verified" for: ${address}`),
      ...unmatched.map((address) => `The bank reads "refused" for:  ${address}`),
    ],
    figures: {
      checks: verdicts.length,
      cityAnswer: claims ?? {},
      matchedSpellings: matched.length,
      unmatchedAddresses: unmatched.length,
    },
  };
}

/** Answers yes, and polls what the asker reads. */
export async function present(
  walk: Walk,
  asker: ServiceClient,
  question: AskedQuestion,
): Promise<{ presentation: string; view: JsonObject }> {
  const outcome = await answerRequest(walk.holder, question.checked, () => true);
  const view = await asker.call('GET', `/api/v1/verifications/${question.verificationId}`);
  expectThat(outcome.outcome === 'presented', `The presentation is accepted, not ${describe(outcome, view)}.`);
  return { presentation: outcome.presentation, view };
}

function describe(outcome: { outcome: string; code?: string }, view: JsonObject): string {
  const failed = Array.isArray(view.verdicts)
    ? view.verdicts.filter((verdict) => isJsonObject(verdict) && verdict.outcome === 'failed')
    : [];
  return `${outcome.outcome} ${outcome.code ?? ''} ${JSON.stringify(failed)}`;
}

function english(sentence: unknown): string {
  return isJsonObject(sentence) ? textOf(sentence.en) : '';
}
