import type { FormUses } from '#service-kit/sessions';
import type { Tenants } from '#service-kit/tenants';
import type { LabelOfClaim } from '../hosted-pages/claim-labels.js';
import type { LiveStreams } from '../live-state/live-streams.js';
import type { AskingMember } from '../organisations/asking-member.js';
import type { ScreenParts } from '../customer-screens/make-screen.js';
import type { HostedPageParts } from '../hosted-pages/create-hosted-page.js';
import type { InvitationParts } from '../invitations/send-invitation.js';
import type { Registry } from '../trust-refresh/registry.js';
import type { EndingParts } from '../verifications/end-presentations.js';
import type { ReadingParts } from '../verifications/read-verification.js';

/** The steps that the clerk's pages call, which are the API's, and what they show. */
export interface ConsoleParts {
  tenants: Tenants<AskingMember>;
  asking: HostedPageParts;
  /** `undefined` where the verifier sends no e-mails. */
  invitations: InvitationParts | undefined;
  reading: ReadingParts;
  ending: EndingParts;
  screens: ScreenParts;
  registry: Pick<Registry, 'contractsOf'>;
  labelOf: LabelOfClaim;
  forms: FormUses;
  streams: LiveStreams;
  walletUrl: string;
  walletAuthorizationEndpoint: string;
  publicUrl: string;
}
