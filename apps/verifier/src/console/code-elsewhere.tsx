import { LinkButton, type Locale } from '#look';
import { CUSTOMER_SCREEN_PAGE_MESSAGES } from './customer-screen.messages.js';

/** Below a verification that waits: where else its code can be shown, or why there is none. */
export function CodeElsewhere({
  locale,
  verificationId,
  isHosted,
}: {
  locale: Locale;
  verificationId: string;
  isHosted: boolean;
}) {
  const messages = CUSTOMER_SCREEN_PAGE_MESSAGES[locale];
  if (isHosted) return <p class="l-hint">{messages.elsewhere}</p>;
  return (
    <p>
      <LinkButton kind="secondary" href={`/verifications/${verificationId}/customer-screen`}>
        {messages.offer}
      </LinkButton>
    </p>
  );
}
