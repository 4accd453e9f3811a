import {
  ApiKeysController,
  AuthorizationServerController,
  MachineClientsController,
  SetupController,
} from '#service-kit/authentication';
import { openApiDocument } from '#service-kit/openapi';
import { DidController } from '#service-kit/organisations';
import { WebhooksController } from '#service-kit/webhooks';
import { EvidenceController } from './evidence/evidence.controller.js';
import { OpenidProviderController } from './openid-provider/openid-provider.controller.js';
import { PoliciesController } from './policies/policies.controller.js';
import { PresentationRequestsController } from './presentation-requests/presentation-requests.controller.js';
import { PresentationResponsesController } from './presentation-responses/presentation-responses.controller.js';
import { LedgerProofsController } from './receipts/ledger-proofs.controller.js';
import { SimulationsController } from './sandbox/simulations.controller.js';
import { VerificationsController } from './verifications/verifications.controller.js';
import { VERIFIER_ERRORS } from './verifier-errors.js';
import { WithdrawalRecordsController, WithdrawalsController } from './withdrawals/withdrawals.controller.js';

/** The verifier's interface for programs, kept in `schemas/openapi/verifier.json` too. */
export const verifierApi = () =>
  openApiDocument({
    title: 'Incola verifier',
    description:
      'Asks wallets for credentials under a data-use contract, verifies what they present, and keeps evidence of it.',
    controllers: [
      ...[VerificationsController, WithdrawalRecordsController, WebhooksController],
      ...[EvidenceController, PoliciesController, SimulationsController],
      ...[AuthorizationServerController, ApiKeysController, MachineClientsController],
      ...[SetupController, PresentationRequestsController, PresentationResponsesController],
      ...[WithdrawalsController, LedgerProofsController, DidController, OpenidProviderController],
    ],
    errors: VERIFIER_ERRORS,
  });
