const scratch = new DataView(new ArrayBuffer(4));

/** The 16 bits of IEEE 754 half precision, or `undefined` where they would lose something. @param value exact in 32 bits, or NaN */
export function halfFromFloat(value: number): number | undefined {
  if (Number.isNaN(value)) return 0x7e00;
  scratch.setFloat32(0, value);
  const bits = scratch.getUint32(0);
  const sign = (bits >>> 16) & 0x8000;
  const exponent = (bits >>> 23) & 0xff;
  const fraction = bits & 0x7fffff;
  if (exponent === 0xff) return sign | 0x7c00;
  if (exponent === 0) return fraction === 0 ? sign : undefined;
  const power = exponent - 127;
  if (power > 15 || power < -24) return undefined;
  if (power >= -14) return (fraction & 0x1fff) === 0 ? sign | ((power + 15) << 10) | (fraction >>> 13) : undefined;
  // Subnormal: the leading one is written out, as far down as the exponent says.
  const significand = fraction | 0x800000;
  const dropped = -1 - power;
  return significand % 2 ** dropped === 0 ? sign | (significand >>> dropped) : undefined;
}

/** RFC 8949 Appendix D. @param half 16 bits */
export function floatFromHalf(half: number): number {
  const sign = (half & 0x8000) === 0 ? 1 : -1;
  const exponent = (half >> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (fraction + 1024) * 2 ** (exponent - 25);
}
