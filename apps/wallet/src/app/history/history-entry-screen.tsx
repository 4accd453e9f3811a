export function HistoryEntryScreen({ id }: { id: string }) {
  return <h1>{id}</h1>;
}
