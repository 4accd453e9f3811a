import { localeOf, pageHeaders, sendPage } from '#service-kit/pages';
import { PAGE_ACTIONS } from '#service-kit/sessions';
import { formActionOf } from '../authorization/authorization-response.js';
import type { OpenSignIn } from '../sign-in/open-sign-in.js';
import type { SignInVisit } from '../sign-in/send-sign-in-page.js';
import type { IdentityAsker } from './identity-asker.js';
import { IDENTITY_PAGE_MESSAGES } from './identity-page.messages.js';
import { IdentityPage } from './identity-page.js';
import { identityPaths, identityWalletLinks } from './identity-places.js';
import type { IdentityRequest } from './identity-requests.js';
import { identityStageOf, identityVersionOf } from './identity-stage.js';

/** For those without JavaScript, while an answer is awaited. */
const REFRESH_SECONDS = 5;
const SCRIPTS = [...PAGE_ACTIONS, 'issuer/identity-page.js'];

export function sendIdentityPage(
  { request, reply, tenant, publicUrl }: SignInVisit,
  { signIn, secret, authorization }: OpenSignIn,
  { asker, asked, now }: { asker: IdentityAsker; asked: IdentityRequest; now: number },
): void {
  const locale = localeOf(request);
  const paths = identityPaths(signIn);
  const stage = identityStageOf(asked, now);
  const body = (
    <IdentityPage
      {...{ locale, stage, paths }}
      utility={tenant.name}
      isOnEuAgeList={asker.isOnEuAgeList}
      ages={asker.ages}
      refusal={asked.refusal}
      links={identityWalletLinks(asker.clientId, asked, publicUrl)}
      formToken={secret.formToken(signIn)}
      version={identityVersionOf(asked, now)}
      languageHref={(one) => `${paths.page}?language=${one}`}
    />
  );
  const isAwaited = stage === 'waiting' || stage === 'opened' || stage === 'return';
  sendPage(
    request,
    reply,
    {
      ...{ locale, body, scripts: SCRIPTS, title: `${IDENTITY_PAGE_MESSAGES[locale].title} – ${tenant.name}` },
      ...(isAwaited ? { refreshSeconds: REFRESH_SECONDS } : {}),
    },
    { headers: { ...pageHeaders({ formAction: [formActionOf(authorization)] }) } },
  );
}
