// Kibana's saved objects: a data view on the spans that Zipkin keeps in Elasticsearch, and a dashboard of requests.
// Fields are those of Zipkin's index template: duration in microseconds; _q with "tag" and "tag=value" of each tag, to be
// searched and not shown; tags, to be shown and not searched.

interface SavedObject {
  id: string
  type: "index-pattern" | "visualization" | "search" | "dashboard"
  attributes: Record<string, unknown>
  references: { id: string; type: string; name: string }[]
  /** The release whose format it is; newer ones migrate it. */
  coreMigrationVersion: string
}

const VERSION = "8.8.0"
const DATA_VIEW = "lectern-spans"
const INDEX_REFERENCE = "kibanaSavedObjectMeta.searchSourceJSON.index"
const ofDataView = [{ id: DATA_VIEW, type: "index-pattern", name: INDEX_REFERENCE }]

const dataView: SavedObject = {
  id: DATA_VIEW,
  type: "index-pattern",
  attributes: {
    title: "zipkin-span-*",
    name: "Lectern: spans",
    timeFieldName: "timestamp_millis",
    runtimeFieldMap: JSON.stringify({
      duration_ms: {
        type: "double",
        script: { source: "if (doc['duration'].size() > 0) emit(doc['duration'].value / 1000.0)" },
      },
    }),
    fieldFormatMap: JSON.stringify({
      traceId: {
        id: "url",
        params: { urlTemplate: "http://localhost:9411/zipkin/traces/{{value}}", labelTemplate: "{{value}}" },
      },
    }),
  },
  references: [],
  coreMigrationVersion: VERSION,
}

const EDGE = 'localEndpoint.serviceName : "gateway" and kind : "SERVER"'
const FAILED = '_q : "error"'

const meta = (query: string) => ({
  kibanaSavedObjectMeta: {
    searchSourceJSON: JSON.stringify({
      query: { query, language: "kuery" },
      filter: [],
      indexRefName: INDEX_REFERENCE,
    }),
  },
})

interface Aggregation {
  type: "count" | "percentiles" | "date_histogram" | "terms"
  schema: "metric" | "segment" | "group" | "bucket"
  params: Record<string, unknown>
}

const COUNT: Aggregation = { type: "count", schema: "metric", params: {} }
const TIMES: Aggregation = {
  type: "percentiles",
  schema: "metric",
  params: { field: "duration_ms", percents: [50, 95, 99] },
}
const OVER_TIME: Aggregation = {
  type: "date_histogram",
  schema: "segment",
  params: { field: "timestamp_millis", interval: "auto", min_doc_count: 0 },
}
/** Those with the most spans. */
const mostOf = (field: string, size = 10): Aggregation => ({
  type: "terms",
  schema: "group",
  params: { field, size, order: "desc", orderBy: "1" },
})
/** The rows of a table whose columns are {@link COUNT} and {@link TIMES}, by the 95th percentile. */
const slowestOf = (field: string, size: number): Aggregation => ({
  type: "terms",
  schema: "bucket",
  params: { field, size, order: "desc", orderBy: "2.95" },
})

const visualization = (
  id: string,
  title: string,
  {
    type,
    query,
    aggregations,
  }: { type: "line" | "histogram" | "table"; query: string; aggregations: readonly Aggregation[] },
): SavedObject => ({
  id: `lectern-${id}`,
  type: "visualization",
  attributes: {
    title: `Lectern: ${title}`,
    visState: JSON.stringify({
      title: `Lectern: ${title}`,
      type,
      aggs: aggregations.map((aggregation, i) => ({ id: String(i + 1), enabled: true, ...aggregation })),
      params: type === "table" ? { perPage: 10 } : { type, addLegend: true, addTooltip: true, legendPosition: "right" },
    }),
    uiStateJSON: "{}",
    ...meta(query),
  },
  references: ofDataView,
  coreMigrationVersion: VERSION,
})

const panels: readonly SavedObject[] = [
  visualization("requests", "requests", {
    type: "histogram",
    query: EDGE,
    aggregations: [COUNT, OVER_TIME, mostOf("name")],
  }),
  visualization("request-times", "time of requests, ms", {
    type: "line",
    query: EDGE,
    aggregations: [TIMES, OVER_TIME],
  }),
  visualization("failed-spans", "failed spans by component", {
    type: "histogram",
    query: FAILED,
    aggregations: [COUNT, OVER_TIME, mostOf("localEndpoint.serviceName", 12)],
  }),
  visualization("slowest-operations", "operations by time, ms", {
    type: "table",
    query: EDGE,
    aggregations: [COUNT, TIMES, slowestOf("name", 50)],
  }),
  visualization("slowest-spans", "RPCs and statements by time, ms", {
    type: "table",
    query: 'kind : "CLIENT" and not localEndpoint.serviceName : "gateway"',
    aggregations: [COUNT, TIMES, slowestOf("localEndpoint.serviceName", 12), slowestOf("name", 50)],
  }),
  {
    id: "lectern-failed-requests",
    type: "search",
    attributes: {
      title: "Lectern: failed requests",
      columns: ["traceId", "name", "duration_ms", "tags.error"],
      sort: [["timestamp_millis", "desc"]],
      ...meta(`${EDGE} and ${FAILED}`),
    },
    references: ofDataView,
    coreMigrationVersion: VERSION,
  },
]

const PANEL_WIDTH = 24
const PANEL_HEIGHT = 14

const dashboard: SavedObject = {
  id: "lectern-requests-dashboard",
  type: "dashboard",
  attributes: {
    title: "Lectern: requests",
    description: "What was asked, how long it took and what failed, out of the spans that Zipkin keeps.",
    timeRestore: true,
    timeFrom: "now-1h",
    timeTo: "now",
    panelsJSON: JSON.stringify(
      panels.map(({ type }, i) => ({
        version: VERSION,
        type,
        panelIndex: String(i),
        panelRefName: `panel_${i}`,
        gridData: {
          i: String(i),
          x: (i % 2) * PANEL_WIDTH,
          y: Math.floor(i / 2) * PANEL_HEIGHT,
          w: PANEL_WIDTH,
          h: PANEL_HEIGHT,
        },
        embeddableConfig: {},
      })),
    ),
    optionsJSON: JSON.stringify({ useMargins: true, hidePanelTitles: false }),
    kibanaSavedObjectMeta: {
      searchSourceJSON: JSON.stringify({ query: { query: "", language: "kuery" }, filter: [] }),
    },
  },
  references: panels.map(({ id, type }, i) => ({ id, type, name: `${i}:panel_${i}` })),
  coreMigrationVersion: VERSION,
}

/** Each after those that it refers to. */
export const kibanaObjects: readonly SavedObject[] = [dataView, ...panels, dashboard]
