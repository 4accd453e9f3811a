import { openApiDocument } from '#service-kit/openapi';
import { DidController } from '#service-kit/organisations';
import { COOPERATIVE_ERRORS } from './cooperative-errors.js';
import { CredentialTypesController } from './credential-types/credential-types.controller.js';
import { LedgerController } from './ledger/ledger.controller.js';
import { MembersController } from './members/members.controller.js';
import { ProofsController } from './proofs/proofs.controller.js';
import { SettlementController } from './settlement/settlement.controller.js';
import { StatusListsController } from './status-provider/status-lists.controller.js';
import { TrustController } from './trusted-list/trust.controller.js';

/** The cooperative's interface for programs, kept in `schemas/openapi/cooperative.json` too. */
export const cooperativeApi = () =>
  openApiDocument({
    title: 'Incola cooperative',
    description:
      'The ledger and its proofs, members and data-use contracts, what to trust, and the status lists that it hosts.',
    controllers: [
      ...[LedgerController, ProofsController, MembersController, TrustController, CredentialTypesController],
      ...[SettlementController, StatusListsController, DidController],
    ],
    errors: COOPERATIVE_ERRORS,
  });
