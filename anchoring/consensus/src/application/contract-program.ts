import { outage, refusal, type CodedError } from '#primitives';
import type { ContractCodeRecord } from '#ledger';
import {
  contractCodeDigest,
  CONTRACT_VERSION,
  createContract,
  verifyWithNodeCrypto,
  type Apply,
  type ContractParts,
} from '#anchoring/contract';
import { RememberedSignatures } from './remembered-signatures.js';

/** The contract's code as this program is it. */
export interface ContractProgram {
  /** `contractCodeDigest`. */
  digest: string;
  version: number;
  apply: Apply;
  /** What it verified already. */
  signatures: RememberedSignatures;
}

/** What this process runs, by its own files. */
export function runningContract(): ContractProgram {
  return contractProgram(contractCodeDigest());
}

/** @param digest of the program's code */
export function contractProgram(digest: string, version: ContractParts['version'] = CONTRACT_VERSION): ContractProgram {
  const signatures = new RememberedSignatures(verifyWithNodeCrypto);
  const apply = createContract({ verifySignature: signatures.verify, version });
  return { digest, version, apply, signatures };
}

/** Whether the program is what the members agreed to. */
export function isAgreedCode(own: ContractProgram, agreed: ContractCodeRecord): boolean {
  return agreed.digest === own.digest && agreed.version === own.version;
}

/** Told as soon as it is known, for a node that nobody asks for the block would say nothing else. */
export function codeChanges(agreed: ContractCodeRecord, height: number): CodedError {
  return refusal(
    'contract_code_changes',
    `Block ${height} is for the contract's code ${agreed.digest} (version ${agreed.version}), as the members agreed. This program stops before it.`,
  );
}

/** Why this program must not execute the block: nothing of it was, and the agreed code goes on from here. */
export function codeNotInForce(own: ContractProgram, agreed: ContractCodeRecord, height: number): CodedError {
  return outage(
    'contract_code_not_in_force',
    `Block ${height} is for the contract's code ${agreed.digest} (version ${agreed.version}), as the members agreed. This program is ${own.digest} (version ${own.version}). Nothing of the block was executed: start the program with the agreed code.`,
  );
}
