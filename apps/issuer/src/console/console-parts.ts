import type { Clock } from '#primitives';
import type { FormUses, OperatorSession } from '#service-kit/sessions';
import type { Tenants } from '#service-kit/tenants';
import type { DeferredIssuances } from '../deferred/deferred-issuances.js';
import type { CustomerFileShape } from '../intake/customer-file-shape.js';
import type { CustomerFileImport } from '../intake/import-customer-file.js';
import type { OfferParts } from '../offers/create-offer.js';
import type { CohortSettings } from '../revocation/revocation-reasons.js';
import type { RevocationParts } from '../revocation/revoke-credentials.js';
import type { LetterCodeParts } from '../sign-in/make-letter-code.js';
import type { StatusLists } from '../status-lists/status-lists.js';
import type { SubjectRecords } from '../subject-records/subject-records.js';
import type { CertificateWatch } from '../tenants/certificate-watch.js';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import type { ConsoleViews } from './console-views.js';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Visit } from './console-page.js';

/** The steps that the console's pages call, which are the API's, and what they show. */
export interface ConsoleParts {
  tenants: Tenants<IssuingTenant>;
  publicUrl: string;
  walletUrl: string;
  /** Wrong transaction codes after which an offer is locked. */
  transactionCodeAttempts: number;
  /** After how many seconds at most no verifier accepts a revoked credential, once the list says so. */
  boundSeconds: number;
  /** What an ordinary revocation waits for before the list says so. */
  cohort: CohortSettings;
  views: ConsoleViews;
  deferredIssuances: DeferredIssuances;
  statusLists: Pick<StatusLists, 'all'>;
  certificateWatch: Pick<CertificateWatch, 'daysLeft'>;
  imports: CustomerFileImport;
  customerFileShape: CustomerFileShape;
  records: SubjectRecords;
  offers: OfferParts;
  revocation: RevocationParts;
  letterCodes: LetterCodeParts;
  forms: FormUses;
  clock: Clock;
}

/** @throws `unknown_tenant` where the configuration no longer names the session's tenant */
export function visitOf(
  parts: Pick<ConsoleParts, 'tenants'>,
  session: OperatorSession,
  request: FastifyRequest,
  reply: FastifyReply,
): Visit {
  return { request, reply, session, tenant: parts.tenants.find(session.tenantId) };
}
