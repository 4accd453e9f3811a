import type { JsonValue } from '#primitives';
import { COLLEGES, CONTRACT_CODE_KEY, PARAMETERS_KEY, stateKey, type Genesis } from '#ledger';
import type { StateWrite } from './contract.js';
import { collegeKey } from './state-keys.js';

/** The state before the first ledger transaction: founders, their colleges, the parameters, the contract's code. */
export function genesisWrites({ founders, parameters, contractCodeDigest }: Genesis): StateWrite[] {
  const members = founders.map((founder) => ({
    key: stateKey('member', founder.did),
    value: founder as unknown as JsonValue,
  }));
  const colleges = COLLEGES.map((college) => ({
    key: collegeKey(college),
    value: {
      activeMembers: founders.filter((founder) => founder.college === college && founder.status === 'active').length,
    },
  }));
  const code = { version: parameters.contractVersion, digest: contractCodeDigest };
  return [
    ...members,
    ...colleges,
    { key: PARAMETERS_KEY, value: parameters as unknown as JsonValue },
    { key: CONTRACT_CODE_KEY, value: code },
  ];
}
