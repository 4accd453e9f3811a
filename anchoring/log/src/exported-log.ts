import { z } from 'zod';
import { decodeBase64url, encodeBase64url, equalBytes, parseJson, parsePublicUrl, refusal } from '#primitives';
import {
  attestationShape,
  parseAttestation,
  parseCheckpoint,
  type ArchivedProofs,
  type AttestedRoot,
  type Attestation,
} from '#ledger';
import { LogFrontier } from './log-frontier.js';

/** A whole log in one file, with an attestation of it: what anyone may take away and check. */
export interface ExportedLog {
  format: 'incola-log';
  version: 1;
  /** Of the root of its first leaves, of the kind that its genesis founds. */
  attestation: Attestation;
  leaves: Uint8Array[];
}

const LIMITS = { maxLength: 512 * 1024 * 1024, maxDepth: 24 };
const ENTRIES_AT_ONCE = 1000;

const logMembers = {
  format: z.literal('incola-log'),
  version: z.literal(1),
  leaves: z.array(z.base64url()),
};
/** A checkpoint is a text, and stands in the file as such. */
const shape = z.union([
  z.strictObject({ ...logMembers, checkpoint: z.string() }),
  z.strictObject({ ...logMembers, attestation: attestationShape }),
]);
const entriesShape = z.object({ leaves: z.array(z.base64url()).max(ENTRIES_AT_ONCE) });

/** @throws the JSON codes, `malformed_log_file` */
export function parseExportedLog(text: string): ExportedLog {
  const read = shape.safeParse(parseJson(text, LIMITS));
  if (!read.success) throw refusal('malformed_log_file', 'The file is no exported log.');
  const { format, version } = read.data;
  const attestation =
    'attestation' in read.data
      ? read.data.attestation
      : { kind: 'checkpoint' as const, checkpoint: read.data.checkpoint };
  return { format, version, attestation, leaves: read.data.leaves.map(decodeBase64url) };
}

export function writeExportedLog({ leaves, attestation, ...log }: ExportedLog): string {
  const attested = attestation.kind === 'checkpoint' ? { checkpoint: attestation.checkpoint } : { attestation };
  return JSON.stringify({ ...log, ...attested, leaves: leaves.map(encodeBase64url) });
}

/**
 * Takes a cooperative's log as it is published.
 * @param base its public address
 * @throws `log_unreadable`, the codes of `parsePublicUrl`, `parseAttestation` and `parseCheckpoint`
 */
export async function fetchLog(base: string, get: (url: string) => Promise<Response>): Promise<ExportedLog> {
  const root = `${parsePublicUrl(base).href.replace(/\/+$/, '')}/api/v1/ledger`;
  const read = async (path: string): Promise<string> => {
    const answer = await get(`${root}/${path}`);
    if (!answer.ok) throw refusal('log_unreadable', `The log answers ${answer.status} to ${path}.`);
    return answer.text();
  };
  const attestation = parseAttestation(await read('attestation'));
  const size = sizeOf(attestation);
  const leaves: Uint8Array[] = [];
  while (leaves.length < size) {
    const count = Math.min(ENTRIES_AT_ONCE, size - leaves.length);
    const page = entriesShape.safeParse(parseJson(await read(`entries?start=${leaves.length}&count=${count}`), LIMITS));
    if (!page.success || page.data.leaves.length === 0)
      throw refusal('log_unreadable', 'The log has no leaves to read.');
    leaves.push(...page.data.leaves.slice(0, count).map(decodeBase64url));
  }
  return { format: 'incola-log', version: 1, attestation, leaves };
}

/**
 * The attestation is signed as the genesis demands, for all three colleges, and its root is the root of the log's first leaves:
 * the log has only grown since. It is an archive's: the headers' own times decide, and not today's.
 * @throws the codes of `verifyAttestation`, `attestation_ahead`, `attestation_diverges`
 */
export async function checkAttestation(
  attestation: Attestation,
  leaves: readonly Uint8Array[],
  archive: Pick<ArchivedProofs, 'verifyAttestation'>,
): Promise<AttestedRoot> {
  const attested = await archive.verifyAttestation(attestation);
  if (attested.size > leaves.length) {
    throw refusal('attestation_ahead', `The attestation is of ${attested.size} leaves; the log has ${leaves.length}.`);
  }
  const frontier = new LogFrontier();
  for (const leaf of leaves.slice(0, attested.size)) frontier.append(leaf);
  if (!equalBytes(frontier.root(), attested.root)) {
    throw refusal('attestation_diverges', `The attestation of ${attested.size} leaves is of another log.`);
  }
  return attested;
}

/** Before anything of it is verified. */
function sizeOf(attestation: Attestation): number {
  return attestation.kind === 'cometbft'
    ? attestation.appState.size
    : parseCheckpoint(attestation.checkpoint).head.size;
}
