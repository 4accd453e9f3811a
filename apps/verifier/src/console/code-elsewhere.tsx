import { LinkButton, type Locale } from '#look';
import { CUSTOMER_SCREEN_PAGE_MESSAGES } from './customer-screen.messages.js';

/** Below a verification whose code is shown: where else it can be. */
export function CodeElsewhere({ locale, verificationId }: { locale: Locale; verificationId: string }) {
  const messages = CUSTOMER_SCREEN_PAGE_MESSAGES[locale];
  return (
    <p>
      <LinkButton kind="secondary" href={`/verifications/${verificationId}/customer-screen`}>
        {messages.offer}
      </LinkButton>
    </p>
  );
}
