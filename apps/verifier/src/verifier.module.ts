import { Module, type DynamicModule } from '@nestjs/common';
import type { OrganisationKeys } from '#identity';
import {
  AccessTokens,
  ApiKeys,
  ApiKeysController,
  AuthorizationServer,
  AuthorizationServerController,
  CallLimit,
  MachineClients,
  MachineClientsController,
  SetupController,
  SetupLinks,
} from '#service-kit/authentication';
import { controllerOf } from '#service-kit/http';
import type { IdempotentRequests } from '#service-kit/idempotency';
import type { Tenants } from '#service-kit/tenants';
import { Webhooks, WebhooksController } from '#service-kit/webhooks';
import type { AskingMember } from './organisations/asking-member.js';
import { DidController } from '#service-kit/organisations';
import { OperatorSessions, SetupPageController, SignInController, type SetupPageParts } from '#service-kit/sessions';
import type { ConsoleParts } from './console/console-parts.js';
import { CustomerScreenPagesController } from './console/customer-screen-pages.controller.js';
import { EvidenceFileController } from './console/evidence-file.controller.js';
import { PaperPagesController } from './console/paper-pages.controller.js';
import { QuestionPagesController } from './console/question-pages.controller.js';
import { VerificationPagesController } from './console/verification-pages.controller.js';
import { CustomerScreensController } from './customer-screens/customer-screens.controller.js';
import type { ScreenParts } from './customer-screens/make-screen.js';
import { EvidenceController } from './evidence/evidence.controller.js';
import type { EvidenceParts } from './evidence/read-evidence.js';
import type { HostedPageParts } from './hosted-pages/create-hosted-page.js';
import { DigitalCredentialsController } from './hosted-pages/digital-credentials.controller.js';
import { HostedPagesController } from './hosted-pages/hosted-pages.controller.js';
import type { HostedPageLook } from './hosted-pages/send-hosted-page.js';
import type { LiveStreams } from './live-state/live-streams.js';
import type { endRecords } from './openid-provider/end-records.js';
import type { InteractionParts } from './openid-provider/interaction.js';
import { InteractionsController } from './openid-provider/interactions.controller.js';
import { OpenidProviderController } from './openid-provider/openid-provider.controller.js';
import type { OpenidProviders } from './openid-provider/openid-providers.js';
import { PoliciesController } from './policies/policies.controller.js';
import type { ServingParts } from './presentation-requests/serve-request.js';
import { PresentationRequestsController } from './presentation-requests/presentation-requests.controller.js';
import type { ResponseParts } from './presentation-responses/accept-response.js';
import { PresentationResponsesController } from './presentation-responses/presentation-responses.controller.js';
import { LedgerProofsController } from './receipts/ledger-proofs.controller.js';
import type { EndingParts } from './verifications/end-presentations.js';
import type { ReadingParts } from './verifications/read-verification.js';
import type { SimulationParts } from './sandbox/simulate-answer.js';
import { SimulationsController } from './sandbox/simulations.controller.js';
import { VerificationsController } from './verifications/verifications.controller.js';
import type { WithdrawalParts } from './withdrawals/accept-withdrawal.js';
import { WithdrawalRecordsController, WithdrawalsController } from './withdrawals/withdrawals.controller.js';

/** The OpenID Connect bridge, and what its timer forgets. */
export interface OpenidProviderParts {
  providers: OpenidProviders;
  interactions: InteractionParts;
  ending: Parameters<typeof endRecords>[0];
}

export interface VerifierParts {
  tenants: Tenants<AskingMember>;
  organisationKeys: OrganisationKeys;
  apiKeys: ApiKeys;
  setupLinks: SetupLinks;
  idempotentRequests: IdempotentRequests;
  access: {
    accessTokens: AccessTokens;
    machineClients: MachineClients;
    authorizationServer: AuthorizationServer;
    callLimit: CallLimit;
  };
  asking: ServingParts;
  responding: ResponseParts;
  simulating: SimulationParts;
  ending: EndingParts;
  reading: ReadingParts;
  proving: EvidenceParts;
  withdrawing: WithdrawalParts;
  hosting: HostedPageParts;
  screens: ScreenParts;
  openid: OpenidProviderParts;
  look: HostedPageLook;
  streams: LiveStreams;
  sessions: OperatorSessions;
  console: ConsoleParts;
  setupPage: SetupPageParts;
  anchorPeriodSeconds: number;
}

/** The verifier's rooms, wired by hand so that the compiler checks it. */
@Module({})
export class VerifierModule {
  static with(parts: VerifierParts): DynamicModule {
    const { tenants, asking, reading, responding, withdrawing } = parts;
    return {
      module: VerifierModule,
      controllers: [
        SetupController,
        WebhooksController,
        ...[AuthorizationServerController, ApiKeysController, MachineClientsController],
        controllerOf(VerificationsController, tenants, parts.hosting, parts.streams, parts.idempotentRequests),
        controllerOf(SimulationsController, tenants, parts.simulating),
        controllerOf(EvidenceController, parts.hosting, parts.proving),
        controllerOf(PoliciesController, asking.policies),
        controllerOf(WithdrawalRecordsController, withdrawing.withdrawals, asking.presentations),
        controllerOf(LedgerProofsController, reading, parts.anchorPeriodSeconds),
        controllerOf(PresentationRequestsController, tenants, asking),
        controllerOf(PresentationResponsesController, tenants, responding),
        controllerOf(WithdrawalsController, tenants, withdrawing),
        controllerOf(QuestionPagesController, parts.console),
        controllerOf(CustomerScreenPagesController, parts.console),
        controllerOf(VerificationPagesController, parts.console),
        controllerOf(PaperPagesController, parts.console),
        controllerOf(EvidenceFileController, parts.hosting, parts.proving),
        controllerOf(SignInController, parts.sessions, parts.setupPage.brand),
        controllerOf(SetupPageController, parts.setupPage),
        controllerOf(HostedPagesController, tenants, parts.hosting, parts.look, parts.streams),
        controllerOf(CustomerScreensController, tenants, parts.screens, parts.look, parts.streams),
        controllerOf(OpenidProviderController, tenants, parts.openid.providers),
        controllerOf(InteractionsController, tenants, parts.openid.providers, parts.openid.interactions),
        controllerOf(DigitalCredentialsController, tenants, parts.hosting, responding),
        controllerOf(DidController, parts.organisationKeys, tenants),
      ],
      // What the kit's guard and controllers ask for by these tokens.
      providers: [
        { provide: ApiKeys, useValue: parts.apiKeys },
        { provide: AccessTokens, useValue: parts.access.accessTokens },
        { provide: MachineClients, useValue: parts.access.machineClients },
        { provide: CallLimit, useValue: parts.access.callLimit },
        { provide: AuthorizationServer, useValue: parts.access.authorizationServer },
        { provide: SetupLinks, useValue: parts.setupLinks },
        { provide: OperatorSessions, useValue: parts.sessions },
        { provide: Webhooks, useValue: responding.webhooks },
      ],
    };
  }
}
