import { z } from 'zod';

/** More spellings than the contract allows are refused with its own code; this is only the door's limit. */
const MAX_ADDRESSES = 10;

const line = z.string().min(1).max(300);

/** What a tenant asks: the members of a body that begin a request. */
export const wantedMembers = {
  contract: z.string().regex(/^[a-z0-9](?:[a-z0-9_.-]{0,62}[a-z0-9])?$/),
  addresses: z
    .array(z.strictObject({ street_address: line, postal_code: line, locality: line, country: line.default('FR') }))
    .min(1)
    .max(MAX_ADDRESSES)
    .optional(),
  claims: z
    .array(z.array(z.string().min(1).max(128)).min(1).max(8))
    .min(1)
    .max(64)
    .optional(),
};
