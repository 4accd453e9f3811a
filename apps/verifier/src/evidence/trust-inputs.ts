import type { KnownTypeMetadata } from '#credential-types';
import {
  MAX_TRUST_INPUT_LENGTH,
  trustInputDigest,
  trustManifestInput,
  type TrustInput,
  type TrustInputKind,
  type TrustManifest,
} from '#evidence';
import type { StateProof } from '#ledger';
import { assertOurs, canonicalJson, encodeBase64url, type Clock, type JsonValue } from '#primitives';
import type { KnownStatusList } from '#verification';
import type { UsedTrust } from './record-trust.js';
import type { TrustInputStore } from './trust-input-store.js';

const HOUR = 3_600_000;
/** For so long a registration is remembered; then it is made again, which tells the store that it is still needed. */
const REMEMBERED_MILLISECONDS = HOUR;
/** Far longer than that: what is referred to was registered within the hour before, by whatever instance. */
const KEPT_MILLISECONDS = 24 * HOUR;
const MAX_REMEMBERED = 256;
const COLLECTED_AT_ONCE = 500;

type Prepared = TrustInput & { digest: string };

/**
 * Keeps what verifications rest on, each input once (design §6, evidence). Inputs are digested once a refresh, by object, and
 * stored at the first decision that rests on them; every further decision only looks its manifest's digest up.
 */
export class TrustInputs {
  readonly #prepared = new WeakMap<object, Prepared>();
  /** By the digests that a manifest names. */
  readonly #registered = new Map<string, { digest: Promise<string>; until: number }>();

  constructor(
    private readonly store: TrustInputStore,
    private readonly clock: Clock,
  ) {}

  /**
   * Durable on return, so that evidence may name it. If we die before it does, the inputs are collected.
   * @param used.issuerKeys and `used.statusHostsDown` as far as they may be kept: a wallet whose answer was refused chose them
   * @returns digest of the manifest
   */
  async register(used: UsedTrust): Promise<string> {
    const now = this.clock();
    const manifest = this.#manifestOf(used);
    const key = keyOf(manifest);
    const known = this.#registered.get(key);
    if (known !== undefined && known.until > now) return known.digest;
    const digest = this.#store(used, manifest, now);
    if (this.#registered.size >= MAX_REMEMBERED)
      this.#registered.delete(this.#registered.keys().next().value as string);
    this.#registered.set(key, { digest, until: now + REMEMBERED_MILLISECONDS });
    digest.catch(() => this.#registered.delete(key));
    return digest;
  }

  /** The timer's work. */
  async collect(): Promise<void> {
    const before = this.clock() - KEPT_MILLISECONDS;
    while ((await this.store.collect(before, COLLECTED_AT_ONCE)) > 0);
  }

  async #store(used: UsedTrust, manifest: TrustManifest, registeredAt: number): Promise<string> {
    const input = trustManifestInput(manifest);
    const digest = trustInputDigest(input);
    const { issuingRoots, trustedEntities } = this.#constants(used);
    const inputs = [
      ...used.proofs.map((proof) => this.#proof(proof)),
      ...[...used.statusLists.values()].map((list) => this.#statusList(list)),
      ...[...used.typeMetadata].map((document) => this.#document(document)),
      ...(trustedEntities === undefined ? [issuingRoots] : [issuingRoots, trustedEntities]),
    ];
    const distinct = [...new Map(inputs.map((one) => [one.digest, { ...one, registeredAt }])).values()];
    await this.store.register({ ...input, digest, registeredAt }, distinct);
    return digest;
  }

  #manifestOf(used: UsedTrust): TrustManifest {
    const { trust, proofs } = used;
    const { issuingRoots, trustedEntities } = this.#constants(used);
    return {
      format: 'incola-trust-manifest',
      version: 1,
      stateProofs: proofs.map((proof) => this.#proof(proof).digest),
      statusLists: [...used.statusLists.values()]
        .map((list) => {
          const { digest } = this.#statusList(list);
          return { uri: list.uri, digest, versionSeenAt: list.versionSeenAt ?? null };
        })
        .sort((left, right) => (left.uri < right.uri ? -1 : 1)),
      statusHostsDown: [...used.statusHostsDown].sort(),
      typeMetadata: [...used.typeMetadata].map((one) => ({ vct: one.vct, digest: this.#document(one).digest })),
      issuerKeys: [...used.issuerKeys].map(([id, publicJwk]) => ({ id, publicJwk })),
      issuingRoots: issuingRoots.digest,
      trustedEntities: trustedEntities?.digest ?? null,
      typesWithoutStatus: [...(trust.typesWithoutStatus ?? [])],
      policy: trust.policy,
    };
  }

  #constants({ trust }: UsedTrust) {
    const { issuingRoots } = trust;
    // An empty list is none.
    const trustedEntities = trust.trustedEntities?.length === 0 ? undefined : trust.trustedEntities;
    return {
      issuingRoots: this.#json('issuing_roots', issuingRoots, issuingRoots),
      trustedEntities:
        trustedEntities && this.#json('trusted_entities', trustedEntities, trustedEntities as unknown as JsonValue),
    };
  }

  #proof(proof: StateProof): Prepared {
    return this.#json('state_proof', proof, proof as unknown as JsonValue);
  }

  #document(document: KnownTypeMetadata): Prepared {
    return this.#prepare(document, () => ({ kind: 'type_metadata', content: document.text }));
  }

  #statusList(list: KnownStatusList): Prepared {
    return this.#prepare(list, () => {
      const { token } = list;
      assertOurs(token !== undefined, 'a list that was fetched has its token');
      return typeof token === 'string'
        ? { kind: 'status_list_jwt', content: token }
        : { kind: 'status_list_cwt', content: encodeBase64url(token) };
    });
  }

  #json(kind: TrustInputKind, of: object, value: JsonValue): Prepared {
    return this.#prepare(of, () => ({ kind, content: canonicalJson(value) }));
  }

  #prepare(of: object, make: () => TrustInput): Prepared {
    let prepared = this.#prepared.get(of);
    if (prepared === undefined) {
      const input = make();
      assertOurs(input.content.length <= MAX_TRUST_INPUT_LENGTH, 'what is fetched has a tighter limit');
      this.#prepared.set(of, (prepared = { ...input, digest: trustInputDigest(input) }));
    }
    return prepared;
  }
}

/** Distinct for distinct manifests; a join, where the canonical form would cost more than the look-up saves. */
function keyOf(manifest: TrustManifest): string {
  const { stateProofs, statusLists, statusHostsDown, typeMetadata, issuerKeys, issuingRoots, trustedEntities } =
    manifest;
  return [
    ...stateProofs,
    ...statusLists.map(({ uri, digest, versionSeenAt }) => `${uri} ${digest} ${versionSeenAt}`),
    ...typeMetadata.map(({ digest }) => digest),
    ...issuerKeys.map(({ id, publicJwk }) => `${id} ${publicJwk.x}`),
    ...statusHostsDown.map((uri) => `down ${uri}`),
    issuingRoots,
    trustedEntities,
    // Each policy of a tenant has numbers of its own; the types without status are the process's.
    JSON.stringify(manifest.policy),
  ].join('\n');
}
