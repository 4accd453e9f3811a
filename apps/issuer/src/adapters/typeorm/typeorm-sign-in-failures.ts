import { LessThanOrEqual } from 'typeorm';
import { findRow, insertRows, updateRows, type Database } from '#service-kit/database';
import type { FailureCount, FailurePlace, SignInFailures } from '../../sign-in/sign-in-failures.js';
import { SignInFailureRow } from './sign-in.entities.js';

export class TypeormSignInFailures implements SignInFailures {
  constructor(private readonly database: Database) {}

  async find(place: FailurePlace): Promise<FailureCount | undefined> {
    return this.database.read((manager) => findRow(manager, SignInFailureRow, { ...place }));
  }

  async put(place: FailurePlace, count: FailureCount): Promise<void> {
    await this.database.tx(async (manager) => {
      const changed = await updateRows(manager, SignInFailureRow, { ...place }, count);
      if (changed === 0) await insertRows(manager, SignInFailureRow, [{ ...place, ...count }]);
    });
  }

  async clear(place: Omit<FailurePlace, 'originDigest'> & { originDigest?: string }): Promise<void> {
    await this.database.tx((manager) => manager.delete(SignInFailureRow, place));
  }

  async forgetExpired(now: number): Promise<void> {
    await this.database.tx((manager) => manager.delete(SignInFailureRow, { forgetAt: LessThanOrEqual(now) }));
  }
}
