import { z } from 'zod';
import type { StateEntryProof } from './ledger-proof.js';
import { digestShape } from './shapes.js';
import { MAX_BUCKET_ENTRIES } from './state-bucket.js';

/** Longest path in the state tree: one for each bit of the key's hash, so that no tree is too deep for it. */
export const MAX_STATE_PATH = 256;
const MAX_KEY_LENGTH = 4096;

/** As the contract writes them. Anybody proves of any other text that it is no key, and a checker says so in a line of its own. */
const PATH_CHARACTERS = /^[!-~]*$/;

export const stateEntryShape = z.strictObject({
  key: z
    .string()
    .min(1)
    .max(MAX_KEY_LENGTH)
    .refine((key) => PATH_CHARACTERS.test(key), 'no ASCII path'),
  value: z.json(),
  bucket: z.array(z.tuple([digestShape, digestShape])).max(MAX_BUCKET_ENTRIES),
  path: z.array(digestShape).max(MAX_STATE_PATH),
}) satisfies z.ZodType<StateEntryProof>;
