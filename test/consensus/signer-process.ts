import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const signerModule = fileURLToPath(
  new URL('../../dist/anchoring/consensus/src/signer/ledger-signer.main.js', import.meta.url),
);

/** `npm run ledger:signer -- run` as a process of its own, which a test kills and starts again. */
export class SignerProcess {
  readonly said: string[] = [];
  #child: ChildProcess | undefined;

  constructor(
    private readonly parameters: readonly string[],
    private readonly environment: Record<string, string>,
  ) {}

  start(): void {
    const args = [signerModule, 'run', ...this.parameters];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], env: this.environment });
    child.stdout?.setEncoding('utf8').on('data', (text: string) => this.said.push(text));
    this.#child = child;
  }

  /** As a power cut would. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM');
  }

  /** @returns its exit code, where it ends by itself */
  async whenEnded(): Promise<number | null> {
    const [code] = (await once(this.#child!, 'close')) as [number | null];
    return code;
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'close');
    child.kill(signal);
    await ended;
  }
}
