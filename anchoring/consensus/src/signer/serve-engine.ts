import type { Duplex } from 'node:stream';
import { FrameReader, writeFrame } from '../abci/frame-reader.js';
import { answerEngine } from './answer-engine.js';
import { readPrivvalRequest, writePrivvalResponse } from './privval-messages.js';
import type { ValidatorSigner } from './validator-signer.js';

/** As the engine's own limit (privval/signer_endpoint.go). */
const MAX_REQUEST_BYTES = 10 * 1024;

/**
 * Answers the engine on one connection until it ends, one request after the other.
 * @throws `frame_too_large`, `malformed_request`: nothing more can be read from this connection
 */
export async function serveEngine(
  connection: Duplex,
  signer: ValidatorSigner,
  report: (problem: Error) => void,
): Promise<void> {
  const frames = new FrameReader(MAX_REQUEST_BYTES);
  for await (const chunk of connection as AsyncIterable<Uint8Array>) {
    for (const frame of frames.read(chunk)) {
      const response = await answerEngine(readPrivvalRequest(frame), signer, report);
      await new Promise<void>((resolve) =>
        connection.write(writeFrame(writePrivvalResponse(response)), () => resolve()),
      );
    }
  }
}
