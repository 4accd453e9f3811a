import type { DataUseContract } from '#ledger';
import { BANK, CITY, type Plan } from './make-plan.js';
import type { Scenario } from './run-scenario.js';

/** What is wrong with the whole answer, or with the right to ask. */
export const ANSWER_SCENARIOS: readonly Scenario[] = [
  {
    name: 'refuses to decide on a stale state proof',
    check: 'state-proof-fresh',
    code: 'state_proof_stale',
    alter: (plan) => void (plan.state.asOf = plan.nowSeconds - plan.state.maxProofAgeSeconds - 1),
  },
  {
    name: 'refuses to decide under a contract without a state of the ledger',
    check: 'state-proof-fresh',
    code: 'state_proof_missing',
    endsThere: true,
    alter: (plan) => void (plan.hasState = false),
  },
  {
    name: 'refuses a state proof from the future',
    check: 'state-proof-fresh',
    code: 'state_proof_from_the_future',
    alter: (plan) => void (plan.state.asOf = plan.nowSeconds + plan.policy.clockSkewSeconds + 1),
  },
  {
    name: 'refuses a contract that the ledger does not know',
    check: 'contract-in-force',
    code: 'contract_unknown',
    alter: (plan) => void (plan.asked.contract = { id: 'curiosity', version: 2 }),
  },
  {
    name: 'refuses a suspended contract',
    check: 'contract-in-force',
    code: 'contract_suspended',
    alter: (plan) => void (contractOf(plan).status = 'suspended'),
  },
  {
    name: 'refuses a contract that has ended',
    check: 'contract-in-force',
    code: 'contract_ended',
    alter: (plan) => void (contractOf(plan).status = 'ended'),
  },
  {
    name: 'refuses a contract of which another version came into force',
    check: 'contract-in-force',
    code: 'contract_version_differs',
    alter: (plan) => void (contractOf(plan).version = 3),
  },
  {
    name: 'refuses the contract of another member',
    check: 'contract-in-force',
    code: 'contract_of_another_member',
    alter: (plan) => void (contractOf(plan).verifier = CITY),
  },
  {
    name: 'refuses a suspended verifier',
    check: 'contract-in-force',
    code: 'verifier_not_active',
    alter: (plan) => void plan.state.verifiers.set(BANK, { member: BANK, status: 'suspended', keys: [] }),
  },
  {
    name: 'refuses a verifier whose membership is suspended',
    check: 'contract-in-force',
    code: 'verifier_not_active',
    alter: (plan) => {
      const member = plan.state.members.get(BANK);
      if (member) member.status = 'suspended';
    },
  },
  {
    name: 'refuses a question for a claim that the contract does not cover',
    check: 'question-covered',
    code: 'claim_not_covered',
    alter: (plan) => {
      queryOf(plan).claims?.push({ path: ['family_name'] });
      plan.disclose.push('family_name');
    },
  },
  {
    name: 'refuses a question for a whole object of which the contract covers a part',
    check: 'question-covered',
    code: 'claim_not_covered',
    alter: (plan) => void queryOf(plan).claims?.push({ path: ['address'] }),
  },
  {
    name: 'refuses a question for a type that the contract does not cover',
    check: 'question-covered',
    code: 'type_not_covered',
    alter: (plan) => void queryOf(plan).meta.vct_values?.push('urn:incola:age:1'),
  },
  {
    name: 'refuses a question that tries more values than the contract allows',
    check: 'guesses',
    code: 'too_many_values',
    alter: (plan) => void queryOf(plan).claims?.[1]?.values?.push('fr1:a', 'fr1:b', 'fr1:c'),
  },
  {
    name: 'refuses a question that spreads its guesses over several queries',
    check: 'guesses',
    code: 'too_many_values',
    alter: (plan) => {
      const { claims = [], ...query } = queryOf(plan);
      const values = ['fr1:a', 'fr1:b', 'fr1:c'];
      plan.asked.dcqlQuery.credentials.push({
        ...query,
        id: 'second',
        claims: claims.map((claim) => (claim.values ? { ...claim, values } : claim)),
      });
      plan.asked.dcqlQuery.credential_sets = [{ options: [['residency'], ['second']] }];
    },
  },
  {
    name: 'refuses to ask under a contract for no signature of the holder',
    check: 'question-covered',
    code: 'holder_binding_not_wanted',
    alter: (plan) => void (queryOf(plan).require_cryptographic_holder_binding = false),
  },
  {
    name: 'refuses a presentation for which nobody asked',
    check: 'answer-shape',
    code: 'unknown_query_id',
    alter: (plan) => void (plan.vpToken = (compact) => ({ residency: [compact], gift: [compact] })),
  },
  {
    name: 'refuses a query id of the prototype',
    check: 'answer-shape',
    code: 'unknown_query_id',
    alter: (plan) => void (plan.vpToken = (compact) => ({ residency: [compact], constructor: [compact] })),
  },
  {
    name: 'refuses a query that is named and left empty',
    check: 'answer-shape',
    code: 'presentation_missing',
    alter: (plan) => {
      plan.asked.dcqlQuery.credentials.push({ ...queryOf(plan), id: 'second' });
      plan.asked.dcqlQuery.credential_sets = [{ options: [['residency']] }];
      plan.vpToken = (compact) => ({ residency: [compact], second: [] });
    },
  },
  {
    name: 'refuses two presentations where one was asked for',
    check: 'answer-shape',
    code: 'too_many_presentations',
    alter: (plan) => void (plan.vpToken = (compact) => ({ residency: [compact, compact] })),
  },
  {
    name: 'refuses more presentations than it would look at',
    check: 'answer-shape',
    code: 'too_many_presentations',
    alter: (plan) => {
      queryOf(plan).multiple = true;
      plan.vpToken = (compact) => ({ residency: Array<string>(9).fill(compact) });
    },
  },
  {
    name: 'refuses an answer that leaves a query out',
    check: 'answer-shape',
    code: 'query_not_answered',
    alter: (plan) => void plan.asked.dcqlQuery.credentials.push({ ...queryOf(plan), id: 'second' }),
  },
  {
    name: 'refuses an answer that leaves a required set out',
    check: 'answer-shape',
    code: 'query_not_answered',
    alter: (plan) => {
      plan.asked.dcqlQuery.credentials.push({ ...queryOf(plan), id: 'second' });
      plan.asked.dcqlQuery.credential_sets = [{ options: [['residency']], required: false }, { options: [['second']] }];
    },
  },
];

export function queryOf(plan: Plan) {
  const [query] = plan.asked.dcqlQuery.credentials;
  if (query === undefined) throw new Error('The plan asks for nothing.');
  return query;
}

export function contractOf(plan: Plan): DataUseContract {
  const contract = plan.state.contracts.get(plan.asked.contract?.id ?? '');
  if (contract === undefined) throw new Error('The plan has no contract.');
  return contract;
}
