import { Agent, request } from 'node:http';

const agent = new Agent({ keepAlive: true, maxSockets: 16 });

/**
 * One request over a kept connection.
 * @returns {Promise<{status: number, headers: import('node:http').IncomingHttpHeaders, text: string}>}
 */
export function call(url, { method = 'POST', headers = {}, body }) {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, agent, headers }, (answer) => {
      const chunks = [];
      answer.on('data', (chunk) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () =>
        resolve({ status: answer.statusCode, headers: answer.headers, text: Buffer.concat(chunks).toString() }),
      );
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** As {@link call}. @throws where the answer is not 2xx @returns the parsed JSON, or the text */
export async function callOk(url, outgoing) {
  return readOk(url, await call(url, outgoing));
}

/** The body of an answer, parsed where it is JSON. @throws where it is not 2xx */
export function readOk(url, { status, headers, text }) {
  if (status < 200 || status > 299) throw new Error(`${url} answered ${status}: ${text.slice(0, 300)}`);
  return /json/.test(headers['content-type'] ?? '') ? JSON.parse(text) : text;
}

/** A management call with an API key. */
export function manage(url, apiKey, body) {
  const headers = {
    authorization: `Bearer ${apiKey}`,
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  };
  return callOk(url, { method: body === undefined ? 'GET' : 'POST', headers, body: body && JSON.stringify(body) });
}

/** CPU seconds that a process has used (`process.cpuUsage`), from its own figures. */
export async function readCpuSeconds(metricsUrl) {
  const text = await callOk(metricsUrl, { method: 'GET' });
  return Number(/^incola_process_cpu_seconds_total (.+)$/m.exec(text)[1]);
}
