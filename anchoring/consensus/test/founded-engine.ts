import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect } from '@jest/globals';
import type { LedgerTransaction } from '#ledger';
import { genesis as plainGenesis, payloads } from '../../contract/test/founded-cooperative.js';
import { FictiveEngine, signedFor, withNetwork, type EngineOptions } from './fictive-engine.js';

export const genesis = withNetwork(plainGenesis);
export const signed = signedFor(genesis);

export const founding = (): Promise<LedgerTransaction[]> =>
  Promise.all([
    signed('register_verifier', payloads.verifier),
    signed('accredit_issuer', payloads.issuer),
    signed('adopt_contract', payloads.contract()),
  ]);

export function freshFile(): string {
  return join(mkdtempSync(join(tmpdir(), 'incola-replica-')), 'replica.sqlite');
}

/** Engines that end with their test. */
export function useEngines() {
  let opened: FictiveEngine[] = [];
  afterEach(async () => {
    for (const engine of opened) await engine.close();
    opened = [];
  });
  const open = async (options: EngineOptions = { genesis }): Promise<FictiveEngine> => {
    const engine = await FictiveEngine.open(options);
    opened.push(engine);
    return engine;
  };
  const founded = async (options: EngineOptions = { genesis }): Promise<FictiveEngine> => {
    const engine = await open(options);
    expect((await engine.initChain()).initChain?.appHash).toHaveLength(32);
    return engine;
  };
  return { open, founded };
}
