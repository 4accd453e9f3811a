import type { ShownOffer } from '#holder';
import { Banner, Card, Facts, LinkButton, Moment } from '#look';
import { ClaimList } from '../cards/claim-list.js';
import { useMessages, useShell } from '../wallet-context.js';
import { AcceptOffer } from './accept-offer-form.js';
import { describeOffer, type OfferDescription } from './describe-offer.js';
import { OFFER_MESSAGES } from './offer.messages.js';

/** Who offers, whether the registry lets it, and what the proof would say; then the way to take it, or none. */
export function OfferDetails({ offer }: { offer: ShownOffer }) {
  const { locale } = useShell();
  const words = useMessages(OFFER_MESSAGES);
  const shown = describeOffer(offer, locale);
  return (
    <>
      <Who shown={shown} />
      {shown.obstacle === undefined ? (
        <>
          <What shown={shown} />
          <AcceptOffer offer={offer} />
        </>
      ) : (
        <>
          <Banner kind="danger" title={words.notAccredited} announce="alert">
            <p>{shown.obstacle}</p>
          </Banner>
          <LinkButton kind="secondary" href="/">
            {words.home}
          </LinkButton>
        </>
      )}
    </>
  );
}

function Who({ shown }: { shown: OfferDescription }) {
  const { locale } = useShell();
  const words = useMessages(OFFER_MESSAGES);
  const { name, legalId, memberSince, host } = shown;
  return (
    <Card title={words.from}>
      <Facts
        facts={[
          [words.name, <strong>{name}</strong>],
          ...(legalId === undefined ? [] : [[words.legalId, legalId] as const]),
          ...(memberSince === undefined
            ? []
            : [[words.memberSince, <Moment seconds={memberSince} locale={locale} precision="day" />] as const]),
          [words.address, host],
        ]}
      />
      {shown.obstacle === undefined ? (
        <Banner kind="success">
          <p>{words.accredited(name, shown.type)}</p>
          {shown.isDevelopment ? <p class="l-hint">{words.development}</p> : null}
        </Banner>
      ) : null}
    </Card>
  );
}

function What({ shown }: { shown: OfferDescription }) {
  const words = useMessages(OFFER_MESSAGES);
  return (
    <Card title={words.what}>
      <p>
        <strong>{shown.type}</strong>
      </p>
      {shown.description === '' ? null : <p>{shown.description}</p>}
      <h3>{words.wouldSay}</h3>
      <ClaimList groups={shown.claims} />
      <p class="l-hint">{words.wouldSayNote}</p>
      {shown.batchSize > 1 ? <p class="l-hint">{words.batch(shown.batchSize)}</p> : null}
    </Card>
  );
}
