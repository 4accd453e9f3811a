import type { DataUseContract, IssuerRecord, MemberRecord, StateProof } from '#ledger';
import { outage, refusal, type Clock } from '#primitives';
import { isFresh, type ProvenState } from '#trust';
import type { KnownStatusList } from '#verification';

/** A contract of one of our tenants with the proof that travels in `verifier_info`. */
export interface ProvenContract {
  /** `null` in a sandbox, of which no ledger says anything. */
  proof: StateProof | null;
  /** The contract's proof, then the issuers': evidence keeps them as they came. */
  proofs: readonly StateProof[];
  /** The contract's proof and the issuers' together: what verification rests on. */
  state: ProvenState;
}

/** All that one refresh learnt; replaced as a whole, so that lists and anchors always belong together. */
export interface RegistrySnapshot {
  /** By `contractKey`. */
  contracts: ReadonlyMap<string, ProvenContract>;
  issuers: readonly IssuerRecord[];
  /** DIDs of the tenants that the log registered as verifiers. */
  registered: readonly string[];
  statusLists: ReadonlyMap<string, KnownStatusList>;
}

export const EMPTY_SNAPSHOT: RegistrySnapshot = {
  contracts: new Map(),
  issuers: [],
  registered: [],
  statusLists: new Map(),
};

export function contractKey(did: string, contractId: string): string {
  return `${did} ${contractId}`;
}

/** The ledger and the status lists as this process knows them; filled by a timer, read without waiting. */
export class Registry {
  #snapshot = EMPTY_SNAPSHOT;

  constructor(
    private readonly clock: Clock,
    /** Fetches at once; for a contract that was adopted since the last refresh, or a proof that has become old. */
    private readonly refreshNow: () => Promise<void>,
  ) {}

  get snapshot(): RegistrySnapshot {
    return this.#snapshot;
  }

  replace(snapshot: RegistrySnapshot): void {
    this.#snapshot = snapshot;
  }

  addStatusList(list: KnownStatusList): void {
    const statusLists = new Map(this.#snapshot.statusLists).set(list.uri, list);
    this.#snapshot = { ...this.#snapshot, statusLists };
  }

  /**
   * The contract under which a tenant may ask now.
   * @throws `unknown_contract` (also where it is another member's), `contract_not_in_force`, `trust_unavailable` (outage)
   */
  async requireContract(
    did: string,
    contractId: string,
  ): Promise<ProvenContract & { contract: DataUseContract; member: MemberRecord }> {
    let proven = this.provenContract(did, contractId);
    if (proven === undefined || !isFresh(proven.state, this.clock)) {
      await this.refreshNow();
      proven = this.provenContract(did, contractId);
    }
    if (proven === undefined) throw refusal('unknown_contract', 'There is no such contract for this verifier.');
    if (!isFresh(proven.state, this.clock)) {
      throw outage('trust_unavailable', 'The ledger has not been reached for too long.');
    }
    const contract = proven.state.contracts.get(contractId);
    const member = proven.state.members.get(did);
    const verifier = proven.state.verifiers.get(did);
    if (contract?.verifier !== did || member === undefined || verifier === undefined) {
      throw refusal('unknown_contract', 'There is no such contract for this verifier.');
    }
    if (contract.status !== 'in_force' || member.status !== 'active' || verifier.status !== 'active') {
      throw refusal('contract_not_in_force', 'The contract is not in force.');
    }
    return { ...proven, contract, member };
  }

  provenContract(did: string, contractId: string): ProvenContract | undefined {
    return this.#snapshot.contracts.get(contractKey(did, contractId));
  }

  /** Every contract of the tenant that the ledger has proven, in force or not, in the order of their identifiers. */
  contractsOf(did: string): DataUseContract[] {
    const own = [...this.#snapshot.contracts].filter(([key]) => key.startsWith(`${did} `));
    const contracts = own.flatMap(([key, { state }]) => state.contracts.get(key.slice(did.length + 1)) ?? []);
    return contracts.sort((left, right) => (left.id < right.id ? -1 : 1));
  }

  isRegistered(did: string): boolean {
    return this.#snapshot.registered.includes(did);
  }

  statusList(uri: string): KnownStatusList | undefined {
    return this.#snapshot.statusLists.get(uri);
  }
}
