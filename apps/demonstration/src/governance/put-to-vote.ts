import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { verifyWithNodeCrypto } from '#identity';
import {
  createHttpLedger,
  BALLOT_CHOICES,
  stateKey,
  verifyLedgerProof,
  type BallotChoice,
  type ProposalRecord,
  type ProposalSubject,
} from '#ledger';
import { assertOurs, isCodedError, isJsonObject, type JsonObject, type JsonValue, type Localised } from '#primitives';
import { writeJson } from '../founding/data-folder.js';
import type { FictiveMember } from '../founding/fictive-members.js';
import { SERVICES } from '../founding/fictive-members.js';
import { expectThat } from '../walk/expect-evidence.js';
import { PROPOSER, type Assembly } from './assembly.js';

/** The founding plan's shortest time to vote, and what a block may be behind. */
const SHORTEST_VOTING_SECONDS = 7;
/** Two rounds of ballots, three services side by side on few cores. */
const COMMANDS_A_VOTING = 5;
const ATTEMPTS = 3;
const CLOSING_SECONDS = 20;

export interface Motion {
  id: string;
  subject: ProposalSubject;
  /** What speaks for it, in public. */
  words: Localised;
  /** By slug; who isn't named votes yes. */
  first?: Readonly<Record<string, BallotChoice>>;
  /** Ballots that are changed before the closing. */
  changed?: Readonly<Record<string, BallotChoice>>;
}

/**
 * Proposes, votes and closes by the services' own commands, as members do in their own shells, and reads the result by a proof of
 * the ledger's state. Where this machine was too slow for the time to vote, the proposal is made again with more of it.
 */
export async function putToVote(assembly: Assembly, motion: Motion): Promise<ProposalRecord> {
  for (let attempt = 1; ; attempt++) {
    const id = attempt === 1 ? motion.id : `${motion.id}.${attempt}`;
    try {
      return await voteOnce(assembly, { ...motion, id });
    } catch (error) {
      if (attempt === ATTEMPTS || refusalCodeOf(error) !== 'proposal_closed') throw error;
      assembly.commandSeconds *= 2;
    }
  }
}

async function voteOnce(assembly: Assembly, motion: Motion): Promise<ProposalRecord> {
  const { id, subject, words, first = {}, changed = {} } = motion;
  const file = join(assembly.folder, 'proposals', `${id}.json`);
  const votingSeconds = Math.max(SHORTEST_VOTING_SECONDS, Math.ceil(COMMANDS_A_VOTING * assembly.commandSeconds));
  await writeJson(file, { id, subject, argument: { words, textDigest: null }, votingSeconds });
  const startedAt = assembly.clock();
  const { closesAt } = await act(assembly, [PROPOSER], 'propose', file);
  assembly.commandSeconds = (assembly.clock() - startedAt) / 1000;
  assertOurs(typeof closesAt === 'number', 'the command says when the voting ends');
  await castBallots(assembly, id, assembly.members, (slug) => first[slug] ?? 'yes');
  const changing = assembly.members.filter(({ slug }) => changed[slug] !== undefined);
  await castBallots(assembly, id, changing, (slug) => changed[slug] ?? 'abstain');
  await sleep(Math.max(0, closesAt * 1000 - assembly.clock()));
  await close(assembly, id);
  return readProposal(assembly, id);
}

/** The members of one service by one command, where they agree; the services side by side. */
async function castBallots(
  assembly: Assembly,
  id: string,
  members: readonly FictiveMember[],
  choiceOf: (slug: string) => BallotChoice,
): Promise<void> {
  const ofService = SERVICES.map((service) => members.filter((member) => member.service === service));
  await Promise.all(
    ofService.map(async (voters) => {
      for (const choice of BALLOT_CHOICES) {
        const slugs = voters.map(({ slug }) => slug).filter((slug) => choiceOf(slug) === choice);
        if (slugs.length > 0) await act(assembly, slugs, 'vote', id, choice);
      }
    }),
  );
}

/** The block's time may be a moment behind ours. */
async function close(assembly: Assembly, id: string): Promise<void> {
  const end = assembly.clock() + CLOSING_SECONDS * 1000;
  for (;;) {
    try {
      await act(assembly, [PROPOSER], 'close', id);
      return;
    } catch (error) {
      if (refusalCodeOf(error) !== 'voting_not_over' || assembly.clock() > end) throw error;
    }
  }
}

/** Runs members' command where their keys are. @returns what it printed of the first */
async function act(
  { cooperation, members }: Assembly,
  slugs: readonly string[],
  ...words: string[]
): Promise<JsonObject> {
  const member = members.find(({ slug }) => slug === slugs[0]);
  assertOurs(member, `${slugs[0]} is a member`);
  const named = slugs.flatMap((slug) => ['--member', slug]);
  const [first = ''] = (await cooperation.command(member.service, ...words, ...named)).split('\n');
  const printed: unknown = JSON.parse(first);
  assertOurs(isJsonObject(printed), 'the command prints an object');
  return printed;
}

async function readProposal({ cooperation }: Assembly, id: string): Promise<ProposalRecord> {
  const record = await readState(cooperation, stateKey('proposal', id));
  expectThat(isJsonObject(record), `The proposal ${id} stands in the ledger's state.`);
  return record as unknown as ProposalRecord;
}

/** A value of the ledger's state, by a proof that is verified from the genesis on; `null` where there is none. */
export async function readState(
  { urls, trustFile }: Assembly['cooperation'],
  key: string,
): Promise<JsonValue | undefined> {
  const ledger = createHttpLedger({ baseUrl: urls.cooperative, fetch });
  const verified = await verifyLedgerProof(await ledger.proveState([key]), trustFile.genesis, verifyWithNodeCrypto);
  return verified.values.get(key);
}

/** @returns the contract's code for a ballot that comes after the closing, `none` where it was not refused */
export async function codeOfLateBallot(assembly: Assembly, id: string): Promise<string> {
  try {
    await act(assembly, [PROPOSER], 'vote', id, 'no');
    return 'none';
  } catch (error) {
    return refusalCodeOf(error) ?? 'another error';
  }
}

function refusalCodeOf(error: unknown): string | undefined {
  return isCodedError(error) ? /The ledger refused it: ([a-z_]+)\./.exec(error.message)?.[1] : undefined;
}
