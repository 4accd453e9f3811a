import { SetupController } from '#service-kit/authentication';
import { openApiDocument } from '#service-kit/openapi';
import { ParController } from './authorization/par.controller.js';
import { ChallengeController } from './clients/challenge.controller.js';
import { CredentialController } from './credential/credential.controller.js';
import { IssuancesController } from './deferred/issuances.controller.js';
import { IdentityRequestsController } from './identity-evidence/identity-requests.controller.js';
import { ImportsController } from './intake/imports.controller.js';
import { ISSUER_ERRORS } from './issuer-errors.js';
import { NonceController } from './nonce/nonce.controller.js';
import { NotificationController } from './notification/notification.controller.js';
import { CredentialOfferController } from './offers/credential-offer.controller.js';
import { OffersController } from './offers/offers.controller.js';
import { RevocationController } from './revocation/revocation.controller.js';
import { LetterCodesController } from './sign-in/letter-codes.controller.js';
import { OwnStatusListsController } from './status-lists/own-status-lists.controller.js';
import { SubjectRecordsController } from './subject-records/subject-records.controller.js';
import { TokenController } from './token/token.controller.js';
import { IssuerMetadataController } from './well-known/issuer-metadata.controller.js';
import { WellKnownController } from './well-known/well-known.controller.js';

/** The issuer's interface for programs, kept in `schemas/openapi/issuer.json` too. */
export const issuerApi = () =>
  openApiDocument({
    title: 'Incola issuer',
    description:
      'Takes customer files in, offers, issues and revokes credentials, and speaks OpenID4VCI 1.0 with wallets.',
    controllers: [
      ...[ImportsController, SubjectRecordsController, OffersController, LetterCodesController],
      ...[RevocationController, IssuancesController, SetupController],
      ...[IssuerMetadataController, WellKnownController, CredentialOfferController, ParController, TokenController],
      ...[ChallengeController, NonceController, CredentialController, NotificationController],
      ...[OwnStatusListsController, IdentityRequestsController],
    ],
    errors: ISSUER_ERRORS,
  });
