import { z } from 'zod';

/** DID Core §4, as far as every document of ours has it. */
export const didDocumentShape = z.looseObject({ id: z.string() }).meta({ id: 'DidDocument' });
