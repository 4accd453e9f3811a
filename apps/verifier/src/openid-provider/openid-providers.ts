import type Provider from 'oidc-provider';
import { refusal, type RandomBytes } from '#primitives';
import type { AskingMember } from '../organisations/asking-member.js';
import { openidClaimName } from './claim-names.js';
import type { OpenidProviderSettings, RegisteredScope } from './openid-provider.config.js';
import type { ProvidedScope, ProviderParts } from './provider-configuration.js';
import { keysOfPeriod, periodAt } from './provider-keys.js';
import { issuerUrl } from './provider-places.js';
import { readRelyingParties, type KnownRelyingParty } from './relying-parties.js';

/** A tenant's provider, and what its configuration says. */
export interface OpenidProvider {
  provider: Provider;
  scopes: readonly ProvidedScope[];
  relyingParties: readonly KnownRelyingParty[];
}

export interface OpenidProvidersParts extends ProviderParts {
  random: RandomBytes;
  /** Hears of what went wrong on our side. */
  report(error: unknown): void;
}

/** The providers of those tenants that have one, each with the keys of the present period. */
export class OpenidProviders {
  readonly #relyingParties = new Map<string, Promise<KnownRelyingParty[]>>();
  readonly #made = new Map<string, { period: number; made: Promise<OpenidProvider> }>();

  constructor(
    private readonly settings: ReadonlyMap<string, OpenidProviderSettings>,
    private readonly parts: OpenidProvidersParts,
  ) {}

  /** Reads what relying parties authenticate with, so that a missing file is told at start. @throws as `readRelyingParties` */
  async open(): Promise<void> {
    await Promise.all([...this.settings.keys()].map((tenantId) => this.#partiesOf(tenantId)));
  }

  /** @throws `no_openid_provider`: to be answered 404 like any other unknown address */
  async of(member: AskingMember): Promise<OpenidProvider> {
    const settings = this.settings.get(member.slug);
    if (settings === undefined) throw refusal('no_openid_provider', 'There is nothing at this address.');
    const period = periodAt(this.parts.clock());
    const known = this.#made.get(member.slug);
    if (known?.period === period) return known.made;
    const made = this.#make(member, settings, period);
    this.#made.set(member.slug, { period, made });
    // A failure is not kept: the next request tries again.
    made.catch(() => this.#made.delete(member.slug));
    return made;
  }

  /** Where a page may say that it leads: the host of the relying party whose request it answers. */
  hostOf(tenantId: string, clientId: string): string | undefined {
    const party = this.settings.get(tenantId)?.relyingParties.find((one) => one.clientId === clientId);
    const [redirectUri] = party?.redirectUris ?? [];
    return redirectUri === undefined ? undefined : new URL(redirectUri).host;
  }

  async #make(member: AskingMember, settings: OpenidProviderSettings, period: number): Promise<OpenidProvider> {
    const [relyingParties, keys] = await Promise.all([
      this.#partiesOf(member.slug),
      keysOfPeriod(member.slug, period, this.parts),
    ]);
    const scopes = settings.scopes.map((scope) => ({ ...scope, claimNames: this.#claimNamesOf(scope) }));
    // Loaded where it is wanted: most tenants have no such bridge, and the library is large.
    const { createProvider } = await import('./create-provider.js');
    const issuer = issuerUrl(this.parts.publicUrl, member.slug);
    const provider = createProvider(issuer, member, { scopes, relyingParties, keys }, this.parts);
    return { provider, scopes, relyingParties };
  }

  #partiesOf(tenantId: string): Promise<KnownRelyingParty[]> {
    const settings = this.settings.get(tenantId);
    const known = this.#relyingParties.get(tenantId);
    if (known !== undefined || settings === undefined) return known ?? Promise.resolve([]);
    const read = readRelyingParties(settings);
    this.#relyingParties.set(tenantId, read);
    return read;
  }

  /** The contract is read from the ledger, and later; so a scope without paths may bring any claim that we know. */
  #claimNamesOf({ claims }: RegisteredScope): string[] {
    const paths =
      claims ?? this.parts.credentialTypes.flatMap((type) => type.claims.map(({ path }) => path.map(String)));
    return [...new Set(paths.map(([name = '']) => openidClaimName(name))), 'verified_claims'];
  }
}
