export { parseDoor } from './parse-door.js';
export { parseForm } from './parse-form.js';
