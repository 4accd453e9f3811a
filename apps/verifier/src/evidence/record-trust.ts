import type { KnownTypeMetadata } from '#credential-types';
import type { StateProof } from '#ledger';
import type { PublicJwk } from '#primitives';
import type { KnownStatusList, VerificationTrust } from '#verification';

/** What one verification looked at; none of it names a person. */
export interface UsedTrust {
  trust: VerificationTrust;
  /** Those that `trust.state` was merged from, in this order. */
  proofs: readonly StateProof[];
  statusLists: ReadonlyMap<string, KnownStatusList>;
  statusHostsDown: ReadonlySet<string>;
  typeMetadata: ReadonlySet<KnownTypeMetadata>;
  /** By verification method. */
  issuerKeys: ReadonlyMap<string, PublicJwk>;
}

/**
 * Lets a verification run on the trust and notes what it read. A list that is read twice is the same list, even if a refresh
 * replaced it meanwhile: the verdicts must rest on what the evidence names.
 */
export function recordTrust(trust: VerificationTrust, proofs: readonly StateProof[]): UsedTrust {
  const statusLists = new Map<string, KnownStatusList>();
  const statusHostsDown = new Set<string>();
  const typeMetadata = new Set<KnownTypeMetadata>();
  const issuerKeys = new Map<string, PublicJwk>();
  const recording: VerificationTrust = {
    ...trust,
    statusList: (uri) => {
      const list = statusLists.get(uri) ?? trust.statusList(uri);
      if (list !== undefined) statusLists.set(uri, list);
      return list;
    },
    isStatusHostDown: (uri) => {
      const isDown = statusHostsDown.has(uri) || trust.isStatusHostDown?.(uri) === true;
      if (isDown) statusHostsDown.add(uri);
      return isDown;
    },
    typeMetadata: (vct) => {
      const known = trust.typeMetadata?.(vct) ?? [];
      for (const document of known) typeMetadata.add(document);
      return known;
    },
    issuerKey: (keyId) => {
      const publicJwk = issuerKeys.get(keyId) ?? trust.issuerKey?.(keyId);
      if (publicJwk !== undefined) issuerKeys.set(keyId, publicJwk);
      return publicJwk;
    },
  };
  return { trust: recording, proofs, statusLists, statusHostsDown, typeMetadata, issuerKeys };
}
