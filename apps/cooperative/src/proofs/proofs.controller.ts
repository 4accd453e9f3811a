import { Controller, Get, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import {
  historyProofShape,
  MAX_STATE_PROOF_KEYS,
  stateProofShape,
  type HistoryProof,
  type Ledger,
  type StateProof,
} from '#ledger';
import { refusal } from '#primitives';
import { parseDoor } from '#service-kit/door';
import { Operation } from '#service-kit/openapi';

const MAX_KEY_LENGTH = 2048;

const idShape = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** State keys are ASCII paths whose parts are percent-encoded (`stateKey` of libs/ledger). */
const keyShape = z
  .string()
  .max(MAX_KEY_LENGTH)
  .regex(/^[a-z_]+(?:\/[\w.~%!'()*-]+)*$/);

const keysShape = z.object({
  key: z
    .union([keyShape.transform((key) => [key]), z.array(keyShape)])
    .pipe(z.array(z.string()).min(1).max(MAX_STATE_PROOF_KEYS))
    .refine((keys) => new Set(keys).size === keys.length),
});

/** What a wallet, a verifier or an auditor takes away from the ledger. */
@Controller('api/v1/ledger/proofs')
export class ProofsController {
  constructor(private readonly ledger: Pick<Ledger, 'proveHistory' | 'proveState'>) {}

  @Get('history/:id')
  @Operation({
    summary: 'Proves that a ledger transaction was accepted.',
    path: z.object({ id: idShape }),
    answer: historyProofShape,
    refusals: ['unknown_ledger_transaction'],
  })
  async history(@Param('id') id: string): Promise<HistoryProof> {
    const proof = await this.ledger.proveHistory(parseDoor(idShape, id));
    if (proof === undefined) throw refusal('unknown_ledger_transaction', 'No such ledger transaction was accepted.');
    return proof;
  }

  @Get('state')
  @Operation({
    summary: 'Proves what the state holds, or does not hold, under some keys.',
    query: keysShape,
    answer: stateProofShape,
  })
  async state(@Query() query: unknown): Promise<StateProof> {
    return this.ledger.proveState(parseDoor(keysShape, query).key);
  }
}
