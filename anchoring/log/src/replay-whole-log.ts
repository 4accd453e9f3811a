import type { Genesis, RecordedMisbehaviour } from '#ledger';
import { createContract, verifyWithNodeCrypto } from '#anchoring/contract';
import { VoteCount, type CountedVote } from './count-votes.js';
import type { CompletedNode } from './log-frontier.js';
import { LogReplay, type ReplayedBlock } from './log-replay.js';
import { AccountSum } from './sum-accounts.js';

const PROGRESS_EVERY = 1000;

export interface WholeLog {
  replay: LogReplay;
  ledgerTransactions: number;
  /** What was proved against validators, in its order. */
  misbehaviour: RecordedMisbehaviour[];
  votes: CountedVote[];
  totals: AccountSum['totals'];
}

export interface ReplayObservers {
  /** Hears a sentence now and then. */
  print: (line: string) => void;
  /** @param state after the block */
  block?: (block: ReplayedBlock, state: LogReplay['state']) => void;
  nodes?: (nodes: readonly CompletedNode[]) => void;
}

/**
 * Executes a log again and counts again what it decided and settled, from its leaves alone.
 * @throws `malformed_log_leaf`, `log_diverges`, `log_incomplete`, `vote_miscounted`, `accounts_unbalanced`
 */
export function replayWholeLog(leaves: Iterable<Uint8Array>, genesis: Genesis, observers: ReplayObservers): WholeLog {
  const apply = createContract({ verifySignature: verifyWithNodeCrypto });
  const replay = new LogReplay(genesis, apply, observers.nodes);
  const [votes, accounts] = [new VoteCount(), new AccountSum()];
  const misbehaviour: RecordedMisbehaviour[] = [];
  let ledgerTransactions = 0;
  for (const leaf of leaves) {
    const block = replay.read(leaf);
    if (block === undefined) continue;
    ledgerTransactions += block.ledgerTransactions.length;
    misbehaviour.push(...block.misbehaviour);
    votes.read(block.ledgerTransactions, replay.state);
    accounts.read(block, replay.state);
    observers.block?.(block, replay.state);
    if (block.height > 0 && block.height % PROGRESS_EVERY === 0) observers.print(`  … block ${block.height}`);
  }
  replay.close();
  return { replay, ledgerTransactions, misbehaviour, votes: votes.close(replay.state), totals: accounts.totals };
}

/** What was executed, decided and settled, in sentences. */
export function describeWholeLog({ replay, ledgerTransactions, misbehaviour, votes, totals }: WholeLog): string[] {
  return [
    `${replay.head.size} leaves, ${ledgerTransactions} ledger transactions and ${replay.last?.height ?? 0} blocks executed again: every leaf and state root is what the contract makes of them.`,
    ...misbehaviour.map(describeMisbehaviour),
    `${votes.length} votes counted again from their ballots:`,
    ...votes.map(({ proposal, kind, status, tallies }) => {
      const counts = Object.entries(tallies).map(
        ([college, { electorate, yes, no, abstain }]) =>
          `${college} ${yes} yes, ${no} no, ${abstain} abstained of ${electorate}`,
      );
      return `  ${proposal} (${kind}): ${status}; ${counts.join('; ')}.`;
    }),
    `Accounts: ${totals.paidCents} cents paid in, ${totals.distributedCents} distributed; their sum is zero after every block.`,
  ];
}

function describeMisbehaviour({ kind, height, member, college, publicKey, suspended }: RecordedMisbehaviour): string {
  const what = kind === 'double_sign' ? 'signed twice' : 'attacked light clients';
  const consequence = suspended ? 'the key is suspended for good' : 'only recorded, as the last key of its college';
  return `The validator ${publicKey} of ${member} (${college}) ${what} at height ${height}: ${consequence}.`;
}
