import { Banner, Button, LinkButton, PageShell, type Locale } from '#look';
import { REFUSED_SIGN_IN_MESSAGES, type SignInRefusal } from './refused-sign-in.messages.js';

export interface RefusedSignInProps {
  locale: Locale;
  utility: string;
  code: SignInRefusal;
  /** How the browser goes back to the wallet with an error, where that is still possible. */
  back?: { action: string; formToken: string } | undefined;
  /** Path of the page to try again on. */
  again?: string | undefined;
}

export function isSignInRefusal(code: string): code is SignInRefusal {
  return code !== 'back' && code !== 'again' && Object.hasOwn(REFUSED_SIGN_IN_MESSAGES.en, code);
}

/** Why there is nothing to sign in to here, and what to do instead. */
export function RefusedSignInPage({ locale, utility, code, back, again }: RefusedSignInProps) {
  const messages = REFUSED_SIGN_IN_MESSAGES[locale];
  const { title, sentence } = messages[code];
  return (
    <PageShell locale={locale} brand={utility}>
      <h1>{title}</h1>
      <Banner kind={code === 'sign_in_over' ? 'info' : 'warning'}>
        <p>{sentence}</p>
      </Banner>
      {again === undefined ? null : (
        <p>
          <LinkButton href={again} wide>
            {messages.again}
          </LinkButton>
        </p>
      )}
      {back === undefined ? null : (
        <form method="post" action={back.action} data-once>
          <input type="hidden" name="formToken" value={back.formToken} />
          <Button id="cancel" type="submit" kind="secondary" wide>
            {messages.back}
          </Button>
        </form>
      )}
    </PageShell>
  );
}
