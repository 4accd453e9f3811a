import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isCodedError, refusal, type Clock, type RandomBytes } from '#primitives';
import { explainSystemError } from '#service-kit/system-errors';
import { findEngine, type EngineEnvironment } from '#anchoring/consensus';
import { findShiftedEngine } from './clock/find-shifted-engine.js';
import { checkAgreement, type Agreement } from './check/check-agreement.js';
import { Drill } from './drill.js';
import type { DrillCase } from './drill-case.js';
import type { DrillTools, Scale } from './drill-tools.js';
import { linksByTheMachine, type LinksWish } from './namespaces/links-by-the-machine.js';

const USAGE =
  'Usage: npm run ledger:drill -- [--only validator-killed,college-away] [--scale full] [--links proxies] [--list]\n' +
  'Without --scale full the numbers are small: it takes some minutes.';

export interface DrillCommand {
  args: readonly string[];
  /** All that there are, in their order. */
  cases: readonly DrillCase[];
  environment: EngineEnvironment;
  /** Folder of the engine's Go module. */
  moduleFolder: string;
  cacheFolder: string;
  projectFolder: string;
  /** What makes an engine's clock one that can be set (`engine-clock`). */
  clockSource: string;
  /** Built main modules. */
  applicationModule: string;
  hostileModule: string;
  shiftedModule: string;
  /** Keeps a network namespace. */
  holderModule: string;
  clock: Clock;
  random: RandomBytes;
  print: (line: string) => void;
}

/** What became of a case, as the JSON line says it. */
type CaseReport =
  | { ok: true; seconds: number; loadAverage: number; figures: object; agreements: Agreement[] }
  | { ok: false; seconds: number; code: string; reason: string };

/**
 * Lets happen to real networks on this machine what may happen, and shows what comes of it: sentences with figures, then one
 * line of JSON.
 * @returns exit code: 0 each case was shown, 1 one was not, 2 usage
 */
export async function runLedgerDrill(command: DrillCommand): Promise<0 | 1 | 2> {
  const { print } = command;
  const order = readOrder(command);
  if (order === undefined) {
    print(USAGE);
    print(JSON.stringify({ ok: false, code: 'usage' }));
    return 2;
  }
  if (order.isList) {
    for (const { name, shows } of command.cases) print(`${name}: ${shows}`);
    return 0;
  }
  const folder = mkdtempSync(join(tmpdir(), 'incola-drill-'));
  const startedAt = command.clock();
  try {
    const drill = new Drill(await prepare(command, order, folder), order.scale);
    const reports: Record<string, CaseReport> = {};
    try {
      for (const one of order.cases) reports[one.name] = await runCase(one, drill);
    } finally {
      await drill.endNetworks();
    }
    const ok = Object.values(reports).every((report) => report.ok);
    const seconds = secondsSince(startedAt, command.clock);
    print(JSON.stringify({ ok, scale: order.scale, seconds, cases: reports }));
    return ok ? 0 : 1;
  } catch (error) {
    const known = isCodedError(error) ? error : explainSystemError(error);
    if (known === undefined) throw error;
    print(known.message);
    print(JSON.stringify({ ok: false, code: known.code, reason: known.message }));
    return 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function prepare(command: DrillCommand, { wish }: Order, folder: string): Promise<DrillTools> {
  const { moduleFolder, cacheFolder, environment, print, clock, random } = command;
  const { applicationModule, hostileModule, shiftedModule, holderModule } = command;
  for (const module of [applicationModule, hostileModule, shiftedModule, holderModule]) {
    if (!existsSync(module)) throw refusal('application_missing', `An application is not built: ${module} is missing.`);
  }
  const engine = await findEngine({ moduleFolder, cacheFolder, environment, say: print });
  print(`CometBFT ${engine.version}: ${engine.program}`);
  const { configured: _, ...elsewhere } = environment;
  const earlier = { moduleFolder: join(moduleFolder, 'earlier'), cacheFolder, environment: elsewhere, say: print };
  const earlierEngine = () => findEngine(earlier);
  const shifted = { moduleFolder, cacheFolder, clockSource: command.clockSource, say: print };
  const shiftedEngine = () => findShiftedEngine({ ...shifted, goEnvironment: environment.forGo });
  return {
    engine: engine.program,
    earlierEngine,
    shiftedEngine,
    openLinks: linksByTheMachine({ wish, holderModule, folder, say: print }),
    projectFolder: command.projectFolder,
    applicationModule,
    hostileModule,
    shiftedModule,
    folder,
    clock,
    random,
    say: print,
  };
}

/** A case, and then what must hold after each: all its networks' nodes agree, and their logs are what the contract makes. */
async function runCase(one: DrillCase, drill: Drill): Promise<CaseReport> {
  const { clock, say } = drill.tools;
  const startedAt = clock();
  const [loadAverage = 0] = loadavg();
  say(`\n${one.name}: ${one.shows}`);
  try {
    const { sentence, figures } = await one.run(drill);
    say(`  ${sentence}`);
    const agreements: Agreement[] = [];
    for (const network of drill.networks) agreements.push(await checkAgreement(network));
    for (const agreement of agreements) say(`  ${describeAgreement(agreement)}`);
    await drill.afterCase(false);
    const rounded = Number(loadAverage.toFixed(2));
    return { ok: true, seconds: secondsSince(startedAt, clock), loadAverage: rounded, figures, agreements };
  } catch (error) {
    const code = isCodedError(error) ? error.code : 'failed';
    const reason = error instanceof Error ? error.message : 'unknown';
    say(`  FAILED: ${reason}`);
    for (const words of drill.lastWords()) say(words);
    await drill.afterCase(true);
    return { ok: false, seconds: secondsSince(startedAt, clock), code, reason };
  }
}

function describeAgreement({ nodes, height, size, root, accepted }: Agreement): string {
  return (
    `Afterwards ${nodes} nodes have the log root ${root.slice(0, 8)}… of ${size} leaves at height ${height}; fsck finds ` +
    `nothing on any, and all ${accepted} accepted ledger transactions stand in it once.`
  );
}

function secondsSince(startedAt: number, clock: Clock): number {
  return Math.round((clock() - startedAt) / 100) / 10;
}

interface Order {
  isList: boolean;
  scale: Scale;
  wish: LinksWish;
  cases: readonly DrillCase[];
}

function readOrder({ args, cases: all }: DrillCommand): Order | undefined {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        only: { type: 'string' },
        scale: { type: 'string', default: 'short' },
        links: { type: 'string', default: 'auto' },
        list: { type: 'boolean', default: false },
      },
    });
    const { only, scale, list: isList, links: wish } = values;
    if ((scale !== 'short' && scale !== 'full') || !isWish(wish)) return undefined;
    const names = only?.split(',');
    const isShort = scale === 'short';
    const cases = all.filter((one) => names?.includes(one.name) ?? !(isShort && one.isFullOnly === true));
    return cases.length === (names ?? cases).length ? { isList, scale, wish, cases } : undefined;
  } catch {
    return undefined;
  }
}

function isWish(wish: string): wish is LinksWish {
  return wish === 'auto' || wish === 'namespaces' || wish === 'proxies';
}
