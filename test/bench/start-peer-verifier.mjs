import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { callOk } from './call.mjs';
import { present } from './light-wallet.mjs';
import { makeSigner } from './measure-primitives.mjs';
import { PEER_CLAIMS } from './peer-claims.mjs';

const PROGRAM = fileURLToPath(new URL('../interoperability/credo/run-credo-verifier.mjs', import.meta.url));

/**
 * The peer that our verifier is measured against: `@credo-ts/openid4vc` as verifier in a process of its own, its keys and records
 * in memory, the same question, credential and light wallet, and the same steps: ask, fetch, answer, read the result.
 * @param {{issuingRoot: string, dcqlQuery: {credentials: object[]}, credential: {compact: string}}} same as ours
 * @returns {Promise<{flow: () => Promise<void>, flowWithoutStatus: () => Promise<void>, readCpuSeconds: () => Promise<number>, stop: () => void}>}
 * `flowWithoutStatus` spares it the status list, which it takes apart anew at each verification
 */
export async function startPeerVerifier({ issuingRoot, dcqlQuery, credential }) {
  const child = spawn(process.execPath, [PROGRAM, issuingRoot], { stdio: ['ignore', 'pipe', 'inherit'] });
  const { url } = await new Promise((resolve, reject) => {
    createInterface(child.stdout).once('line', (line) => resolve(JSON.parse(line)));
    child.once('exit', (code) => reject(new Error(`the peer ended with ${code} before it was ready`)));
  });
  const body = JSON.stringify(dcqlQuery);
  const headers = { 'content-type': 'application/json' };
  const flowWith = (held) => async () => {
    const { id, walletLink } = await callOk(`${url}/bench/requests`, { headers, body });
    await present(walletLink, held);
    const { state, errorMessage } = await callOk(`${url}/bench/requests/${id}`, { method: 'GET' });
    if (state !== 'ResponseVerified') throw new Error(`the peer ended a verification as ${state}: ${errorMessage}`);
  };
  const signer = makeSigner();
  const [vct] = dcqlQuery.credentials[0].meta.vct_values;
  const wanted = JSON.stringify({ vct, claims: PEER_CLAIMS, holderJwk: signer.publicJwk });
  const { compact } = await callOk(`${url}/bench/credentials`, { headers, body: wanted });
  const readCpuSeconds = async () => (await callOk(`${url}/bench/cpu`, { method: 'GET' })).seconds;
  return {
    flow: flowWith(credential),
    flowWithoutStatus: flowWith({ compact, signer }),
    readCpuSeconds,
    stop: () => child.kill(),
  };
}
