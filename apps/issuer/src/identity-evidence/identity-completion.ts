import { findConfiguration } from '#credential-types';
import { isCodedError } from '#primitives';
import type { Tenants } from '#service-kit/tenants';
import { publicEndpoint } from '#service-kit/url';
import type { Authorization, AuthorizationEnd } from '../authorization/authorizations.js';
import { needsBirthEvidence } from '../claims/check-evidence.js';
import type { CustomerFacts } from '../claims/customer-facts.js';
import { endOnce, type EndParts } from '../sign-in/end-sign-in.js';
import type { OpenSignIn } from '../sign-in/open-sign-in.js';
import type { SignInCompletion } from '../sign-in/sign-in-completion.js';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import { beginIdentityRequest, type BeginIdentityParts } from './begin-identity-request.js';
import type { IdentityAskers } from './identity-asker.js';

export interface IdentityCompletionParts extends BeginIdentityParts, EndParts {
  tenants: Tenants<IssuingTenant>;
  identityAskers: IdentityAskers;
  authorizationEnd: AuthorizationEnd;
  /** @throws `unknown_subject_record` */
  readFacts(tenantId: string, subjectRecordId: string): Promise<Pick<CustomerFacts, 'birth'>>;
  publicUrl: string;
}

/**
 * Ends a sign-in at once, unless a proof of age is wanted of whom no date of birth is recorded: then he is led to show who he is, and the
 * authorization ends when he has.
 */
export function createIdentityCompletion(parts: IdentityCompletionParts): SignInCompletion {
  const end = ({ signIn }: OpenSignIn, subjectRecordId: string) =>
    parts.authorizationEnd.complete(signIn.tenantId, signIn.authorizationId, subjectRecordId);
  return {
    async complete(open, subjectRecordId) {
      const { tenantId, authorizationId } = open.signIn;
      if (!parts.identityAskers.has(tenantId) || !wantsAge(parts.tenants.find(tenantId), open.authorization)) {
        return end(open, subjectRecordId);
      }
      // Nobody shows who he is for what is refused him afterwards.
      const isFor = await parts.authorizationEnd.isFor(tenantId, authorizationId, subjectRecordId);
      return isFor ? { signedIn: subjectRecordId } : end(open, subjectRecordId);
    },
    async goOn(open, subjectRecordId) {
      const { tenantId, id } = open.signIn;
      if (!(await lacksBirth(tenantId, subjectRecordId, parts))) {
        return endOnce(open, () => end(open, subjectRecordId), parts);
      }
      await beginIdentityRequest(open, subjectRecordId, parts);
      return { redirectTo: publicEndpoint(parts.publicUrl, tenantId, 'sign-in', id, 'identity') };
    },
  };
}

function wantsAge({ credentialTypes }: IssuingTenant, { asked }: Authorization): boolean {
  return asked.some(({ credentialConfigurationId }) => {
    const found = findConfiguration(credentialTypes, credentialConfigurationId);
    return found !== undefined && needsBirthEvidence(found.type);
  });
}

/** Who was erased meanwhile lacks nothing: the authorization's end refuses him. */
async function lacksBirth(
  tenantId: string,
  subjectRecordId: string,
  { readFacts }: Pick<IdentityCompletionParts, 'readFacts'>,
): Promise<boolean> {
  try {
    return (await readFacts(tenantId, subjectRecordId)).birth === undefined;
  } catch (error) {
    if (isCodedError(error) && error.code === 'unknown_subject_record') return false;
    throw error;
  }
}
