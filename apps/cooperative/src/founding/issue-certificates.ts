import { createRoot, documentUrlOfDidWeb, issueLeaf, type Enrolment, type OrganisationKeys } from '#identity';
import { refusal, type RandomBytes } from '#primitives';
import { publicEndpoint } from '#service-kit/url';
import type { LeafPurpose } from '#trust';
import type { FoundingPlan } from './founding-plan.js';

const ROOT_DAYS = 3650;

/** DER in Base 64. */
export interface FoundingCertificates {
  issuingRoot: string;
  accessRoot: string;
  /** By DID. */
  leaves: Record<string, { issuing?: string; access?: string }>;
}

export interface CertificationAuthority {
  organisationKeys: OrganisationKeys;
  /** The cooperative, whose keys of use `issuing_root` and `access_root` sign. */
  cooperative: { did: string; name: string; legalId: string };
  random: RandomBytes;
  /** Seconds since the epoch. */
  now: number;
}

/** At founding an authority says for good where it meets the public. */
type Founding = CertificationAuthority & { publicUrl: string };

/**
 * Makes the two roots and a leaf for each accredited issuer and registered verifier.
 * @throws `enrolment_incomplete`, and the codes of `issueLeaf`
 */
export async function issueCertificates(
  plan: FoundingPlan,
  enrolments: ReadonlyMap<string, Enrolment>,
  authority: Founding,
): Promise<FoundingCertificates> {
  const issuingRoot = await makeRoot('issuing', authority);
  const accessRoot = await makeRoot('access', authority);
  const leaves: FoundingCertificates['leaves'] = {};
  const issue = async (did: string, purpose: LeafPurpose, root: string) => {
    leaves[did] = { ...leaves[did], [purpose]: await makeLeaf(did, purpose, root, { plan, enrolments, authority }) };
  };
  for (const { did } of plan.issuers) await issue(did, 'issuing', issuingRoot);
  for (const { did } of plan.verifiers) await issue(did, 'access', accessRoot);
  return { issuingRoot, accessRoot, leaves };
}

async function makeRoot(purpose: LeafPurpose, authority: Founding): Promise<string> {
  const { organisationKeys, cooperative, random, now, publicUrl } = authority;
  await organisationKeys.ensureIdentity({ ...cooperative, uses: ['ledger', 'issuing_root', 'access_root'] });
  const signer = await organisationKeys.signer(cooperative.did, `${purpose}_root`);
  const publishedAt = {
    contactUri: `${publicUrl}/explorer`,
    revocationListUri: publicEndpoint(publicUrl, 'api', 'v1', 'trust', `${purpose}.crl`),
  };
  const organisation = cooperative;
  return createRoot({ signer, purpose, organisation, notBefore: now, days: ROOT_DAYS, publishedAt, random });
}

async function makeLeaf(
  did: string,
  purpose: LeafPurpose,
  root: string,
  founding: { plan: FoundingPlan; enrolments: ReadonlyMap<string, Enrolment>; authority: CertificationAuthority },
): Promise<string> {
  const { organisationKeys, cooperative, random, now } = founding.authority;
  const enrolment = founding.enrolments.get(did);
  const request = enrolment?.certificateRequests[purpose];
  if (enrolment === undefined || request === undefined) {
    throw refusal('enrolment_incomplete', `${did} sent no request for a certificate of kind ${purpose}.`);
  }
  return issueLeaf({
    request,
    root: { certificate: root, signer: await organisationKeys.signer(cooperative.did, `${purpose}_root`) },
    purpose,
    organisation: { did, name: enrolment.name, legalId: enrolment.legalId },
    dnsNames: [documentUrlOfDidWeb(did).hostname],
    notBefore: now,
    days: founding.plan.certificateDays,
    random,
  });
}
