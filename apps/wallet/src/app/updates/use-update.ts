import { useEffect, useState } from 'preact/hooks';
import { trustedScript } from '../trusted-scripts.js';

const LOOK_EVERY_MILLISECONDS = 60 * 60_000;

export interface Update {
  /** Loads the page anew with the new version. */
  activate(): void;
}

/**
 * Registers the service worker and tells when a new version has been fetched whole. It waits until {@link Update.activate}:
 * the person decides, and never while something is shared.
 */
export function useUpdate(): Update | undefined {
  const [waiting, setWaiting] = useState<ServiceWorker>();
  useEffect(() => {
    if (!('serviceWorker' in navigator)) return;
    let timer: ReturnType<typeof setInterval> | undefined;
    const watch = (registration: ServiceWorkerRegistration) => {
      const look = () => {
        // The first version has nobody to wait for.
        if (registration.waiting && navigator.serviceWorker.controller) setWaiting(registration.waiting);
      };
      registration.addEventListener('updatefound', () => {
        registration.installing?.addEventListener('statechange', look);
      });
      look();
      timer = setInterval(() => void registration.update().catch(() => undefined), LOOK_EVERY_MILLISECONDS);
    };
    navigator.serviceWorker
      .register(trustedScript('/service-worker.js'), { updateViaCache: 'none' })
      // Without one the wallet works online only.
      .then(watch, () => undefined);
    return () => clearInterval(timer);
  }, []);
  if (waiting === undefined) return undefined;
  return {
    activate: () => {
      navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
      waiting.postMessage('activate');
    },
  };
}
