import { signW3cCredential } from '#identity';
import type { Clock, RandomBytes } from '#primitives';
import { controllerOf } from '#service-kit/http';
import type { Tenants } from '#service-kit/tenants';
import type { SubjectVault } from '#service-kit/vault';
import { IssuancesController } from '../deferred/issuances.controller.js';
import { RequestEncryptionKeys } from '../encryption/request-encryption-keys.js';
import { createJwtVcSigning } from '../formats/sign-jwt-vc.js';
import { createMdocSigning } from '../formats/sign-mdoc.js';
import { createSdJwtVcSigning } from '../formats/sign-sd-jwt-vc.js';
import { createShownIdentityReading } from '../identity-evidence/read-shown-identity.js';
import type { ShownIdentities } from '../identity-evidence/shown-identities.js';
import { dayInFrance } from '../intake/day-in-france.js';
import type { IssuerConfig } from '../issuer.config.js';
import type { KeyedDigests } from '../keyed-digests.js';
import { NonceController } from '../nonce/nonce.controller.js';
import type { ServerNonces } from '../nonce/server-nonces.js';
import { NotificationController } from '../notification/notification.controller.js';
import type { SubjectRecords } from '../subject-records/subject-records.js';
import type { IssuingKeys } from '../tenants/issuing-key.js';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import { IssuerMetadataController } from '../well-known/issuer-metadata.controller.js';
import { IssuerMetadataDocuments } from '../well-known/issuer-metadata-documents.js';
import { CredentialController } from './credential.controller.js';
import type { CredentialParts } from './issue-credentials.js';

/** What the whole service has. */
interface Surroundings {
  config: IssuerConfig;
  tenants: Tenants<IssuingTenant>;
  database: CredentialParts['unitOfWork'];
  lookupKeys: KeyedDigests;
  issuingKeys: IssuingKeys;
  vault: SubjectVault;
  clock: Clock;
  random: RandomBytes;
}

type Stores = Pick<
  CredentialParts,
  'grants' | 'oneTimeValues' | 'issuances' | 'deferredIssuances' | 'isKnownSubject'
> & {
  shownIdentities: ShownIdentities;
};

interface Shared {
  checking: Pick<CredentialParts, 'dpopNonces' | 'clock' | 'verifySignature' | 'clockSkewSeconds'>;
  credentialNonces: ServerNonces;
  records: SubjectRecords;
  claimStatusPlaces: CredentialParts['claimStatusPlaces'];
  /** `revocationBoundSeconds`. */
  bound: number;
}

/** The credential issuer of OpenID4VCI 1.0 §7 to §12: nonces, credentials at once or deferred, notifications, metadata. */
export function credentialControllers(parts: Surroundings, stores: Stores, shared: Shared) {
  const { config, tenants, lookupKeys, issuingKeys, clock } = parts;
  const requestKeys = new RequestEncryptionKeys(lookupKeys, clock);
  const credential = credentialParts(parts, stores, { ...shared, requestKeys });
  const { revocationCohortSeconds } = config;
  const metadata = { requestKeys, issuingKeys, revocationBoundSeconds: shared.bound, revocationCohortSeconds, clock };
  return [
    controllerOf(IssuerMetadataController, tenants, new IssuerMetadataDocuments(metadata)),
    controllerOf(NonceController, tenants, shared.credentialNonces, shared.checking.dpopNonces),
    controllerOf(CredentialController, tenants, credential),
    controllerOf(NotificationController, tenants, credential),
    controllerOf(IssuancesController, credential),
  ];
}

function credentialParts(
  { config, database, random, issuingKeys, vault, clock }: Surroundings,
  stores: Stores,
  shared: Omit<Shared, 'bound'> & { requestKeys: RequestEncryptionKeys },
): CredentialParts {
  const { checking, records, credentialNonces, claimStatusPlaces, requestKeys } = shared;
  const { batchesPerWeek, deferredIntervalSeconds, deferredTtlDays } = config;
  const { grants, oneTimeValues, issuances, deferredIssuances, isKnownSubject, shownIdentities } = stores;
  return {
    ...checking,
    ...{ grants, oneTimeValues, issuances, deferredIssuances, isKnownSubject },
    ...{ credentialNonces, claimStatusPlaces, requestKeys },
    unitOfWork: database,
    readFacts: (tenantId, id) => records.get(tenantId, id),
    readShownIdentity: createShownIdentityReading({ shownIdentities, vault, clock }),
    formats: {
      'dc+sd-jwt': createSdJwtVcSigning({ issuingKeys }),
      mso_mdoc: createMdocSigning({ issuingKeys }),
      jwt_vc_json: createJwtVcSigning({ issuingKeys, sign: signW3cCredential }),
    },
    ...{ batchesPerWindow: batchesPerWeek, deferredIntervalSeconds, deferredTtlDays },
    dayOf: dayInFrance,
    random,
  };
}
