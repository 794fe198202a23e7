/** One line of `/metrics`, e.g. `db_statements_total{verb="select",component="users-service"} 3`. */
export interface Sample {
  name: string
  labels: Record<string, string>
  value: number
}

export interface MetricFamily {
  name: string
  help: string
  type: "counter" | "gauge" | "histogram" | "summary"
  samples: Sample[]
}

const NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*"
const HELP = new RegExp(`^# HELP (${NAME}) (.+)$`)
const TYPE = new RegExp(`^# TYPE (${NAME}) (counter|gauge|histogram|summary)$`)
const SAMPLE = new RegExp(`^(${NAME})(?:\\{(.*)\\})? (\\S+)$`)
const LABEL = /^([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"(?:,|$)/
const SUFFIXES: Partial<Record<MetricFamily["type"], readonly string[]>> = {
  histogram: ["_bucket", "_sum", "_count"],
  summary: ["", "_sum", "_count"],
}

/**
 * Reads Prometheus's text format 0.0.4 (prometheus.io/docs/instrumenting/exposition_formats), stricter than a server
 * would: every family has one HELP and one TYPE before its samples, all samples of a family stand together and none
 * comes twice. Throws naming the line.
 */
export function parseMetrics(text: string): Map<string, MetricFamily> {
  const families = new Map<string, MetricFamily>()
  const seen = new Set<string>()
  let current: MetricFamily | undefined
  let help: RegExpExecArray | null = null
  if (!text.endsWith("\n")) throw new Error("the last line has no end")
  for (const [index, line] of text.split("\n").entries()) {
    const refuse = (reason: string) => new Error(`line ${index + 1}: ${reason}: ${line}`)
    if (line === "") continue
    const nextHelp = HELP.exec(line)
    const type = TYPE.exec(line)
    if (nextHelp) {
      if (families.has(nextHelp[1] ?? "")) throw refuse("a second HELP")
      help = nextHelp
    } else if (type) {
      if (help?.[1] !== type[1]) throw refuse("a TYPE that does not follow its HELP")
      current = { name: type[1] ?? "", help: help?.[2] ?? "", type: type[2] as MetricFamily["type"], samples: [] }
      families.set(current.name, current)
    } else {
      const sample = SAMPLE.exec(line)
      if (!sample) throw refuse("neither HELP, TYPE nor a sample")
      const [, name = "", labelText = "", value = ""] = sample
      const names = (SUFFIXES[current?.type ?? "counter"] ?? [""]).map((suffix) => `${current?.name}${suffix}`)
      if (!current || !names.includes(name)) throw refuse(`a sample among those of ${current?.name}`)
      if (!/^([+-]Inf|NaN|[+-]?[\d.]+(e[+-]?\d+)?)$/i.test(value)) throw refuse("no number")
      const labels: Record<string, string> = {}
      let rest = labelText
      while (rest !== "") {
        const label = LABEL.exec(rest)
        if (!label || Object.hasOwn(labels, label[1] ?? "")) throw refuse("labels that can't be read")
        labels[label[1] ?? ""] = (label[2] ?? "").replace(/\\(.)/g, (_, character: string) =>
          character === "n" ? "\n" : character,
        )
        rest = rest.slice(label[0].length)
      }
      const key = `${name} ${JSON.stringify(Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1)))}`
      if (seen.has(key)) throw refuse("the same sample again")
      seen.add(key)
      current.samples.push({ name, labels, value: Number(value.replace("Inf", "Infinity")) })
    }
  }
  return families
}
