import { Button, Card, LinkButton, LOCALES, QrCode, type Locale } from '#look';
import { CUSTOMER_SCREEN_PAGE_MESSAGES } from './customer-screen.messages.js';

export interface CustomerScreenPageProps {
  locale: Locale;
  verificationId: string;
  formToken: string;
  /** The screen's address; absent until one was made. */
  url: string | undefined;
}

/** How the clerk gets the code to a screen that is turned to the person. */
export function CustomerScreenPage({ locale, verificationId, formToken, url }: CustomerScreenPageProps) {
  const messages = CUSTOMER_SCREEN_PAGE_MESSAGES[locale];
  return (
    <>
      <p class="l-lead">{messages.lead}</p>
      {url === undefined ? null : <ScreenAddress locale={locale} url={url} />}
      <div class="l-row">
        <MakeScreen verificationId={verificationId} formToken={formToken} isFirst={url === undefined}>
          {url === undefined ? messages.make : messages.another}
        </MakeScreen>
        <a href={`/verifications/${verificationId}`}>{messages.back}</a>
      </div>
    </>
  );
}

function ScreenAddress({ locale, url }: { locale: Locale; url: string }) {
  const messages = CUSTOMER_SCREEN_PAGE_MESSAGES[locale];
  return (
    <div class="v-ways">
      <Card title={messages.here}>
        <p>{messages.once}</p>
        <div class="l-row">
          {LOCALES.map((one) => (
            <LinkButton
              key={one}
              kind={one === locale ? 'primary' : 'secondary'}
              href={`${url}&in=${one}`}
              target="_blank"
              rel="noopener"
            >
              {messages.open[one]}
            </LinkButton>
          ))}
        </div>
      </Card>
      <Card title={messages.tablet}>
        <p>{messages.tabletSentence}</p>
        <QrCode text={url} label={messages.code} />
      </Card>
    </div>
  );
}

/** Makes a new address: one form, on this page and on the verification's own. */
function MakeScreen(props: { verificationId: string; formToken: string; isFirst: boolean; children: string }) {
  const { verificationId, formToken, isFirst, children } = props;
  return (
    <form method="post" action={`/verifications/${verificationId}/customer-screen`} data-once>
      <input type="hidden" name="formToken" value={formToken} />
      <Button type="submit" kind={isFirst ? 'primary' : 'quiet'}>
        {children}
      </Button>
    </form>
  );
}
