import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { countTests, reportSuites, type JestReport } from './suite-report.mjs';

const unit = { name: 'unit', seconds: 12.34, passed: 7, failed: 0, skipped: 0 };
const lint = { name: 'lint', seconds: 4, passed: 2, failed: 0 };

describe('the report over all suites', () => {
  it('closes with what passed and failed, and says nothing of what was skipped where nothing was', () => {
    expect(reportSuites([unit, lint])).toEqual([
      'unit    12.3 s  7 passed',
      'lint     4.0 s  2 passed',
      '9 passed, 0 failed',
    ]);
  });

  it('says in the row and in the last line what was skipped', () => {
    const flows = { name: 'flows', seconds: 100, passed: 3, failed: 1, skipped: 2 };
    expect(reportSuites([unit, flows, { ...flows, failed: 0, skipped: 1 }])).toEqual([
      'unit     12.3 s  7 passed',
      'flows   100.0 s  3 passed, 1 FAILED, 2 skipped',
      'flows   100.0 s  3 passed, 1 skipped',
      '13 passed, 1 failed, 3 skipped',
    ]);
  });
});

describe('counting what Jest reports', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'incola-suite-report-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Jest's own report of a file of tests. */
  function run(tests: string): { report: JestReport; status: number | null } {
    writeFileSync(join(folder, 'package.json'), '{}');
    writeFileSync(join(folder, 'some.test.js'), tests);
    const jest = join(process.cwd(), 'node_modules', 'jest', 'bin', 'jest.js');
    const outputFile = join(folder, 'report.json');
    const parameters = [jest, '--rootDir', folder, '--json', `--outputFile=${outputFile}`];
    const { status } = spawnSync(process.execPath, parameters, { cwd: folder });
    return { status, report: JSON.parse(readFileSync(outputFile, 'utf8')) as JestReport };
  }

  it('counts the tests that leave themselves out', () => {
    const { report, status } = run(`
      test('runs', () => undefined);
      test.skip('is left out', () => undefined);
      describe.skip('left out', () => test('too', () => undefined));
      test.todo('comes later');
    `);
    expect(countTests(report, status)).toEqual({ passed: 1, failed: 0, skipped: 3 });
  });

  it('counts a failed test, and a file that does not load', () => {
    const failing = run(`test('fails', () => { throw new Error('no'); }); test('passes', () => undefined);`);
    expect(countTests(failing.report, failing.status)).toEqual({ passed: 1, failed: 1, skipped: 0 });
    const broken = run(`throw new Error('does not load');`);
    expect(countTests(broken.report, broken.status)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  it('takes a run in which nothing ran, or which ended badly, for failed', () => {
    const { report, status } = run(`test.skip('is left out', () => undefined);`);
    expect(countTests(report, status)).toEqual({ passed: 0, failed: 1, skipped: 1 });
    const good = run(`test('runs', () => undefined);`);
    expect(countTests(good.report, null)).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });
});
