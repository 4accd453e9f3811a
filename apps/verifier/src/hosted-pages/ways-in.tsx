import { Button, Card, LinkButton, QrCode, type Locale } from '#look';
import { HOSTED_PAGE_MESSAGES } from './hosted-page.messages.js';
import type { WalletLinks } from './wallet-links.js';

interface WaysInProps {
  locale: Locale;
  links: WalletLinks;
  /** No QR code: what answers elsewhere would not count (OpenID4VP 1.0 §13.3). */
  isOnlyHere: boolean;
  actions: { digitalCredentials: string };
}

/** Into the wallet on this device by a link, into the one on a telephone by a QR code; other wallets by the standard scheme. */
export function WaysIn({ locale, links, isOnlyHere, actions }: WaysInProps) {
  const { here, phone, onlyHere, browsers } = HOSTED_PAGE_MESSAGES[locale];
  return (
    <>
      <div class={isOnlyHere ? '' : 'v-ways'}>
        <Card title={here.title}>
          <p>{here.sentence}</p>
          <LinkButton href={links.here} wide>
            {here.button}
          </LinkButton>
          {isOnlyHere ? <p class="l-hint">{onlyHere}</p> : null}
        </Card>
        {isOnlyHere ? null : (
          <Card title={phone.title}>
            <p>{phone.sentence}</p>
            <QrCode text={links.elsewhere} label={phone.code} />
          </Card>
        )}
      </div>
      <div class="v-digital">
        <Card title={browsers.title}>
          <p>{browsers.sentence}</p>
          <Button kind="secondary" wide data-digital-credentials={actions.digitalCredentials}>
            {browsers.button}
          </Button>
        </Card>
      </div>
      <AnotherWallet locale={locale} links={links} isOnlyHere={isOnlyHere} />
    </>
  );
}

function AnotherWallet({ locale, links, isOnlyHere }: Omit<WaysInProps, 'actions'>) {
  const { other } = HOSTED_PAGE_MESSAGES[locale];
  return (
    <details class="v-more">
      <summary>{other.title}</summary>
      <div class="l-stack">
        <p>{other.sentence}</p>
        <p>
          <LinkButton kind="secondary" href={links.standardHere}>
            {other.link}
          </LinkButton>
        </p>
        {isOnlyHere ? null : <QrCode text={links.standardElsewhere} label={other.code} />}
      </div>
    </details>
  );
}
