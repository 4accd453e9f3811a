import { LinkButton, PageShell, QrCode, type Locale } from '#look';
import { Countdown, LiveRegion } from '../live-state/live-region.js';
import { CUSTOMER_SCREEN_MESSAGES } from './customer-screen.messages.js';
import type { ScreenStage } from './screen-state.js';

export interface CustomerScreenProps {
  locale: Locale;
  memberName: string;
  stage: ScreenStage;
  secondsLeft: number;
  /** What the code says. */
  link: string;
  /** Of this screen, in another language. */
  hrefIn: (locale: Locale) => string;
  live: { state: string; events: string };
}

/** A large code and few large words: nothing of whom it is about, and nothing of what came of it. */
export function CustomerScreenView(props: CustomerScreenProps) {
  const { locale, stage, secondsLeft, hrefIn, memberName } = props;
  const messages = CUSTOMER_SCREEN_MESSAGES[locale];
  const { title, sentence } = messages.stages[stage];
  const moves = stage === 'waiting' || stage === 'opened';
  return (
    <PageShell locale={locale} brand={memberName} languageHref={hrefIn} wide>
      <LiveRegion version={stage} addresses={props.live} secondsLeft={moves ? secondsLeft : undefined}>
        <div class="v-screen">
          <h1 tabIndex={-1} data-stage-title>
            {title}
          </h1>
          {stage === 'waiting' ? <QrCode text={props.link} label={messages.code} /> : null}
          <p>{sentence}</p>
          {moves ? <Countdown secondsLeft={secondsLeft} locale={locale} /> : null}
          {moves ? (
            <noscript>
              <LinkButton kind="secondary" href={hrefIn(locale)}>
                {messages.checkNow}
              </LinkButton>
            </noscript>
          ) : null}
        </div>
      </LiveRegion>
    </PageShell>
  );
}
