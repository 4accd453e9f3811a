/** @throws NotRun */
export function findSchemathesis(): string;
