export { cookieOf } from './cookies.js';
export { assetUrl, servePageAssets } from './page-assets.js';
export { pageHeaders } from './page-headers.js';
export { localeOf } from './page-locale.js';
export { refuseForeignForm } from './refuse-foreign-form.js';
export { renderErrorPage, type ErrorPageOptions } from './render-error-page.js';
export { renderPage, sendPage, type Page } from './send-page.js';
