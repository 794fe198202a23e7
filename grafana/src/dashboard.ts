import { VizLegendOptionsBuilder, type DataSourceRef } from "@grafana/grafana-foundation-sdk/common"
import {
  DashboardBuilder,
  DashboardCursorSync,
  DashboardLinkBuilder,
  DashboardLinkType,
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  RowBuilder,
  ThresholdsConfigBuilder,
  ThresholdsMode,
  VariableRefresh,
  type Dashboard as GrafanaDashboard,
} from "@grafana/grafana-foundation-sdk/dashboard"
import { DataqueryBuilder } from "@grafana/grafana-foundation-sdk/prometheus"
import { PanelBuilder as StatBuilder } from "@grafana/grafana-foundation-sdk/stat"
import { PanelBuilder as TimeseriesBuilder } from "@grafana/grafana-foundation-sdk/timeseries"

/** A dashboard as its file here says it; `toGrafana` makes of it what Grafana reads. */
export interface Dashboard {
  /** Also the name of its file and the end of its address. */
  uid: string
  title: string
  description: string
  /** Labels that a reader chooses values of: name of the variable to the query of its values. */
  variables?: Record<string, string>
  rows: readonly Row[]
}

export interface Row {
  title: string
  panels: readonly Panel[]
}

export interface Panel {
  title: string
  /** What it shows and from when on it is bad. */
  description: string
  /** One of Grafana's units: grafana.com/docs/grafana/latest/panels-visualizations/configure-standard-options/#unit */
  unit: string
  /** PromQL by what the legend says: text with labels as {{label}}. */
  queries: Record<string, string>
  /** One number of now instead of a curve; `badFrom` colours it, "below" from the other side. */
  stat?: { badFrom?: number; below?: true }
  /** Of the axis, for shares and where 0 would be left out. */
  max?: number
}

const PROMETHEUS: DataSourceRef = { type: "prometheus", uid: "${datasource}" }
// Of the 24 columns of a dashboard.
const STAT_WIDTH = 4
const GRAPH_WIDTH = 8

export function toGrafana({ uid, title, description, variables = {}, rows }: Dashboard): GrafanaDashboard {
  const builder = new DashboardBuilder(`Lectern: ${title}`)
    .uid(`lectern-${uid}`)
    .description(description)
    .tags(["lectern"])
    .refresh("10s")
    .time({ from: "now-1h", to: "now" })
    .timezone("browser")
    .tooltip(DashboardCursorSync.Crosshair)
    .readonly()
    .link(
      new DashboardLinkBuilder("Dashboards")
        .type(DashboardLinkType.Dashboards)
        .tags(["lectern"])
        .asDropdown(true)
        .keepTime(true),
    )
    .withVariable(new DatasourceVariableBuilder("datasource").label("Prometheus").type("prometheus"))
  for (const [name, query] of Object.entries(variables))
    builder.withVariable(
      new QueryVariableBuilder(name)
        .datasource(PROMETHEUS)
        .query({ query, refId: name })
        .refresh(VariableRefresh.OnTimeRangeChanged)
        .multi(true)
        .includeAll(true)
        .allValue(".*"),
    )
  for (const row of rows) {
    builder.withRow(new RowBuilder(row.title))
    for (const panel of row.panels) builder.withPanel(toPanel(panel))
  }
  return builder.build()
}

function toPanel(panel: Panel): StatBuilder | TimeseriesBuilder {
  const { title, description, unit, queries, stat, max } = panel
  const builder = stat
    ? new StatBuilder().span(STAT_WIDTH).height(4)
    : new TimeseriesBuilder().span(GRAPH_WIDTH).height(8)
  builder.title(title).description(description).unit(unit).datasource(PROMETHEUS)
  if (!stat) builder.min(0)
  if (max !== undefined) builder.max(max)
  if (builder instanceof TimeseriesBuilder)
    builder.fillOpacity(8).legend(new VizLegendOptionsBuilder().showLegend(true).calcs(["lastNotNull", "max"]))
  if (stat?.badFrom !== undefined) {
    const [first, then] = stat.below ? ["red", "green"] : ["green", "red"]
    builder.thresholds(
      new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps([
        { color: first, value: null },
        { color: then, value: stat.badFrom },
      ]),
    )
  }
  for (const [i, [legend, expr]] of Object.entries(queries).entries()) {
    const query = new DataqueryBuilder()
      .expr(expr)
      .legendFormat(legend)
      .refId(String.fromCharCode(65 + i))
    builder.withTarget(stat ? query.instant() : query.range())
  }
  return builder
}

/** The share `quantile` of a histogram, by labels. `metric` without _bucket, with a selector where one is needed. */
export const quantile = (share: number, metric: string, by = "", selector = ""): string =>
  `histogram_quantile(${share}, sum by (${by === "" ? "le" : `${by}, le`}) (rate(${metric}_bucket${selector}[$__rate_interval])))`

/** Events per second of a counter, by labels. */
export const perSecond = (metric: string, by = ""): string =>
  `sum${by === "" ? "" : ` by (${by})`} (rate(${metric}[$__rate_interval]))`
