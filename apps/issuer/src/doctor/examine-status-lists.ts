import { verifyWithNodeCrypto } from '#identity';
import { stateKey, type Ledger, type ProofVerifier } from '#ledger';
import { isCodedError, refusal, secondsOf, type Clock } from '#primitives';
import type { GuardedFetch } from '#service-kit/fetch';
import { registeredKeys } from '#service-kit/organisations';
import { isStatusListFresh, readStatusList, statusListDigest, type StatusListSnapshot } from '#status-list';
import { inflateWithZlib } from '#status-list/server';
import { keyDigest, readCertificate, readLiveState, type ProvenState } from '#trust';
import type { StatusLists } from '../status-lists/status-lists.js';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import { found, type Finding } from './finding.js';

export interface StatusListParts {
  statusLists: Pick<StatusLists, 'all'>;
  fetch: GuardedFetch;
  ledger: Ledger;
  /** Of the live ledger. */
  proofs: ProofVerifier;
  clock: Clock;
  clockSkewSeconds: number;
}

/** Whether each list is served as a bank wants it: reachable, fresh, signed by this issuer, and equal to its anchor. */
export async function examineStatusLists(
  tenant: IssuingTenant,
  state: ProvenState | undefined,
  parts: StatusListParts,
): Promise<Finding[]> {
  const lists = (await parts.statusLists.all(tenant.slug)).filter(({ version }) => version > 0);
  if (lists.length === 0) return [found('warning', 'status_list_none', tenant.slug)];
  const findings: Finding[] = [];
  for (const { listId } of lists) {
    findings.push(await examineList(tenant, `${tenant.statusListPrefix}${listId}`, state, parts));
  }
  return findings;
}

async function examineList(
  tenant: IssuingTenant,
  uri: string,
  state: ProvenState | undefined,
  parts: StatusListParts,
): Promise<Finding> {
  let list: StatusListSnapshot;
  try {
    const answer = await parts.fetch(uri, { headers: { accept: 'application/statuslist+jwt' } });
    if (answer.status !== 200) return found('problem', 'status_list_unreachable', uri, answer.status);
    list = await readOwn(answer.text(), uri, tenant, state);
  } catch (error) {
    if (!isCodedError(error)) throw error;
    const code = error.fault === 'outage' ? 'status_list_unreachable' : 'status_list_foreign';
    return found('problem', code, uri, error.code);
  }
  if (!isStatusListFresh(list, secondsOf(parts.clock), parts.clockSkewSeconds)) {
    return found('problem', 'status_list_stale', uri);
  }
  return compareWithAnchor(tenant, list, parts);
}

/** The key is one that the registry has for this member; while the ledger is away that is said elsewhere. */
function readOwn(token: string, uri: string, { did }: IssuingTenant, state: ProvenState | undefined) {
  return readStatusList({
    ...{ token, uri, inflate: inflateWithZlib, verifySignature: verifyWithNodeCrypto },
    resolveSigner: ([leaf = '']) => {
      const { publicJwk } = readCertificate(leaf);
      const digest = keyDigest(publicJwk);
      const isOurs = state === undefined || registeredKeys(state, did, 'issuing').some((key) => key.digest === digest);
      if (isOurs) return { publicJwk, keyDigest: digest };
      throw refusal('status_list_untrusted', 'The list is signed by another one.');
    },
  });
}

async function compareWithAnchor(
  { did, slug }: IssuingTenant,
  list: StatusListSnapshot,
  { ledger, proofs }: StatusListParts,
): Promise<Finding> {
  const { uri, version, bits, statuses } = list;
  try {
    const proof = await ledger.proveState([stateKey('status', did, uri)]);
    const anchor = (await readLiveState(proof, proofs)).statusAnchors.get(uri);
    if (anchor === undefined || version > anchor.version) return found('warning', 'status_list_pending', uri);
    const digest = statusListDigest({ issuer: did, uri, version, bits, statuses });
    const same = version === anchor.version && digest === anchor.digest;
    return found(same ? 'ok' : 'problem', same ? 'status_list_good' : 'status_list_diverges', same ? slug : uri);
  } catch (error) {
    if (!isCodedError(error)) throw error;
    return found('warning', 'status_list_pending', uri, error.code);
  }
}
