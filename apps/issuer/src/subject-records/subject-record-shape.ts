import { z } from 'zod';

const day = z.iso.date();

/** A customer as the management API shows it. */
export const subjectRecordShape = z
  .strictObject({
    id: z.string(),
    version: z.int().min(1).describe('1 for a new record, one more for each change.'),
    updatedAt: z.int().describe('Milliseconds since the epoch.'),
    customerNumber: z.string(),
    givenName: z.string(),
    familyName: z.string(),
    streetAddress: z.string(),
    postalCode: z.string(),
    locality: z.string(),
    region: z.string().optional(),
    country: z.string().describe('ISO 3166-1 alpha-2.'),
    addressCanonical: z.string(),
    supplyType: z.string(),
    role: z.string(),
    supplyStartDate: day,
    evidenceDate: day,
    birth: z
      .strictObject({
        date: day,
        evidence: z.strictObject({
          kind: z.enum(['identity_document', 'eid', 'pid', 'residence_permit']),
          assurance: z.enum(['substantial', 'high']),
          date: day,
        }),
      })
      .optional(),
  })
  .meta({ id: 'SubjectRecord' });
