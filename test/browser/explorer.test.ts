import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type * as axe from 'axe-core';
import type { AnchoredCommitmentProof, CheckpointAttestation } from '#ledger';
import {
  admitHostileMember,
  exploreCooperative,
  makeHistory,
  type ExploredCooperative,
} from '../../apps/cooperative/test/explored-cooperative.js';
import { BANK, UTILITY } from '../../apps/cooperative/test/founded-cooperative.js';
import { startChromium } from '../environment/chromium.mjs';

type CheckpointProof = AnchoredCommitmentProof & { anchor: { attestation: CheckpointAttestation } };

const root = join(import.meta.dirname, '../..');
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TEXTS = join(root, 'schemas', 'data-use-contracts');
const text = (language: 'en' | 'fr') => join(TEXTS, `city-resident-tariff.${language}.md`);
const PATHS = [
  '/explorer',
  '/explorer/members',
  `/explorer/members/${encodeURIComponent(UTILITY)}`,
  `/explorer/members/${encodeURIComponent(BANK)}`,
  '/explorer/contracts',
  '/explorer/contracts/city-resident-tariff',
  '/explorer/contracts/city-resident-tariff/versions/1',
  '/explorer/contracts/bank-account-opening',
  '/explorer/proposals',
  '/explorer/proposals/tariff-again',
  '/explorer/proposals/no-commission',
  '/explorer/anchors',
  '/explorer/accounts',
  `/explorer/anchors/${encodeURIComponent(BANK)}`,
  '/explorer/ledger-transactions',
  '/explorer/log',
  '/explorer/find',
  '/explorer/find?digest=x',
  `/explorer/find?digest=${'0'.repeat(64)}`,
  '/explorer/find?digest=BE2NGKMvQTLC9nTtyrvNUgCWXduxF7Ftv9e7b_Cxiko',
  '/explorer/contracts/nothing',
];

