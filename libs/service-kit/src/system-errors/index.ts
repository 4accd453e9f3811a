export { explainSystemError } from './explain-system-error.js';
