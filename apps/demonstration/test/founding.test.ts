import { describe, expect, it } from '@jest/globals';
import { mkdtemp, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COLLEGES } from '#ledger';
import { dataFolderAt, readJson, writeJson, type DataFolder } from '../src/founding/data-folder.js';
import { MEMBERS } from '../src/founding/fictive-members.js';
import { createFoundingPlan } from '../src/founding/founding-plan.js';
import { submitFounding } from '../src/founding/submit-founding.js';
import { writeConfigurations } from '../src/founding/write-configurations.js';

const PORTS = { wallet: 5000, issuer: 5001, verifier: 5002, cooperative: 5003, counters: 5004 };
const SCHEMAS = 'schemas';

async function temporaryFolder(): Promise<DataFolder> {
  return dataFolderAt(await mkdtemp(join(tmpdir(), 'incola-founding-')));
}

async function startLedger(outcomes: string[]): Promise<{ url: string; server: Server }> {
  const server = createServer((_request, answer) => {
    const outcome = outcomes.shift();
    answer.setHeader('content-type', 'application/json');
    answer.end(JSON.stringify({ outcome, code: 'college_missing' }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

describe('the demonstration’s members', () => {
  it('are two or more in each college, one of them a founder', () => {
    for (const college of COLLEGES) {
      const members = MEMBERS.filter((member) => member.college === college);
      expect(members.length).toBeGreaterThanOrEqual(2);
      expect(members.some(({ founder }) => founder)).toBe(true);
    }
  });
});

describe('the founding plan', () => {
  it('gives each data-use contract to its member', async () => {
    const plan = await createFoundingPlan(PORTS, SCHEMAS, 5);
    expect(plan.contracts.map(({ id, verifier }) => [id, verifier])).toEqual([
      ['bank-account-opening', 'did:web:localhost%3A5002:banque-fictive-du-val'],
      ['city-resident-tariff', 'did:web:localhost%3A5002:valserine-les-essais'],
      ['over-18-at-the-door', 'did:web:localhost%3A5002:valserine-les-essais'],
    ]);
    expect(plan.issuers).toHaveLength(2);
    // A name for each format of each type: the registry accredits by name.
    expect(plan.issuers[0]?.mayIssue.toSorted()).toEqual([
      'MunicipalityCredential',
      'eu.europa.ec.av.1',
      'urn:incola:age:1',
      'urn:incola:municipality:1',
      'urn:incola:residency:1',
    ]);
    expect(plan.verifiers).toHaveLength(2);
    expect(plan.members).toHaveLength(6);
  });
});

describe('configurations', () => {
  it('are written for their owner only, and the same again', async () => {
    const folder = await temporaryFolder();
    const changes = { verifier: { trustRefreshSeconds: 1 } };
    await writeConfigurations(folder, PORTS, '/schemas', changes);
    const first = await readFile(folder.configOf('verifier'), 'utf8');
    await writeConfigurations(folder, PORTS, '/schemas', changes);
    expect(await readFile(folder.configOf('verifier'), 'utf8')).toBe(first);
    expect(JSON.parse(first)).toMatchObject({ publicUrl: 'http://localhost:5002', trustRefreshSeconds: 1 });
    expect((await stat(folder.configOf('verifier'))).mode & 0o077).toBe(0);
  });

  it('lead wallets, pages and the way back to one another, each on its own port', async () => {
    const folder = await temporaryFolder();
    await writeConfigurations(folder, PORTS, '/schemas', {});
    const read = async (place: Parameters<DataFolder['configOf']>[0]) => readJson(folder.configOf(place));
    expect(await read('issuer')).toMatchObject({
      walletUrl: 'http://localhost:5000',
      tenants: [
        { credentialTypes: ['residency', 'municipality', 'age'] },
        { credentialTypes: ['residency', 'municipality', 'age'] },
      ],
    });
    expect(await read('verifier')).toMatchObject({
      walletUrl: 'http://localhost:5000',
      tenants: [
        { pageReturnOrigins: ['http://localhost:5004'] },
        { pageReturnOrigins: ['http://localhost:5004'] },
        { slug: 'sandbox', sandbox: true },
      ],
    });
    expect(await read('wallet')).toEqual({
      publicUrl: 'http://localhost:5000',
      port: 5000,
      cooperativeUrl: 'http://localhost:5003',
      trustFile: folder.trustFile,
      outgoingOrigins: ['http://localhost:5003', 'http://localhost:5001', 'http://localhost:5002'],
    });
    expect(await read('counters')).toMatchObject({ verifierUrl: 'http://localhost:5002', port: 5004 });
  });
});

describe('the founding transactions', () => {
  async function submitTo(outcomes: string[], folder: DataFolder): Promise<number> {
    await writeJson(folder.foundingFile, { ledgerTransactions: [{ a: 1 }, { b: 2 }] });
    const { url, server } = await startLedger(outcomes);
    try {
      await submitFounding(folder, url);
      return outcomes.length;
    } finally {
      server.close();
    }
  }

  it('are sent once, also where an earlier start sent some of them', async () => {
    const folder = await temporaryFolder();
    expect(await submitTo(['duplicate', 'accepted'], folder)).toBe(0);
    expect(await submitTo(['never asked'], folder)).toBe(1);
  });

  it('that the ledger refuses stop the start, and are sent again at the next', async () => {
    const folder = await temporaryFolder();
    await expect(submitTo(['accepted', 'refused'], folder)).rejects.toMatchObject({
      code: 'founding_refused',
      message: expect.stringContaining('college_missing') as unknown as string,
    });
    expect(await readJson(folder.founded)).toBeUndefined();
    expect(await submitTo(['duplicate', 'accepted'], folder)).toBe(0);
  });

  it('are not taken from a file that another wrote as garbage', async () => {
    const folder = await temporaryFolder();
    await writeJson(folder.foundingFile, {});
    await writeFile(folder.foundingFile, '[');
    await expect(submitFounding(folder, 'http://127.0.0.1:1')).rejects.toMatchObject({ code: 'malformed_json' });
  });
});
