// Looks now and then whether a wallet has answered, and loads the page again when it would say something else.

const POLL_MILLISECONDS = 2_000;

const shown = document.querySelector<HTMLElement>('[data-identity-state]');
const address = shown?.dataset.identityState;
if (shown && address !== undefined) {
  setInterval(() => void look(address, shown.dataset.identityVersion), POLL_MILLISECONDS);
}

async function look(address: string, version: string | undefined): Promise<void> {
  if (document.visibilityState !== 'visible') return;
  try {
    const answer = await fetch(address, { headers: { accept: 'application/json' } });
    // Not this browser's any more, or over: the page itself says why.
    if (answer.status === 403 || answer.status === 404 || answer.status === 410) return location.reload();
    if (!answer.ok) return;
    const state = (await answer.json()) as { version: string };
    if (state.version !== version) location.reload();
  } catch {
    // Without a network nothing is known; the next round asks again.
  }
}

export {};
