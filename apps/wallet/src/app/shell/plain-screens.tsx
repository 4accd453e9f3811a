import { Button, LinkButton } from '#look';
import { useMessages } from '../wallet-context.js';
import { SHELL_MESSAGES } from './shell.messages.js';

export function LoadingScreen() {
  const words = useMessages(SHELL_MESSAGES);
  return (
    <p role="status" class="w-loading">
      {words.loading}
    </p>
  );
}

export function FailedScreen({ online, onRetry }: { online: boolean; onRetry: () => void }) {
  const words = useMessages(SHELL_MESSAGES);
  return (
    <>
      <h1>{words.failedTitle}</h1>
      <p role="alert">{online ? words.failedOnline : words.failedOffline}</p>
      <Button onClick={onRetry}>{words.retry}</Button>
    </>
  );
}

export function UnknownPlaceScreen() {
  const words = useMessages(SHELL_MESSAGES);
  return (
    <>
      <h1>{words.unknownTitle}</h1>
      <p>{words.unknown}</p>
      <LinkButton href="/">{words.toHome}</LinkButton>
    </>
  );
}
