import type { ComponentChildren } from 'preact';
import { Banner, Button, Card, Facts, Field, LinkButton, PageShell, type Locale } from '#look';
import { SIGN_IN_PAGE_MESSAGES, type LetterProblem } from './sign-in-page.messages.js';

/** Why what was typed was not taken. */
export type ShownProblem = { kind: LetterProblem } | { kind: 'later'; until: string };

export interface SignInPageProps {
  locale: Locale;
  utility: string;
  /** Names of the proofs that the wallet asks for. */
  proofs: readonly string[];
  wallet: { clientId: string; goesBackTo: string };
  host: string;
  ways: { letterCode: boolean; account: boolean };
  /** Paths of the page's forms and of the way to the utility's own sign-in. */
  actions: { signIn: string; cancel: string; account: string };
  formToken: string;
  /** As typed before. */
  customerNumber?: string | undefined;
  problem?: ShownProblem | undefined;
  accountFailed?: boolean | undefined;
  languageHref: (locale: Locale) => string;
}

/** Who asks for what, and the ways to show whose it is. The fields' and buttons' ids stay as they are. */
export function SignInPage(props: SignInPageProps) {
  const { locale, utility, proofs, ways, accountFailed } = props;
  const messages = SIGN_IN_PAGE_MESSAGES[locale];
  return (
    <PageShell locale={locale} brand={utility} languageHref={props.languageHref}>
      <h1>{messages.title(utility)}</h1>
      <p class="l-lead">{messages.lead}</p>
      {accountFailed ? <Banner kind="warning" announce="alert" title={messages.account.failed} /> : null}
      <section>
        <h2>{messages.receives}</h2>
        <ul>
          {proofs.map((name) => (
            <li key={name}>{name}</li>
          ))}
        </ul>
      </section>
      {ways.letterCode ? <LetterForm {...props} /> : null}
      {ways.account ? <Account {...props} /> : null}
      <Cancel {...props} />
      {ways.letterCode ? (
        <section>
          <h2>{messages.noLetter}</h2>
          <p>{messages.noLetterAnswer(utility)}</p>
        </section>
      ) : null}
      <WhoAsks {...props} />
    </PageShell>
  );
}

function LetterForm({ locale, utility, actions, formToken, customerNumber, problem }: SignInPageProps) {
  const messages = SIGN_IN_PAGE_MESSAGES[locale];
  const sentence = problem === undefined ? undefined : sentenceOf(problem, locale, utility);
  const ofNumber = problem?.kind === 'number_missing';
  return (
    <form id="sign-in" method="post" action={actions.signIn} data-once>
      <input type="hidden" name="formToken" value={formToken} />
      <Field
        id="customer-number"
        label={messages.customerNumber}
        hint={messages.customerNumberHint}
        error={ofNumber ? sentence : undefined}
        value={customerNumber}
        autocomplete="username"
        autocapitalize="none"
        spellcheck={false}
        required
        maxLength={100}
      />
      <Field
        id="letter-code"
        label={messages.letterCode}
        hint={messages.letterCodeHint}
        error={ofNumber ? undefined : sentence}
        autocomplete="off"
        autocapitalize="characters"
        spellcheck={false}
        required
        maxLength={100}
      />
      <Button id="continue" type="submit" wide>
        {messages.goOn}
      </Button>
    </form>
  );
}

function sentenceOf(problem: ShownProblem, locale: Locale, utility: string): ComponentChildren {
  const messages = SIGN_IN_PAGE_MESSAGES[locale];
  return problem.kind === 'later' ? messages.later(problem.until) : messages.problems(utility)[problem.kind];
}

function Account({ locale, utility, actions, ways }: SignInPageProps) {
  const { account } = SIGN_IN_PAGE_MESSAGES[locale];
  return (
    <section>
      <h2>{ways.letterCode ? account.or : account.title}</h2>
      <p>
        <LinkButton id="account" kind={ways.letterCode ? 'secondary' : 'primary'} href={actions.account} wide>
          {account.button(utility)}
        </LinkButton>
      </p>
    </section>
  );
}

/** A form of its own, so that nothing must be filled in, and Enter in a field doesn't cancel. */
export function Cancel({ locale, actions, formToken }: Pick<SignInPageProps, 'locale' | 'actions' | 'formToken'>) {
  const messages = SIGN_IN_PAGE_MESSAGES[locale];
  return (
    <form method="post" action={actions.cancel} class="l-stack" data-once>
      <input type="hidden" name="formToken" value={formToken} />
      <Button id="cancel" type="submit" kind="secondary" wide aria-describedby="cancel-hint">
        {messages.cancel}
      </Button>
      <p class="l-hint" id="cancel-hint">
        {messages.cancelHint}
      </p>
    </form>
  );
}

function WhoAsks({ locale, utility, wallet, host }: SignInPageProps) {
  const messages = SIGN_IN_PAGE_MESSAGES[locale];
  return (
    <Card title={messages.who}>
      <Facts
        facts={[
          [messages.wallet, <code>{wallet.clientId}</code>],
          [messages.goesBackTo, <code>{wallet.goesBackTo}</code>],
          [messages.thisAddress, <code>{host}</code>],
        ]}
      />
      <p class="l-hint">{messages.careful(utility)}</p>
    </Card>
  );
}
