import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCooperative, type CooperativeService } from '../../apps/cooperative/src/start-cooperative.js';
import { startIssuer, type IssuerService } from '../../apps/issuer/src/start-issuer.js';
import { startVerifier, type RunningVerifier } from '../../apps/verifier/src/start-verifier.js';
import { comeToRest } from './come-to-rest.js';
import { copyFolder } from './copy-folder.js';
import { inventCustomer, type Customer } from './customers.js';
import type { Foundation } from './foundation.js';
import { ManagementClient } from './management-client.js';
import { SeededRandom } from './seeded-random.js';
import { SimulatedCitizen } from './simulated-citizen.js';
import { SimulatedNetwork } from './simulated-network.js';
import { SimulatedService, type ServiceName } from './simulated-service.js';
import { Tables } from './tables.js';
import { Trace } from './trace.js';
import { VirtualTime } from './virtual-time.js';

/** A question that a bank or a city has put. */
export interface Question {
  asker: 'bank' | 'city';
  id: string;
  walletLink: string;
}

/** A link and its code, as the operator gave them to a citizen. */
export interface GivenOffer {
  citizen: SimulatedCitizen;
  link: string;
  transactionCode: string;
}

export interface Services {
  issuer: SimulatedService<IssuerService>;
  verifier: SimulatedService<RunningVerifier>;
  cooperative: SimulatedService<CooperativeService>;
}

/** After a sleep everybody is given this long to do what waited. */
const WAKING_MILLISECONDS = 200;

/** One seed's world: the three services, the people around them, and time. */
export class World {
  readonly offers: GivenOffer[] = [];
  readonly questions: Question[] = [];
  /** Beside the citizens with wallets: customers that were imported on the way. */
  readonly newCustomers: Customer[] = [];
  steps = 0;
  /** When the step that runs, or was the last, began: true time. */
  stepBeganAt = 0;
  #restoreTimers: () => void = () => undefined;

  private constructor(
    readonly foundation: Foundation,
    readonly folder: string,
    readonly random: SeededRandom,
    readonly time: VirtualTime,
    readonly trace: Trace,
    readonly network: SimulatedNetwork,
    readonly services: Services,
    readonly citizens: SimulatedCitizen[],
    readonly clients: Record<'operator' | 'bank' | 'city', ManagementClient>,
    readonly tables: Record<'issuer' | 'issuerKeys' | 'verifier' | 'verifierKeys' | 'cooperative', Tables>,
  ) {}

  static async open(foundation: Foundation, seed: number): Promise<World> {
    const { small, foundedAt } = foundation;
    const folder = mkdtempSync(join(tmpdir(), 'incola-simulation-'));
    const time = new VirtualTime(foundedAt);
    const restoreTimers = time.install();
    const trace = new Trace(() => time.now() - foundedAt);
    const network = new SimulatedNetwork(time, trace);
    const name = `seed ${seed}`;
    const services = createServices({ foundation, folder, name, time, trace, network });
    const shared = { seed: name, foundation, clock: time.now, network, trace };
    const citizens: SimulatedCitizen[] = [];
    for (const [index, kept] of foundation.citizens.entries()) {
      citizens.push(await SimulatedCitizen.open(`wallet-${index + 1}`, kept, shared));
    }
    const { operator, bank, city } = foundation.apiKeys;
    const [issuerUrl, verifierUrl] = [small.issuerConfig().publicUrl, small.verifierConfig().publicUrl];
    const clients = {
      operator: new ManagementClient(network, 'operator', issuerUrl, operator),
      bank: new ManagementClient(network, 'bank', verifierUrl, bank),
      city: new ManagementClient(network, 'city', verifierUrl, city),
    };
    const tablesOf = (service: ServiceName, file: string) => new Tables(() => services[service].folder, file);
    const tables = {
      issuer: tablesOf('issuer', 'issuer.sqlite'),
      issuerKeys: tablesOf('issuer', 'keys.sqlite'),
      verifier: tablesOf('verifier', 'verifier.sqlite'),
      verifierKeys: tablesOf('verifier', 'keys.sqlite'),
      cooperative: tablesOf('cooperative', 'cooperative.sqlite'),
    };
    const random = new SeededRandom(`${name} world`);
    const world = new World(foundation, folder, random, time, trace, network, services, citizens, clients, tables);
    world.#restoreTimers = restoreTimers;
    try {
      for (const service of [services.cooperative, services.issuer, services.verifier]) await service.start();
      await world.settle();
    } catch (error) {
      await world.close();
      throw error;
    }
    return world;
  }

  get everyService(): SimulatedService<{ close(): Promise<void> }>[] {
    return [this.services.cooperative, this.services.issuer, this.services.verifier];
  }

  settle(): Promise<void> {
    return comeToRest(this.network, this.trace);
  }

  /** Time passes, with everything that timers do in it, and what that leaves to be done at once. */
  async advance(milliseconds: number): Promise<void> {
    const settle = () => this.settle();
    await this.time.advance(Math.max(0, milliseconds - WAKING_MILLISECONDS), settle);
    await this.time.advance(Math.min(milliseconds, WAKING_MILLISECONDS), settle);
  }

  newCustomer(): Customer {
    const customer = inventCustomer(this.citizens.length + this.newCustomers.length + 1);
    this.newCustomers.push(customer);
    return customer;
  }

  async close(): Promise<void> {
    for (const tables of Object.values(this.tables)) tables.close();
    for (const service of this.everyService.reverse()) await service.close();
    await this.settle();
    this.#restoreTimers();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

function createServices(parts: {
  foundation: Foundation;
  folder: string;
  name: string;
  time: VirtualTime;
  trace: Trace;
  network: SimulatedNetwork;
}): Services {
  const { foundation, folder, name: seed, time, trace, network } = parts;
  const { small } = foundation;
  const shared = (name: ServiceName) => {
    const copy = join(folder, name);
    copyFolder(join(small.folder, name), copy);
    return { name, folder: copy, seed, time, trace, network };
  };
  return {
    issuer: new SimulatedService({
      ...shared('issuer'),
      start: (own, given) => startIssuer(small.issuerConfig(own), given),
    }),
    verifier: new SimulatedService({
      ...shared('verifier'),
      start: (own, given) => startVerifier(small.verifierConfig(own), given),
    }),
    cooperative: new SimulatedService({
      ...shared('cooperative'),
      start: (own, given) => startCooperative(small.cooperativeConfigIn(own), given),
    }),
  };
}
