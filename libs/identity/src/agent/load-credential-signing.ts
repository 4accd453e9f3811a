import type { CredentialIssuerIdentity, SignW3cCredential } from './create-credential-agent.js';

export type { CredentialIssuerIdentity, SignW3cCredential };

let loading: Promise<SignW3cCredential> | undefined;

/**
 * Signing of W3C credentials by Veramo's agent, loaded when the first one is signed: its import costs a quarter of a second and
 * 46 MB (stack.md), which a service that issues none does not pay.
 */
export const signW3cCredential: SignW3cCredential = async (credential, identity) => {
  loading ??= import('./create-credential-agent.js').then(({ createCredentialSigning }) => createCredentialSigning());
  return (await loading)(credential, identity);
};
