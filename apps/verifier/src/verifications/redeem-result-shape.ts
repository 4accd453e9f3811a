import { z } from 'zod';

/** The code with which the browser came back. */
export const redeemResultShape = z.strictObject({ responseCode: z.string().min(1).max(100) });
