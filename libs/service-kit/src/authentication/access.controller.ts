import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { refusal } from '#primitives';
import { parseDoor } from '#service-kit/door';
import { Operation } from '#service-kit/openapi';
import { apiKeyAnswer, apiKeyList, apiKeyRequest, clientAnswer, clientList, clientRequest } from './access-shapes.js';
import { ApiKeys, type Caller, type ShownApiKey } from './api-keys.js';
import { MachineClients, type ShownMachineClient } from './machine-clients.js';
import { refuseMoreScopes } from './refuse-more-scopes.js';
import { CurrentCaller, RequireScope } from './require-scope.js';

/** Who may call for the caller's tenant: its API keys. */
@Controller('api/v1/api-keys')
export class ApiKeysController {
  constructor(@Inject(ApiKeys) private readonly apiKeys: ApiKeys) {}

  @Post()
  @RequireScope('access:write')
  @Operation({
    summary: 'Makes an API key with scopes that the caller has itself; it is shown this once.',
    body: apiKeyRequest,
    answer: apiKeyAnswer,
    refusals: ['scope_not_allowed', 'too_many_api_keys'],
  })
  async create(@CurrentCaller() caller: Caller, @Body() body: unknown): Promise<z.output<typeof apiKeyAnswer>> {
    const { scopes, lifetimeDays } = parseDoor(apiKeyRequest, body);
    refuseMoreScopes(caller, scopes);
    return this.apiKeys.createAnother(caller.tenantId, scopes, lifetimeDays);
  }

  @Get()
  @RequireScope('access:write')
  @Operation({ summary: 'Lists the tenant’s API keys, without the keys.', answer: apiKeyList })
  async list(@CurrentCaller() caller: Caller): Promise<{ items: ShownApiKey[] }> {
    return { items: await this.apiKeys.list(caller.tenantId) };
  }

  @Delete(':id')
  @HttpCode(204)
  @RequireScope('access:write')
  @Operation({ summary: 'Revokes an API key.', refusals: ['unknown_api_key'] })
  async revoke(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<void> {
    if (!(await this.apiKeys.revoke(caller.tenantId, id))) {
      throw refusal('unknown_api_key', 'There is no such API key in force.');
    }
  }
}

/** The machines of the caller's tenant that prove with a key who they are. */
@Controller('api/v1/oauth-clients')
export class MachineClientsController {
  constructor(@Inject(MachineClients) private readonly clients: MachineClients) {}

  @Post()
  @RequireScope('access:write')
  @Operation({
    summary: 'Registers a machine by its public keys, with scopes that the caller has itself.',
    body: clientRequest,
    answer: clientAnswer,
    refusals: ['scope_not_allowed', 'too_many_clients'],
  })
  async register(@CurrentCaller() caller: Caller, @Body() body: unknown): Promise<{ clientId: string }> {
    const { name, scopes, jwks } = parseDoor(clientRequest, body);
    return this.clients.register(caller, { name, scopes, keys: jwks.keys });
  }

  @Get()
  @RequireScope('access:write')
  @Operation({ summary: 'Lists the tenant’s machines.', answer: clientList })
  async list(@CurrentCaller() caller: Caller): Promise<{ items: ShownMachineClient[] }> {
    return { items: await this.clients.list(caller.tenantId) };
  }

  @Delete(':id')
  @HttpCode(204)
  @RequireScope('access:write')
  @Operation({ summary: 'Revokes a machine and its access tokens.', refusals: ['unknown_client'] })
  async revoke(@CurrentCaller() caller: Caller, @Param('id') id: string): Promise<void> {
    await this.clients.revoke(caller.tenantId, id);
  }
}
