import type { LedgerTransactionBody, ProposalSubject, StatusChange } from '#ledger';
import type { JsonValue } from '#primitives';

/** Every ledger transaction: what stands in no list of its own, since all do. */
export const EVERYTHING = 'all';
/** Everything but anchors, which would hide the rest: there is one for each verifier and period. */
export const DECISIONS = 'decisions';

/** What changed or may change: decisions without the ballots, of which there is one for each member and vote. */
export const NEWS = 'news';

export const topicOfKind = (kind: string): string => `kind ${kind}`;
export const topicOfMember = (did: string): string => `member ${did}`;
export const topicOfContract = (id: string): string => `contract ${id}`;
export const topicOfProposal = (id: string): string => `proposal ${id}`;
export const topicOfAnchors = (did: string): string => `anchors ${did}`;
export const topicOfStatusList = (uri: string): string => `status ${uri}`;
/** @param digest 32 bytes, base64url */
export const topicOfDigest = (digest: string): string => `digest ${digest}`;

/** Texts of one ledger transaction that are followed; far above what its kinds hold. */
const MAX_MENTIONS = 512;
export const DID = /^did:[a-z0-9]+:/;
const DIGEST = /^[A-Za-z0-9_-]{43}$/;
/** Coordinates of public keys look like digests, and are none. */
const KEY_MATERIAL = new Set(['x', 'y']);

/** Under which topics a ledger transaction is found. */
export function topicsOf(body: LedgerTransactionBody): string[] {
  const topics = new Set([topicOfKind(body.kind)]);
  const mentions = mentionsIn(body.payload as unknown as JsonValue);
  for (const digest of mentions.filter((text) => DIGEST.test(text))) topics.add(topicOfDigest(digest));
  if (body.kind === 'anchor') topics.add(topicOfAnchors(body.payload.anchor.member));
  else if (body.kind === 'anchor_status') {
    topics.add(topicOfAnchors(body.payload.anchor.member));
    topics.add(topicOfStatusList(body.payload.anchor.uri));
  } else {
    topics.add(DECISIONS);
    if (body.kind !== 'vote') {
      topics.add(NEWS);
      for (const did of mentions.filter((text) => DID.test(text))) topics.add(topicOfMember(did));
    }
    for (const topic of subjectsOf(body)) topics.add(topic);
  }
  return [...topics];
}

function subjectsOf(body: LedgerTransactionBody): string[] {
  switch (body.kind) {
    case 'adopt_contract':
      return [topicOfContract(body.payload.contract.id)];
    case 'set_status':
      return topicsOfStatusChange(body.payload);
    case 'propose': {
      const { id, subject } = body.payload.proposal;
      return [topicOfProposal(id), ...topicsOfSubject(subject)];
    }
    case 'vote':
      return [topicOfProposal(body.payload.ballot.proposal)];
    case 'close_proposal':
      return [topicOfProposal(body.payload.proposal)];
    default:
      return [];
  }
}

function topicsOfSubject(subject: ProposalSubject): string[] {
  if (subject.kind === 'adopt_contract') return [topicOfContract(subject.contract.id)];
  if (subject.kind === 'set_price') return [topicOfContract(subject.contract)];
  return subject.kind === 'set_status' ? topicsOfStatusChange(subject) : [];
}

function topicsOfStatusChange({ subject }: StatusChange): string[] {
  return subject.kind === 'contract' ? [topicOfContract(subject.id)] : [];
}

/** Whatever the kind: its payload's DIDs and digests, so that a kind that comes later is found too. */
export function mentionsIn(payload: JsonValue): string[] {
  const found: string[] = [];
  const open: [name: string, value: JsonValue][] = [['payload', payload]];
  for (let next = open.pop(); next !== undefined && found.length < MAX_MENTIONS; next = open.pop()) {
    const [name, value] = next;
    if (typeof value === 'string') {
      if (!KEY_MATERIAL.has(name)) found.push(value);
    } else if (Array.isArray(value)) open.push(...value.map((one): [string, JsonValue] => [name, one]));
    else if (typeof value === 'object' && value !== null) open.push(...Object.entries(value));
  }
  return found;
}
