import { z } from 'zod';
import { decodeBase64url, isCodedError, outage, parseJson, type CodedError, type JsonValue } from '#primitives';
import { attestationShape, type Attestation } from '#ledger';

/** Where the log of a ledger is published: a cooperative's or a college's service, or what stands for one. */
export interface LedgerSource {
  /** As a person knows it: its public address. */
  readonly name: string;
  /** @throws `source_unreachable` (outage) */
  attestation(): Promise<Attestation>;
  /** Leaves from `start`, at least one of at most `count`. @throws `source_unreachable` (outage) */
  leaves(start: number, count: number): Promise<Uint8Array[]>;
}

/** One GET, with limits on time and size, and without redirects. */
export type GetText = (url: string) => Promise<{ status: number; text: string }>;

export const LEAVES_AT_ONCE = 1000;
const LIMITS = { maxLength: 256 * 1024 * 1024, maxDepth: 24 };
const leavesShape = z.object({ leaves: z.array(z.base64url()).min(1).max(LEAVES_AT_ONCE) });

/** @param address the service's `publicUrl` */
export function httpSource(address: string, get: GetText): LedgerSource {
  const root = `${address.replace(/\/+$/, '')}/api/v1/ledger`;
  const read = async <Shape extends z.ZodType>(shape: Shape, path: string): Promise<z.output<Shape>> => {
    let value: JsonValue;
    try {
      const { status, text } = await get(`${root}/${path}`);
      if (status !== 200) throw unreachable(`it answers ${status} to ${path}`);
      value = parseJson(text, LIMITS);
    } catch (cause) {
      if (isCodedError(cause) && cause.code === 'source_unreachable') throw cause;
      throw unreachable(isCodedError(cause) ? cause.code : 'it does not answer', cause);
    }
    const answer = shape.safeParse(value);
    if (!answer.success) throw unreachable(`its answer to ${path} has no valid shape`, answer.error);
    return answer.data;
  };
  return {
    name: address,
    attestation: () => read(attestationShape, 'attestation'),
    leaves: async (start, count) => {
      const wanted = Math.min(count, LEAVES_AT_ONCE);
      const { leaves } = await read(leavesShape, `entries?start=${start}&count=${wanted}`);
      return leaves.slice(0, wanted).map(decodeBase64url);
    },
  };
}

function unreachable(why: string, cause?: unknown): CodedError {
  return outage('source_unreachable', `The source cannot be read: ${why}.`, { cause });
}
