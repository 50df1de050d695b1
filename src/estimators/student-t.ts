/** 97.5 % points of Student's t with 1 to 9 degrees of freedom. */
const few = [
  12.706204736, 4.30265273, 3.182446305, 2.776445105, 2.570581836, 2.446911851, 2.364624252, 2.306004135, 2.262157163,
]

const z = 1.959963984540054

/**
 * 97.5 % point of Student's t: half the width, in standard errors, of a 95 % interval. Right to 1e-5.
 * From 10 degrees of freedom on by the expansion about the normal quantile (Fisher and Cornish 1960).
 */
export function studentT(degrees: number): number {
  if (degrees <= few.length) return few[degrees - 1]
  const first = (z ** 3 + z) / 4
  const second = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96
  const third = (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384
  const fourth = (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / 92160
  return z + (first + (second + (third + fourth / degrees) / degrees) / degrees) / degrees
}
