import type { ComponentChildren } from 'preact';

export interface DataTableProps {
  /** What the table holds; read out before it. */
  caption: ComponentChildren;
  columns: readonly ComponentChildren[];
  /** The first cell of a row names it. */
  rows: readonly (readonly ComponentChildren[])[];
  /** Said instead of an empty table. */
  empty: ComponentChildren;
}

/** Rows and columns; on a narrow screen each row becomes a block whose cells carry their column's name. */
export function DataTable({ caption, columns, rows, empty }: DataTableProps) {
  if (rows.length === 0) return <p class="l-empty">{empty}</p>;
  return (
    <table class="l-table">
      <caption>{caption}</caption>
      <thead>
        <tr>
          {columns.map((column, place) => (
            <th key={place} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((cells, row) => (
          <tr key={row}>
            {cells.map((cell, place) => {
              const content = (
                <>
                  <span class="l-table-name" aria-hidden="true">
                    {columns[place]}
                  </span>
                  <span>{cell}</span>
                </>
              );
              return place === 0 ? (
                <th key={place} scope="row">
                  {content}
                </th>
              ) : (
                <td key={place}>{content}</td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
