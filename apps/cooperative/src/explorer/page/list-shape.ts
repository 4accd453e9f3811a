import { z } from 'zod';

/** What every list's address may say; what else is in it is left alone. */
export const listShape = z.object({ cursor: z.string().max(4096).optional() });
