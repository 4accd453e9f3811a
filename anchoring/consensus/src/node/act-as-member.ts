import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { isJsonObject, parseJson, refusal, secondsOf, type Clock, type JsonValue, type RandomBytes } from '#primitives';
import {
  BALLOT_CHOICES,
  COLLEGES,
  parseTrustFile,
  stateKey,
  type BallotChoice,
  type College,
  type LedgerPayloads,
  type ProposalSubject,
} from '#ledger';
import { act, askState } from '../network/decide-by-vote.js';
import type { FounderKey } from '../network/found-development-ledger.js';
import { createNodeRpc } from '../network/node-rpc.js';
import { readClosedFile } from '../network/read-closed-file.js';
import { MEMBER_NODE_FILES, readNodeDescription } from './node-description.js';

/** What a member does about a proposal, by its own node. */
export type MemberAct =
  | { act: 'propose'; /** Path. */ file: string }
  | { act: 'vote'; proposal: string; choice: BallotChoice }
  | { act: 'close'; proposal: string };

export interface ActingMember {
  /** Of its node, which runs. */
  folder: string;
  /** Path of `member_key.json`. */
  memberKey: string;
  clock: Clock;
  random: RandomBytes;
}

const LIMITS = { maxLength: 256 * 1024, maxDepth: 16 };
const octets = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const keyShape = z.object({
  did: z.string(),
  college: z.enum(COLLEGES as [College, ...College[]]),
  privateJwk: z.discriminatedUnion('kty', [
    z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: octets, d: octets }),
    z.object({ kty: z.literal('EC'), crv: z.literal('P-256'), x: octets, y: octets, d: octets }),
  ]),
}) satisfies z.ZodType<FounderKey>;

/** As in docs/for-members.md; the ledger's own shape checks subject and argument. */
const proposalFileShape = z.strictObject({
  id: z.string().min(1).max(64),
  subject: z.custom<ProposalSubject>(isJsonObject),
  argument: z.custom<LedgerPayloads['propose']['proposal']['argument']>(isJsonObject),
  votingSeconds: z.number().int().min(1),
});

export function isBallotChoice(word: string | undefined): word is BallotChoice {
  return (BALLOT_CHOICES as readonly (string | undefined)[]).includes(word);
}

/**
 * Proposes, votes or closes with the member's ledger key, and waits for the block.
 * @returns what a person is told
 * @throws `node_unreadable`, `member_key_unreadable`, `key_file_open_to_others`, `malformed_proposal_file`,
 *   `vote_not_accepted` with the contract's reason; `node_unreachable`, `transaction_not_included` (outages)
 */
export async function actAsMember(member: ActingMember, wanted: MemberAct): Promise<string> {
  const { folder, clock, random } = member;
  const { genesis } = parseTrustFile(readFileSync(join(folder, MEMBER_NODE_FILES.trust), 'utf8'));
  const rpc = createNodeRpc({ port: readNodeDescription(folder).rpcPort });
  const key = readMemberKey(member.memberKey);
  const ledger = { genesis, rpc, clock, random };
  switch (wanted.act) {
    case 'propose': {
      const { votingSeconds, ...written } = readProposal(wanted.file);
      const opensAt = secondsOf(clock);
      const closesAt = opensAt + votingSeconds;
      const proposal = { ...written, proposer: key.did, opensAt, closesAt };
      const { height } = await act(ledger, key, 'propose', { proposal });
      const end = new Date(closesAt * 1000).toISOString();
      return `${written.id} is put to the vote in block ${height}. It can be closed after ${end}.`;
    }
    case 'vote': {
      const { proposal, choice } = wanted;
      const [before = null] = await askState(rpc, [stateKey('ballot', proposal, key.did)]);
      const ballot = { proposal, member: key.did, choice, counter: countOf(before) + 1, statementDigest: null };
      const { height } = await act(ledger, key, 'vote', { ballot });
      return `The ballot of ${key.did} is in block ${height}: ${choice}.`;
    }
    case 'close': {
      const { height } = await act(ledger, key, 'close_proposal', { proposal: wanted.proposal });
      const [record = null] = await askState(rpc, [stateKey('proposal', wanted.proposal)]);
      const status = isJsonObject(record) && typeof record.status === 'string' ? record.status : 'unknown';
      return `${wanted.proposal} is closed in block ${height}: ${status}.`;
    }
  }
}

function countOf(ballot: JsonValue): number {
  return isJsonObject(ballot) && typeof ballot.counter === 'number' ? ballot.counter : 0;
}

function readMemberKey(path: string): FounderKey {
  const text = readClosedFile(path);
  try {
    return keyShape.parse(parseJson(text, LIMITS));
  } catch (cause) {
    throw refusal('member_key_unreadable', `${path} holds no member's key: the ceremony made it as member_key.json.`, {
      cause,
    });
  }
}

function readProposal(path: string): z.output<typeof proposalFileShape> {
  const text = readFileSync(path, 'utf8');
  try {
    return proposalFileShape.parse(parseJson(text, LIMITS));
  } catch (cause) {
    const why = cause instanceof z.ZodError ? z.prettifyError(cause) : 'it is no JSON';
    throw refusal('malformed_proposal_file', `${path} is no proposal (docs/for-members.md shows one): ${why}`, {
      cause,
    });
  }
}
