import type { Duplex } from 'node:stream';
import { FrameReader, writeFrame } from '../abci/frame-reader.js';

/** As the engine's own limit (privval/signer_endpoint.go), in both directions. */
export const MAX_PRIVVAL_BYTES = 10 * 1024;

/** A message of `tendermint.privval.Message`, and the one that answers it. @throws where nothing more can be answered */
export type AnswerMessage = (request: Uint8Array) => Promise<Uint8Array>;

/**
 * Answers the engine on one connection until it ends, one request after the other.
 * @throws `frame_too_large`, and what `answer` throws: nothing more can be read from this connection
 */
export async function serveEngine(connection: Duplex, answer: AnswerMessage): Promise<void> {
  const frames = new FrameReader(MAX_PRIVVAL_BYTES);
  for await (const chunk of connection as AsyncIterable<Uint8Array>) {
    for (const frame of frames.read(chunk)) {
      const response = writeFrame(await answer(frame));
      await new Promise<void>((resolve) => connection.write(response, () => resolve()));
    }
  }
}
