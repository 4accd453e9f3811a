export function ScanScreen() {
  return <h1>Scan</h1>;
}
