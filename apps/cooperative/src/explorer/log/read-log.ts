import type { WatchReport } from '#anchoring/watch';
import {
  archivedProofs,
  CONTRACT_CODE_KEY,
  DEFAULT_GOVERNANCE,
  GOVERNANCE_KEY,
  PARAMETERS_KEY,
  parseCheckpoint,
  parseLogLeaf,
  VALIDATORS_KEY,
  type Attestation,
  type AttestedRoot,
  type BlockEndLeaf,
  type ContractCodeRecord,
  type GovernanceRules,
  type LedgerParameters,
  type Validator,
  type ValidatorKeyRecord,
  type ValidatorsRecord,
} from '#ledger';
import { encodeBase64url, isCodedError } from '#primitives';
import type { ExplorerParts } from '../page/explorer-parts.js';

/** Thirty vote at a time; others did. */
const MAX_VALIDATOR_KEYS = 300;

export interface LogView {
  /** Absent while the ledger doesn't answer. */
  head: LogHead | undefined;
  parameters: LedgerParameters;
  governance: GovernanceRules;
  code: ContractCodeRecord;
  /** What the other colleges' services show; absent where nobody is compared. */
  watched: WatchReport | undefined;
  /** Of whoever votes on blocks, or did. */
  validatorKeys: readonly ValidatorKeyRecord[];
  validators: readonly Validator[];
}

export interface LogHead {
  attestation: Attestation;
  size: number;
  /** base64url */
  root: string;
  blockEnd: BlockEndLeaf | undefined;
  /** Colleges whose signatures verified; absent where they didn't. */
  colleges: AttestedRoot['colleges'] | undefined;
}

/** The newest signed root, what it rests on, and the rules that every replica follows. */
export async function readLog(parts: ExplorerParts): Promise<LogView> {
  const { records, trustFile } = parts;
  const { genesis } = trustFile;
  const value = async <Value>(key: string) => (await records.readValue(key)) as unknown as Value | undefined;
  const keys = await records.listRecords('validator_key', { limit: MAX_VALIDATOR_KEYS });
  return {
    head: await readHead(parts),
    watched: parts.watched(),
    parameters: (await value<LedgerParameters>(PARAMETERS_KEY)) ?? genesis.parameters,
    governance: (await value<GovernanceRules>(GOVERNANCE_KEY)) ?? genesis.governance ?? DEFAULT_GOVERNANCE,
    code: (await value<ContractCodeRecord>(CONTRACT_CODE_KEY)) ?? {
      version: genesis.parameters.contractVersion,
      digest: genesis.contractCodeDigest,
    },
    validatorKeys: keys.map(({ record }) => record),
    validators: (await value<ValidatorsRecord>(VALIDATORS_KEY))?.validators ?? [],
  };
}

async function readHead({ ledger, trustFile, verifySignature }: ExplorerParts): Promise<LogHead | undefined> {
  let attestation: Attestation;
  try {
    attestation = await ledger.attestation();
  } catch (error) {
    if (isCodedError(error) && error.fault === 'outage') return undefined;
    throw error;
  }
  const { size, root } = namedHead(attestation);
  const [last] = (await ledger.entries(size - 1, 1)).leaves;
  const leaf = last && parseLogLeaf(last);
  return {
    attestation,
    size,
    root,
    blockEnd: leaf?.kind === 'block_end' ? leaf : undefined,
    colleges: await verifiedColleges(),
  };

  async function verifiedColleges() {
    try {
      return (await archivedProofs(trustFile, verifySignature).verifyAttestation(attestation)).colleges;
    } catch (error) {
      if (isCodedError(error) && error.fault === 'refusal') return undefined;
      throw error;
    }
  }
}

/** The tree head that an attestation names, before anything of it is verified. */
function namedHead(attestation: Attestation): { size: number; root: string } {
  if (attestation.kind === 'cometbft') return attestation.appState;
  const { size, root } = parseCheckpoint(attestation.checkpoint).head;
  return { size, root: encodeBase64url(root) };
}
