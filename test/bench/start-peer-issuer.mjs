import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createCredentialOfferLink } from '#openid4vci';
import { callOk } from './call.mjs';
import { redeem } from './light-wallet.mjs';
import { PEER_CLAIMS } from './peer-claims.mjs';
import { makeSigner } from './measure-primitives.mjs';

const PROGRAM = fileURLToPath(new URL('../interoperability/credo/run-credo-issuer.mjs', import.meta.url));

/**
 * The peer that our issuer is measured against: `@credo-ts/openid4vc` as issuer in a process of its own, its keys and records in
 * memory, a credential of the same claims, the same light wallet and the same steps.
 * @returns {Promise<{flow: (batch: number) => () => Promise<void>, readCpuSeconds: () => Promise<number>, stop: () => void}>}
 */
export async function startPeerIssuer() {
  const child = spawn(process.execPath, [PROGRAM, JSON.stringify(PEER_CLAIMS)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
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
