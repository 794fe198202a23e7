import type { Violations } from "./validation.ts"

/**
 * The part of `given` that the mask names. What `given` has is what may be named, in the spelling of the contract
 * (`instructor_id`); every other path is noted as a violation.
 */
export function maskedFields<T extends object>(
  violations: Violations,
  mask: { paths: readonly string[] } | null,
  given: T,
): Partial<T> {
  const paths = new Set(mask?.paths)
  const writable = Object.entries(given).map(([name, value]) => ({
    name,
    value,
    path: name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
  }))
  const known = writable.map(({ path }) => path)
  violations.check(
    [...paths].every((path) => known.includes(path)),
    "update_mask",
    "field",
    `any of ${known.join(", ")} are expected`,
  )
  return Object.fromEntries(
    writable.filter(({ path }) => paths.has(path)).map(({ name, value }) => [name, value]),
  ) as Partial<T>
}
