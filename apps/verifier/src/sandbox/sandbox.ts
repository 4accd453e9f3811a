import type { DataUseContract, MemberRecord } from '#ledger';
import { jwkThumbprint, refusal, secondsOf, type Clock, type RandomBytes } from '#primitives';
import { statusListDigest } from '#status-list';
import { compressStatuses, createStatuses, createStatusListJwt, setStatus } from '#status-list/server';
import { keyDigest, readCertificate, type ProvenState } from '#trust';
import type { KnownStatusList } from '#verification';
import type { AskingMember } from '../organisations/asking-member.js';
import type { ProvenContract } from '../trust-refresh/registry.js';
import { createSandboxIssuer, type SandboxIssuer } from './sandbox-issuer.js';

/** Places in the sandbox's status list: one of a credential that stands, one of a revoked one. */
export const STANDING_PLACE = 0;
export const REVOKED_PLACE = 1;

const PLACES = 1024;
const DAY = 86_400;
/** A list is made anew when it is this old, before it is stale. */
const RENEWED_SECONDS = DAY / 2;
const PROOF_AGE_SECONDS = 900;

/**
 * A tenant's own little world to try in: an issuer, a status list and a registry that exist in this process alone. Answers are
 * verified by the very checks of production, on this state instead of the ledger's; nothing that is issued here verifies outside,
 * and nothing issued outside verifies here.
 */
export class Sandbox {
  readonly #record: MemberRecord;
  #list: KnownStatusList | undefined;

  private constructor(
    private readonly member: AskingMember,
    private readonly contracts: readonly DataUseContract[],
    readonly issuer: SandboxIssuer,
    /** Whom the sandbox's registry does not know. */
    readonly stranger: SandboxIssuer,
    private readonly types: readonly string[],
    private readonly parts: { publicUrl: string; clock: Clock },
  ) {
    const { did, name, legalId, ledger } = member;
    const { publicJwk, suite } = ledger;
    const key = { id: jwkThumbprint(publicJwk), suite, publicJwk, from: 0, until: null };
    const admitted = { status: 'active' as const, admittedAt: 0, keys: [key] };
    this.#record = { did, name, legalId, college: 'service_providers', ...admitted };
  }

  /** @param types names of the credential types that its issuer may issue */
  static async open(
    member: AskingMember,
    given: { contracts: readonly DataUseContract[]; types: readonly string[] },
    parts: { publicUrl: string; clock: Clock; random: RandomBytes },
  ): Promise<Sandbox> {
    const issuer = await createSandboxIssuer(`${member.did}:issuer`, parts);
    const stranger = await createSandboxIssuer(`${member.did}:stranger`, parts);
    const contracts = given.contracts.map((contract) => ({ ...contract, verifier: member.did }));
    return new Sandbox(member, contracts, issuer, stranger, given.types, parts);
  }

  get statusUri(): string {
    return `${this.#prefix}1`;
  }

  contractsOf(): DataUseContract[] {
    return [...this.contracts];
  }

  /** @throws `unknown_contract` */
  async requireContract(
    contractId: string,
  ): Promise<ProvenContract & { contract: DataUseContract; member: MemberRecord }> {
    const contract = this.contracts.find(({ id }) => id === contractId);
    if (contract === undefined) throw refusal('unknown_contract', 'There is no such contract in this sandbox.');
    return { proof: null, proofs: [], state: await this.#state(), contract, member: this.#record };
  }

  /** @returns `undefined` for any list but its own, once its state was asked for */
  statusList(uri: string): KnownStatusList | undefined {
    return uri === this.statusUri ? this.#list : undefined;
  }

  get #prefix(): string {
    return `${this.parts.publicUrl}/${this.member.slug}/sandbox-status/`;
  }

  /** As the ledger would tell it, had it admitted everybody in here; attested by nobody. */
  async #state(): Promise<ProvenState> {
    const { member, issuer, types } = this;
    const list = await this.#currentList();
    const term = { from: 0, until: null };
    const keysOf = (leaf: string | undefined) => [
      { digest: keyDigest(readCertificate(leaf ?? '').publicJwk), ...term },
    ];
    const mayIssue = types.map((vct) => ({ vct, ...term }));
    const active = { status: 'active' as const };
    const accredited = { ...active, member: issuer.did, keys: keysOf(issuer.x5c[0]), mayIssue };
    const anchor = { version: list.version, digest: statusListDigest({ issuer: issuer.did, ...list }) };
    return {
      attested: { origin: 'sandbox', size: 0, root: new Uint8Array(32), colleges: [], operators: 'single' },
      asOf: secondsOf(this.parts.clock),
      members: new Map([
        [member.did, this.#record],
        [issuer.did, { ...this.#record, did: issuer.did, college: 'data_providers' }],
      ]),
      issuers: new Map([[issuer.did, { ...accredited, statusListPrefix: this.#prefix }]]),
      verifiers: new Map([[member.did, { ...active, member: member.did, keys: keysOf(member.x5c[0]) }]]),
      contracts: new Map(this.contracts.map((contract) => [contract.id, contract])),
      statusAnchors: new Map([[list.uri, { ...anchor, member: issuer.did }]]),
      maxProofAgeSeconds: PROOF_AGE_SECONDS,
    };
  }

  async #currentList(): Promise<KnownStatusList> {
    const now = secondsOf(this.parts.clock);
    if (this.#list !== undefined && now - this.#list.issuedAt < RENEWED_SECONDS) return this.#list;
    const statuses = createStatuses(PLACES, 1);
    setStatus(statuses, 1, REVOKED_PLACE, 1);
    const { signer, x5c } = this.issuer;
    const published = { uri: this.statusUri, bits: 1 as const, version: 1, issuedAt: now };
    const times = { expiresAt: now + DAY, ttl: DAY };
    const compressed = await compressStatuses(statuses);
    const token = await createStatusListJwt({ ...published, ...times, compressed, x5c, signer });
    const signerKeyDigest = keyDigest(signer.publicJwk);
    this.#list = { ...published, ...times, statuses, signerKeyDigest, token, signerX5c: x5c };
    return this.#list;
  }
}
