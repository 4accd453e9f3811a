import type { ValueTransformer } from 'typeorm';

/**
 * For whole numbers in `bigint` columns: the PostgreSQL driver returns them as text, SQLite's as numbers. Milliseconds since
 * the epoch and row counts stay far below 2^53.
 */
export const wholeNumber: ValueTransformer = {
  to: (value: unknown) => value,
  from: (value: unknown) => (typeof value === 'string' ? Number(value) : value),
};

/** A time in milliseconds since the epoch: `@Column({ type: 'bigint', transformer: epochMilliseconds })`. */
export const epochMilliseconds: ValueTransformer = wholeNumber;
