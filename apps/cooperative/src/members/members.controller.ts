import { Controller, Get, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import {
  dataUseContractShape,
  memberRecordShape,
  type DataUseContract,
  type MemberRecord,
  type StateRecordKind,
  type StateRecords,
} from '#ledger';
import { decodeBase64url, decodeUtf8, encodeBase64url, encodeUtf8, isCodedError, refusal } from '#primitives';
import { parseDoor } from '#service-kit/door';
import { Operation } from '#service-kit/openapi';
import type { LedgerRecords } from '../ledger/ledger-records.js';

const MAX_PAGE = 100;

const pageShape = z.object({
  cursor: z.string().max(4096).optional(),
  limit: z
    .string()
    .regex(/^[1-9][0-9]{0,2}$/)
    .transform(Number)
    .pipe(z.number().max(MAX_PAGE))
    .default(MAX_PAGE),
});
const contractIdShape = z.string().regex(/^[a-z0-9](?:[a-z0-9_.-]{0,62}[a-z0-9])?$/);

const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({ items: z.array(item), cursor: z.string().optional() });

/** A page of a list; `cursor` is opaque, and absent on the last page. */
interface Page<Item> {
  items: Item[];
  cursor?: string;
}

/** Who belongs to the cooperative and what was agreed: read from the state, unproven; proofs are asked for by key. */
@Controller('api/v1')
export class MembersController {
  constructor(private readonly records: LedgerRecords) {}

  @Get('members')
  @Operation({
    summary: 'Lists the members of the cooperative.',
    query: pageShape,
    answer: pageOf(memberRecordShape),
    refusals: ['invalid_cursor'],
  })
  members(@Query() query: unknown): Promise<Page<MemberRecord>> {
    return this.#page('member', query);
  }

  @Get('contracts')
  @Operation({
    summary: 'Lists the data-use contracts, each in its newest version.',
    query: pageShape,
    answer: pageOf(dataUseContractShape),
    refusals: ['invalid_cursor'],
  })
  contracts(@Query() query: unknown): Promise<Page<DataUseContract>> {
    return this.#page('contract', query);
  }

  @Get('contracts/:id')
  @Operation({
    summary: 'Reads a data-use contract.',
    path: z.object({ id: contractIdShape }),
    answer: dataUseContractShape,
    refusals: ['unknown_contract'],
  })
  async contract(@Param('id') id: string): Promise<DataUseContract> {
    const contract = await this.records.readRecord('contract', parseDoor(contractIdShape, id));
    if (contract === undefined) throw refusal('unknown_contract', 'There is no such data-use contract.');
    return contract;
  }

  async #page<Kind extends StateRecordKind>(kind: Kind, query: unknown): Promise<Page<StateRecords[Kind]>> {
    const { cursor, limit } = parseDoor(pageShape, query);
    const after = cursor === undefined ? undefined : openCursor(cursor, kind);
    const found = await this.records.listRecords(kind, { after, limit: limit + 1 });
    const shown = found.slice(0, limit);
    const last = found.length > limit ? shown.at(-1) : undefined;
    return {
      items: shown.map(({ record }) => record),
      ...(last ? { cursor: encodeBase64url(encodeUtf8(last.key)) } : {}),
    };
  }
}

function openCursor(cursor: string, kind: StateRecordKind): string {
  try {
    const key = decodeUtf8(decodeBase64url(cursor));
    if (key.startsWith(`${kind}/`)) return key;
  } catch (error) {
    if (!isCodedError(error)) throw error;
  }
  throw refusal('invalid_cursor', 'The cursor is not one of this list.');
}
