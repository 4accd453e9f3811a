import { Button, Field } from '#look';
import { useState } from 'preact/hooks';
import { placeOfLink, readLink } from '../links/read-link.js';
import { useMessages, useShell } from '../wallet-context.js';
import { CARD_MESSAGES } from './cards.messages.js';

/** Takes a link that a person copied, and goes where it leads. */
export function PasteLink() {
  const words = useMessages(CARD_MESSAGES);
  const { navigate } = useShell();
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState(false);
  const open = (event: Event) => {
    event.preventDefault();
    const read = readLink(text);
    if (read === undefined) setWrong(true);
    else navigate(placeOfLink(read));
  };
  return (
    <form class="l-stack" onSubmit={open} noValidate>
      <Field
        id="pasted-link"
        label={words.pasteLabel}
        hint={words.pasteHint}
        error={wrong ? words.pasteWrong : undefined}
        value={text}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setWrong(false);
        }}
        type="url"
        inputMode="url"
        autoComplete="off"
        autoCapitalize="none"
        spellcheck={false}
      />
      <Button type="submit" kind="secondary">
        {words.pasteOpen}
      </Button>
    </form>
  );
}
