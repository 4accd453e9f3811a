export function CardScreen({ batch }: { batch: string }) {
  return <h1>{batch}</h1>;
}
