import type { Coverage, CoverageStep } from "./watch-algebra.ts"

/** `[[startMs,endMs,count],...]` without white space, for a JSON column. */
export function coverageToJson(f: Coverage): string {
  return JSON.stringify(f)
}

/**
 * The coverage that `coverageToJson` wrote, from its text or, as MySQL drivers give a JSON column, from the array.
 * Throws when it is anything else, canonical form included: a coverage that is not would compare as different.
 */
export function parseCoverage(stored: unknown): Coverage {
  const steps: unknown = typeof stored === "string" ? parseJson(stored) : stored
  if (!Array.isArray(steps)) throw invalid("an array of steps", steps)
  let previous: CoverageStep | undefined
  return steps.map((step: unknown, index) => {
    if (!isStep(step))
      throw invalid(`[startMs, endMs, count], integers, 0 <= start < end, count >= 1, at ${index}`, step)
    if (previous && step[0] < previous[1]) throw invalid(`a step from ${previous[1]} ms on at ${index}`, step)
    if (previous && step[0] === previous[1] && step[2] === previous[2])
      throw invalid(`step ${index} to differ in count from the one it touches`, step)
    previous = step
    return step
  })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw invalid("JSON", text, error)
  }
}

function isStep(step: unknown): step is CoverageStep {
  if (!Array.isArray(step) || step.length !== 3 || !step.every(Number.isSafeInteger)) return false
  const [startMs, endMs, count] = step as [number, number, number]
  return startMs >= 0 && endMs > startMs && count >= 1
}

function invalid(expected: string, found: unknown, cause?: unknown): TypeError {
  const text = typeof found === "string" ? found : ((JSON.stringify(found) as string | undefined) ?? "undefined")
  return new TypeError(`invalid coverage: expected ${expected}, found ${text.slice(0, 80)}`, { cause })
}
