import { errors, interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider';

const { Check, Prompt } = interactionPolicy;

/**
 * Every request asks the person anew. `prompt=consent` and `prompt=select_account` are granted by that: she decides in her wallet
 * what she shows and as whom. `prompt=none` can therefore only fail (OpenID Connect Core §3.1.2.6).
 * @param scopesOf the registered scopes that a client may ask for
 */
export function providerPolicy(registered: ReadonlySet<string>): interactionPolicy.Prompt[] {
  const proof = new Check('proof', 'a proof must be shown', 'login_required', (context) => {
    requireOneScope(context, registered);
    return context.oidc.result?.login === undefined ? Check.REQUEST_PROMPT : Check.NO_NEED_TO_PROMPT;
  });
  return [
    new Prompt({ name: 'login', requestable: true }, proof),
    new Prompt({ name: 'consent', requestable: true }),
    new Prompt({ name: 'select_account', requestable: true }),
  ];
}

/** One request is one question under one contract. */
function requireOneScope({ oidc }: KoaContextWithOIDC, registered: ReadonlySet<string>): void {
  const asText: unknown = oidc.params?.scope;
  const scope = typeof asText === 'string' ? asText : '';
  const scopes = scope.split(' ');
  if (!scopes.includes('openid')) throw new errors.InvalidScope('the scope openid is missing', scope);
  const asked = scopes.filter((scope) => scope !== 'openid');
  const [only] = asked;
  if (only === undefined || asked.length !== 1 || !registered.has(only)) {
    throw new errors.InvalidScope('beside openid, exactly one scope that is registered is asked for', scope);
  }
}
