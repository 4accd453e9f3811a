import { assertOurs } from '#primitives';

interface ScriptPolicy {
  createScriptURL(address: string): string;
}
interface TrustedTypes {
  createPolicy(name: string, rules: ScriptPolicy): ScriptPolicy;
}

/** The only addresses that may become code: our worker files and the service worker. */
const OURS = /^\/(?:service-worker\.js|assets\/[A-Za-z0-9._-]+\.js)$/;

function allow(address: string): string {
  assertOurs(OURS.test(address), `"${address}" is no script of ours`);
  return address;
}

const trustedTypes = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
const policy = trustedTypes?.createPolicy('incola-wallet', { createScriptURL: allow }) ?? { createScriptURL: allow };

/** A script's address as the browser's policy wants it (Trusted Types); refused where it isn't one of ours. */
export function trustedScript(address: string): string {
  return policy.createScriptURL(address);
}
