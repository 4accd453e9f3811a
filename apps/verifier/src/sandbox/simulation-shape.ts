import { z } from 'zod';
import { SIMULATED_OUTCOMES } from './simulate-answer.js';

/** What a sandbox is to play. */
export const simulationShape = z.strictObject({
  outcome: z.enum(SIMULATED_OUTCOMES).describe('What is to come of the verification, or the fault by which it fails.'),
});
