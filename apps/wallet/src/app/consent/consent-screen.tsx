import { answerRequest, receiveRequest, type CheckedRequest } from '#holder';
import { useEffect, useState } from 'preact/hooks';
import { useMessages, useOpenWallet } from '../wallet-context.js';
import { ConsentFlow } from './consent-flow.js';
import { CONSENT_MESSAGES } from './consent.messages.js';
import { UnreadableRequest, UntrustedRequestView } from './untrusted-request.js';

type Reading = { step: 'reading' } | { step: 'failed'; error: unknown } | { step: 'read'; checked: CheckedRequest };

/** Fetches a request, checks who asks, and puts the question; a request that fails a check can't be answered here. */
export function ConsentScreen({ link }: { link: string | undefined }) {
  const { tools } = useOpenWallet();
  const words = useMessages(CONSENT_MESSAGES);
  const [reading, setReading] = useState<Reading>({ step: 'reading' });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let wanted = true;
    setReading({ step: 'reading' });
    const read = async (): Promise<Reading> => {
      const checked = await receiveRequest(tools, link ?? '');
      // A request that is not trusted is noted, and nothing is said to whoever asked.
      if (!checked.trusted) await answerRequest(tools, checked, () => false);
      return { step: 'read', checked };
    };
    read()
      .catch((error: unknown): Reading => ({ step: 'failed', error }))
      .then((outcome) => wanted && setReading(outcome))
      .catch(() => undefined);
    return () => {
      wanted = false;
    };
  }, [link, attempt]);
  const again = () => setAttempt((count) => count + 1);
  if (reading.step === 'failed') return <UnreadableRequest error={reading.error} again={again} />;
  if (reading.step === 'read') {
    const { checked } = reading;
    return checked.trusted ? <ConsentFlow trusted={checked} /> : <UntrustedRequestView request={checked} />;
  }
  return (
    <>
      <h1>{words.readingTitle}</h1>
      <p role="status">{words.reading}</p>
    </>
  );
}
