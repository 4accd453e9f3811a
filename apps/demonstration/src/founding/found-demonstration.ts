import { mkdir, readdir } from 'node:fs/promises';
import type { Genesis } from '#ledger';
import { isJsonObject } from '#primitives';
import type { Ports } from '../supervisor/choose-places.js';
import type { RunServiceCommand } from '../supervisor/setup-links.js';
import { readJson, writeJson, type DataFolder } from './data-folder.js';
import { SERVICES } from './fictive-members.js';
import { createFoundingPlan } from './founding-plan.js';

export interface DemonstrationToFound {
  folder: DataFolder;
  ports: Ports;
  command: RunServiceCommand;
  schemasFolder: string;
  anchorPeriodSeconds: number;
  /** What the plan says of the validators; absent where the cooperative's own process orders the ledger. */
  network: Genesis['consensus'];
  tell: (sentence: string) => void;
}

/**
 * Founds the cooperative by the services' own commands, as members would on machines of their own: everyone enrols, the
 * cooperative makes certificates, genesis and founding transactions, the founders endorse. Resumable: the trust file says that
 * founding is done, and an endorsement twice is the same endorsement.
 */
export async function foundDemonstration(demonstration: DemonstrationToFound): Promise<void> {
  const { folder, ports, command, tell } = demonstration;
  if ((await readJson(folder.trustFile)) === undefined) {
    await mkdir(folder.enrolments, { recursive: true, mode: 0o700 });
    const { schemasFolder, anchorPeriodSeconds, network } = demonstration;
    const plan = await createFoundingPlan(ports, schemasFolder, anchorPeriodSeconds);
    await writeJson(folder.plan, network === undefined ? plan : { ...plan, network });
    tell(`  keys and enrolments of ${plan.members.length} members …`);
    await Promise.all(
      SERVICES.map((service) => command(service, 'enrol', '--out', `${folder.enrolments}/of-${service}`)),
    );
    await gatherEnrolments(folder, new Set(plan.members.map(({ did }) => did)));
    tell('  certificates, genesis, trust file …');
    await command('cooperative', 'found', '--plan', folder.plan, '--enrolments', folder.enrolments);
  }
  tell('  signatures of the three colleges’ founders …');
  // One after the other: each adds its signatures to the same file.
  for (const service of SERVICES) await command(service, 'endorse', folder.foundingFile);
}

/** The cooperative enrols its own organisation too, which is no member; the plan says who is. */
async function gatherEnrolments(folder: DataFolder, members: ReadonlySet<string>): Promise<void> {
  for (const service of SERVICES) {
    const received = `${folder.enrolments}/of-${service}`;
    for (const name of await readdir(received)) {
      const enrolment = await readJson(`${received}/${name}`);
      if (isJsonObject(enrolment) && typeof enrolment.did === 'string' && members.has(enrolment.did)) {
        await writeJson(`${folder.enrolments}/${name}`, enrolment);
      }
    }
  }
}
