import './wallet.css';
import './shell/no-code-from-text.js';
import { render } from 'preact';
import { assertOurs } from '#primitives';
import { App } from './app.js';
import { flows, makeGate } from './shell/browser-parts.js';

const root = document.getElementById('app');
assertOurs(root !== null, 'the shell has a place for the app');
render(<App gate={makeGate()} flows={flows} />, root);
