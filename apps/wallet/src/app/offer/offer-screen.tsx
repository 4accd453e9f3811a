import { offerProblemOf, previewOffer, type ShownOffer } from '#holder';
import { Banner, Button, LinkButton } from '#look';
import type { CodedError } from '#primitives';
import { useEffect, useState } from 'preact/hooks';
import { expectedError } from '../flow/expected-error.js';
import { useMessages, useOpenWallet } from '../wallet-context.js';
import { OFFER_MESSAGES } from './offer.messages.js';
import { OfferDetails } from './offer-details.js';

type Reading = { step: 'reading' } | { step: 'failed'; error: unknown } | { step: 'read'; offer: ShownOffer };

/** Shows who offers what, by the registry, before anything of the person is fetched; then takes it. */
export function OfferScreen({ link }: { link: string | undefined }) {
  const { tools } = useOpenWallet();
  const words = useMessages(OFFER_MESSAGES);
  const [reading, setReading] = useState<Reading>({ step: 'reading' });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (link === undefined) return;
    let wanted = true;
    setReading({ step: 'reading' });
    previewOffer(tools, link).then(
      (offer) => wanted && setReading({ step: 'read', offer }),
      (error: unknown) => wanted && setReading({ step: 'failed', error }),
    );
    return () => {
      wanted = false;
    };
  }, [link, attempt]);
  return (
    <>
      <h1>{words.title}</h1>
      {link === undefined ? <Failure title={words.noLink} text={words.unreadable} /> : null}
      <p role="status">{link !== undefined && reading.step === 'reading' ? words.reading : ''}</p>
      {reading.step === 'failed' ? (
        <NotRead error={expectedError(reading.error)} again={() => setAttempt((count) => count + 1)} />
      ) : null}
      {reading.step === 'read' ? <OfferDetails offer={reading.offer} /> : null}
    </>
  );
}

function NotRead({ error, again }: { error: CodedError; again: () => void }) {
  const words = useMessages(OFFER_MESSAGES);
  const known = offerProblemOf(error);
  if (known !== undefined) return <Failure {...words.problems[known.problem]} />;
  const ofTime = error.code.startsWith('state_proof_');
  if (error.fault !== 'outage' && !ofTime) return <Failure title={words.notAccredited} text={words.unreadable} />;
  const title = ofTime ? words.notAccredited : words.offlineTitle;
  return <Failure title={title} text={ofTime ? words.registryStale : words.offline} again={again} />;
}

function Failure({ title, text, again }: { title: string; text: string; again?: () => void }) {
  const words = useMessages(OFFER_MESSAGES);
  return (
    <>
      <Banner kind="danger" title={title} announce="alert">
        <p>{text}</p>
      </Banner>
      <div class="l-pair">
        {again === undefined ? null : <Button onClick={again}>{words.again}</Button>}
        <LinkButton kind="secondary" href="/">
          {words.home}
        </LinkButton>
      </div>
    </>
  );
}
