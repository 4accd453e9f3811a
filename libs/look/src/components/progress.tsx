/** Work that takes a while; without a value it is only known to go on. @param value 0 to 1 */
export function Progress({ id, label, value }: { id: string; label: string; value?: number }) {
  return (
    <div class="l-progress">
      <label for={id}>{label}</label>
      <progress id={id} max={1} {...(value === undefined ? {} : { value })} />
    </div>
  );
}
