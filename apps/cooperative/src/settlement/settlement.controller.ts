import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { z } from 'zod';
import { issuerSharesShape, settlementShape } from '#ledger';
import { parseDoor } from '#service-kit/door';
import { Operation } from '#service-kit/openapi';
import { acceptShares } from './accept-shares.js';
import type { IssuerShares } from './issuer-shares.js';
import type { LedgerRecords } from '../ledger/ledger-records.js';

const { member, period, sharesCommitment: thirtyTwoBytes } = settlementShape.shape;
const shownSharesShape = z.strictObject({ member, period, shares: issuerSharesShape, salt: thirtyTwoBytes });

/** Where asking members show their settlements' shares; the ledger's commitment is the authentication. */
@Controller('api/v1/settlement')
export class SettlementController {
  constructor(
    private readonly records: LedgerRecords,
    private readonly issuerShares: IssuerShares,
  ) {}

  @Post('shares')
  @HttpCode(204)
  @Operation({
    summary: 'Takes the shares to which a settlement on the ledger is committed.',
    body: shownSharesShape,
    refusals: ['unknown_settlement', 'shares_not_committed', 'shares_not_the_amount', 'share_of_no_issuer'],
  })
  async accept(@Body() body: unknown): Promise<void> {
    await acceptShares(parseDoor(shownSharesShape, body), { records: this.records, issuerShares: this.issuerShares });
  }
}
