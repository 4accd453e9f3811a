import { useEffect, useState } from 'preact/hooks';

export interface Place {
  path: string;
  fragment: string;
}

const here = (): Place => ({ path: location.pathname, fragment: location.hash });

/** Where this window is; links to our own places are followed without loading the page anew. */
export function useLocation(): [Place, (path: string, options?: { replace?: boolean }) => void] {
  const [place, setPlace] = useState(here);
  const navigate = (path: string, { replace = false } = {}) => {
    history[replace ? 'replaceState' : 'pushState'](null, '', path);
    setPlace(here());
    scrollTo(0, 0);
  };
  useEffect(() => {
    const moved = () => setPlace(here());
    const clicked = (event: MouseEvent) => {
      const link = ownLink(event);
      if (link === undefined) return;
      event.preventDefault();
      // The fragment carries offers and requests, so a link within the page must not take its place.
      if (link.startsWith('#')) document.getElementById(link.slice(1))?.focus();
      else navigate(link);
    };
    addEventListener('popstate', moved);
    addEventListener('hashchange', moved);
    addEventListener('click', clicked);
    return () => {
      removeEventListener('popstate', moved);
      removeEventListener('hashchange', moved);
      removeEventListener('click', clicked);
    };
  }, []);
  return [place, navigate];
}

/** @returns path, query and fragment of a link to ourselves that was clicked plainly; `#id` for one within the page */
function ownLink(event: MouseEvent): string | undefined {
  if (event.defaultPrevented || event.button !== 0) return undefined;
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return undefined;
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (link === null || link.hasAttribute('download') || (link.target !== '' && link.target !== '_self'))
    return undefined;
  const written = link.getAttribute('href') ?? '';
  if (written.startsWith('#')) return written;
  return link.origin === location.origin ? `${link.pathname}${link.search}${link.hash}` : undefined;
}
