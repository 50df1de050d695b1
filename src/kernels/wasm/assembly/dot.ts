/** Σ aᵢ bᵢ of two f64 vectors of even length (padded with zeros), in four interleaved sums. */
export function dot(a: usize, b: usize, length: u32): f64 {
  let even = f64x2.splat(0)
  let odd = f64x2.splat(0)
  const end = a + (length << 3)
  for (; a + 16 < end; a += 32, b += 32) {
    even = f64x2.add(even, f64x2.mul(v128.load(a), v128.load(b)))
    odd = f64x2.add(odd, f64x2.mul(v128.load(a, 16), v128.load(b, 16)))
  }
  if (a < end) even = f64x2.add(even, f64x2.mul(v128.load(a), v128.load(b)))
  const both = f64x2.add(even, odd)
  return f64x2.extract_lane(both, 0) + f64x2.extract_lane(both, 1)
}
