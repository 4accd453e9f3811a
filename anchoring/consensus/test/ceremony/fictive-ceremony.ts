import { join } from 'node:path';
import { platformRandom } from '#primitives';
import type { College } from '#ledger';
import { runLedgerCeremony } from '../../src/ceremony/run-ledger-ceremony.js';
import { FOUNDED_AT } from '../network/fictive-network.js';

/** Fictive members, one for each college. */
export const MEMBERS: readonly { name: string; college: College; port: number }[] = [
  { name: 'bank', college: 'service_providers', port: 26_001 },
  { name: 'water', college: 'data_providers', port: 26_002 },
  { name: 'residents', college: 'citizens', port: 26_003 },
];

/** A ceremony in a folder, held by the command that people type. */
export class FictiveCeremony {
  readonly said: string[] = [];

  constructor(
    readonly folder: string,
    private readonly now = FOUNDED_AT * 1000,
  ) {}

  get transcript(): string {
    return join(this.folder, 'ceremony.json');
  }

  memberFolder(name: string): string {
    return join(this.folder, name);
  }

  async run(...args: string[]): Promise<number> {
    this.said.length = 0;
    const print = (line: string) => void this.said.push(line);
    return runLedgerCeremony({ args, clock: () => this.now, random: platformRandom, print });
  }

  /** @throws where the step is refused */
  async do(...args: string[]): Promise<void> {
    if ((await this.run(...args)) !== 0) throw new Error(this.said.join('\n'));
  }

  plan(): Promise<void> {
    const origin = 'ledger.cooperative.example/founded';
    return this.do('plan', '--ceremony', this.transcript, '--name', 'fictive-founding', '--origin', origin);
  }

  keys(name: string, college: College, port: number, ...more: string[]): Promise<void> {
    const who = ['--did', `did:web:${name}.example`, '--name', `Fictive ${name}`, '--legal-id', `FR-${port}`];
    const place = ['--college', college, '--listen', `127.0.0.1:${port}`];
    return this.do('keys', '--folder', this.memberFolder(name), ...who, ...place, ...more);
  }

  declare(name: string): Promise<void> {
    return this.do('declare', '--folder', this.memberFolder(name), '--ceremony', this.transcript);
  }

  collect(...names: string[]): Promise<void> {
    const files = names.flatMap((name) => ['--declaration', join(this.memberFolder(name), 'declaration.json')]);
    return this.do('collect', '--ceremony', this.transcript, ...files);
  }

  /** @returns the digest as it is read out loud */
  async found(): Promise<string> {
    await this.do('found', '--ceremony', this.transcript);
    return this.said[0]!.replace('Genesis: ', '');
  }

  signOff(name: string, heard: string): Promise<void> {
    const out = join(this.folder, `${name}-sign-off.json`);
    const where = ['--folder', this.memberFolder(name), '--ceremony', this.transcript];
    return this.do('sign-off', ...where, '--heard', heard, '--out', out);
  }

  seal(...names: string[]): Promise<void> {
    const files = names.flatMap((name) => ['--sign-off', join(this.folder, `${name}-sign-off.json`)]);
    return this.do('seal', '--ceremony', this.transcript, ...files);
  }

  adopt(name: string, network: string): Promise<void> {
    const where = ['--folder', this.memberFolder(name), '--ceremony', this.transcript];
    return this.do('adopt', ...where, '--network', network);
  }

  /** Up to the digest that everybody reads. */
  async untilFounded(): Promise<string> {
    await this.plan();
    for (const { name, college, port } of MEMBERS) {
      await this.keys(name, college, port);
      await this.declare(name);
    }
    await this.collect(...MEMBERS.map(({ name }) => name));
    return this.found();
  }
}
