import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';

/** A request for a handler of Node.js that came by no connection. @param body the text of a form, or nothing */
export function writtenRequest(
  { method, url, headers }: { method: string; url: string; headers: Readonly<Record<string, string>> },
  body: string,
): IncomingMessage {
  const request = new IncomingMessage(new Socket());
  const bytes = Buffer.from(body);
  Object.assign(request, { method, url, complete: true, httpVersion: '1.1', httpVersionMajor: 1, httpVersionMinor: 1 });
  request.headers = { ...headers, ...(bytes.length === 0 ? {} : { 'content-length': String(bytes.length) }) };
  if (bytes.length > 0) request.push(bytes);
  request.push(null);
  return request;
}

/** A response that goes nowhere: whoever had it written reads it. */
export class CapturedResponse extends ServerResponse {
  /** The body, once the handler has ended the response. */
  readonly body: Promise<string>;
  #captured: (body: string) => void = () => undefined;

  constructor(request: IncomingMessage) {
    super(request);
    this.body = new Promise((resolve) => {
      this.#captured = resolve;
    });
  }

  override end(...given: unknown[]): this {
    const [body] = given;
    this.#captured(typeof body === 'string' ? body : Buffer.isBuffer(body) ? body.toString('utf8') : '');
    return this;
  }
}
