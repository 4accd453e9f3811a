import { authenticationEntities, authenticationMigrations } from '#service-kit/authentication';
import { openDatabase, type Database, type StatementHooks } from '#service-kit/database';
import { outboxEntities, outboxMigrations } from '#service-kit/outbox';
import { sessionEntities, sessionMigrations } from '#service-kit/sessions';
import { IssuerEvidence1764300000600 } from './evidence.migration.js';
import { authorizationEntities } from './authorization.entities.js';
import { IssuerAuthorizationSubjects1764300000103 } from './authorization-subject.migration.js';
import { IssuerAuthorizations1764300000101 } from './authorization.migration.js';
import { IssuerCredentials1764300000400 } from './credential.migration.js';
import { deferredEntities } from './deferred.entities.js';
import { IssuerGrantEnds1764300000102 } from './grant-end.migration.js';
import { grantEntities } from './grant.entities.js';
import { identityEvidenceEntities } from './identity.entities.js';
import { IssuerIdentityEvidence1764300001500 } from './identity.migration.js';
import { IssuerGrants1764300000100 } from './grant.migration.js';
import { ImportRow, SubjectRecordRow, SuppressionMarkRow } from './intake.entities.js';
import { IssuerIntake1763700001001 } from './intake.migration.js';
import { issuanceEntities } from './issuance.entities.js';
import { IssuerIssuance1763700001002 } from './issuance.migration.js';
import { signInEntities } from './sign-in.entities.js';
import { IssuerSignIn1764300000200 } from './sign-in.migration.js';
import { statusEntities } from './status.entities.js';
import { IssuerStatus1764300000700 } from './status.migration.js';
import { IssuerStatusTokens1764300000702 } from './status-tokens.migration.js';

export const dataEntities = [
  ...authenticationEntities,
  ...outboxEntities,
  ...sessionEntities,
  ...[SubjectRecordRow, SuppressionMarkRow, ImportRow],
  ...issuanceEntities,
  ...grantEntities,
  ...authorizationEntities,
  ...deferredEntities,
  ...signInEntities,
  ...identityEvidenceEntities,
  ...statusEntities,
];

export const dataMigrations = [
  ...authenticationMigrations,
  ...outboxMigrations,
  ...sessionMigrations,
  IssuerIntake1763700001001,
  IssuerIssuance1763700001002,
  IssuerGrants1764300000100,
  IssuerAuthorizations1764300000101,
  IssuerGrantEnds1764300000102,
  IssuerAuthorizationSubjects1764300000103,
  IssuerSignIn1764300000200,
  IssuerEvidence1764300000600,
  IssuerStatus1764300000700,
  IssuerStatusTokens1764300000702,
  IssuerCredentials1764300000400,
  IssuerIdentityEvidence1764300001500,
];

export function openDataStore(url: string, hooks: StatementHooks = {}): Promise<Database> {
  return openDatabase({ url, entities: dataEntities, migrations: dataMigrations, ...hooks });
}
