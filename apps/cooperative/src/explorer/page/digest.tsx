/** A digest, an identifier or a key: exact, and apart from the words around it. */
export function Digest({ text, href }: { text: string; href?: string }) {
  const code = <code class="x-digest">{text}</code>;
  return href === undefined ? code : <a href={href}>{code}</a>;
}
