import { genesisDigest, stateKey, type IssuerRecord, type Ledger, type ProofVerifier, type StateProof } from '#ledger';
import { isCodedError, type RandomBytes } from '#primitives';
import { mergeProvenStates, readLiveState, type ProvenState } from '#trust';
import type { KnownStatusList } from '#verification';
import { fetchStatusList, issuerOfList, refreshStatusList, type StatusListParts } from './fetch-status-list.js';
import { followLog } from './follow-log.js';
import type { LogName, LogNames } from './log-names.js';
import { StatusListFetches } from './status-list-fetches.js';
import { contractKey, Registry, type ProvenContract } from './registry.js';

/** Keys that one state proof names at most (wire contract). */
const KEYS_PER_PROOF = 16;
/** First sights of a list by a presentation: one attempt an address and minute, so that nobody makes us fetch at will. */
const FIRST_SIGHT_PAUSE_MILLISECONDS = 60_000;
const MAX_FIRST_SIGHTS = 1_000;

export interface RefreshParts extends Omit<StatusListParts, 'fetches'> {
  random: RandomBytes;
  cooperativeUrl: string;
  /** Of the live ledger, from the block that was verified last. */
  proofs: ProofVerifier;
  ledger: Pick<Ledger, 'proveState'>;
  logNames: LogNames;
  /** DIDs of the tenants. */
  tenants: readonly string[];
  /** Hears of what could not be fetched: codes only. */
  report: (code: string) => void;
}

interface VerifiedProof {
  proof: StateProof;
  state: ProvenState;
}

/**
 * Keeps the registry fresh by a timer: names from the log, then state proofs, then status lists, in this order, so that a
 * list is never older than the anchor it is compared with. Nothing is fetched because somebody presents, except a list that
 * no anchor has named yet, once.
 */
export class RefreshTrust {
  readonly registry: Registry;
  readonly #fetches: StatusListFetches;
  #running: Promise<void> | undefined;
  readonly #firstSights = new Map<string, { at: number; learning: Promise<void> }>();

  constructor(private readonly parts: RefreshParts) {
    this.#fetches = new StatusListFetches(parts.random);
    this.registry = new Registry(parts.clock, () => this.refresh());
  }

  /** Calls that overlap share one run. A ledger that cannot be reached leaves what is known, which ages by itself. */
  refresh(): Promise<void> {
    this.#running ??= this.#refresh()
      .catch((error: unknown) => this.parts.report(isCodedError(error) ? error.code : 'unexpected'))
      .finally(() => (this.#running = undefined));
    return this.#running;
  }

  /**
   * A list that a presented credential names and that we have never seen, if it lies under an accredited issuer's prefix.
   * Presentations that come while it is fetched wait for the same answer.
   */
  async learnStatusList(uri: string): Promise<void> {
    const now = this.parts.clock();
    const issuer = issuerOfList(uri, this.registry.snapshot.issuers);
    if (issuer === undefined || this.registry.statusList(uri) !== undefined) return;
    const earlier = this.#firstSights.get(uri);
    if (earlier !== undefined && earlier.at + FIRST_SIGHT_PAUSE_MILLISECONDS > now) return earlier.learning;
    if (this.#firstSights.size >= MAX_FIRST_SIGHTS) this.#firstSights.clear();
    const learning = this.#learn(uri, issuer);
    this.#firstSights.set(uri, { at: now, learning });
    return learning;
  }

  /** Whether the host of a member's list could not be reached when we last tried. */
  isStatusHostDown(uri: string): boolean {
    return this.#fetches.isHostDown(uri);
  }

  get #listParts() {
    return { ...this.parts, fetches: this.#fetches };
  }

  async #learn(uri: string, issuer: IssuerRecord): Promise<void> {
    try {
      this.registry.addStatusList(await fetchStatusList(uri, issuer, undefined, this.#listParts));
    } catch (error) {
      this.#fetches.noteFailure(uri, this.parts.clock(), isCodedError(error) && error.fault === 'outage');
      this.parts.report(isCodedError(error) ? error.code : 'unexpected');
    }
  }

  async #refresh(): Promise<void> {
    const { logNames, proofs, cooperativeUrl, fetch } = this.parts;
    const genesis = genesisDigest(proofs.genesis);
    await followLog(genesis, { cooperativeUrl, fetch, logNames });
    const names = await logNames.all(genesis);
    const issuerProofs = await this.#proveIssuers(names);
    const contracts = await this.#proveContracts(names, issuerProofs);
    const issuers = issuerProofs.flatMap(({ state }) => [...state.issuers.values()]);
    const before = this.registry.snapshot.statusLists;
    const statusLists = await this.#fetchLists(names, issuers);
    // What a presentation taught us meanwhile stays.
    for (const [uri, list] of this.registry.snapshot.statusLists) {
      if (!before.has(uri) && !statusLists.has(uri)) statusLists.set(uri, list);
    }
    const registered = names.filter(({ kind }) => kind === 'verifier').map(({ name }) => name);
    this.registry.replace({ contracts, issuers, registered, statusLists });
  }

  async #proveIssuers(names: readonly LogName[]): Promise<VerifiedProof[]> {
    const keys = names.flatMap(({ kind, name }) => {
      if (kind === 'issuer') return [stateKey('issuer', name), stateKey('member', name)];
      if (kind === 'status') return [stateKey('status', ...ownerAndRest(name))];
      return [];
    });
    const proofs: VerifiedProof[] = [];
    for (let start = 0; start < keys.length; start += KEYS_PER_PROOF) {
      proofs.push(await this.#prove(keys.slice(start, start + KEYS_PER_PROOF)));
    }
    return proofs;
  }

  async #proveContracts(
    names: readonly LogName[],
    issuerProofs: readonly VerifiedProof[],
  ): Promise<Map<string, ProvenContract>> {
    const contracts = new Map<string, ProvenContract>();
    for (const { kind, name } of names) {
      const [did, id] = ownerAndRest(name);
      if (kind !== 'contract' || !this.parts.tenants.includes(did)) continue;
      const keys = [stateKey('member', did), stateKey('verifier', did), stateKey('contract', id)];
      const own = await this.#prove(keys);
      contracts.set(contractKey(did, id), {
        proof: own.proof,
        proofs: [own.proof, ...issuerProofs.map(({ proof }) => proof)],
        state: mergeProvenStates([own.state, ...issuerProofs.map(({ state }) => state)]),
      });
    }
    return contracts;
  }

  async #fetchLists(names: readonly LogName[], issuers: IssuerRecord[]): Promise<Map<string, KnownStatusList>> {
    const named = names.filter(({ kind }) => kind === 'status').map(({ name }) => ownerAndRest(name)[1]);
    const uris = new Set([...named, ...this.registry.snapshot.statusLists.keys()]);
    const fetched = await Promise.all(
      [...uris].map((uri) => refreshStatusList(uri, issuers, this.registry.statusList(uri), this.#listParts)),
    );
    return new Map(fetched.filter((list) => list !== undefined).map((list) => [list.uri, list]));
  }

  async #prove(keys: readonly string[]): Promise<VerifiedProof> {
    const proof = await this.parts.ledger.proveState(keys);
    const state = await readLiveState(proof, this.parts.proofs);
    return { proof, state };
  }
}

function ownerAndRest(name: string): [string, string] {
  const space = name.indexOf(' ');
  return [name.slice(0, Math.max(space, 0)), name.slice(space + 1)];
}
