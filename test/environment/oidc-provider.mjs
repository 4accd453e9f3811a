import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';

/**
 * Starts a real OpenID Connect provider on loopback, which asks nobody for anything. It has a process of its own, since it tells plain
 * objects by their prototype, which a test's sandbox has twice.
 * @param {object} options
 * @param {number} options.port
 * @param {Record<string, unknown>} options.client its registration
 * @param {Record<string, string>} options.customerNumbers by account
 * @param {boolean} options.inIdToken whether the claim stands in the ID token, or only in the UserInfo response
 */
export async function startOidcProvider(options) {
  const child = fork(fileURLToPath(import.meta.url), ['serve'], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  const told = async (message) => {
    child.send(message);
    await once(child, 'message');
  };
  await told({ options });
  return {
    issuer: issuerAt(options.port),
    signInAs: (account) => told({ account }),
    close: async () => {
      child.kill();
      await once(child, 'exit');
    },
  };
}

const issuerAt = (port) => `http://localhost:${port}`;

function configurationOf({ client, customerNumbers, inIdToken }) {
  return {
    clients: [client],
    cookies: { keys: ['a key of a test'] },
    claims: { openid: ['sub'], contract: ['customer_number'] },
    scopes: ['openid', 'contract'],
    conformIdTokenClaims: !inIdToken,
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({ sub: id, ...(customerNumbers[id] && { customer_number: customerNumbers[id] }) }),
    }),
    loadExistingGrant: async ({ oidc }) => {
      const { clientId } = oidc.client;
      const grant = new oidc.provider.Grant({ clientId, accountId: oidc.session.accountId });
      grant.addOIDCScope('openid contract');
      await grant.save();
      return grant;
    },
  };
}

async function serve(options) {
  const { Provider } = await import('oidc-provider');
  const provider = new Provider(issuerAt(options.port), configurationOf(options));
  const answer = provider.callback();
  const state = { account: '' };
  const server = createServer((request, response) => {
    if (!request.url.startsWith('/interaction/')) return answer(request, response);
    const result = state.account === null ? { error: 'access_denied' } : { login: { accountId: state.account } };
    return provider.interactionFinished(request, response, result);
  });
  server.listen(options.port, 'localhost');
  await once(server, 'listening');
  return state;
}

if (process.argv[2] === 'serve') {
  let running;
  process.on('message', async ({ options, account }) => {
    if (options) running = await serve(options);
    else running.account = account;
    process.send('done');
  });
  process.on('disconnect', () => process.exit());
}
