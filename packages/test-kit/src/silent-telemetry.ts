import { createTelemetry, type Telemetry } from "@lectern/runtime/telemetry"

/** Telemetry of a component under test: metrics are kept, log lines go to `lines` instead of standard output. */
export function silentTelemetry(component: string): Telemetry & { lines: string[] } {
  const lines: string[] = []
  const telemetry = createTelemetry({ component, logLevel: "info", logTo: { write: (line) => void lines.push(line) } })
  return { ...telemetry, lines }
}

/** The value of a counter, summed over the labels that are not named. */
export async function counterValue(
  { metrics }: Telemetry,
  name: string,
  labels: Record<string, string> = {},
): Promise<number> {
  const metric = await metrics.getSingleMetric(name)?.get()
  return (metric?.values ?? [])
    .filter((sample) => Object.entries(labels).every(([key, value]) => sample.labels[key] === value))
    .reduce((sum, sample) => sum + sample.value, 0)
}
