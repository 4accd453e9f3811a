import { useEffect } from 'preact/hooks';

/** The window's title follows the screen's heading, whoever writes it and whenever it comes. */
export function useTitle(): void {
  useEffect(() => {
    const main = document.querySelector('main');
    if (main === null) return;
    const follow = () => {
      const heading = main.querySelector('h1')?.textContent?.trim();
      document.title = heading ? `${heading} · Incola` : 'Incola';
    };
    const observer = new MutationObserver(follow);
    observer.observe(main, { childList: true, subtree: true, characterData: true });
    follow();
    return () => observer.disconnect();
  }, []);
}
