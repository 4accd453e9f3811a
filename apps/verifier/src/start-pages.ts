import { type ApiKeys, type SetupLinks } from '#service-kit/authentication';
import { describeError } from '#service-kit/log';
import { FormUses, OperatorSessions } from '#service-kit/sessions';
import type { Tenants } from '#service-kit/tenants';
import { claimLabels, type LabelOfClaim } from './hosted-pages/claim-labels.js';
import type { HostedPageParts } from './hosted-pages/create-hosted-page.js';
import { MailLimits } from './invitations/mail-limits.js';
import type { InvitationParts } from './invitations/send-invitation.js';
import { LiveStreams } from './live-state/live-streams.js';
import type { AskingMember } from './organisations/asking-member.js';
import { returnHosts } from './openid-provider/return-host.js';
import type { OpenedVerifier } from './start-composition.js';
import { composeOpenidProvider } from './start-openid-provider.js';
import type { Registry } from './trust-refresh/registry.js';
import type { VerifierConfig } from './verifier.config.js';
import type { VerifierParts } from './verifier.module.js';

/** What the steps that pages call are made of, and what signs people in. */
export interface PageIngredients {
  steps: Omit<HostedPageParts, 'pageLifetimeSeconds' | 'returnOriginsOf' | 'registry'> & {
    registry: Pick<Registry, 'requireContract' | 'contractsOf'>;
  };
  tenants: Tenants<AskingMember>;
  apiKeys: ApiKeys;
  setupLinks: SetupLinks;
}

/** The hosted page, and the pages of signed-in clerks. */
export function composePages(
  opened: OpenedVerifier,
  { steps, tenants, apiKeys, setupLinks }: PageIngredients,
): Pick<VerifierParts, 'hosting' | 'screens' | 'openid' | 'look' | 'streams' | 'sessions' | 'console' | 'setupPage'> {
  const { config, data, credentialTypes, clock, random } = opened;
  const { publicUrl, walletUrl, walletAuthorizationEndpoint, pageLifetimeSeconds } = config;
  const places = { publicUrl, walletUrl, walletAuthorizationEndpoint };
  const streams = new LiveStreams();
  const labelOf = claimLabels(credentialTypes);
  const sessions = new OperatorSessions(data.database, apiKeys, { app: 'verifier', publicUrl }, { clock, random });
  const forms = new FormUses(data.database, { clock, random });
  const brand = brandOf(tenants);
  const hosting = { ...steps, pageLifetimeSeconds, returnOriginsOf: returnOrigins(config) };
  const screens = { ...steps, screens: data.screens };
  const openid = composeOpenidProvider(opened, hosting);
  const returnHostOf = returnHosts(publicUrl, openid.providers);
  return {
    ...{ streams, sessions, hosting, screens, openid },
    look: { ...places, labelOf, clock, returnHostOf },
    console: {
      ...{ asking: hosting, reading: steps, ending: steps, registry: steps.registry },
      ...{ tenants, labelOf, forms, streams, ...places },
      screens,
      invitations: invitationsOf(opened, labelOf),
    },
    setupPage: { sessions, setupLinks, forms, brand, nameOf: (slug) => tenants.find(slug).name },
  };
}

function invitationsOf({ mailer, clock, log }: OpenedVerifier, labelOf: LabelOfClaim): InvitationParts | undefined {
  if (mailer === undefined) return undefined;
  const report = (error: unknown) => log.warn({ error: describeError(error) }, 'an invitation was not sent');
  return { mailer, labelOf, report, limits: new MailLimits(clock) };
}

/** Whose pages these are, before anybody has said which tenant he belongs to. */
export function brandOf({ all }: { all: readonly Pick<AskingMember, 'name'>[] }): string {
  return all.length === 1 ? (all[0]?.name ?? 'Incola') : 'Incola';
}

function returnOrigins({ tenants }: VerifierConfig): (tenantId: string) => readonly string[] {
  const origins = new Map(tenants.map(({ slug, pageReturnOrigins }) => [slug, pageReturnOrigins]));
  return (tenantId) => origins.get(tenantId) ?? [];
}
