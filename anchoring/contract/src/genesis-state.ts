import type { JsonValue } from '#primitives';
import {
  COLLEGES,
  CONTRACT_CODE_KEY,
  DEFAULT_GOVERNANCE,
  GOVERNANCE_KEY,
  PARAMETERS_KEY,
  SETTLEMENT_RULES_KEY,
  stateKey,
  VALIDATORS_KEY,
  type Genesis,
  type Validator,
} from '#ledger';
import type { StateWrite } from './contract.js';
import { collegeKey, countKey, keyOwnerKey } from './state-keys.js';
import { claimFirstValidatorKeys } from './validators/claim-validator-keys.js';

/**
 * The state before the first ledger transaction: founders, their colleges, the parameters, the contract's code, and the first
 * validators of a network.
 */
export function genesisWrites({
  founders,
  parameters,
  contractCodeDigest,
  governance,
  settlement,
  consensus,
}: Genesis): StateWrite[] {
  const members = founders.map((founder) => ({
    key: stateKey('member', founder.did),
    value: founder as unknown as JsonValue,
  }));
  const colleges = COLLEGES.map((college) => ({
    key: collegeKey(college),
    value: {
      activeMembers: founders
        .filter((founder) => founder.college === college && founder.status === 'active')
        .map(({ did }) => did)
        .sort(),
    },
  }));
  const code = { version: parameters.contractVersion, digest: contractCodeDigest };
  const keys = founders.flatMap(({ did, keys }) =>
    keys.map(({ id }) => ({ key: keyOwnerKey(id), value: { member: did } })),
  );
  return [
    ...members,
    ...keys,
    { key: countKey('member'), value: founders.length },
    ...colleges,
    { key: PARAMETERS_KEY, value: parameters as unknown as JsonValue },
    { key: GOVERNANCE_KEY, value: { ...(governance ?? DEFAULT_GOVERNANCE) } },
    { key: CONTRACT_CODE_KEY, value: code },
    ...(settlement === undefined ? [] : [{ key: SETTLEMENT_RULES_KEY, value: { ...settlement } }]),
    ...(consensus === undefined ? [] : validatorWrites(consensus.validators)),
  ];
}

function validatorWrites(validators: readonly Validator[]): StateWrite[] {
  const record = { validators: validators.map((validator) => ({ ...validator })) };
  return [{ key: VALIDATORS_KEY, value: record }, ...claimFirstValidatorKeys(validators)];
}
