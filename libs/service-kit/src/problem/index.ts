export { problemOf, statusOfError, type ErrorAnswer, type ProblemStatuses } from './problem-of.js';
export { oauthErrorOf, type OAuthErrors } from './oauth-error-of.js';
export { ErrorFilter, type ErrorShapes } from './error-filter.js';
