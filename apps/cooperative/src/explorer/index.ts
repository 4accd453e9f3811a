import { controllerOf } from '#service-kit/http';
import { AccountsPagesController } from './accounts/accounts-pages.controller.js';
import { AnchorsPagesController } from './anchors/anchors-pages.controller.js';
import { ContractsPagesController } from './contracts/contracts-pages.controller.js';
import { FindController } from './find/find.controller.js';
import { LedgerTransactionsPagesController } from './ledger-transactions/ledger-transactions-pages.controller.js';
import { LogPagesController } from './log/log-pages.controller.js';
import { MembersPagesController } from './members/members-pages.controller.js';
import { OverviewController } from './overview/overview.controller.js';
import type { ExplorerParts } from './page/explorer-parts.js';
import { ProposalsPagesController } from './proposals/proposals-pages.controller.js';

export { createLogFollower, type LogFollower } from './index/follow-log.js';
export { readLegalTexts } from './legal-texts/read-legal-texts.js';
export { PAGES_MESSAGES } from './page/pages.messages.js';
export type { ExplorerParts } from './page/explorer-parts.js';

/** What is a page of the explorer: its errors are pages too. */
export const isExplorerPath = (path: string): boolean => path === '/' || /^\/explorer(?:\/|$)/.test(path);

/** The public pages of the cooperative. */
export function explorerControllers(parts: ExplorerParts) {
  return [
    controllerOf(OverviewController, parts),
    controllerOf(MembersPagesController, parts),
    controllerOf(ContractsPagesController, parts),
    controllerOf(ProposalsPagesController, parts),
    controllerOf(AnchorsPagesController, parts),
    controllerOf(AccountsPagesController, parts),
    controllerOf(LedgerTransactionsPagesController, parts),
    controllerOf(LogPagesController, parts),
    controllerOf(FindController, parts),
  ];
}
