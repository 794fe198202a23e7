import assert from "node:assert/strict"
import { describe, it } from "node:test"
import { maskedFields } from "./field-mask.ts"
import { Violations } from "./validation.ts"

describe("a field mask", () => {
  const given = { title: "A", instructorId: "i", price: null }
  const masked = (...paths: string[]) => {
    const violations = new Violations()
    const fields = maskedFields(violations, { paths }, given)
    violations.throwIfAny()
    return fields
  }

  it("picks the fields that it names, also those that are empty", () => {
    assert.deepEqual(masked("instructor_id", "price", "price"), { instructorId: "i", price: null })
    assert.deepEqual(masked(), {})
    assert.deepEqual(maskedFields(new Violations(), null, given), {})
  })

  it("names nothing else: no other field, spelling, inner field or wildcard", () => {
    for (const path of ["etag", "instructorId", "price.amount_minor", "*", "", "__proto__", "Title"])
      assert.throws(() => masked("title", path), {
        details: {
          violations: [
            { field: "update_mask", rule: "field", message: "any of title, instructor_id, price are expected" },
          ],
        },
      })
  })
})
