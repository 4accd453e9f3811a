export { createLog, LOG_LEVELS, type Log, type LogLevel } from './create-log.js';
export { describeError } from './describe-error.js';
export { NestLog } from './nest-log.js';
