import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseTrustFile, type Genesis, type TrustFile } from '#ledger';
import { isJsonObject, refusal } from '#primitives';
import { chooseEngine, type LedgerChoice } from '../network/choose-engine.js';
import {
  findDemonstrationEngine,
  prepareValidators,
  runNetwork,
  type DemonstrationNetwork,
} from '../network/run-network.js';
import { dataFolderAt, readJson, writeJson, type DataFolder } from '../founding/data-folder.js';
import { SERVICES } from '../founding/fictive-members.js';
import { foundDemonstration } from '../founding/found-demonstration.js';
import { submitFounding } from '../founding/submit-founding.js';
import { writeConfigurations, type ConfigurationChanges } from '../founding/write-configurations.js';
import {
  choosePorts,
  DEFAULT_PORT_BASE,
  PLACES,
  requirePortsFree,
  urlOf,
  type PlaceName,
  type Ports,
} from './choose-places.js';
import { ensureCounterKeys } from './ensure-counter-keys.js';
import { programIn, runCommand } from './run-command.js';
import { RunningServices } from './running-services.js';
import { ServiceProcess } from './service-process.js';
import { redeemSetupCode, type RunServiceCommand, type SetupLink } from './setup-links.js';

export interface CooperationToStart {
  /** Everything lies in here; a second start in the same folder finds all and founds nothing again. */
  dataFolder: string;
  /**
   * The first of the ports; 0: free ones; without it, those of the folder, or 4000. A folder that was founded keeps its ports,
   * for they stand in the members' DIDs.
   */
  portBase?: number | undefined;
  /** Where the build lies: `dist/apps`. */
  appsFolder: string;
  /** `schemas`, absolute. */
  schemasFolder: string;
  /** 5 in the demonstration. */
  anchorPeriodSeconds: number;
  /** Who orders the ledger; without it, the cooperative's own process. */
  ledger?: LedgerChoice;
  /** Start what people open too: the wallet, and the counters of bank and city. */
  withPages?: boolean;
  /** Redeem the setup links that the services print, and keep the API keys in the data folder. */
  redeemSetupLinks: boolean;
  /** Settings of services beyond the defaults. */
  changes?: ConfigurationChanges;
  /** One sentence a step, for whoever watches. */
  tell?: (sentence: string) => void;
  /** Hears every line that a service prints, beside its log. */
  hear?: (place: PlaceName, line: string) => void;
}

export interface Cooperation {
  urls: Record<PlaceName, string>;
  ports: Ports;
  /** By tenant slug; only where setup links were redeemed. */
  apiKeys: Readonly<Record<string, string>>;
  /** One-time links, printed and not redeemed. */
  setupLinks: SetupLink[];
  trustFile: TrustFile;
  folder: DataFolder;
  /** Runs a command of a service, with its configuration. */
  command: RunServiceCommand;
  /** For tests: `processId`, `kill()`. */
  process(place: PlaceName): ServiceProcess;
  /** Starts a service that has ended again, on the same data. */
  restart(place: PlaceName): Promise<void>;
  /** Resolves with a sentence when one of the services ends that nobody stopped. */
  whenOneEnds(): Promise<string>;
  stop(): Promise<void>;
}

/**
 * Founds where nothing is founded yet, and starts the services.
 * @throws `port_taken`, `command_failed`, `service_ended`, `service_not_ready`, `founding_refused`, `setup_refused` (outages),
 *   `ports_differ`, `data_from_before`, `ledger_engines_differ` (refusals), and what a network's engine is not found with
 */
export async function startCooperation(cooperation: CooperationToStart): Promise<Cooperation> {
  const folder = dataFolderAt(cooperation.dataFolder);
  const ports = await ensurePorts(folder, cooperation.portBase);
  const command: RunServiceCommand = (service, ...parameters) =>
    runCommand(programIn(cooperation.appsFolder, service), [...parameters, '--config', folder.configOf(service)]);
  await requirePortsFree(ports, cooperation.withPages === true ? PLACES : SERVICES);
  await mkdir(join(folder.root, 'logs'), { recursive: true, mode: 0o700 });
  const engine = await chooseEngine(folder, cooperation.ledger?.engine);
  await writeConfigurations(folder, ports, cooperation.schemasFolder, cooperation.changes ?? {});
  const network = engine === 'cometbft' ? await startNetwork(cooperation, folder, ports, command) : undefined;
  if (network === undefined) await foundOnce(cooperation, folder, { ports, command, network: undefined });
  const services = new RunningServices((place) => spawnService(place, cooperation, folder, ports), network);
  try {
    await startAll(services, cooperation, folder, { ports, command });
    const setupLinks = services.setupLinks();
    const apiKeys = cooperation.redeemSetupLinks ? await redeemAll(folder, setupLinks) : {};
    const trustFile = parseTrustFile(JSON.stringify(await readJson(folder.trustFile)));
    return {
      urls: urlsOf(ports),
      ports,
      apiKeys,
      setupLinks: cooperation.redeemSetupLinks ? [] : setupLinks,
      trustFile,
      folder,
      command,
      process: (place) => services.get(place),
      restart: (place) => services.start(place),
      whenOneEnds: () => services.whenOneEnds(),
      stop: () => services.stop(),
    };
  } catch (error) {
    await services.stop();
    throw error;
  }
}