describe('the public explorer in a browser', () => {
  let explored: ExploredCooperative;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let proof: CheckpointProof;
  let url: string;
  const complaints: string[] = [];

  beforeAll(async () => {
    if (!existsSync(join(root, 'dist', 'browser', 'cooperative', 'find.js'))) {
      execFileSync(process.execPath, [join(root, 'libs', 'look', 'build', 'build-browser.mjs')], { cwd: root });
    }
    explored = await exploreCooperative();
    await makeHistory(explored);
    await admitHostileMember(explored);
    proof = (await explored.proveCommitment()) as CheckpointProof;
    url = explored.founded.config.publicUrl;
    browser = await startChromium();
    context = await browser.newContext({ locale: 'en' });
    page = await openPage(context);
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    await explored.close();
  }, 30_000);

  async function openPage(of: BrowserContext): Promise<Page> {
    const opened = await of.newPage();
    opened.on('pageerror', (error) => complaints.push(error.message));
    opened.on('console', (message) => {
      if (/Content.Security.Policy/i.test(message.text())) complaints.push(message.text());
    });
    return opened;
  }

  const asFile = (name: string, value: unknown) => ({
    name,
    mimeType: 'application/json',
    buffer: Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)),
  });
  /** Chooses files and waits for an answer that holds the words. */
  async function choose(files: Parameters<Page['setInputFiles']>[1], words: string, on = page): Promise<string> {
    await on.goto(`${url}/explorer/find`);
    await on.locator('#file').setInputFiles(files);
    await on.getByText(words).first().waitFor({ timeout: 30_000 });
    return on.locator('main').innerText();
  }

  test('verifies a proof, and names the colleges that signed', async () => {
    const said = await choose(asFile('proof.json', proof), 'The proof is good');
    for (const college of ['Service providers', 'Data providers', 'Citizens']) {
      expect(said).toContain(`The college “${college}” signed it`);
    }
    expect(said).toContain('all three keys are held by one operator');
    await page.getByRole('link', { name: 'Show the entry' }).click();
    await page.waitForURL(/\/explorer\/ledger-transactions\//);
    expect(await page.locator('h1').innerText()).toContain('Anchor of Banque du Val (fictive)');
  });

  test.each<[string, (changed: CheckpointProof) => void, string]>([
    [
      'another receipt’s mark',
      (changed) => (changed.commitment = 'A'.repeat(43)),
      'The receipt’s mark is not under the anchor',
    ],
    ['another height', (changed) => (changed.anchor.height += 1), 'it does not lead to the signed root'],
    ['another ledger', (changed) => (changed.anchor.genesis = 'A'.repeat(43)), 'It is about another ledger'],
    [
      'a changed signature',
      (changed) => {
        changed.anchor.attestation.checkpoint = changed.anchor.attestation.checkpoint.replace(
          /(citizens \S{60})(\S)/,
          (_whole, before: string, letter: string) => before + (letter === 'A' ? 'B' : 'A'),
        );
      },
      'A signature is not genuine.',
    ],
    [
      'a college less',
      (changed) => {
        changed.anchor.attestation.checkpoint = changed.anchor.attestation.checkpoint.replace(
          /— \S+citizens \S+\n/,
          '',
        );
      },
      'The signature of a college is missing.',
    ],
  ])('refuses a proof with %s, in words', async (_what, change, words) => {
    const changed = structuredClone(proof);
    change(changed);
    const said = await choose(asFile('proof.json', changed), words);
    expect(said).toContain('The proof is not good');
    expect(said).not.toContain('The proof is good');
    expect(said).not.toContain('signed it');
  });

  test('checks against a trust file of one’s own, where there is one', async () => {
    const trust = structuredClone(explored.founded.trustFile);
    await choose([asFile('p.json', proof), asFile('t.json', trust)], 'against the trust file that you chose');
    trust.genesis.createdAt += 1;
    await choose([asFile('p.json', proof), asFile('t.json', trust)], 'It is about another ledger');
  });

  test('finds a dropped legal text, and where it stands, without a byte of it leaving the browser', async () => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(`${request.method()} ${request.url()} ${request.postData() ?? ''}`));
    await page.goto(`${url}/explorer/find`);
    const content = readFileSync(text('fr'), 'utf8');
    const dropped = await page.evaluateHandle((words) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([words], 'contrat.md', { type: 'text/markdown' }));
      return transfer;
    }, content);
    await page.dispatchEvent('#drop', 'drop', { dataTransfer: dropped });
    await page.getByText('It is the French file of the legal text').waitFor();
    expect(await page.locator('#digest-answer').innerText()).toContain('Data-use contract “Resident tariff');
    page.removeAllListeners('request');
    expect(asked.every((one) => one.startsWith(`GET ${url}/`))).toBe(true);
    expect(asked.join('\n')).not.toMatch(/contrat\.md|Tarif|justificatif/);
    expect(asked.filter((one) => one.includes('digest='))).toHaveLength(1);
  });

  test('finds both languages together by the digest that contracts name, and says of another file that nobody knows it', async () => {
    await choose([text('fr'), text('en')], 'in both languages, as contracts name it');
    const said = await choose(asFile('letter.txt', 'A letter that is on no ledger'), 'The ledger does not know it');
    expect(said).not.toContain('The ledger knows it');
  });

  test('checks what is pasted, by keyboard alone', async () => {
    await page.goto(`${url}/explorer/find`);
    await page.locator('#pasted').fill(JSON.stringify(proof));
    await page.locator('#pasted').press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('The proof is good').waitFor();
    expect(await page.locator('#file-answer').getAttribute('role')).toBe('status');
  });

  test('works without JavaScript by the digest', async () => {
    const plain = await browser.newContext({ javaScriptEnabled: false, locale: 'fr' });
    const silent = await openPage(plain);
    await silent.goto(`${url}/explorer/find`);
    expect(await silent.locator('#files').isVisible()).toBe(false);
    expect(await silent.locator('main').innerText()).toContain('n’exécute pas de script');
    await silent.locator('#digest').fill('BE2NGKMvQTLC9nTtyrvNUgCWXduxF7Ftv9e7b_Cxiko');
    await silent.locator('#digest').press('Enter');
    await silent.getByText('Le registre le connaît').waitFor();
    await plain.close();
  });

  test.each([
    ['en', 'light', 320],
    ['fr', 'dark', 1280],
  ] as const)(
    'has no axe violation and no sideways scroll, in %s, %s, %i pixels wide',
    async (locale, colorScheme, width) => {
      const shown = await browser.newContext({ locale, colorScheme, viewport: { width, height: 800 } });
      const other = await openPage(shown);
      const faults: string[] = [];
      const examine = async (what: string) => {
        const isWide = await other.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth); // prettier-ignore
        if (isWide) faults.push(`${what} scrolls sideways`);
        await other.evaluate(axeSource);
        const { violations } = await other.evaluate(() => (globalThis as unknown as { axe: typeof axe }).axe.run());
        faults.push(...violations.map(({ id, nodes }) => `${what}: ${id} ${nodes[0]?.html ?? ''}`));
      };
      for (const path of PATHS) {
        await other.goto(url + path);
        await examine(path);
      }
      await choose(asFile('p.json', proof), locale === 'en' ? 'The proof is good' : 'La preuve est bonne', other);
      await examine('a good proof');
      await choose(asFile('p.json', { ...proof, commitment: 'A'.repeat(43) }), locale === 'en' ? 'The proof is not good' : 'La preuve n’est pas bonne', other); // prettier-ignore
      await examine('a bad proof');
      await shown.close();
      expect(faults).toEqual([]);
    },
    120_000,
  );

  test('broke no policy and met no error', () => {
    expect(complaints).toEqual([]);
  });
});
