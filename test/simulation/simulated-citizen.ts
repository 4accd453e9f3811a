import type { HistoryEntry, HolderTools } from '#holder';
import { verifyWithNodeCrypto } from '#identity';
import { createHttpLedger, type LedgerFetch } from '#ledger';
import type { Clock } from '#primitives';
import type { Foundation } from './foundation.js';
import { SealedWallet } from './sealed-wallet.js';
import { SeededRandom } from './seeded-random.js';
import type { SimulatedNetwork } from './simulated-network.js';
import type { Trace } from './trace.js';

/** A citizen with the real holder core; only wallet store, network and clock are the world's. */
export class SimulatedCitizen {
  /** Answers as they left the wallet: whoever sent one may send it again. */
  readonly answersSent: { url: string; request: RequestInit }[] = [];

  private constructor(
    readonly name: string,
    readonly kept: Foundation['citizens'][number],
    readonly sealed: SealedWallet,
    private readonly shared: Omit<HolderTools, 'wallet'>,
  ) {}

  static async open(
    name: string,
    kept: Foundation['citizens'][number],
    world: { seed: string; foundation: Foundation; clock: Clock; network: SimulatedNetwork; trace: Trace },
  ): Promise<SimulatedCitizen> {
    const { seed, foundation, clock, network, trace } = world;
    const { bytes: random } = new SeededRandom(`${seed} ${name}`);
    const died = (detail: string) => trace.fault('wallet crash', `${name} ${detail}`);
    const sealed = await SealedWallet.open(kept.wallet, { clock, random, died });
    const send = network.fetchOf(name);
    const fetch: LedgerFetch = (url, request) => {
      if (url.includes('/responses/')) citizen.answersSent.push({ url, request });
      return send(url, request);
    };
    const { trustFile, cooperativeConfig } = foundation.small;
    const ledger = createHttpLedger({ baseUrl: cooperativeConfig.publicUrl, fetch });
    const shared = { fetch, ledger, trustFile, clock, random, verifySignature: verifyWithNodeCrypto };
    const citizen: SimulatedCitizen = new SimulatedCitizen(name, kept, sealed, shared);
    return citizen;
  }

  get tools(): HolderTools {
    return { ...this.shared, wallet: this.sealed.wallet };
  }

  get history(): HistoryEntry[] {
    return [...this.sealed.wallet.state.history.values()];
  }

  get receipts(): HistoryEntry[] {
    return this.history.filter(({ receipt }) => receipt !== undefined);
  }
}
