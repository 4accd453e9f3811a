import { refusal } from '#primitives';
import type {
  RequestCheckTx,
  RequestFinalizeBlock,
  RequestInitChain,
  RequestPrepareProposal,
  RequestProcessProposal,
  RequestQuery,
} from 'cosmjs-types/tendermint/abci/types';
import type { LedgerApplication } from '../application/index.js';
import type { NodeSnapshots } from '../snapshots/index.js';
import { answerSnapshotRequest } from './answer-snapshot-request.js';
import { kindOf } from './connection-roles.js';
import { CheckTxType, ProposalStatus, type Request, type Response } from './engine-messages.js';
import { readBlock, readEngineGenesis, readNatural, readSigners } from './read-engine-values.js';
import { writeInfo, writeQueryAnswer } from './write-answers.js';
import { writeMisbehaviour, writeOutcome, writeValidatorUpdates } from './write-outcomes.js';

/**
 * One request of the engine, answered (ABCI 2.0, `tendermint.abci.Request`).
 * @throws what the application throws: the engine then stops, as it must
 */
export async function answerRequest(
  request: Request,
  application: LedgerApplication,
  snapshots: NodeSnapshots | undefined,
): Promise<Response> {
  const kind = kindOf(request);
  switch (kind) {
    case 'echo':
      return { echo: { message: request.echo?.message ?? '' } };
    case 'flush':
      return { flush: {} };
    case 'info':
      return writeInfo(application.info());
    case 'query':
      return answerQuestion(request.query as RequestQuery, application);
    case 'checkTx':
      return answerCheck(request.checkTx as RequestCheckTx, application);
    case 'initChain':
      return answerInitChain(request.initChain as RequestInitChain, application);
    case 'prepareProposal':
      return answerPrepareProposal(request.prepareProposal as RequestPrepareProposal, application);
    case 'processProposal':
      return answerProcessProposal(request.processProposal as RequestProcessProposal, application);
    case 'finalizeBlock':
      return answerFinalizeBlock(request.finalizeBlock as RequestFinalizeBlock, application);
    case 'commit':
      return answerCommit(application, snapshots);
    case 'extendVote':
    case 'verifyVoteExtension':
      throw refusal('no_vote_extensions', 'The network has no vote extensions.');
    case 'listSnapshots':
    case 'offerSnapshot':
    case 'loadSnapshotChunk':
    case 'applySnapshotChunk':
      return answerSnapshotRequest(request, snapshots);
  }
}

/** Without snapshots the engine keeps every block: a new node replays them all. */
async function answerCommit(application: LedgerApplication, snapshots: NodeSnapshots | undefined): Promise<Response> {
  if (snapshots !== undefined) return { commit: { retainHeight: BigInt(await snapshots.commit()) } };
  await application.commit();
  return { commit: { retainHeight: 0n } };
}

async function answerInitChain(request: RequestInitChain, application: LedgerApplication): Promise<Response> {
  const { appHash } = await application.initChain(readEngineGenesis(request));
  // No validators: those of the genesis file, whose powers were checked.
  return { initChain: { validators: [], appHash } };
}

function answerCheck({ tx, type }: RequestCheckTx, application: LedgerApplication): Response {
  const isRecheck = type === CheckTxType.RECHECK;
  return { checkTx: writeOutcome(isRecheck ? application.recheckTransaction(tx) : application.checkTransaction(tx)) };
}

function answerPrepareProposal(request: RequestPrepareProposal, application: LedgerApplication): Response {
  return { prepareProposal: { txs: application.prepareProposal(readBlock(request), readNatural(request.maxTxBytes)) } };
}

async function answerProcessProposal(
  request: RequestProcessProposal,
  application: LedgerApplication,
): Promise<Response> {
  await application.foresee(request.txs);
  const lastCommitSigners = readSigners(request.proposedLastCommit);
  const verdict = application.processProposal({ ...readBlock(request), lastCommitSigners });
  const status = verdict === 'accept' ? ProposalStatus.ACCEPT : ProposalStatus.REJECT;
  return { processProposal: { status } };
}

async function answerFinalizeBlock(request: RequestFinalizeBlock, application: LedgerApplication): Promise<Response> {
  await application.foresee(request.txs);
  const finalized = application.finalizeBlock(readBlock(request));
  return {
    finalizeBlock: {
      events: finalized.misbehaviour.map(writeMisbehaviour),
      txResults: finalized.outcomes.map(writeOutcome),
      validatorUpdates: writeValidatorUpdates(finalized.validatorUpdates),
      appHash: finalized.appHash,
    },
  };
}

async function answerQuestion({ path, data }: RequestQuery, application: LedgerApplication): Promise<Response> {
  return writeQueryAnswer(path, await application.query(path, data));
}
