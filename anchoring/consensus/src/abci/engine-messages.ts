import { createRequire } from 'node:module';
import type * as Abci from 'cosmjs-types/tendermint/abci/types';
import type * as Validation from 'cosmjs-types/tendermint/types/validator';

// Required, not imported: Node.js reads a CommonJS module once more to find its exports where it is imported, which here took 35 ms
// of each start and 6 MB for good.
const load = createRequire(import.meta.url);

/** The engine's messages (`tendermint.abci`, CometBFT 0.38 and later). */
export const {
  CheckTxType,
  MisbehaviorType,
  Request,
  Response,
  ResponseApplySnapshotChunk_Result: Applied,
  ResponseOfferSnapshot_Result: Offered,
  ResponseProcessProposal_ProposalStatus: ProposalStatus,
} = load('cosmjs-types/tendermint/abci/types') as typeof Abci;
export const { BlockIDFlag } = load('cosmjs-types/tendermint/types/validator') as typeof Validation;

export type MisbehaviorType = Abci.MisbehaviorType;
export type Request = Abci.Request;
export type Response = Abci.Response;
export type Applied = Abci.ResponseApplySnapshotChunk_Result;
export type Offered = Abci.ResponseOfferSnapshot_Result;
