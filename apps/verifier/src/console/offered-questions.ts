import type { CredentialType } from '#credential-types';
import type { DataUseContract } from '#ledger';
import { isCodedError } from '#primitives';
import type { Policy } from '#verification-policy';
import type { Question } from '../presentation-requests/build-question.js';
import { chooseQuestion, type WantedQuestion } from '../presentation-requests/choose-question.js';

/** Whether the clerk is asked for something: it must be given, it may be, or nothing would be done with it. */
export type Wish = 'required' | 'optional' | 'none';

/** A question that a clerk may ask: a contract, and perhaps a policy by which the answer is judged. */
export interface OfferedQuestion {
  contract: DataUseContract;
  policy: Policy | undefined;
  /** What is asked of the person where the clerk gives everything. */
  claims: Question['claims'];
  names: Wish;
  address: Wish;
}

type Given = Pick<WantedQuestion, 'expected' | 'addresses'>;

/** Never asked of anybody: only whether a question can be made with them, and which. */
const SOMEBODY: Given = { expected: { givenName: 'A', familyName: 'B' }, addresses: ['somewhere'] };
const NOBODY: Given = { expected: undefined, addresses: [] };

/**
 * Every question that the contracts cover, each without a policy first. What is covered, and what is to be typed for it, is found
 * out by making the question as it would be asked, so that the form promises nothing that the API would refuse.
 */
export function offeredQuestions(
  contracts: readonly DataUseContract[],
  parts: { policies: { all: readonly Policy[] }; credentialTypes: readonly CredentialType[] },
): OfferedQuestion[] {
  return contracts.flatMap((contract) =>
    [undefined, ...parts.policies.all].flatMap((policy) => offer(contract, policy, parts.credentialTypes) ?? []),
  );
}

function offer(
  contract: DataUseContract,
  policy: Policy | undefined,
  types: readonly CredentialType[],
): OfferedQuestion | undefined {
  const ask = (given: Given) => askIfPossible(contract, { ...given, policy }, types);
  const named = { ...NOBODY, expected: SOMEBODY.expected };
  const located = { ...NOBODY, addresses: SOMEBODY.addresses };
  const given = [SOMEBODY, named, located, NOBODY].find((one) => ask(one) !== undefined);
  const full = given && ask(given);
  if (given === undefined || full === undefined) return undefined;
  const wishFor = (isGiven: boolean, without: Given): Wish => {
    if (!isGiven) return 'none';
    const asked = ask(without);
    if (asked === undefined) return 'required';
    return isSame(asked, full) ? 'none' : 'optional';
  };
  return {
    ...{ contract, policy, claims: full.claims },
    names: wishFor(given.expected !== undefined, { ...given, expected: undefined }),
    address: wishFor(given.addresses.length > 0, { ...given, addresses: [] }),
  };
}

/** @returns `undefined` where the API would refuse */
function askIfPossible(
  contract: DataUseContract,
  wanted: WantedQuestion,
  types: readonly CredentialType[],
): Question | undefined {
  try {
    return chooseQuestion(contract, wanted, types);
  } catch (error) {
    if (isCodedError(error) && error.fault === 'refusal') return undefined;
    throw error;
  }
}

function isSame(one: Question, other: Question): boolean {
  return JSON.stringify(one.dcqlQuery) === JSON.stringify(other.dcqlQuery);
}
