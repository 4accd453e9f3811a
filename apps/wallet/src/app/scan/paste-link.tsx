import { useState } from 'preact/hooks';
import { Button, TextArea } from '#look';
import { useMessages } from '../wallet-context.js';
import { SCAN_MESSAGES } from './scan.messages.js';

/** A link, pasted. */
export function PasteLink({ onText }: { onText: (text: string) => void }) {
  const words = useMessages(SCAN_MESSAGES);
  const [pasted, setPasted] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onText(pasted);
      }}
    >
      <TextArea
        id="pasted"
        label={words.paste}
        hint={words.pasteHint}
        autocomplete="off"
        spellcheck={false}
        value={pasted}
        onInput={(event) => setPasted(event.currentTarget.value)}
      />
      <Button type="submit" kind="secondary" wide>
        {words.proceed}
      </Button>
    </form>
  );
}
