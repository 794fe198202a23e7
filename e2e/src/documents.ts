import { globSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

export const ROOT = fileURLToPath(new URL("../../", import.meta.url))

/** A fenced block; of "```sh run" the language is "sh" and the note "run". */
export interface Block {
  language: string
  note: string
  text: string
}

export interface Document {
  /** From the repository's root. */
  path: string
  text: string
  blocks: Block[]
  /** Inline code outside of blocks. */
  codeSpans: string[]
  /** Targets of links that are no web addresses. */
  links: string[]
  /** As GitHub makes them of the headings. */
  anchors: Set<string>
}

/** Every Markdown file of the repository. */
export function documents(): Document[] {
  const paths = globSync("**/*.md", {
    cwd: ROOT,
    exclude: (name) => /(^|\/)(node_modules|\.data|\.git|\.turbo)$/.test(name),
  })
  return paths.sort().map(readDocument)
}

export function readDocument(path: string): Document {
  const text = readFileSync(join(ROOT, path), "utf8")
  const blocks = [...text.matchAll(/^```(\w*) ?(.*)\n([\s\S]*?)^```$/gm)].map(
    ([, language = "", note = "", content = ""]): Block => ({ language, note, text: content }),
  )
  const prose = text.replaceAll(/^```[\s\S]*?^```$/gm, "")
  return {
    path,
    text,
    blocks,
    codeSpans: [...prose.matchAll(/`([^`\n]+)`/g)].map(([, span = ""]) => span),
    links: [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, target = ""]) => target)
      .filter((target) => !/^(https?|mailto):/.test(target)),
    anchors: new Set([...prose.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) => anchorOf(heading))),
  }
}

const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-")
