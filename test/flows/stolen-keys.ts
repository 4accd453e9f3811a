import type { LedgerSigner } from '#ledger';
import type { Clock, RandomBytes, Signer } from '#primitives';
import { openKeyStore as openCooperativeKeys } from '../../apps/cooperative/src/adapters/typeorm/open-key-store.js';
import { MEMBERS } from '../../apps/demonstration/src/founding/fictive-members.js';
import { openKeyStore as openIssuerKeys } from '../../apps/issuer/src/adapters/typeorm/open-key-store.js';
import { openKeyStore as openVerifierKeys } from '../../apps/verifier/src/adapters/typeorm/open-stores.js';
import type { Configurations } from './found-members.js';

/** Keys that no party of the flow would hand out: for tests of what a dishonest holder of one could do. */
export interface StolenKeys {
  issuing(slug: string): Promise<Signer>;
  access(slug: string): Promise<Signer>;
  /** Founders of the three colleges. */
  founders: LedgerSigner[];
}

/** Opens the parties' key stores beside them, until it is closed. */
export async function stealKeys(
  configs: Configurations,
  parts: { clock: Clock; random: RandomBytes },
  didOf: (slug: string) => string,
): Promise<StolenKeys & { close(): Promise<void> }> {
  const issuerKeys = await openIssuerKeys(configs.issuer, parts);
  const verifierKeys = await openVerifierKeys(configs.verifier, parts);
  const cooperativeKeys = await openCooperativeKeys(configs.cooperative, parts);
  const keysOf = { issuer: issuerKeys, verifier: verifierKeys, cooperative: cooperativeKeys };
  const founders: LedgerSigner[] = [];
  for (const { slug, service } of MEMBERS.filter(({ founder }) => founder)) {
    const member = didOf(slug);
    founders.push({ member, signer: await keysOf[service].organisationKeys.signer(member, 'ledger') });
  }
  return {
    issuing: (slug: string) => issuerKeys.organisationKeys.signer(didOf(slug), 'issuing'),
    access: (slug: string) => verifierKeys.organisationKeys.signer(didOf(slug), 'access'),
    founders,
    close: async () => {
      for (const keys of Object.values(keysOf)) await keys.close();
    },
  };
}
