import type { ComponentChildren } from 'preact';
import type { Locale } from '../locale.js';
import { LanguageSwitch } from './language-switch.js';

const SKIP: Readonly<Record<Locale, string>> = { en: 'Skip to the content', fr: 'Aller au contenu' };

export interface PageShellProps {
  locale: Locale;
  /** Whose page this is: the utility, the bank, the cooperative. */
  brand: ComponentChildren;
  brandHref?: string;
  navigation?: readonly { href: string; label: string; current?: boolean }[];
  navigationLabel?: string;
  languageHref?: (locale: Locale) => string;
  onLanguage?: (locale: Locale) => void;
  /** At the end of the header: a lock button, sign-out. */
  actions?: ComponentChildren;
  footer?: ComponentChildren;
  /** Tables need more width than sentences. */
  wide?: boolean;
  children: ComponentChildren;
}

/** Header, main and footer, with a link that skips to the content. */
export function PageShell(props: PageShellProps) {
  const { locale, brand, brandHref, navigation, navigationLabel, languageHref, onLanguage, actions, footer } = props;
  return (
    <div class={`l-page${props.wide ? ' l-page-wide' : ''}`}>
      <a class="l-skip" href="#content">
        {SKIP[locale]}
      </a>
      <header class="l-header">
        <div class="l-header-row">
          {brandHref ? (
            <a class="l-brand" href={brandHref}>
              {brand}
            </a>
          ) : (
            <span class="l-brand">{brand}</span>
          )}
          <div class="l-header-end">
            <LanguageSwitch
              locale={locale}
              {...(languageHref ? { hrefOf: languageHref } : {})}
              {...(onLanguage ? { onChoose: onLanguage } : {})}
            />
            {actions}
          </div>
        </div>
        {navigation && navigation.length > 0 ? (
          <nav class="l-navigation" aria-label={navigationLabel}>
            {navigation.map(({ href, label, current }) => (
              <a key={href} href={href} aria-current={current ? 'page' : undefined}>
                {label}
              </a>
            ))}
          </nav>
        ) : null}
      </header>
      <main id="content" class="l-main" tabIndex={-1}>
        {props.children}
      </main>
      {footer ? <footer class="l-footer">{footer}</footer> : null}
    </div>
  );
}
