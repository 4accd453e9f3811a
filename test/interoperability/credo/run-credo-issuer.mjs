// An issuer of @credo-ts/openid4vc 0.6.3 in a process of its own: the peer of `npm run bench`. Prints one JSON line when it is
// ready: {"url","issuer"}; POST /bench/offers makes an offer, GET /bench/cpu tells the CPU seconds used.
import { createServer } from 'node:http';
import express from 'express';
import { ClaimFormat, Kms } from '@credo-ts/core';
import { OpenId4VcModule } from '@credo-ts/openid4vc';
import { createCredoAgent } from './create-credo-agent.mjs';
import { createCredoLeaf } from './create-credo-leaf.mjs';
import { frameOf } from './disclosure-frame.mjs';

const CLAIMS = JSON.parse(process.argv[2]);
const TYPE = 'urn:incola:residency:1';

const app = express();
const server = createServer(app);
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const url = `http://127.0.0.1:${server.address().port}`;
let certificate;

const agent = await createCredoAgent({
  openid4vc: new OpenId4VcModule({
    app,
    issuer: {
      baseUrl: `${url}/oid4vci`,
      app,
      dpopRequired: true,
      credentialRequestToCredentialMapper: ({ holderBinding }) => ({
        type: 'credentials',
        format: ClaimFormat.SdJwtDc,
        credentials: holderBinding.keys.map((binding) => ({
          payload: { vct: TYPE, iat: 1_700_000_000, exp: 4_000_000_000, ...CLAIMS, status: STATUS },
          holder: binding,
          issuer: { method: 'x5c', x5c: [certificate] },
          disclosureFrame: frameOf(CLAIMS),
        })),
      }),
    },
  }),
});
const STATUS = { status_list: { idx: 7, uri: `${url}/status-lists/1` } };
certificate = (await createCredoLeaf(agent, 'Peer issuer')).leaf;

const issuer = await agent.openid4vc.issuer.createIssuer({
  issuerId: 'bench',
  batchCredentialIssuance: { batchSize: 10 },
  dpopSigningAlgValuesSupported: [Kms.KnownJwaSignatureAlgorithms.ES256],
  credentialConfigurationsSupported: {
    residency: {
      format: 'dc+sd-jwt',
      vct: TYPE,
      scope: 'residency',
      cryptographic_binding_methods_supported: ['jwk'],
      credential_signing_alg_values_supported: ['ES256'],
      proof_types_supported: { jwt: { proof_signing_alg_values_supported: ['ES256'] } },
    },
  },
});

app.post('/bench/offers', async (_request, response) => {
  const { credentialOffer, issuanceSession } = await agent.openid4vc.issuer.createCredentialOffer({
    issuerId: issuer.issuerId,
    credentialConfigurationIds: ['residency'],
    preAuthorizedCodeFlowConfig: { txCode: { input_mode: 'numeric', length: 6 } },
    authorization: { requireDpop: true, requireWalletAttestation: false },
  });
  response.json({
    credentialOffer,
    offer: issuanceSession.credentialOfferPayload,
    transactionCode: issuanceSession.userPin,
  });
});
app.get('/bench/cpu', (_request, response) => {
  const { user, system } = process.cpuUsage();
  response.json({ seconds: (user + system) / 1e6 });
});
console.log(JSON.stringify({ url, issuer: `${url}/oid4vci/${issuer.issuerId}` }));
process.once('SIGTERM', () => process.exit(0));
