import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '#primitives';
import type { IssuerConfig } from '../../apps/issuer/src/issuer.config.js';
import { customer, HEADER } from '../../apps/issuer/test/intake-fixture.js';
import { startIssuerUnderTest, type IssuerUnderTest } from '../../apps/issuer/test/issuer-under-test.js';
import { newWalletProvider, type WalletProvider } from '../../apps/issuer/test/wallet-provider.js';
import { freePorts } from '../environment/free-ports.mjs';
import { makeTlsCertificate } from '../environment/tls-certificate.js';
import { fetchTrusting } from './fetch-trusting.js';

export const TENANT = 'eaux-fictives';
const CALLBACK = 'https://suite.example/test/a/incola/callback';
/** As the suite registers them: the second client comes back to an address with a query of its own. */
export const CLIENTS = [
  { clientId: 'conformance-one', redirectUri: CALLBACK },
  { clientId: 'conformance-two', redirectUri: `${CALLBACK}?dummy1=lorem&dummy2=ipsum` },
] as const;
export type Client = (typeof CLIENTS)[number];

const BIRTH_HEADER = `${HEADER};birth_date;birth_date_evidence;birth_date_assurance;birth_date_evidence_date`;

/** The issuer as docs/conformance.md sets it up, and a customer with a letter. */
export interface HaipScene {
  issuer: IssuerUnderTest;
  fetch: typeof fetch;
  provider: WalletProvider;
  /** Credential issuer identifier. */
  identifier: string;
  letter: { customerNumber: string; letterCode: string };
  /** @returns the link by value (OpenID4VCI 1.0 §4.1) */
  offer(credentialTypeId: string): Promise<string>;
  close(): Promise<void>;
}

/** @throws where the issuer does not take its settings or the customer */
export async function startHaipScene(): Promise<HaipScene> {
  const folder = mkdtempSync(join(tmpdir(), 'incola-conformance-'));
  const { certificate, certificateFile, keyFile } = await makeTlsCertificate(folder);
  const provider = await newWalletProvider(systemClock);
  const [port = 0] = await freePorts(1);
  const tenant = {
    ...{ slug: TENANT, name: 'Eaux Fictives', legalId: 'FICTIF-1', profiles: ['haip'] },
    credentialTypes: ['residency', 'age'],
    clients: CLIENTS.map(({ clientId }) => ({
      clientId,
      redirectUris: CLIENTS.map(({ redirectUri }) => redirectUri),
      authentication: 'attest_jwt_client_auth',
    })),
    walletProviderRoots: [provider.root],
  };
  const fetch = fetchTrusting(certificate);
  const issuer = await startIssuerUnderTest({
    fetch,
    changes: {
      ...{ publicUrl: `https://localhost:${port}`, port, tls: { certificateFile, keyFile }, statusHost: 'issuer' },
      tenants: [tenant] as unknown as IssuerConfig['tenants'],
    },
  });
  await issuer.service.drain();
  const row = `${customer(1)};2007-01-01;identity_document;substantial;2025-06-01`;
  await issuer.manage(TENANT, 'POST', '/imports', `${BIRTH_HEADER}\n${row}`);
  const answer = await issuer.manage(TENANT, 'POST', '/subject-records/search', { customerNumber: 'C-0001' });
  const subjectRecordId = ((await answer.json()) as { items: { id: string }[] }).items[0]?.id as string;
  const written = await issuer.manage(TENANT, 'POST', `/subject-records/${subjectRecordId}/letter-codes`);
  const { letterCode } = (await written.json()) as { letterCode: string };
  return {
    ...{ issuer, fetch, provider, identifier: `${issuer.url}/${TENANT}` },
    letter: { customerNumber: 'C-0001', letterCode },
    offer: async (credentialTypeId) => {
      const made = await issuer.manage(TENANT, 'POST', '/offers', { subjectRecordId, credentialTypeId });
      return ((await made.json()) as { credentialOffer: string }).credentialOffer;
    },
    close: async () => {
      await issuer.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
