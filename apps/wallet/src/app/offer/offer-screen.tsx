export function OfferScreen({ link }: { link: string | undefined }) {
  return <h1>{link}</h1>;
}
