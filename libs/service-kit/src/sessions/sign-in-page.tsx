import { Banner, Button, Field, PageShell, type Locale } from '#look';
import { SIGN_IN_MESSAGES } from './sign-in.messages.js';

export interface SignInPageProps {
  locale: Locale;
  brand: string;
  /** Where it goes on; a path of ours. */
  next: string;
  wrong?: boolean;
  retryAfterSeconds?: number | undefined;
  signedOut?: boolean;
}

/** The key goes into a password field, so that a password manager offers to keep it. */
export function SignInPage({ locale, brand, next, wrong, retryAfterSeconds, signedOut }: SignInPageProps) {
  const { signIn: messages } = SIGN_IN_MESSAGES[locale];
  const later = retryAfterSeconds === undefined ? undefined : messages.later(Math.ceil(retryAfterSeconds / 60));
  return (
    <PageShell
      locale={locale}
      brand={brand}
      languageHref={(one) => `/sign-in?next=${encodeURIComponent(next)}&language=${one}`}
    >
      <h1>{messages.title}</h1>
      <p class="l-lead">{messages.lead}</p>
      {signedOut ? <Banner kind="success" announce="status" title={messages.signedOut} /> : null}
      {later === undefined ? null : <Banner kind="warning" announce="alert" title={later} />}
      <form method="post" action="/sign-in" data-once>
        <input type="hidden" name="next" value={next} />
        <Field
          id="accessKey"
          label={messages.key}
          hint={messages.keyHint}
          error={wrong ? messages.wrong : undefined}
          type="password"
          autocomplete="current-password"
          spellcheck={false}
          required
          maxLength={200}
        />
        <Button type="submit">{messages.button}</Button>
      </form>
      <section>
        <h2>{messages.noKey}</h2>
        <p>{messages.noKeyAnswer}</p>
      </section>
    </PageShell>
  );
}
