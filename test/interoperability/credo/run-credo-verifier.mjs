// A verifier of @credo-ts/openid4vc 0.6.3 in a process of its own: the peer of `npm run bench`. Takes the issuing root (DER,
// Base 64) and prints one JSON line when it is ready: {"url"}; POST /bench/credentials makes a credential without a status, POST
// /bench/requests with a DCQL query asks, GET /bench/requests/:id tells the state, GET /bench/cpu the CPU seconds used.
import { createServer } from 'node:http';
import express from 'express';
import { Kms, X509Module } from '@credo-ts/core';
import { OpenId4VcModule } from '@credo-ts/openid4vc';
import { createCredoAgent } from './create-credo-agent.mjs';
import { createCredoLeaf } from './create-credo-leaf.mjs';
import { frameOf } from './disclosure-frame.mjs';

const [issuingRoot] = process.argv.slice(2);

const app = express();
const server = createServer(app);
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const url = `http://127.0.0.1:${server.address().port}`;

const agent = await createCredoAgent(
  {
    openid4vc: new OpenId4VcModule({ app, verifier: { baseUrl: `${url}/oid4vp`, app } }),
    x509: new X509Module({ trustedCertificates: [issuingRoot] }),
  },
  rememberingFetch(),
);
const { leaf: certificate } = await createCredoLeaf(agent, 'Peer verifier');
const issuing = await createCredoLeaf(agent, 'Peer issuer');
agent.x509.config.addTrustedCertificate(issuing.root);
const { verifierId } = await agent.openid4vc.verifier.createVerifier({ verifierId: 'bench' });

app.post('/bench/credentials', express.json(), async (request, response) => {
  const { vct, claims, holderJwk } = request.body;
  const { compact } = await agent.sdJwtVc.sign({
    payload: { vct, iat: 1_700_000_000, exp: 4_000_000_000, ...claims },
    holder: { method: 'jwk', jwk: Kms.PublicJwk.fromPublicJwk(holderJwk) },
    issuer: { method: 'x5c', x5c: [issuing.leaf] },
    disclosureFrame: frameOf(claims),
  });
  response.json({ compact });
});
app.post('/bench/requests', express.json(), async (request, response) => {
  const { authorizationRequest, verificationSession } = await agent.openid4vc.verifier.createAuthorizationRequest({
    verifierId,
    requestSigner: { method: 'x5c', x5c: [certificate], clientIdPrefix: 'x509_hash' },
    responseMode: 'direct_post.jwt',
    version: 'v1',
    dcql: { query: request.body },
  });
  response.json({ id: verificationSession.id, walletLink: authorizationRequest });
});
app.get('/bench/requests/:id', async (request, response) => {
  const { state, errorMessage } = await agent.openid4vc.verifier.getVerificationSessionById(request.params.id);
  response.json({ state, errorMessage });
});
app.get('/bench/cpu', (_request, response) => {
  const { user, system } = process.cpuUsage();
  response.json({ seconds: (user + system) / 1e6 });
});
console.log(JSON.stringify({ url }));
process.once('SIGTERM', () => process.exit(0));

/** It asks for the status list at each verification; as an operator would, we put a cache before that, so that only its own work is measured. */
function rememberingFetch() {
  const known = new Map();
  return async (address, options) => {
    const key = String(address);
    if (!known.has(key)) {
      const answer = await fetch(address, options);
      if (!answer.ok) return answer;
      known.set(key, { body: await answer.text(), headers: answer.headers });
    }
    const { body, headers } = known.get(key);
    return new globalThis.Response(body, { headers: { 'content-type': headers.get('content-type') ?? 'text/plain' } });
  };
}
