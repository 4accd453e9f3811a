import { decodeBase64url } from '#primitives';
import { answerPeerQuestion, isPeerQuestion } from '../application/answer-peer-question.js';
import type { ApplicationPosition } from '../application/index.js';
import { kindOf } from './connection-roles.js';
import type { Request, Response } from './engine-messages.js';
import { writeInfo, writeQueryAnswer } from './write-answers.js';

/**
 * What the engine asks as it starts, answered from the stored position alone. It then connects to its peers and looks for a second
 * whether it lacks blocks (CometBFT, `blocksync`), while contract and state are loaded here.
 * @returns `undefined` for what has to wait for these
 * @throws `malformed_request`
 */
export function answerAtOnce(
  request: Request,
  position: Pick<ApplicationPosition, 'height' | 'appHash'> | undefined,
  isPeerAdmitted: (id: string) => boolean,
): Response | undefined {
  const { height = 0, appHash } = position ?? {};
  const { query } = request;
  switch (kindOf(request)) {
    case 'echo':
      return { echo: { message: request.echo?.message ?? '' } };
    case 'flush':
      return { flush: {} };
    case 'info':
      return appHash === undefined ? undefined : writeInfo({ height, appHash: decodeBase64url(appHash) });
    case 'query':
      if (query === undefined || !isPeerQuestion(query.path)) return undefined;
      return writeQueryAnswer(query.path, answerPeerQuestion(query.path, height, isPeerAdmitted));
    default:
      return undefined;
  }
}
