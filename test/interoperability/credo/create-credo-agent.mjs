import { EventEmitter } from 'node:events';
import { tmpdir } from 'node:os';
import 'reflect-metadata';
import { Agent, DependencyManager, InjectionSymbols, Kms } from '@credo-ts/core';
import { MemoryStorage } from './memory-storage.mjs';
import { NodeKeyService } from './node-key-service.mjs';

/** Nothing of it is used: all records are in memory. */
class NoFileSystem {
  dataPath = tmpdir();
  cachePath = tmpdir();
  tempPath = tmpdir();
}

/**
 * An agent of Credo 0.6.3 with keys and records in memory.
 * @param {Record<string, unknown>} modules
 * @param {typeof fetch} fetchThrough with which it fetches what it needs
 */
export async function createCredoAgent(modules, fetchThrough = fetch) {
  const dependencyManager = new DependencyManager();
  dependencyManager.registerInstance(InjectionSymbols.StorageService, new MemoryStorage());
  const agent = new Agent(
    {
      config: { allowInsecureHttpUrls: true, autoUpdateStorageOnStartup: true },
      dependencies: {
        FileSystem: NoFileSystem,
        EventEmitterClass: EventEmitter,
        fetch: fetchThrough,
        WebSocketClass: WebSocketless,
      },
      modules: { kms: new Kms.KeyManagementModule({ backends: [new NodeKeyService()] }), ...modules },
    },
    dependencyManager,
  );
  await agent.initialize();
  return agent;
}

class WebSocketless {
  constructor() {
    throw new Error('no web sockets here');
  }
}
