import { z } from 'zod';

/** A member's identifier in an address; which one it is, the records say. */
export const didShape = z.string().min(1).max(512);
