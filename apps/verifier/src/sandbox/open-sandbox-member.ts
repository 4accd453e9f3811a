import { createEnrolment, createRoot, issueLeaf, type OrganisationKeys } from '#identity';
import { assertOurs, secondsOf, type Clock, type RandomBytes } from '#primitives';
import type { OwnOrganisation } from '#service-kit/organisations';
import type { AskingMember } from '../organisations/asking-member.js';
import { requestIdentityOf } from '../organisations/request-identity.js';
import { newSandboxKey } from './sandbox-issuer.js';

const DAYS = 397;

/**
 * Opens a tenant that no cooperative admitted: its keys are its own, its certificate is of a root that nobody trusts, and it
 * asks by its DID, which stays the same over restarts.
 */
export async function openSandboxMember(
  organisation: OwnOrganisation,
  organisationKeys: OrganisationKeys,
  { publicUrl, clock, random }: { publicUrl: string; clock: Clock; random: RandomBytes },
): Promise<AskingMember> {
  const { did } = organisation;
  const { certificateRequests } = await createEnrolment(organisationKeys, organisation, ['access']);
  const { kid, signer: access } = await organisationKeys.current(did, 'access');
  const ledger = await organisationKeys.signer(did, 'ledger');
  const { access: request } = certificateRequests;
  assertOurs(request !== undefined, 'an enrolment holds the request that was wanted');
  const common = { notBefore: secondsOf(clock), days: DAYS, random, purpose: 'access' as const, organisation };
  const signer = newSandboxKey(random);
  const certificate = await createRoot({ ...common, signer });
  const leaf = await issueLeaf({ ...common, request, dnsNames: [], root: { certificate, signer } });
  const identity = requestIdentityOf('decentralized_identifier', { ...organisation, leaf, kid }, publicUrl);
  return { ...organisation, ...identity, responseMode: 'direct_post.jwt', access, ledger, x5c: [leaf] };
}
