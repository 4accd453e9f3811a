import { Body, Controller, Get, Header, HttpCode, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import {
  attestationShape,
  genesisShape,
  ledgerHeadShape,
  ledgerTransactionShape,
  parseLedgerTransaction,
  submissionOutcomeShape,
  type Attestation,
  type Genesis,
  type LedgerHead,
  type SubmissionOutcome,
} from '#ledger';
import { encodeBase64url, refusal } from '#primitives';
import type { PublishedLedger } from '#anchoring/log';
import { parseDoor } from '#service-kit/door';
import { Operation } from '#service-kit/openapi';

/** Leaves that one answer carries at most. */
export const MAX_ENTRIES = 1000;

const whole = (max: number) =>
  z
    .string()
    .regex(/^(?:0|[1-9][0-9]{0,15})$/)
    .transform(Number)
    .pipe(z.number().int().max(max));

const entriesShape = z.object({
  start: whole(Number.MAX_SAFE_INTEGER),
  count: whole(MAX_ENTRIES).pipe(z.number().min(1)).default(MAX_ENTRIES),
});

/** The ledger's host: takes members' signed transactions, shows the log to anyone. */
@Controller('api/v1/ledger')
export class LedgerController {
  constructor(
    private readonly ledger: Pick<PublishedLedger, 'submit' | 'head' | 'attestation' | 'checkpoint' | 'entries'>,
    private readonly genesis: Genesis,
  ) {}

  /** The members' signatures are the authentication. A refusal by the contract is an answer, not an error. */
  @Post('transactions')
  @HttpCode(200)
  @Operation({
    summary: 'Takes a signed ledger transaction, in its canonical form; what the contract refuses is an answer too.',
    body: ledgerTransactionShape,
    answer: submissionOutcomeShape,
    refusals: ['malformed_ledger_transaction', 'ledger_transaction_not_canonical', 'not_canonical'],
    outages: ['ledger_unavailable'],
  })
  async submit(@Body() body: unknown): Promise<SubmissionOutcome> {
    if (typeof body !== 'string') throw refusal('malformed_ledger_transaction', 'The body must be JSON.');
    return this.ledger.submit(parseLedgerTransaction(body));
  }

  @Get('height')
  @Operation({ summary: 'Where the ledger stands.', answer: ledgerHeadShape })
  async height(): Promise<LedgerHead> {
    return this.ledger.head();
  }

  @Get('attestation')
  @Operation({
    summary: "The newest attestation of the log's root: a cosigned checkpoint, or a commit of the validators.",
    answer: attestationShape,
    outages: ['ledger_unavailable'],
  })
  attestation(): Promise<Attestation> {
    return this.ledger.attestation();
  }

  @Get('checkpoint')
  @Header('content-type', 'text/plain; charset=utf-8')
  @Operation({
    summary: 'The newest checkpoint (C2SP tlog-checkpoint), cosigned; none where commits attest the log.',
    answer: z.string(),
    refusals: ['no_checkpoint'],
  })
  checkpoint(): Promise<string> {
    return this.ledger.checkpoint();
  }

  @Get('genesis')
  @Operation({ summary: 'The genesis.', answer: genesisShape })
  readGenesis(): Genesis {
    return this.genesis;
  }

  @Get('entries')
  @Operation({
    summary: 'Leaves of the log, in their order.',
    query: entriesShape,
    answer: z.strictObject({ size: z.int().min(0), leaves: z.array(z.string()).describe('Each base64url.') }),
  })
  async entries(@Query() query: unknown): Promise<{ size: number; leaves: string[] }> {
    const { start, count } = parseDoor(entriesShape, query);
    const { size, leaves } = await this.ledger.entries(start, count);
    return { size, leaves: leaves.map(encodeBase64url) };
  }
}
