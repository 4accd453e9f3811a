import { useEffect, useState } from 'preact/hooks';
import { Button } from '#look';
import { isPersistent } from '../storage/persistence.js';
import { useMessages } from '../wallet-context.js';
import { SETUP_MESSAGES } from './setup.messages.js';

/** It is there, and what comes next. */
export function DoneStep({ onOpen }: { onOpen: () => void }) {
  const words = useMessages(SETUP_MESSAGES);
  const [persistent, setPersistent] = useState(true);
  useEffect(() => void isPersistent().then(setPersistent), []);
  return (
    <>
      <h1>{words.doneTitle}</h1>
      <p class="l-lead">{words.doneLead}</p>
      <ul class="w-points">
        {words.doneNext.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
        {persistent ? null : <li>{words.notPersistent}</li>}
      </ul>
      <Button wide onClick={onOpen}>
        {words.open}
      </Button>
    </>
  );
}
