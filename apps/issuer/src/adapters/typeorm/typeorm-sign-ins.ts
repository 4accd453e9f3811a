import { LessThanOrEqual } from 'typeorm';
import { findRow, insertRows, updateRows, type Database } from '#service-kit/database';
import type { SignIn, SignInChange, SignIns } from '../../sign-in/sign-ins.js';
import { SignInRow } from './sign-in.entities.js';

export class TypeormSignIns implements SignIns {
  constructor(private readonly database: Database) {}

  async add(signIn: SignIn): Promise<void> {
    await this.database.tx((manager) => insertRows(manager, SignInRow, [signIn]));
  }

  async find(tenantId: string, id: string): Promise<SignIn | undefined> {
    return this.database.read((manager) => findRow(manager, SignInRow, { tenantId, id }));
  }

  async change(tenantId: string, id: string, change: SignInChange): Promise<void> {
    await this.database.tx((manager) => updateRows<SignInRow>(manager, SignInRow, { tenantId, id }, change));
  }

  async forgetExpired(now: number): Promise<void> {
    await this.database.tx((manager) => manager.delete(SignInRow, { forgetAt: LessThanOrEqual(now) }));
  }
}
