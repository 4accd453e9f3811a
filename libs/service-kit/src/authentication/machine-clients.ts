import type { JWK } from 'jose';
import { IsNull } from 'typeorm';
import { encodeBase64url, refusal, type Clock, type RandomBytes } from '#primitives';
import type { Database } from '#service-kit/database';
import { refuseMoreScopes } from './refuse-more-scopes.js';
import type { Caller } from './api-keys.js';
import { MachineClient } from './machine-client.entity.js';

const MAX_CLIENTS = 50;

/** As it is shown: times are ISO 8601. */
export interface ShownMachineClient {
  clientId: string;
  name: string;
  scopes: string[];
  createdAt: string;
  lastUsedAt?: string;
  revokedAt?: string;
}

/** The machines that a tenant lets in by their keys. */
export class MachineClients {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly random: RandomBytes,
  ) {}

  /** @throws `scope_not_allowed` for more than the caller has itself, `too_many_clients` */
  async register(
    caller: Caller,
    wanted: { name: string; scopes: readonly string[]; keys: readonly JWK[] },
  ): Promise<{ clientId: string }> {
    refuseMoreScopes(caller, wanted.scopes);
    const { tenantId } = caller;
    const clientId = encodeBase64url(this.random(16));
    await this.database.tx(async (manager) => {
      if ((await manager.countBy(MachineClient, { tenantId, revokedAt: IsNull() })) >= MAX_CLIENTS) {
        throw refusal('too_many_clients', `There may be ${MAX_CLIENTS} clients.`);
      }
      await manager.insert(MachineClient, {
        ...{ tenantId, clientId, name: wanted.name },
        ...{ keys: [...wanted.keys], scopes: [...new Set(wanted.scopes)] },
        ...{ createdAt: this.clock(), lastUsedAt: null, revokedAt: null },
      });
    });
    return { clientId };
  }

  async list(tenantId: string): Promise<ShownMachineClient[]> {
    const clients = await this.database.tx((manager) =>
      manager.find(MachineClient, { where: { tenantId }, order: { createdAt: 'ASC', clientId: 'ASC' } }),
    );
    return clients.map(({ clientId, name, scopes, createdAt, lastUsedAt, revokedAt }) => ({
      ...{ clientId, name, scopes, createdAt: isoTime(createdAt) },
      ...(lastUsedAt === null ? {} : { lastUsedAt: isoTime(lastUsedAt) }),
      ...(revokedAt === null ? {} : { revokedAt: isoTime(revokedAt) }),
    }));
  }

  /** From then on its access tokens are refused too, on every instance. @throws `unknown_client` */
  async revoke(tenantId: string, clientId: string): Promise<void> {
    const { affected } = await this.database.tx((manager) =>
      manager.update(MachineClient, { tenantId, clientId, revokedAt: IsNull() }, { revokedAt: this.clock() }),
    );
    if (affected !== 1) throw refusal('unknown_client', 'There is no such client in force.');
  }
}

function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
