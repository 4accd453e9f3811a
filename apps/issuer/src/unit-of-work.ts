import type { Database } from '#service-kit/database';

/** Joins what several stores do: all of it is durable when the promise resolves, or none of it happened. */
export type UnitOfWork = Pick<Database, 'tx'>;
