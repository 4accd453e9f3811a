// What a script adds to server pages; each of them works without it.

/** A form that was sent takes no second click; one that the back button brings out again does. */
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-once]')) {
  const buttons = form.querySelectorAll<HTMLButtonElement>('button[type=submit]');
  const setBusy = (busy: boolean) => {
    for (const button of buttons) {
      button.disabled = busy;
      button.toggleAttribute('aria-busy', busy);
    }
  };
  // After the event: a button that is disabled at once would not be sent.
  form.addEventListener('submit', () => setTimeout(() => setBusy(true)));
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) setBusy(false);
  });
}

/** Copies the text of the element that it names, and says so. */
for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
  const source = document.getElementById(button.dataset.copy ?? '');
  const status = button.parentElement?.querySelector('[role=status]');
  if (source === null || !status) continue;
  button.hidden = false;
  button.addEventListener('click', () => {
    navigator.clipboard.writeText((source instanceof HTMLInputElement ? source.value : source.textContent).trim()).then(
      () => (status.textContent = button.dataset.done ?? ''),
      () => (status.textContent = button.dataset.failed ?? ''),
    );
  });
}

for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}

/** A one-time code out of the address, which it then leaves: not into a history, not into a bookmark. */
const field = document.querySelector<HTMLInputElement>('input[data-from-fragment]');
if (field && location.hash.length > 1) {
  field.value = location.hash.slice(1);
  history.replaceState(null, '', location.pathname + location.search);
}

export {};
