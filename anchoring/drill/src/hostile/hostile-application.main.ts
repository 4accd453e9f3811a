import { runApplicationProgram } from '#anchoring/consensus';
import { openHostileApplication, readHostility } from './open-hostile-application.js';

const [how = '', ...args] = process.argv.slice(2);
await runApplicationProgram(args, { open: openHostileApplication(readHostility(how)) });
