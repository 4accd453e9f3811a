export function ConsentScreen({ link }: { link: string | undefined }) {
  return <h1>{link}</h1>;
}
