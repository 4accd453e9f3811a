export { closeOnSignal, runCommandLine } from './run-command-line.js';
