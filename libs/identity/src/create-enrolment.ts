import type { Enrolment, OrganisationKeys } from './identity.js';
import { createCertificateRequest } from './certificates/index.js';

/**
 * What an organisation sends to the cooperative for founding: its DID, public ledger key and certificate requests. Makes the
 * keys where they are missing; the same call again gives the same keys.
 * @param uses `issuing` for who issues, `access` for who asks; every member has a `ledger` key
 */
export async function createEnrolment(
  organisationKeys: OrganisationKeys,
  organisation: { did: string; name: string; legalId: string },
  uses: readonly ('issuing' | 'access')[],
): Promise<Enrolment> {
  const { did, name, legalId } = organisation;
  await organisationKeys.ensureIdentity({ did, name, legalId, uses: ['ledger', ...uses] });
  const certificateRequests: Enrolment['certificateRequests'] = {};
  for (const use of uses) {
    certificateRequests[use] = await createCertificateRequest(await organisationKeys.signer(did, use), organisation);
  }
  const { publicJwk: ledgerKey } = await organisationKeys.signer(did, 'ledger');
  return { format: 'incola-enrolment', version: 1, did, name, legalId, ledgerKey, certificateRequests };
}
