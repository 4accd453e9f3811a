import { beforeAll, describe, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { DEFAULT_GOVERNANCE, parseLedgerTransaction } from '#ledger';
import { canonicalJson, type JsonValue } from '#primitives';

const run = promisify(execFile);
const NOT_OURS = new Set(['node_modules', 'dist', 'data', 'coverage', '.git', '.cache']);

interface Document {
  file: string;
  text: string;
}

let documents: Document[];
let readme: string;

beforeAll(async () => {
  const files = await findDocuments('.');
  documents = await Promise.all(files.map(async (file) => ({ file, text: await readFile(file, 'utf8') })));
  readme = await readFile('README.md', 'utf8');
});

async function findDocuments(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = entries.map(async (entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return NOT_OURS.has(entry.name) ? [] : findDocuments(path);
    return entry.name.endsWith('.md') ? [path] : [];
  });
  return (await Promise.all(found)).flat();
}

/** The part of a document between a heading and the next one. */
function section(text: string, heading: string): string {
  return text.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
}

/** The heading's fragment as code hosts make it. */
function fragmentsIn(text: string): Set<string> {
  const headings = [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => heading);
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

describe('every document', () => {
  test('links only to files, folders and headings that exist', async () => {
    const broken: string[] = [];
    for (const { file, text } of documents) {
      for (const [, link = ''] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
        if (/^[a-z]+:/.test(link)) continue;
        const [path = '', fragment] = link.split('#');
        const target = path === '' ? file : join(dirname(file), path);
        const isThere = existsSync(target);
        const names = isThere && fragment !== undefined ? fragmentsIn(await readFile(target, 'utf8')) : undefined;
        if (!isThere || names?.has(fragment ?? '') === false) broken.push(`${file}: ${link}`);
      }
    }
    expect(broken).toEqual([]);
  });

  test('names only commands that package.json has', async () => {
    const { scripts } = JSON.parse(await readFile('package.json', 'utf8')) as { scripts: Record<string, string> };
    const unknown = documents.flatMap(({ file, text }) =>
      [...text.matchAll(/(?:^|`|&& )npm (?:run )?([a-z][a-z:]*)/gm)]
        .map(([, name = '']) => name)
        .filter((name) => name !== 'ci' && name !== 'install' && !(name in scripts))
        .map((name) => `${file}: ${name}`),
    );
    expect(unknown).toEqual([]);
  });

  test('names only suites that `npm test -- --only` knows', async () => {
    const runner = await readFile('test/run-suites.mjs', 'utf8');
    const suites = new Set([...runner.matchAll(/\bname: '([a-z-]+)'/g)].map(([, name]) => name));
    const named = documents.flatMap(({ text }) =>
      [...text.matchAll(/npm test -- --only ([a-z-]+(?:,[a-z-]+)*)/g)].flatMap(([, names = '']) => names.split(',')),
    );
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((name) => !suites.has(name))).toEqual([]);
  });

  test('and the runner agree which folders of tests there are', async () => {
    const runner = await readFile('test/run-suites.mjs', 'utf8');
    const folders = (await readdir('test', { withFileTypes: true })).filter((entry) => entry.isDirectory());
    const withTests: string[] = [];
    for (const { name } of folders) {
      if ((await readdir(join('test', name))).some((file) => file.endsWith('.test.ts')))
        withTests.push(`test/${name}/`);
    }
    expect(withTests.length).toBeGreaterThan(0);
    expect(withTests.filter((folder) => !runner.includes(folder))).toEqual([]);
  });

  test('that decides something stands in the index of decisions', async () => {
    const index = await readFile('docs/decisions/README.md', 'utf8');
    const records = (await readdir('docs/decisions')).filter((name) => name !== 'README.md');
    expect(records.filter((name) => !index.includes(`](${name})`))).toEqual([]);
  });

  test('is found from the README, by one link or two', async () => {
    const index = await readFile('docs/decisions/README.md', 'utf8');
    const named = (text: string, folder: string) =>
      [...text.matchAll(/\]\(([^)#\s]+\.md)/g)].map(([, link = '']) => join(folder, link));
    const found = new Set([...named(readme, '.'), ...named(index, 'docs/decisions')]);
    const guides = documents.map(({ file }) => file).filter((file) => file.startsWith('docs'));
    expect(guides.length).toBeGreaterThan(5);
    expect(guides.filter((file) => !found.has(file))).toEqual([]);
  });
});

describe('the guides', () => {
  test('show members a proposal that the ledger can read', async () => {
    const guide = await readFile('docs/for-members.md', 'utf8');
    const [, file = ''] = /```json\n([\s\S]*?)```/.exec(guide) ?? [];
    const { votingSeconds, ...written } = JSON.parse(file) as Record<string, JsonValue>;
    const times = { opensAt: 0, closesAt: votingSeconds ?? null };
    const proposal = { ...written, proposer: 'did:web:city.example', ...times };
    const context = { contractVersion: 1, expiryHeight: 1000, genesis: digestOf(43), nonce: digestOf(22) };
    const body = { ...context, kind: 'propose', payload: { proposal } };
    expect(parseLedgerTransaction(canonicalJson({ body, signatures: [] })).body.payload).toEqual({ proposal });
    expect(votingSeconds).toBeGreaterThanOrEqual(DEFAULT_GOVERNANCE.minVotingSeconds);
  });

  test('show commands that the services have', async () => {
    const shown = documents.flatMap(({ text }) => [
      ...text.matchAll(/node dist\/apps\/(\w+)\/src\/main\.js ([a-z-]+)/g),
    ]);
    expect(shown.length).toBeGreaterThan(3);
    const unknown: string[] = [];
    for (const [, app = '', command = ''] of shown) {
      const sources = [`apps/${app}/src/main.ts`, 'libs/service-kit/src/organisations/member-acts.ts'];
      const usage = (await Promise.all(sources.map((source) => readFile(source, 'utf8')))).join('\n');
      if (!new RegExp(`(?:^|\`) {2}${command} `, 'm').test(usage)) unknown.push(`${app}: ${command}`);
    }
    expect(unknown).toEqual([]);
  });

  test('speak to citizens of the same things in both languages', async () => {
    const guide = await readFile('docs/for-citizens.md', 'utf8');
    const [english = '', french = ''] = [section(guide, 'English'), section(guide, 'Français')];
    const paragraphs = (text: string) => [...text.matchAll(/^\*\*[^*]+\*\*/gm)].length;
    expect(paragraphs(english)).toBeGreaterThan(5);
    expect(paragraphs(french)).toBe(paragraphs(english));
  });

  test.each([
    ['citizens', 'docs/for-citizens.md', ['apps/wallet/src/app']],
    ['operators', 'docs/for-operators.md', ['apps/issuer/src/console', 'libs/service-kit/src/sessions']],
    ['members', 'docs/for-members.md', ['apps/cooperative/src/explorer']],
  ])('quote to %s what stands on their pages', async (_readers, file, folders) => {
    const guide = await readFile(file, 'utf8');
    const messages = (await Promise.all(folders.map((folder) => readSources(folder, '.messages.ts')))).join('\n');
    const words = guide.replace(/```[\s\S]*?```/g, '').replace(/`[^`\n]*`/g, '');
    const quoted = [...words.matchAll(/"([^"]+)"|« ([^»]+) »/g)].map(([, english, french]) => english ?? french ?? '');
    expect(quoted.length).toBeGreaterThan(0);
    expect(quoted.filter((text) => !messages.includes(text.replaceAll('\n', ' ')))).toEqual([]);
  });

  test('name to members each page of the explorer, as it is called', async () => {
    const guide = section(await readFile('docs/for-members.md', 'utf8'), 'Reading the explorer');
    const pages = [...guide.matchAll(/^\| ([A-Z][^|]*) \|/gm)].map(([, page]) => page);
    const messages = await readFile('apps/cooperative/src/explorer/page/pages.messages.ts', 'utf8');
    const [, sections = ''] = /\n {4}section: \{\n([\s\S]*?)\n {4}\}/.exec(messages) ?? [];
    expect(pages).toEqual([...sections.matchAll(/: '([^']+)'/g)].map(([, page]) => page));
  });
});

/** As many characters of base64url as a value of the ledger has; its bytes are zeros. */
function digestOf(length: number): string {
  return 'A'.repeat(length);
}

async function readSources(folder: string, ending: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name.endsWith(ending));
  const texts = await Promise.all(files.map((entry) => readFile(join(entry.parentPath, entry.name), 'utf8')));
  return texts.join('\n').replaceAll('\\u00a0', ' ').replaceAll('\u00a0', ' ');
}

describe('the README', () => {
  test('says what is where: each folder exists, and each app and test folder is named', async () => {
    const where = section(readme, 'What is where');
    const folders = [...where.matchAll(/^\| `([^`]+)` \|/gm)].map(([, folder = '']) => folder);
    expect(folders.length).toBeGreaterThan(5);
    expect(folders.filter((folder) => !existsSync(folder))).toEqual([]);
    const apps = (await readdir('apps')).map((name) => `apps/${name}`);
    expect(apps.filter((app) => !folders.includes(app))).toEqual([]);
    const tests = (await readdir('test', { withFileTypes: true })).filter((entry) => entry.isDirectory());
    const line = where.split('\n').find((each) => each.startsWith('| `test/`')) ?? '';
    const words = line.replaceAll('benchmarks', 'bench');
    expect(tests.map(({ name }) => name).filter((name) => !words.includes(name))).toEqual([]);
  });

  test('names the ports that the services take by default', async () => {
    const ports = [...readme.matchAll(/\b(wallet|issuer|verifier|cooperative|counters) \((\d+)\)/g)];
    expect(ports).toHaveLength(5);
    for (const [, service = '', port] of ports) {
      expect(await describeConfiguration(service)).toMatch(new RegExp(`^port, .*\\n.* Default: ${port}\\.$`, 'm'));
    }
  });

  test('describes every step of the path, in the document that it points to', async () => {
    const path = await readFile('docs/path-of-a-credential.md', 'utf8');
    const steps = [...path.matchAll(/^(\d+)\. \*\*(\w+)\.\*\*/gm)].map(([, number, name]) => `${number} ${name}`);
    const walk = await readFile('apps/demonstration/src/walk/run-walk.ts', 'utf8');
    const names = [...walk.matchAll(/\{ name: '(\w+)', step:/g)].map(([, name]) => name);
    expect(steps.map((step) => step.toLowerCase())).toEqual(names.map((name, index) => `${index + 1} ${name}`));
    const texts = path.split(/^\d+\. \*\*/m).slice(1);
    expect(texts.filter((text) => !text.includes('dies here') && !text.includes('we die here'))).toEqual([]);
  });
});

/** What `npm run config -- SERVICE` prints. */
async function describeConfiguration(service: string): Promise<string> {
  const program = resolve('dist/apps/demonstration/src/main.js');
  return (await run(process.execPath, [program, 'config', service])).stdout;
}
