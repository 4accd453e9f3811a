import { z } from 'zod';
import { PRESENTATION_STATUSES } from '../presentation-requests/presentation.js';
import { contractId } from './wanted-shape.js';

const PAGE = 50;

/** RFC 3339, with its offset. */
const time = z.iso
  .datetime({ offset: true })
  .max(40)
  .transform((text) => Date.parse(text));

/** The query of a list of verifications. */
export const listVerificationsShape = z.object({
  cursor: z.string().min(1).max(200).optional(),
  limit: z
    .string()
    .regex(/^[1-9][0-9]?$/)
    .transform(Number)
    .pipe(z.number().max(PAGE))
    .default(PAGE),
  status: z.enum(PRESENTATION_STATUSES).optional(),
  contract: contractId.optional(),
  createdFrom: time.optional(),
  createdBefore: time.optional(),
});
