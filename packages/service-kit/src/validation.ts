import { invalidFields, invalidArgument, type FieldViolation } from "@lectern/rpc/errors"
import { isId } from "./ids.ts"

/** Collects every broken rule of a request, so that a form can show all of them at once. */
export class Violations {
  readonly #found: FieldViolation[] = []

  /** What was noted so far. */
  get all(): readonly FieldViolation[] {
    return this.#found
  }

  /** Notes that `field` breaks `rule` unless `holds`. */
  check(holds: boolean, field: string, rule: string, message: string): void {
    if (!holds) this.#found.push({ field, rule, message })
  }

  /** Text of `min` to `max` characters (code points) that is well-formed and has no control characters but line breaks. */
  text(field: string, value: string, { min, max }: { min: number; max: number }): void {
    const length = [...value].length
    this.check(
      length >= min && length <= max,
      field,
      "length",
      min > 0
        ? `${min} to ${max} characters are expected, got ${length}`
        : `${max} characters at most are expected, got ${length}`,
    )
    // oxlint-disable-next-line no-control-regex
    const clean = value.isWellFormed() && !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(value)
    this.check(clean, field, "characters", "control characters and broken surrogates are not taken")
  }

  id(field: string, value: string): void {
    this.check(isId(value), field, "uuid", "a UUID is expected")
  }

  integer(field: string, value: number, { min, max }: { min: number; max: number }): void {
    this.check(
      Number.isInteger(value) && value >= min && value <= max,
      field,
      "range",
      `a whole number from ${min} to ${max} is expected, got ${value}`,
    )
  }

  /** Throws INVALID_ARGUMENT with everything that was noted. */
  throwIfAny(): void {
    if (this.#found.length > 0) throw invalidFields(this.#found)
  }
}

/** Refuses a batch that is larger than the RPC promises to take. */
export function requireBatch(what: string, count: number, most: number): void {
  if (count > most) throw invalidArgument("BATCH_TOO_LARGE", `ask for at most ${most} ${what}, got ${count}`)
}
