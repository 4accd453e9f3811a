// Offers the wallets of the browser's own platform where it has the Digital Credentials API, and leaves the page alone where not.

const PROTOCOL = 'openid4vp-v1-signed';

interface DigitalCredentialClass {
  userAgentAllowsProtocol?(protocol: string): boolean;
}

interface DigitalCredentialAnswer {
  protocol: string;
  data: unknown;
}

interface DigitalCredentials {
  get(options: { mediation: 'required'; digital: unknown }): Promise<DigitalCredentialAnswer | null>;
}

/** Whether this browser would take our request. */
function isOffered(): boolean {
  const known = (window as { DigitalCredential?: DigitalCredentialClass }).DigitalCredential;
  if (known === undefined || !('credentials' in navigator)) return false;
  return known.userAgentAllowsProtocol?.(PROTOCOL) ?? true;
}

/** From the click to the answer. Whatever became of it, the page itself is loaded anew and says so; a dismissed dialogue changes nothing. */
async function ask(button: HTMLButtonElement, address: string): Promise<void> {
  button.disabled = true;
  try {
    const asked = await fetch(address, { headers: { accept: 'application/json' } });
    if (!asked.ok) return location.reload();
    const credentials = navigator.credentials as unknown as DigitalCredentials;
    const given = await credentials.get({ mediation: 'required', digital: await asked.json() }).catch(() => null);
    if (given === null) return;
    await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ protocol: given.protocol, data: given.data }),
    });
    location.reload();
  } catch {
    // Without a network nothing was sent; the button is there for another try.
  } finally {
    button.disabled = false;
  }
}

if (isOffered()) {
  // A mark on the document, since what lies in #live is exchanged whenever something changes.
  document.documentElement.dataset.digitalCredentials = '';
  document.addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target : undefined;
    const button = target?.closest<HTMLButtonElement>('button[data-digital-credentials]');
    const address = button?.dataset.digitalCredentials;
    if (button && address) void ask(button, address);
  });
}
