import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createCredentialOfferLink } from '#openid4vci';
import { callOk } from './call.mjs';
import { redeem } from './light-wallet.mjs';
import { makeSigner } from './measure-primitives.mjs';

const PROGRAM = fileURLToPath(new URL('../interoperability/credo/run-credo-issuer.mjs', import.meta.url));

/** Of an invented person, as many and as long as those of the demonstration's customers. */
const CLAIMS = {
  given_name: 'Camille',
  family_name: 'Fictive',
  address: {
    formatted: '12 bis rue des Essais\n01200 Valserine-les-Essais\nFR',
    street_address: '12 bis rue des Essais',
    locality: 'Valserine-les-Essais',
    postal_code: '01200',
    country: 'FR',
  },
  address_canonical: 'fr1:12 bis|rue des essais|01200|valserine les essais',
  supply_type: 'water',
  role: 'contract_holder',
  resident_since: '2020-01-01',
  resident_for_months_equal_or_over: { 3: true, 6: true, 12: true, 24: true },
  evidence_date: '2026-11-01',
};

/**
 * The peer that our issuer is measured against: `@credo-ts/openid4vc` as issuer in a process of its own, its keys and records in
 * memory, a credential of the same claims, the same light wallet and the same steps.
 * @returns {Promise<{flow: (batch: number) => () => Promise<void>, readCpuSeconds: () => Promise<number>, stop: () => void}>}
 */
export async function startPeerIssuer() {
  const child = spawn(process.execPath, [PROGRAM, JSON.stringify(CLAIMS)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const { url, issuer } = await new Promise((resolve, reject) => {
    createInterface(child.stdout).once('line', (line) => resolve(JSON.parse(line)));
    child.once('exit', (code) => reject(new Error(`the peer ended with ${code} before it was ready`)));
  });
  const flow = (batch) => {
    const keySets = Array.from({ length: 16 }, () => Array.from({ length: batch }, makeSigner));
    const dpopKeys = Array.from({ length: 64 }, makeSigner);
    let count = 0;
    return async () => {
      const place = count++;
      const { offer, transactionCode } = await callOk(`${url}/bench/offers`, { body: '' });
      const credentialOffer = createCredentialOfferLink({ value: offer });
      const keys = keySets[place % keySets.length];
      await redeem(issuer, { credentialOffer, transactionCode }, dpopKeys[place % dpopKeys.length], keys);
    };
  };
  const readCpuSeconds = async () => (await callOk(`${url}/bench/cpu`, { method: 'GET' })).seconds;
  return { flow, readCpuSeconds, stop: () => child.kill() };
}
