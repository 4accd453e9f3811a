import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseTrustFile, type TrustFile } from '#ledger';
import { assertOurs, isJsonObject } from '#primitives';
import { dataFolderAt, readJson, writeJson, type DataFolder } from '../founding/data-folder.js';
import { SERVICES, type ServiceName } from '../founding/fictive-members.js';
import { foundDemonstration } from '../founding/found-demonstration.js';
import { submitFounding } from '../founding/submit-founding.js';
import { writeConfigurations, type ConfigurationChanges } from '../founding/write-configurations.js';
import { choosePorts, requirePortsFree, urlOf, type PlaceName, type Ports } from './choose-places.js';
import { exitOnSignals } from './exit-on-signals.js';
import { ServiceProcess } from './service-process.js';
import { redeemSetupCode } from './setup-links.js';

export interface CooperationToStart {
  /** Everything lies in here; a second start in the same folder finds all and founds nothing again. */
  dataFolder: string;
  /** Ports follow it; 0: free ones. A folder that was founded keeps its ports, for they stand in the members' DIDs. */
  portBase: number;
  /** Where the build lies: `dist/apps`. */
  appsFolder: string;
  /** `schemas`, absolute. */
  schemasFolder: string;
  /** 5 in the demonstration. */
  anchorPeriodSeconds: number;
  /** Redeem the setup links that the services print, and keep the API keys in the data folder. */
  redeemSetupLinks: boolean;
  /** Settings of services beyond the defaults. */
  changes?: ConfigurationChanges;
  /** One sentence a step, for whoever watches. */
  tell?: (sentence: string) => void;
}

export interface Cooperation {
  urls: Record<PlaceName, string>;
  ports: Ports;
  /** By tenant slug; only where setup links were redeemed. */
  apiKeys: Readonly<Record<string, string>>;
  /** Lines with one-time links, printed and not redeemed. */
  setupLinks: string[];
  trustFile: TrustFile;
  /** For tests: `processId`, `kill()`. */
  process(service: ServiceName): ServiceProcess;
  /** Starts a service that has ended again, on the same data. */
  restart(service: ServiceName): Promise<void>;
  /** Resolves with a sentence when one of the services ends that nobody stopped. */
  whenOneEnds(): Promise<string>;
  stop(): Promise<void>;
}

/**
 * Founds where nothing is founded yet, and starts the three services.
 * @throws `port_taken`, `command_failed`, `service_ended`, `service_not_ready`, `founding_refused`, `setup_refused` (outages)
 */
export async function startCooperation(cooperation: CooperationToStart): Promise<Cooperation> {
  const folder = dataFolderAt(cooperation.dataFolder);
  const ports = await ensurePorts(folder, cooperation.portBase);
  const tell = cooperation.tell ?? (() => undefined);
  const programOf = (service: ServiceName) => join(cooperation.appsFolder, service, 'src', 'main.js');
  await requirePortsFree(ports, SERVICES);
  await mkdir(join(folder.root, 'logs'), { recursive: true, mode: 0o700 });
  await writeConfigurations(folder, ports, cooperation.schemasFolder, cooperation.changes ?? {});
  if ((await readJson(folder.founded)) === undefined) {
    tell('Founding: keys, certificates, genesis, endorsements of the three colleges …');
    const contracts = join(cooperation.schemasFolder, 'data-use-contracts');
    const { anchorPeriodSeconds } = cooperation;
    await foundDemonstration({ folder, ports, programOf, contracts, anchorPeriodSeconds });
  }
  const services = new RunningServices((name) => startService(name, folder, ports, programOf));
  try {
    tell('Starting the cooperative …');
    await services.start('cooperative');
    await submitFounding(folder, urlOf(ports.cooperative));
    tell('Starting issuer and verifier …');
    await Promise.all([services.start('issuer'), services.start('verifier')]);
    const setupLinks = services.setupLinks();
    const apiKeys = cooperation.redeemSetupLinks ? await redeemAll(folder, setupLinks) : {};
    const trustFile = parseTrustFile(JSON.stringify(await readJson(folder.trustFile)));
    return {
      urls: urlsOf(ports),
      ports,
      apiKeys,
      setupLinks: cooperation.redeemSetupLinks ? [] : setupLinks.map(({ line }) => line),
      trustFile,
      process: (service) => services.get(service),
      restart: (service) => services.start(service),
      whenOneEnds: () => services.whenOneEnds(),
      stop: () => services.stop(),
    };
  } catch (error) {
    await services.stop();
    throw error;
  }
}

/** The processes by service, so that whatever goes wrong none is left behind. */
class RunningServices {
  readonly #processes = new Map<ServiceName, ServiceProcess>();
  readonly #forgetSignals = exitOnSignals();

  constructor(private readonly spawn: (service: ServiceName) => ServiceProcess) {}

  async start(service: ServiceName): Promise<void> {
    const started = this.spawn(service);
    this.#processes.set(service, started);
    await started.whenReady();
  }

  get(service: ServiceName): ServiceProcess {
    const found = this.#processes.get(service);
    assertOurs(found !== undefined, 'the service was started');
    return found;
  }

  setupLinks() {
    return [...this.#processes.values()].flatMap((one) => one.setupLinks);
  }

  async whenOneEnds(): Promise<string> {
    const ends = [...this.#processes].map(async ([name, one]) => `The ${name} ended (${await one.whenEnded()}).`);
    return Promise.race(ends);
  }

  /** The cooperative last, so that the others can send what they have. */
  async stop(): Promise<void> {
    const cooperative = this.#processes.get('cooperative');
    await Promise.all([...this.#processes.values()].filter((one) => one !== cooperative).map((one) => one.stop()));
    await cooperative?.stop();
    this.#forgetSignals();
  }
}

function startService(
  name: ServiceName,
  folder: DataFolder,
  ports: Ports,
  programOf: (service: ServiceName) => string,
): ServiceProcess {
  const url = urlOf(ports[name]);
  const logFile = folder.logOf(name);
  return new ServiceProcess({ name, program: programOf(name), configFile: folder.configOf(name), url, logFile });
}

async function ensurePorts(folder: DataFolder, portBase: number): Promise<Ports> {
  const kept = await readJson(folder.ports);
  if (isJsonObject(kept)) return kept as Ports;
  const ports = await choosePorts(portBase);
  await writeJson(folder.ports, ports);
  return ports;
}

/** Keys of an earlier start are kept: their links were printed once. */
async function redeemAll(folder: DataFolder, links: readonly { link: string; code: string }[]) {
  const kept = await readJson(folder.apiKeys);
  const apiKeys: Record<string, string> = isJsonObject(kept) ? (kept as Record<string, string>) : {};
  for (const { link, code } of links) {
    const { tenant, apiKey } = await redeemSetupCode(new URL(link).origin, code);
    apiKeys[tenant] = apiKey;
    await writeJson(folder.apiKeys, apiKeys);
  }
  return apiKeys;
}

function urlsOf(ports: Ports): Record<PlaceName, string> {
  const names = Object.keys(ports) as PlaceName[];
  return Object.fromEntries(names.map((name) => [name, urlOf(ports[name])])) as Record<PlaceName, string>;
}
