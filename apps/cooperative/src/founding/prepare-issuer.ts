import { z } from 'zod';
import { documentUrlOfDidWeb, issueLeaf, type Enrolment } from '#identity';
import type { ProposalSubject } from '#ledger';
import { refusal } from '#primitives';
import { publicEndpoint } from '#service-kit/url';
import { keyDigest, readCertificate } from '#trust';
import { memberOf } from './create-genesis.js';
import type { CertificationAuthority } from './issue-certificates.js';

const CERTIFICATE_DAYS = 365;

/** The leaf certificates by DID, as founding wrote them. */
export const certificatesShape = z.strictObject({
  format: z.literal('incola-certificates'),
  version: z.literal(1),
  certificates: z.record(
    z.string(),
    z.strictObject({ issuing: z.string().exactOptional(), access: z.string().exactOptional() }),
  ),
});

export interface PreparedIssuer {
  /** DER in Base 64. */
  certificate: string;
  admission: ProposalSubject<'admit_member'>;
  accreditation: ProposalSubject<'accredit_issuer'>;
}

/**
 * What a utility that joins needs before anybody votes: a leaf certificate over its own key, and the two subjects that the members
 * decide on one after the other. Only the registry makes the certificate count.
 * @param mayIssue type identifiers (`vct`)
 * @throws `enrolment_incomplete`, and the codes of `issueLeaf`
 */
export async function prepareIssuer(
  enrolment: Enrolment,
  mayIssue: readonly string[],
  authority: CertificationAuthority & { publicUrl: string; root: string },
): Promise<PreparedIssuer> {
  const { organisationKeys, cooperative, random, now, publicUrl, root } = authority;
  const { did, name, legalId, certificateRequests } = enrolment;
  const request = certificateRequests.issuing;
  if (request === undefined) {
    throw refusal('enrolment_incomplete', `${did} sent no request for a certificate of kind issuing.`);
  }
  const certificate = await issueLeaf({
    request,
    root: { certificate: root, signer: await organisationKeys.signer(cooperative.did, 'issuing_root') },
    purpose: 'issuing',
    organisation: { did, name, legalId },
    dnsNames: [documentUrlOfDidWeb(did).hostname],
    notBefore: now,
    days: CERTIFICATE_DAYS,
    random,
  });
  const term = { from: now, until: null };
  const slug = did.slice(did.lastIndexOf(':') + 1);
  return {
    certificate,
    admission: { kind: 'admit_member', member: memberOf(did, 'data_providers', new Map([[did, enrolment]]), now) },
    accreditation: {
      kind: 'accredit_issuer',
      issuer: {
        member: did,
        keys: [{ digest: keyDigest(readCertificate(certificate).publicJwk), ...term }],
        mayIssue: mayIssue.map((vct) => ({ vct, ...term })),
        statusListPrefix: `${publicEndpoint(publicUrl, 'status-lists', slug)}/`,
      },
    },
  };
}
