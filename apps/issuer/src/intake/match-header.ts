import { foldHeading, type ColumnShape, type CustomerFileShape } from './customer-file-shape.js';
import { refuseFile } from './refuse-file.js';

/** UTF-16 code units; a longer heading is a column that nobody knows. */
const MAX_HEADING_LENGTH = 200;

/** Where each known column stands in the file's rows. */
export interface MatchedHeader {
  fieldCount: number;
  columns: { shape: ColumnShape; index: number | undefined }[];
}

/** @throws `malformed_csv` (too many columns), `duplicate_column`, `missing_column` */
export function matchHeader(fields: readonly string[], shape: CustomerFileShape): MatchedHeader {
  if (fields.length > shape.limits.maxColumns) throw refuseFile('malformed_csv', 1);
  // Folding may make a letter into eighteen.
  const headings = fields.map((field) => (field.length > MAX_HEADING_LENGTH ? '' : foldHeading(field)));
  const columns = shape.columns.map((column) => {
    const names = new Set([column.name, ...column.aliases].map(foldHeading));
    const indexes = headings.flatMap((heading, index) => (names.has(heading) ? [index] : []));
    if (indexes.length > 1) throw refuseFile('duplicate_column', 1, column.name);
    if (indexes.length === 0 && column.required) throw refuseFile('missing_column', 1, column.name);
    return { shape: column, index: indexes[0] };
  });
  return { fieldCount: fields.length, columns };
}
