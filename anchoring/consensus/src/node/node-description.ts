import { readFileSync, rmSync } from 'node:fs';
import { isIPv4 } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';
import { parseJson, refusal } from '#primitives';
import type { PeerPlace } from '../network/engine-configuration.js';
import { renameDurably } from '../network/sync-folders.js';
import { writeNewFile } from '../network/write-new-file.js';

/** What lies in a member's node folder besides the engine's own files (`NODE_FILES`): the folder is the engine's home. */
export const MEMBER_NODE_FILES = { trust: 'trust.json', description: 'node.json' } as const;

/** `node.json`: where a member's node listens, and whom it knows. Keys are elsewhere. */
export interface NodeDescription {
  format: 'incola-node';
  version: 1;
  /** Among peers. */
  name: string;
  listen: Omit<PeerPlace, 'nodeId'>;
  /** On loopback. */
  rpcPort: number;
  /** The registered peers: nobody else gets a connection. */
  peers: PeerPlace[];
  /** Absolute path of the socket at which the engine awaits its signer; absent where the validator's key is in the folder. */
  signerSocket?: string;
}

/** Three colleges of ten validators, and nodes that don't vote beside them. */
const MAX_PEERS = 64;
const LIMITS = { maxLength: 64 * 1024, maxDepth: 5 };

const port = z.number().int().min(1).max(65_535);
const address = z.string().refine(isIPv4, 'no IPv4 address');
const descriptionShape = z.strictObject({
  format: z.literal('incola-node'),
  version: z.literal(1),
  name: z
    .string()
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
    .max(64),
  listen: z.strictObject({ address, port }),
  rpcPort: port,
  peers: z
    .array(z.strictObject({ nodeId: z.string().regex(/^[0-9a-f]{40}$/), address, port }))
    .max(MAX_PEERS)
    .refine((peers) => new Set(peers.map(({ nodeId }) => nodeId)).size === peers.length, 'a peer is listed twice'),
  signerSocket: z.string().startsWith('/').exactOptional(),
}) satisfies z.ZodType<NodeDescription>;

/** @throws `node_unreadable` */
export function readNodeDescription(folder: string): NodeDescription {
  const path = join(folder, MEMBER_NODE_FILES.description);
  try {
    return descriptionShape.parse(parseJson(readFileSync(path, 'utf8'), LIMITS));
  } catch (cause) {
    const isMissing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    const words = isMissing
      ? `${path} is not there: \`init\`, then \`join\`, lay a node out`
      : `${path} describes no node`;
    throw refusal('node_unreadable', `${words}. Name its folder by --folder, as the user who owns it.`, { cause });
  }
}

/** Replaces it in one step. @throws `malformed_node` where a peer is listed twice, or something else is wrong with it */
export function writeNodeDescription(folder: string, description: NodeDescription): void {
  const read = descriptionShape.safeParse(description);
  if (!read.success) {
    throw refusal('malformed_node', `The node can't be described so: ${z.prettifyError(read.error)}`, {
      cause: read.error,
    });
  }
  const path = join(folder, MEMBER_NODE_FILES.description);
  const unfinished = `${path}.part`;
  rmSync(unfinished, { force: true });
  writeNewFile(unfinished, `${JSON.stringify(read.data, undefined, 2)}\n`, 0o600);
  renameDurably(unfinished, path);
}
