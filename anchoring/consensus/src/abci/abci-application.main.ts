import { runApplicationProgram } from './run-application-program.js';

await runApplicationProgram(process.argv.slice(2));
