import { z } from 'zod';
import {
  decodeBase64url,
  encodeBase64url,
  equalBytes,
  parseJson,
  parsePublicUrl,
  refusal,
  type VerifySignature,
} from '#primitives';
import { parseCheckpoint, verifyAttestation, type AttestedRoot, type Genesis } from '#ledger';
import { LogFrontier } from './log-frontier.js';

/** A whole log in one file, with a checkpoint of it: what anyone may take away and check. */
export interface ExportedLog {
  format: 'incola-log';
  version: 1;
  /** C2SP signed note. */
  checkpoint: string;
  leaves: Uint8Array[];
}

const LIMITS = { maxLength: 512 * 1024 * 1024, maxDepth: 4 };
const ENTRIES_AT_ONCE = 1000;

const shape = z.strictObject({
  format: z.literal('incola-log'),
  version: z.literal(1),
  checkpoint: z.string(),
  leaves: z.array(z.base64url()),
});
const entriesShape = z.object({ leaves: z.array(z.base64url()).max(ENTRIES_AT_ONCE) });

/** @throws the JSON codes, `malformed_log_file` */
export function parseExportedLog(text: string): ExportedLog {
  const read = shape.safeParse(parseJson(text, LIMITS));
  if (!read.success) throw refusal('malformed_log_file', 'The file is no exported log.');
  return { ...read.data, leaves: read.data.leaves.map(decodeBase64url) };
}

export function writeExportedLog({ leaves, ...log }: ExportedLog): string {
  return JSON.stringify({ ...log, leaves: leaves.map(encodeBase64url) });
}

/**
 * Takes a cooperative's log as it is published.
 * @param base its public address
 * @throws `log_unreadable`, the codes of `parsePublicUrl` and `parseCheckpoint`
 */
export async function fetchLog(base: string, get: (url: string) => Promise<Response>): Promise<ExportedLog> {
  const root = `${parsePublicUrl(base).href.replace(/\/+$/, '')}/api/v1/ledger`;
  const read = async (path: string): Promise<string> => {
    const answer = await get(`${root}/${path}`);
    if (!answer.ok) throw refusal('log_unreadable', `The log answers ${answer.status} to ${path}.`);
    return answer.text();
  };
  const checkpoint = await read('checkpoint');
  const { size } = parseCheckpoint(checkpoint).head;
  const leaves: Uint8Array[] = [];
  while (leaves.length < size) {
    const count = Math.min(ENTRIES_AT_ONCE, size - leaves.length);
    const page = entriesShape.safeParse(parseJson(await read(`entries?start=${leaves.length}&count=${count}`), LIMITS));
    if (!page.success || page.data.leaves.length === 0)
      throw refusal('log_unreadable', 'The log has no leaves to read.');
    leaves.push(...page.data.leaves.slice(0, count).map(decodeBase64url));
  }
  return { format: 'incola-log', version: 1, checkpoint, leaves };
}

/**
 * The checkpoint is signed by the log and cosigned by each college, and its root is the root of the log's first leaves: the
 * log has only grown since.
 * @throws the codes of `verifyAttestation`, `checkpoint_ahead`, `checkpoint_diverges`
 */
export async function checkCheckpoint(
  checkpoint: string,
  leaves: readonly Uint8Array[],
  genesis: Genesis,
  verifySignature: VerifySignature,
): Promise<AttestedRoot> {
  const attested = await verifyAttestation({ kind: 'checkpoint', checkpoint }, genesis, verifySignature);
  if (attested.size > leaves.length) {
    throw refusal('checkpoint_ahead', `The checkpoint is of ${attested.size} leaves; the log has ${leaves.length}.`);
  }
  const frontier = new LogFrontier();
  for (const leaf of leaves.slice(0, attested.size)) frontier.append(leaf);
  if (!equalBytes(frontier.root(), attested.root)) {
    throw refusal('checkpoint_diverges', `The checkpoint of ${attested.size} leaves is of another log.`);
  }
  return attested;
}
