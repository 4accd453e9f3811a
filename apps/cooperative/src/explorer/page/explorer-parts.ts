import type { PublishedLedger } from '#anchoring/log';
import type { WatchReport } from '#anchoring/watch';
import type { CredentialType } from '#credential-types';
import type { TrustFile } from '#ledger';
import type { Clock, VerifySignature } from '#primitives';
import type { LedgerRecords } from '../../ledger/ledger-records.js';
import type { ExplorerIndex } from '../index/explorer-index.js';
import type { LogFollower } from '../index/follow-log.js';
import type { LegalTexts } from '../legal-texts/legal-texts.js';

/** What the explorer's pages read from. */
export interface ExplorerParts {
  /** Whose pages these are. */
  brand: string;
  publicUrl: string;
  trustFile: TrustFile;
  records: LedgerRecords;
  index: ExplorerIndex;
  follower: LogFollower;
  ledger: Pick<PublishedLedger, 'attestation' | 'entries'>;
  legalTexts: LegalTexts;
  /** What comparing the other services showed last; `undefined` where nobody is compared, or not yet. */
  watched: () => WatchReport | undefined;
  credentialTypes: readonly CredentialType[];
  clock: Clock;
  verifySignature: VerifySignature;
}
