import { Module, type DynamicModule } from '@nestjs/common';
import type { PublishedLedger } from '#anchoring/log';
import type { CredentialType } from '#credential-types';
import type { OrganisationKeys } from '#identity';
import type { TrustFile } from '#ledger';
import type { Clock, VerifySignature } from '#primitives';
import { HostedTokens } from '#status-list/server';
import { controllerOf } from '#service-kit/http';
import { Tenants } from '#service-kit/tenants';
import { explorerControllers, type ExplorerParts } from './explorer/index.js';
import { CredentialTypesController } from './credential-types/credential-types.controller.js';
import { LedgerController } from './ledger/ledger.controller.js';
import type { LedgerRecords } from './ledger/ledger-records.js';
import { MembersController } from './members/members.controller.js';
import { DidController, type OwnOrganisation } from '#service-kit/organisations';
import { ProofsController } from './proofs/proofs.controller.js';
import { hostedTokenOf } from './status-provider/hosted-token-of.js';
import type { StatusLists } from './status-provider/status-lists.js';
import { StatusListsController } from './status-provider/status-lists.controller.js';
import type { IssuerShares } from './settlement/issuer-shares.js';
import { SettlementController } from './settlement/settlement.controller.js';
import type { RevocationListPublisher } from './trusted-list/publish-revocation-list.js';
import type { TrustedListPublisher } from './trusted-list/publish-trusted-list.js';
import { TrustController } from './trusted-list/trust.controller.js';

export interface CooperativeParts {
  publicUrl: string;
  trustFile: TrustFile;
  /** With the newest block of the network that was verified. */
  currentTrustFile: () => Promise<TrustFile>;
  ledger: PublishedLedger;
  records: LedgerRecords;
  statusLists: StatusLists;
  issuerShares: IssuerShares;
  trustedList: TrustedListPublisher;
  revocationLists: Record<'issuing' | 'access', RevocationListPublisher>;
  organisationKeys: OrganisationKeys;
  organisations: readonly OwnOrganisation[];
  credentialTypes: readonly CredentialType[];
  clock: Clock;
  verifySignature: VerifySignature;
  explorer: Pick<ExplorerParts, 'brand' | 'index' | 'follower' | 'legalTexts' | 'watched'>;
}

/** The cooperative's rooms, wired by hand so that the compiler checks it. */
@Module({})
export class CooperativeModule {
  static with(parts: CooperativeParts): DynamicModule {
    const {
      publicUrl,
      trustFile,
      ledger,
      records,
      statusLists,
      organisationKeys,
      organisations,
      clock,
      verifySignature,
    } = parts;
    const statusProvider = {
      ...{ records, statusLists, issuingRoots: trustFile.issuingRoots, clock, verifySignature },
      hosted: new HostedTokens(async (uri, format) => {
        const found = await statusLists.find(uri, format);
        return found && hostedTokenOf(found);
      }, clock),
    };
    return {
      module: CooperativeModule,
      controllers: [
        controllerOf(LedgerController, ledger, trustFile.genesis),
        controllerOf(ProofsController, ledger),
        controllerOf(TrustController, parts.currentTrustFile, parts.trustedList, parts.revocationLists),
        controllerOf(MembersController, records),
        controllerOf(SettlementController, records, parts.issuerShares),
        controllerOf(CredentialTypesController, parts.credentialTypes),
        controllerOf(StatusListsController, publicUrl, statusProvider),
        ...explorerControllers({ ...parts, ...parts.explorer }),
        controllerOf(DidController, organisationKeys, new Tenants(organisations)),
      ],
    };
  }
}
