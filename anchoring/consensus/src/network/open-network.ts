import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { parseJson, refusal } from '#primitives';
import { MAX_VALIDATORS_PER_COLLEGE, plannedNodeShape, type PlannedNode } from './network-plan.js';

/** What lies in a network's folder. */
export const NETWORK_FILES = {
  /** Holds our genesis; the applications are started with it, and checkers believe it. */
  trust: 'trust.json',
  description: 'network.json',
  /** A home folder for each node, by name. */
  nodes: 'nodes',
} as const;

/** `network.json`: the nodes without their keys. */
export interface NetworkDescription {
  format: 'incola-network';
  version: 1;
  nodes: PlannedNode[];
}

const LIMITS = { maxLength: 1024 * 1024, maxDepth: 8 };

const descriptionShape = z.strictObject({
  format: z.literal('incola-network'),
  version: z.literal(1),
  nodes: z
    .array(plannedNodeShape)
    .min(3)
    .max(3 * MAX_VALIDATORS_PER_COLLEGE),
}) satisfies z.ZodType<NetworkDescription>;

/** @throws `network_unreadable` */
export function openNetwork(folder: string): NetworkDescription {
  const path = join(folder, NETWORK_FILES.description);
  try {
    return descriptionShape.parse(parseJson(readFileSync(path, 'utf8'), LIMITS));
  } catch (cause) {
    throw refusal('network_unreadable', `${path} describes no network.`, { cause });
  }
}
