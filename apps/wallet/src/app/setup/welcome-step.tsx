import { Button } from '#look';
import { useMessages } from '../wallet-context.js';
import { SETUP_MESSAGES } from './setup.messages.js';

/** What this is, in plain words. */
export function WelcomeStep({ onBegin, onRestore }: { onBegin: () => void; onRestore: () => void }) {
  const words = useMessages(SETUP_MESSAGES);
  const linkWaits = location.pathname === '/offer' || location.pathname === '/present';
  return (
    <>
      <h1>{words.welcomeTitle}</h1>
      <p class="l-lead">{words.welcomeLead}</p>
      {linkWaits ? <p>{words.linkWaiting}</p> : null}
      <ul class="w-points">
        {words.welcomePoints.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
      <div class="w-actions">
        <Button onClick={onBegin}>{words.begin}</Button>
        <Button kind="quiet" onClick={onRestore}>
          {words.haveBackup}
        </Button>
      </div>
    </>
  );
}
