import { Banner, Button, Card, LinkButton, PageShell, QrCode, type BannerKind, type Locale } from '#look';
import { Cancel } from '../sign-in/sign-in-page.js';
import { IDENTITY_PAGE_MESSAGES } from './identity-page.messages.js';
import { IDENTITY_REFUSAL_MESSAGES, type IdentityRefusal } from './identity-refusals.messages.js';
import type { IdentityStage } from './identity-stage.js';

export interface IdentityPageProps {
  locale: Locale;
  utility: string;
  isOnEuAgeList: boolean;
  /** In years. */
  ages: readonly string[];
  stage: IdentityStage;
  refusal: IdentityRefusal | null;
  links: { here: string; elsewhere: string };
  /** Paths of this page and of its forms. */
  paths: { page: string; goOn: string; state: string; cancel: string };
  formToken: string;
  version: string;
  languageHref: (locale: Locale) => string;
}

const KINDS: Partial<Record<IdentityStage, BannerKind>> = { ready: 'success', refused: 'warning', expired: 'warning' };

/** Who asks for which ages and what is kept of it, the ways into a wallet, and what has become of it. */
export function IdentityPage(props: IdentityPageProps) {
  const { locale, utility, stage, paths, formToken } = props;
  const messages = IDENTITY_PAGE_MESSAGES[locale];
  const { title } = messages.stages[stage];
  const sentence = props.refusal === null ? messages.stages[stage].sentence : IDENTITY_REFUSAL_MESSAGES[locale][props.refusal]; // prettier-ignore
  const waits = stage === 'waiting' || stage === 'opened' || stage === 'return';
  return (
    <PageShell locale={locale} brand={utility} languageHref={props.languageHref}>
      <h1>{messages.title}</h1>
      <p class="l-lead">{messages.lead(utility)}</p>
      <div class="l-stack" data-identity-version={props.version} data-identity-state={waits ? paths.state : undefined}>
        <Banner kind={KINDS[stage] ?? 'info'} announce="status" title={title}>
          <p>{sentence}</p>
        </Banner>
        {stage === 'waiting' ? <WaysIn {...props} /> : null}
        {stage === 'ready' ? (
          <PageForm action={paths.goOn} formToken={formToken} id="go-on" kind="primary" label={messages.goOn} />
        ) : (
          <PageForm action={paths.page} formToken={formToken} id="again" kind="quiet" label={messages.startAgain} />
        )}
        {waits ? (
          <noscript>
            <p>
              <LinkButton kind="secondary" href={paths.page}>
                {messages.checkNow}
              </LinkButton>
            </p>
          </noscript>
        ) : null}
      </div>
      <WhatIsAsked {...props} />
      <Cancel
        locale={locale}
        actions={{ signIn: paths.page, account: paths.page, cancel: paths.cancel }}
        formToken={formToken}
      />
    </PageShell>
  );
}

function WaysIn({ locale, links }: IdentityPageProps) {
  const { here, phone } = IDENTITY_PAGE_MESSAGES[locale];
  return (
    <>
      <Card title={here.title}>
        <p>{here.sentence}</p>
        <LinkButton id="open-wallet" href={links.here} wide>
          {here.button}
        </LinkButton>
      </Card>
      <Card title={phone.title}>
        <p>{phone.sentence}</p>
        <QrCode text={links.elsewhere} label={phone.code} />
      </Card>
    </>
  );
}

interface PageFormProps {
  action: string;
  formToken: string;
  id: string;
  kind: 'primary' | 'quiet';
  label: string;
}

function PageForm({ action, formToken, id, kind, label }: PageFormProps) {
  return (
    <form method="post" action={action} data-once>
      <input type="hidden" name="formToken" value={formToken} />
      <Button id={id} type="submit" kind={kind} wide>
        {label}
      </Button>
    </form>
  );
}

function WhatIsAsked({ locale, utility, ages, isOnEuAgeList }: IdentityPageProps) {
  const messages = IDENTITY_PAGE_MESSAGES[locale];
  return (
    <Card title={messages.what}>
      <ul>
        <li>{messages.ages(ages.join(', '))}</li>
        <li>{messages.otherwise}</li>
        <li>{messages.kept}</li>
        <li>{messages.whose}</li>
      </ul>
      {isOnEuAgeList ? null : <p class="l-hint">{messages.notListed(utility)}</p>}
    </Card>
  );
}
