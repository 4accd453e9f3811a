import { decodeUtf8, concatBytes, outage } from '#primitives';

/**
 * Reads an answer's text, and no more than so much of it: whoever is watched must not fill the watcher's memory.
 * @throws `answer_too_long` (outage)
 */
export async function readAtMost({ body }: Pick<Response, 'body'>, maxBytes: number): Promise<string> {
  if (body === null) return '';
  const chunks: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop ends the connection.
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > maxBytes) throw outage('answer_too_long', `An answer is longer than ${maxBytes} bytes.`);
    chunks.push(chunk);
  }
  return decodeUtf8(concatBytes(...chunks));
}
