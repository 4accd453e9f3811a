export { loadConfig, type ConfigSource, type ConfigEnvironment } from './load-config.js';
export { describeConfig } from './describe-config.js';
export { environmentName, secret } from './config-fields.js';
export { databasePlaces, folderOfConfig, processEnvironment, programFolder } from './places.config.js';
