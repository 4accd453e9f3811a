// Turns the code into the answer; without a script the page asks anew by itself every second.

/** An answer stands on the page well within a second after it was given. */
const POLL_MILLISECONDS = 400;

async function waitForAnswer(address: string): Promise<void> {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, POLL_MILLISECONDS));
    try {
      const answer = await fetch(address, { headers: { accept: 'application/json' } });
      // Not this browser's question any more: the page itself says why.
      const isOver = answer.status === 404;
      if (isOver || (answer.ok && ((await answer.json()) as { answer: string }).answer !== 'asked')) {
        location.reload();
        return;
      }
    } catch {
      // Without a network nothing is known; the next round asks again.
    }
  }
}

const waiting = document.querySelector<HTMLElement>('[data-door-state]')?.dataset.doorState;
if (waiting !== undefined) void waitForAnswer(waiting);