/** The validators' keys, the genesis that names them, the validators, and the configuration that names the cooperative's own. */
async function startNetwork(
  { tell = () => undefined, ...cooperation }: CooperationToStart,
  folder: DataFolder,
  ports: Ports,
  command: RunServiceCommand,
): Promise<DemonstrationNetwork> {
  const { appsFolder, schemasFolder, changes = {}, ledger } = cooperation;
  if (ledger === undefined) throw refusal('ledger_engines_differ', `${folder.root} was founded on a network.`);
  const engine = await findDemonstrationEngine(appsFolder, tell);
  const validators = prepareValidators(folder, ports, ledger);
  await foundOnce({ ...cooperation, tell }, folder, { ports, command, network: validators });
  tell(`Starting the ledger's validators (CometBFT ${engine.version}), one of each college:`);
  const network = await runNetwork(folder, engine, { ...ledger, appsFolder, tell });
  const own = { ledger: { engine: 'cometbft', rpcPort: network.rpcPort } };
  await writeConfigurations(folder, ports, schemasFolder, {
    ...changes,
    cooperative: { ...changes.cooperative, ...own },
  });
  return network;
}

async function foundOnce(
  { tell = () => undefined, schemasFolder, anchorPeriodSeconds }: CooperationToStart,
  folder: DataFolder,
  founding: { ports: Ports; command: RunServiceCommand; network: Genesis['consensus'] },
): Promise<void> {
  if ((await readJson(folder.founded)) !== undefined) return;
  tell('Founding a cooperative of invented members, once:');
  await foundDemonstration({ ...founding, folder, schemasFolder, anchorPeriodSeconds, tell });
}

async function startAll(
  services: RunningServices,
  { tell = () => undefined, withPages = false }: CooperationToStart,
  folder: DataFolder,
  { ports, command }: { ports: Ports; command: RunServiceCommand },
): Promise<void> {
  tell('Starting the cooperative …');
  await services.start('cooperative');
  await submitFounding(folder, urlOf(ports.cooperative), tell);
  tell(withPages ? 'Starting issuer, verifier and wallet …' : 'Starting issuer and verifier …');
  const next: PlaceName[] = withPages ? ['issuer', 'verifier', 'wallet'] : ['issuer', 'verifier'];
  await Promise.all(next.map((place) => services.start(place)));
  if (!withPages) return;
  tell('Starting the counters of bank and city …');
  await ensureCounterKeys(folder, urlOf(ports.verifier), command);
  await services.start('counters');
}

function spawnService(
  name: PlaceName,
  { appsFolder, hear }: CooperationToStart,
  folder: DataFolder,
  ports: Ports,
): ServiceProcess {
  const program = programIn(appsFolder, name);
  const places = { configFile: folder.configOf(name), url: urlOf(ports[name]), logFile: folder.logOf(name) };
  return new ServiceProcess({ name, program, ...places, ...(hear ? { hear: (line) => hear(name, line) } : {}) });
}

async function ensurePorts(folder: DataFolder, portBase: number | undefined): Promise<Ports> {
  const kept = await readJson(folder.ports);
  if (!isJsonObject(kept)) {
    const ports = await choosePorts(portBase ?? DEFAULT_PORT_BASE);
    await writeJson(folder.ports, ports);
    return ports;
  }
  if (!PLACES.every((place) => typeof kept[place] === 'number')) {
    throw refusal('data_from_before', `The data in ${folder.root} are of an earlier version.`);
  }
  const ports = kept as Ports;
  if (portBase !== undefined && portBase > 0 && ports.wallet !== portBase) {
    throw refusal(
      'ports_differ',
      `${folder.root} was founded on the ports from ${ports.wallet} on, which stand in its members' names.\n` +
        `Start it without --port-base; or begin anew there: npm start -- --fresh --port-base ${portBase}`,
    );
  }
  return ports;
}

/** Keys of an earlier start are kept: their links were printed once. */
async function redeemAll(folder: DataFolder, links: readonly SetupLink[]) {
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
  return Object.fromEntries(PLACES.map((name) => [name, urlOf(ports[name])])) as Record<PlaceName, string>;
}
