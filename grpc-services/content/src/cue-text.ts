import { decodeHTML } from "entities"

/** A part of a cue's text as players build it. */
export type CueNode = { kind: "text"; value: string } | { kind: "timestamp"; ms: number } | CueElement
interface CueElement {
  kind: "element"
  tag: string
  classes: string[]
  annotation: string
  children: CueNode[]
}

// A tag that is not closed takes the rest of the text.
const TOKEN = /<([^>]*)>?|[^<]+/g
const TIMESTAMP = /^(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})$/
// `v.loud.far Mary Ann`
const START_TAG = /^(c|i|b|u|ruby|rt|v|lang)((?:\.[^.\s]*)*)(?:\s([^]*))?$/
// Its levels are walked recursively; nobody nests tags like this.
const MAX_DEPTH = 100

/** Text of a cue as a tree: https://www.w3.org/TR/webvtt1/#cue-text-parsing-rules. Tags that players skip are left out. */
export function parseCueText(source: string): CueNode[] {
  const root: CueNode[] = []
  const open: CueElement[] = []
  for (const [token, inside] of source.matchAll(TOKEN)) {
    const { tag: current, children } = open.at(-1) ?? { tag: "", children: root }
    if (inside === undefined) {
      children.push({ kind: "text", value: decodeHTML(token) })
      continue
    }
    if (inside === `/${current}`) open.pop()
    // A base ends with the text above it.
    else if (inside === "/ruby" && current === "rt") open.splice(-2)
    const time = TIMESTAMP.exec(inside)
    if (time) children.push({ kind: "timestamp", ms: toMs(time.slice(1)) })
    const [, tag, classes = "", annotation = ""] = START_TAG.exec(inside) ?? []
    if (tag === undefined || open.length >= MAX_DEPTH || (tag === "rt" && current !== "ruby")) continue
    const element: CueElement = {
      kind: "element",
      tag,
      classes: classes.split(".").filter((each) => each !== ""),
      annotation: decodeHTML(annotation).trim().replaceAll(/\s+/g, " "),
      children: [],
    }
    children.push(element)
    open.push(element)
  }
  return root
}

/** Of hours, where there are any, minutes, seconds and milliseconds. */
export const toMs = ([hours, minutes, seconds, ms]: readonly (string | undefined)[]): number =>
  ((Number(hours ?? 0) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(ms)

/** What is read on the screen. */
export const visibleText = (source: string): string => textOf(parseCueText(source))

const textOf = (nodes: readonly CueNode[]): string =>
  nodes
    .map((node) => (node.kind === "text" ? node.value : node.kind === "element" ? textOf(node.children) : ""))
    .join("")
