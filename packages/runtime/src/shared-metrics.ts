import type { Registry } from "prom-client"
import type { Telemetry } from "./telemetry.ts"

/** Metrics that several parts of a component report by: made by the first one that asks, found by the others. */
export function sharedMetrics<M>(create: (registry: Registry) => M): (telemetry: Pick<Telemetry, "metrics">) => M {
  const known = new WeakMap<Registry, M>()
  return ({ metrics }) => {
    const found = known.get(metrics)
    if (found) return found
    const made = create(metrics)
    known.set(metrics, made)
    return made
  }
}
