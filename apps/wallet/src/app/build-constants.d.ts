/** Filled in by the build (`vite.config.mjs`). */
declare const APP_VERSION: string;

declare module '*?worker&url' {
  const url: string;
  export default url;
}

declare module '*.css';
