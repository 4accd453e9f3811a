import { isCodedError, type CodedError } from '#primitives';
import {
  readPrivvalRequest,
  writePrivvalResponse,
  type PrivvalRequest,
  type PrivvalResponse,
} from './privval-messages.js';
import { readProposal, readVote } from './read-consensus-message.js';
import type { AnswerMessage } from './serve-engine.js';
import type { ValidatorSigner } from './validator-signer.js';

/**
 * The signer's answers to the engine's messages.
 * @param report hears of each message that was not signed, and why; monitors look for the codes
 */
export function answerWith(signer: ValidatorSigner, report: (problem: CodedError) => void): AnswerMessage {
  return async (request) => writePrivvalResponse(await answerEngine(readPrivvalRequest(request), signer, report));
}

/**
 * Answers one request of the engine. What can't be signed is answered with a sentence, and the engine goes on without that
 * vote; it asks again only where a connection ends.
 */
async function answerEngine(
  request: PrivvalRequest,
  signer: ValidatorSigner,
  report: (problem: CodedError) => void,
): Promise<PrivvalResponse> {
  try {
    return await answer(request, signer);
  } catch (error) {
    if (request.kind === 'ping' || !isCodedError(error)) throw error;
    report(error);
    return { kind: request.kind, problem: { code: 0, description: `${error.code}: ${error.message}` } };
  }
}

async function answer(request: PrivvalRequest, signer: ValidatorSigner): Promise<PrivvalResponse> {
  switch (request.kind) {
    case 'ping':
      return request;
    case 'public_key':
      signer.requireChain(request.chainId);
      return { kind: 'public_key', publicKey: signer.publicKey };
    case 'vote': {
      const { timestamp, signature } = await signer.sign(readVote(request.vote, request.chainId));
      return { kind: 'vote', vote: { ...request.vote, timestamp: timeOf(timestamp), signature } };
    }
    case 'proposal': {
      const { timestamp, signature } = await signer.sign(readProposal(request.proposal, request.chainId));
      return { kind: 'proposal', proposal: { ...request.proposal, timestamp: timeOf(timestamp), signature } };
    }
  }
}

function timeOf({ seconds, nanos }: { seconds: number; nanos: number }) {
  return { seconds: BigInt(seconds), nanos };
}
