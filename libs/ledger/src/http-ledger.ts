import { z } from 'zod';
import { type CodedError, isCodedError, outage, parseJson, refusal, type JsonValue } from '#primitives';
import type { Ledger, LedgerHead } from './ledger.js';
import type { LedgerTransaction, SubmissionOutcome } from './ledger-transaction.js';
import type { HistoryProof, LedgerProof, StateProof } from './ledger-proof.js';
import { LEDGER_PROOF_LIMITS, MAX_STATE_PROOF_KEYS, readLedgerProof } from './parse-ledger-proof.js';
import { writeLedgerTransaction } from './parse-ledger-transaction.js';
import { naturalShape, positiveShape } from './shapes.js';

const TIMEOUT_MILLISECONDS = 10_000;

/** What became of a submitted ledger transaction. */
export const submissionOutcomeShape = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.enum(['accepted', 'duplicate']), id: z.string(), height: naturalShape, index: naturalShape }),
  z.object({ outcome: z.literal('refused'), id: z.string(), code: z.string(), reason: z.string() }),
]) satisfies z.ZodType<SubmissionOutcome>;

/** Where the ledger stands. */
export const ledgerHeadShape = z.object({
  height: naturalShape,
  contractVersion: positiveShape,
  maxExpiryBlocks: positiveShape,
}) satisfies z.ZodType<LedgerHead>;

/** The part of `fetch` that is needed; the caller brings the one that keeps the rules for outgoing calls (design §4). */
export type LedgerFetch = (url: string, request: RequestInit) => Promise<Response>;

/**
 * The ledger of a cooperative over HTTP. What comes back is checked for its shape; proofs are verified by whoever uses
 * them.
 * @param options.baseUrl the cooperative's `publicUrl`
 * @returns a port whose methods throw the outage `ledger_unavailable`, or the refusal `ledger_request_refused` where the
 *   cooperative answered 4xx: repeating the same call would not help
 */
export function createHttpLedger({ baseUrl, fetch }: { baseUrl: string; fetch: LedgerFetch }): Ledger {
  const root = `${baseUrl.replace(/\/+$/, '')}/api/v1/ledger`;
  const get = (path: string) => call(fetch, `${root}/${path}`, { method: 'GET' });
  return {
    async submit(ledgerTransaction: LedgerTransaction): Promise<SubmissionOutcome> {
      const body = writeLedgerTransaction(ledgerTransaction);
      const headers = { 'content-type': 'application/json' };
      return read(submissionOutcomeShape, await call(fetch, `${root}/transactions`, { method: 'POST', headers, body }));
    },
    async proveHistory(id: string): Promise<HistoryProof | undefined> {
      const answer = await get(`proofs/history/${encodeURIComponent(id)}`);
      return answer === undefined ? undefined : readProof('history', answer);
    },
    async proveState(keys: readonly string[]): Promise<StateProof> {
      if (keys.length === 0 || keys.length > MAX_STATE_PROOF_KEYS) {
        throw refusal('too_many_state_keys', `A state proof speaks of 1 to ${MAX_STATE_PROOF_KEYS} keys.`);
      }
      const query = keys.map((key) => `key=${encodeURIComponent(key)}`).join('&');
      return readProof('state', await get(`proofs/state?${query}`));
    },
    async head(): Promise<LedgerHead> {
      return read(ledgerHeadShape, await get('height'));
    },
  };
}

/** @returns `undefined` for 404 */
async function call(fetch: LedgerFetch, url: string, request: RequestInit): Promise<JsonValue | undefined> {
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MILLISECONDS);
    const response = await fetch(url, { ...request, signal, redirect: 'error' });
    if (response.status === 404) return undefined;
    const text = await response.text();
    if (response.ok) return parseJson(text, LEDGER_PROOF_LIMITS);
    if (response.status >= 500 || response.status === 429) throw unavailable(`HTTP ${response.status}`);
    throw refusal('ledger_request_refused', `The ledger refused the request (HTTP ${response.status}).`, {
      privateDetail: text.slice(0, 500),
    });
  } catch (cause) {
    if (isCodedError(cause) && (cause.code === 'ledger_request_refused' || cause.code === 'ledger_unavailable')) {
      throw cause;
    }
    throw unavailable('no answer', cause);
  }
}

function readProof<Kind extends LedgerProof['kind']>(
  kind: Kind,
  value: JsonValue | undefined,
): Extract<LedgerProof, { kind: Kind }> {
  try {
    const proof = readLedgerProof(value ?? null);
    if (proof.kind === kind) return proof as Extract<LedgerProof, { kind: Kind }>;
  } catch (cause) {
    throw unavailable('malformed proof', cause);
  }
  throw unavailable('a proof of another kind');
}

function read<Shape extends z.ZodType>(shape: Shape, value: JsonValue | undefined): z.output<Shape> {
  const answer = shape.safeParse(value);
  if (!answer.success) throw unavailable('malformed answer', answer.error);
  return answer.data;
}

function unavailable(privateDetail: string, cause?: unknown): CodedError {
  return outage('ledger_unavailable', 'The ledger cannot be reached.', { privateDetail, cause });
}
