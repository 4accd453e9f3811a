import { setTimeout as sleep } from 'node:timers/promises';
import {
  decodeBase64url,
  decodeUtf8,
  encodeUtf8,
  refusal,
  secondsOf,
  type Clock,
  type JsonValue,
  type RandomBytes,
  type Signer,
} from '#primitives';
import {
  createLedgerTransactionBody,
  DEFAULT_GOVERNANCE,
  genesisDigest,
  signLedgerTransaction,
  stateKey,
  writeLedgerTransaction,
  type Genesis,
  type LedgerPayloads,
  type LedgerTransactionKind,
  type Proposal,
  type ProposalRecord,
  type StateEntryProof,
} from '#ledger';
import { openSigningKey, signerOver } from '#identity';
import type { FounderKey } from './found-development-ledger.js';
import type { NodeRpc } from './node-rpc.js';
import { Submissions, type Submitted } from './submissions.js';

/** A development ledger, whose founders' keys are all in one hand. */
export interface DevelopmentLedger {
  genesis: Genesis;
  founderKeys: readonly FounderKey[];
  /** Of the node that is asked and submitted to. */
  rpc: NodeRpc;
  clock: Clock;
  random: RandomBytes;
  /** Longer than three seconds where the machine has more to do than to make blocks. */
  ballotSeconds?: number;
}

/** Blocks that a ledger transaction may wait. */
const EXPIRY_BLOCKS = 200;
/** For the ballots to stand in a block, besides the time that the rules ask for. */
const BALLOT_SECONDS = 3;
const WORDS = { en: 'A vote of a development ledger.', fr: 'Un vote d’un registre de développement.' };

/**
 * Has one founder of each college propose, vote yes and close, as fast as the genesis' rules allow, and waits for the blocks.
 * @param id of the proposal, a slug that was never used
 * @returns how the closing stands in its block
 * @throws `vote_not_accepted`, `vote_not_adopted` (too few founders are left for a quorum, for one), and what `Submissions` throws
 */
export async function decideByVote(
  ledger: DevelopmentLedger,
  id: string,
  subject: Proposal['subject'],
): Promise<Extract<Submitted, { outcome: 'included' }>> {
  const { founderKeys, genesis, clock, ballotSeconds = BALLOT_SECONDS } = ledger;
  const [proposer] = founderKeys;
  if (proposer === undefined) throw refusal('vote_not_accepted', 'There is no founder to propose.');
  const { minVotingSeconds } = genesis.governance ?? DEFAULT_GOVERNANCE;
  const closesAt = secondsOf(clock) + minVotingSeconds + ballotSeconds;
  const argument = { words: WORDS, textDigest: null };
  // It opens with its block, whose time may lie a little back.
  const proposal = { id, proposer: proposer.did, subject, argument, opensAt: genesis.createdAt, closesAt };
  await act(ledger, proposer, 'propose', { proposal });
  const ballot = { proposal: id, choice: 'yes', counter: 1, statementDigest: null } as const;
  await Promise.all(
    founderKeys.map((founder) => act(ledger, founder, 'vote', { ballot: { ...ballot, member: founder.did } })),
  );
  while (secondsOf(clock) < closesAt) await sleep(200);
  const closing = await act(ledger, proposer, 'close_proposal', { proposal: id });
  const status = await statusOf(ledger, id);
  if (status === 'adopted' || status === 'scheduled') return closing;
  throw refusal('vote_not_adopted', `The colleges did not adopt the proposal ${id}: ${status}.`);
}

/** A member's key in memory: P-256 or Ed25519. */
export function founderSigner({ privateJwk }: FounderKey): Signer {
  const type = privateJwk.kty === 'EC' ? 'Secp256r1' : 'Ed25519';
  return signerOver(openSigningKey(type, decodeBase64url(privateJwk.d)));
}

/** A member signs, submits, and waits for the block. @throws `vote_not_accepted`, and what `Submissions` throws */
export async function act<Kind extends LedgerTransactionKind>(
  { genesis, rpc, clock, random }: Omit<DevelopmentLedger, 'founderKeys'>,
  founder: FounderKey,
  kind: Kind,
  payload: LedgerPayloads[Kind],
): Promise<Extract<Submitted, { outcome: 'included' }>> {
  const head = JSON.parse(decodeUtf8((await rpc.query('/head', new Uint8Array())).value)) as Head;
  const { contractVersion, height } = head;
  const context = { genesis: genesisDigest(genesis), contractVersion, random, expiryHeight: height + EXPIRY_BLOCKS };
  const body = createLedgerTransactionBody(kind, payload, context);
  const signed = await signLedgerTransaction(body, [{ member: founder.did, signer: founderSigner(founder) }]);
  const submitted = await new Submissions({ rpc, clock }).submit(encodeUtf8(writeLedgerTransaction(signed)));
  if (submitted.outcome === 'included' && submitted.code === 0) return submitted;
  throw refusal('vote_not_accepted', `The ledger did not accept ${kind}: ${submitted.log}`);
}

async function statusOf({ rpc }: DevelopmentLedger, id: string): Promise<string> {
  const [record = null] = await askState(rpc, [stateKey('proposal', id)]);
  return (record as unknown as ProposalRecord | null)?.status ?? 'unknown';
}

/** What the node, which is one's own and believed, says of these keys; `null` where there is nothing. */
export async function askState(rpc: NodeRpc, keys: readonly string[]): Promise<JsonValue[]> {
  const asked = encodeUtf8(JSON.stringify(keys));
  const answer = JSON.parse(decodeUtf8((await rpc.query('/state', asked)).value)) as { entries: StateEntryProof[] };
  return answer.entries.map(({ value }) => value);
}

interface Head {
  contractVersion: number;
  height: number;
}
