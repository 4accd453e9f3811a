import {
  type BallotRecord,
  type ContractVersionRecord,
  type ProposalRecord,
  SCHEDULE_KEY,
  type ScheduleRecord,
} from '#ledger';
import { refusal } from '#primitives';
import type { LedgerEntry } from '../index/explorer-index.js';
import { topicOfKind, topicOfProposal } from '../index/topics-of.js';
import type { ExplorerParts } from '../page/explorer-parts.js';

const PROPOSALS_PER_PAGE = 25;
const BALLOTS_PER_PAGE = 100;
const LATEST = 10;

export interface ProposalList {
  proposals: ProposalRecord[];
  /** The leaf before which older ones stand. */
  next: number | undefined;
}

/** Proposals as they stand, the newest first. */
export async function readProposals({ index, records }: ExplorerParts, before?: number): Promise<ProposalList> {
  const found = await index.list({ topic: topicOfKind('propose'), before, limit: PROPOSALS_PER_PAGE + 1 });
  const shown = found.slice(0, PROPOSALS_PER_PAGE);
  const proposals: ProposalRecord[] = [];
  for (const { ledgerTransaction } of shown) {
    const { body } = ledgerTransaction;
    if (body.kind !== 'propose') continue;
    const record = await records.readRecord('proposal', body.payload.proposal.id);
    if (record !== undefined) proposals.push(record);
  }
  return { proposals, next: found.length > PROPOSALS_PER_PAGE ? shown.at(-1)?.index : undefined };
}

export interface ProposalView {
  proposal: ProposalRecord;
  /** What a proposed contract would amend. */
  amended: ContractVersionRecord | undefined;
  /** Block from which an adopted change holds, while it waits. */
  scheduledFor: number | undefined;
  ballots: BallotRecord[];
  /** Key of the last ballot shown, if there are more. */
  nextBallots: string | undefined;
  entries: LedgerEntry[];
}

/** @param after key of the last ballot on the page before @throws `unknown_proposal` */
export async function readProposal(parts: ExplorerParts, id: string, after?: string): Promise<ProposalView> {
  const { records, index } = parts;
  const proposal = await records.readRecord('proposal', id);
  if (proposal === undefined) throw refusal('unknown_proposal', 'There is no such proposal.');
  const schedule = (await records.readValue(SCHEDULE_KEY)) as unknown as ScheduleRecord | undefined;
  const found = await records.listRecords('ballot', { within: [id], after, limit: BALLOTS_PER_PAGE + 1 });
  const shown = found.slice(0, BALLOTS_PER_PAGE);
  return {
    proposal,
    amended: await readAmended(parts, proposal),
    scheduledFor: schedule?.changes.find((change) => change.proposal === id)?.activationHeight,
    ballots: shown.map(({ record }) => record),
    nextBallots: found.length > BALLOTS_PER_PAGE ? shown.at(-1)?.key : undefined,
    entries: await index.list({ topic: topicOfProposal(id), limit: LATEST }),
  };
}

async function readAmended(
  { records }: Pick<ExplorerParts, 'records'>,
  { subject }: ProposalRecord,
): Promise<ContractVersionRecord | undefined> {
  if (subject.kind !== 'adopt_contract' || subject.contract.version === 1) return undefined;
  return records.readRecord('contract_version', subject.contract.id, subject.contract.version - 1);
}
