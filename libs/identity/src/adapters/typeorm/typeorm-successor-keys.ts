import { IsNull, LessThan } from 'typeorm';
import type { UnitOfWork } from '../../unit-of-work.js';
import { successorKeyTable, type SuccessorKeyRow } from './identity-tables.js';

/** Which key follows which. */
export class TypeormSuccessorKeys {
  constructor(private readonly database: UnitOfWork) {}

  async of(did: string): Promise<SuccessorKeyRow[]> {
    return this.database.tx((manager) => manager.findBy(successorKeyTable, { did }));
  }

  async add(row: SuccessorKeyRow): Promise<void> {
    await this.database.tx((manager) => manager.insert(successorKeyTable, row));
  }

  async change(row: Pick<SuccessorKeyRow, 'did' | 'use' | 'previousKid'>, to: Partial<SuccessorKeyRow>): Promise<void> {
    const { did, use, previousKid } = row;
    await this.database.tx((manager) => manager.update(successorKeyTable, { did, use, previousKid }, to));
  }

  /** What stands already stays: a time on which other instances rely is not moved. */
  async schedule(
    row: Pick<SuccessorKeyRow, 'did' | 'use' | 'previousKid'>,
    times: Pick<SuccessorKeyRow, 'signsFrom' | 'previousUntil'>,
  ): Promise<void> {
    const { did, use, previousKid } = row;
    const unscheduled = { did, use, previousKid, signsFrom: IsNull() };
    await this.database.tx((manager) => manager.update(successorKeyTable, unscheduled, times));
  }

  /** Keys that were followed before that time, whose private halves are still there. */
  async followedBefore(seconds: number): Promise<SuccessorKeyRow[]> {
    const due = { signsFrom: LessThan(seconds), previousDestroyed: false };
    return this.database.tx((manager) => manager.findBy(successorKeyTable, due));
  }
}
