import { decodeHTML } from "entities"

/** A part of a cue's text as players build it. */
export type CueNode =
  | { kind: "text"; value: string }
  | { kind: "timestamp"; ms: number }
  | { kind: "element"; tag: CueTag; classes: string[]; annotation: string; children: CueNode[] }

const TAGS = ["c", "i", "b", "u", "ruby", "rt", "v", "lang"] as const
type CueTag = (typeof TAGS)[number]
type CueElement = Extract<CueNode, { kind: "element" }>

const TIMESTAMP = /^(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})$/
// A tag that is not closed takes the rest of the text.
const TOKEN = /<([^>]*)>?|[^<]+/g
// Its levels are walked recursively; nobody nests tags like this.
const MAX_DEPTH = 100

/** Text of a cue as a tree: https://www.w3.org/TR/webvtt1/#cue-text-parsing-rules. Tags that players skip are left out. */
export function parseCueText(source: string): CueNode[] {
  const root: CueNode[] = []
  const open: CueElement[] = []
  for (const [token, inside] of source.matchAll(TOKEN)) {
    const children = open.at(-1)?.children ?? root
    if (inside === undefined) {
      const value = decodeHTML(token)
      children.push({ kind: "text", value })
    } else if (inside.startsWith("/")) {
      const name = inside.slice(1)
      const current = open.at(-1)?.tag
      if (current !== undefined && current === name) open.pop()
      // A base ends with the text above it.
      else if (name === "ruby" && current === "rt") open.splice(-2)
    } else if (/^\d/.test(inside)) {
      const time = TIMESTAMP.exec(inside)
      if (time) {
        const [, hours = "0", minutes, seconds, ms] = time
        children.push({
          kind: "timestamp",
          ms: ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(ms),
        })
      }
    } else {
      const element = toElement(inside)
      if (!element || open.length >= MAX_DEPTH) continue
      if (element.tag === "rt" && open.at(-1)?.tag !== "ruby") continue
      children.push(element)
      open.push(element)
    }
  }
  return root
}

/** `v.loud.far Mary Ann` */
function toElement(inside: string): CueElement | undefined {
  const [, name = "", classes = "", annotation = ""] = /^([^.\s]*)((?:\.[^.\s]*)*)\s?([^]*)$/.exec(inside) ?? []
  const tag = TAGS.find((known) => known === name)
  if (!tag) return undefined
  return {
    kind: "element",
    tag,
    classes: classes.split(".").filter((each) => each !== ""),
    annotation: decodeHTML(annotation).trim().replaceAll(/\s+/g, " "),
    children: [],
  }
}

/** What is read on the screen. */
export const visibleText = (source: string): string => textOf(parseCueText(source))

const textOf = (nodes: readonly CueNode[]): string =>
  nodes
    .map((node) => (node.kind === "text" ? node.value : node.kind === "element" ? textOf(node.children) : ""))
    .join("")
