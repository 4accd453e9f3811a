export { readTrustedEntities, trustedEntitiesFile, type TrustedEntitiesFile } from './read-trusted-entities.js';
export { ListedStatusLists } from './listed-status-lists.js';
export { listedStatusesOf, type ListedStatus } from './listed-statuses.js';
export { unzipAnswer } from './unzip-answer.js';
