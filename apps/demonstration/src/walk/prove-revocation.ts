import type { HeldCredential } from '#holder';
import { stateKey } from '#ledger';
import { isJsonObject, refusal, secondsOf } from '#primitives';
import { parseSdJwtVc } from '#sd-jwt-vc';
import { inflateWithStreams, readStatusList, STATUS_INVALID, statusAt, statusListDigest } from '#status-list';
import { readProvenState, validateChain } from '#trust';
import { textOf } from './text-of.js';
import type { Walk } from './walk-step.js';

export interface ProvenRevocation {
  uri: string;
  version: number;
}

/**
 * Reads the credential's published status list and the ledger's anchor of it, as anyone can.
 * @returns `undefined` until the list says "revoked" and its digest is the anchored one
 */
export async function proveRevocation(walk: Walk, credential: HeldCredential): Promise<ProvenRevocation | undefined> {
  const { idx, uri } = statusReferenceOf(credential);
  const { trustFile, verifySignature, ledger, clock, fetch } = walk.holder;
  const answer = await fetch(uri, { method: 'GET', headers: { accept: 'application/statuslist+jwt' } });
  const list = await readStatusList({
    token: await answer.text(),
    uri,
    inflate: inflateWithStreams,
    verifySignature,
    resolveSigner: async (x5c) => {
      const now = secondsOf(clock);
      const chain = await validateChain(x5c, trustFile.issuingRoots, now, 'issuing', verifySignature);
      if (chain.outcome === 'untrusted') throw refusal(chain.code, 'The status list has a foreign signer.');
      return { publicJwk: chain.leaf.publicJwk, keyDigest: chain.leaf.keyDigest };
    },
  });
  if (statusAt(list, idx) !== STATUS_INVALID) return undefined;
  const { member } = credential.issuer;
  const proof = await ledger.proveState([stateKey('status', member, uri)]);
  const anchor = (await readProvenState(proof, trustFile.genesis, verifySignature)).statusAnchors.get(uri);
  const isAnchored = anchor?.digest === statusListDigest({ issuer: member, ...list });
  return isAnchored ? { uri, version: list.version } : undefined;
}

function statusReferenceOf({ compact }: HeldCredential): { idx: number; uri: string } {
  const { status } = parseSdJwtVc(compact).payload;
  const reference = isJsonObject(status) ? status.status_list : undefined;
  if (!isJsonObject(reference)) throw refusal('status_missing', 'The credential has no status.');
  return { idx: Number(reference.idx), uri: textOf(reference.uri) };
}
