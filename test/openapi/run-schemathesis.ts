import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '#primitives';
import { findSchemathesis } from '../environment/schemathesis.mjs';

/** What must hold of every answer. Not `unsupported_method`: for a method that an address does not take we answer 404. */
const CHECKS = [
  ...['not_a_server_error', 'status_code_conformance', 'content_type_conformance'],
  ...['response_headers_conformance', 'response_schema_conformance', 'negative_data_rejection', 'ignored_auth'],
];
const SEED = 2026;

/** 501 is what Token Status List §8.4 wants of a host that keeps no history. */
const CONFIGURATION = `[checks.not_a_server_error]
expected-statuses = ["2xx", "3xx", "4xx", "501"]
[checks.negative_data_rejection]
expected-statuses = ["4xx"]
# A ledger transaction has a hundred members, and all of its shapes are walked through one by one.
[[operations]]
include-path = "/api/v1/ledger/transactions"
phases.coverage.enabled = false
`;
/** How bodies of media types of ours are written. */
const HOOKS = `import schemathesis


@schemathesis.serializer("application/statuslist+jwt", "application/statuslist+cwt", "application/jwt", "text/csv")
def write_as_it_is(context, value):
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")
`;

export interface SchemathesisRun {
  /** Whether no check failed. */
  passed: boolean;
  /** What it printed. */
  report: string;
}

/**
 * Runs schemathesis over a document against a running service.
 * @param options.seconds how long; without it, `examples` requests of each kind
 */
export async function runSchemathesis(
  document: JsonObject,
  url: string,
  options: { apiKey: string | undefined; examples: number; seconds?: number | undefined },
): Promise<SchemathesisRun> {
  const program = findSchemathesis();
  const folder = await mkdtemp(join(tmpdir(), 'incola-schemathesis-'));
  try {
    await writeFile(join(folder, 'openapi.json'), JSON.stringify(document));
    await writeFile(join(folder, 'schemathesis.toml'), CONFIGURATION);
    await writeFile(join(folder, 'hooks.py'), HOOKS);
    return await run(program, folder, [
      ...['run', 'openapi.json', '--url', url, '--checks', CHECKS.join(',')],
      ...['--phases', 'examples,coverage,fuzzing', '--seed', String(SEED), '--max-examples', String(options.examples)],
      ...['--generation-database', 'none', '--suppress-health-check', 'all', '--request-timeout', '20'],
      // Events go on until somebody hangs up.
      ...['--exclude-path-regex', '/events$'],
      ...['--no-color', '--warnings', 'off', '--continue-on-failure'],
      ...(options.seconds === undefined ? [] : ['--max-time', String(options.seconds)]),
      ...(options.apiKey === undefined ? [] : ['--header', `Authorization: Bearer ${options.apiKey}`]),
    ]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function run(program: string, folder: string, parameters: string[]): Promise<SchemathesisRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, SCHEMATHESIS_HOOKS: join(folder, 'hooks.py') },
    });
    const chunks: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.once('error', reject);
    child.once('close', (status) => resolve({ passed: status === 0, report: Buffer.concat(chunks).toString() }));
  });
}
