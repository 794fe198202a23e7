import assert from "node:assert/strict"
import { readdirSync, readFileSync } from "node:fs"
import { describe, it } from "node:test"
import fc from "fast-check"
import { parseCueText, visibleText, type CueNode } from "./cue-text.ts"
import { findCaptionProblem, MAX_CAPTION_BYTES, parseWebVtt } from "./webvtt.ts"

// The files of w3c/webvtt.js, which are those of the web platform tests.
const FIXTURES = new URL("../../../../shared/data/webvtt/", import.meta.url)
function fixtures(kind: string): { name: string; text: string }[] {
  try {
    return readdirSync(FIXTURES)
      .filter((name) => name.startsWith(`wpt-${kind}__`))
      .map((name) => ({ name: name.replace(/^.*__/, ""), text: readFileSync(new URL(name, FIXTURES), "utf8") }))
  } catch {
    return []
  }
}
const files = fixtures("file-parsing")
const cueFiles = fixtures("cue-parsing")

/** As the web platform tests write trees: an element in the HTML that it becomes. */
function asHtml(nodes: readonly CueNode[], indent = "| "): string {
  const time = (ms: number) => {
    const two = (value: number) => String(Math.floor(value)).padStart(2, "0")
    return `${two(ms / 3_600_000)}:${two((ms / 60_000) % 60)}:${two((ms / 1000) % 60)}.${String(ms % 1000).padStart(3, "0")}`
  }
  return nodes
    .map((node) => {
      if (node.kind === "text") return `${indent}"${node.value}"\n`
      if (node.kind === "timestamp") return `${indent}<?timestamp ${time(node.ms)}>\n`
      const { tag, classes, annotation, children } = node
      const deeper = `${indent}  `
      return [
        `${indent}<${["c", "v", "lang"].includes(tag) ? "span" : tag}>\n`,
        classes.length > 0 ? `${deeper}class="${classes.join(" ")}"\n` : "",
        tag === "lang" ? `${deeper}lang="${annotation}"\n` : "",
        tag === "v" ? `${deeper}title="${annotation}"\n` : "",
        asHtml(children, deeper),
      ].join("")
    })
    .join("")
}

const vtt = (...lines: string[]) => Buffer.from(`WEBVTT\n\n${lines.join("\n")}\n`)
const CUE = ["00:00.000 --> 00:01.000", "text"]

describe(
  "the web platform tests of WebVTT",
  { skip: files.length === 0 && "the fixtures are not beside the repository" },
  () => {
    for (const { name, text } of cueFiles.filter(({ name }) => name.endsWith(".json")))
      it(`cue text: ${name}`, () => {
        const cases = JSON.parse(text) as { text: string; expectedTree: string }[]
        const beside = cueFiles.find((file) => file.name === name.replace(".json", ".vtt"))
        const cues = parseWebVtt(beside?.text ?? "")?.cues ?? []
        assert.equal(cues.length, cases.length)
        for (const [index, { expectedTree, text: source }] of cases.entries())
          assert.equal(asHtml(parseCueText(cues[index]?.text ?? "")), expectedTree, JSON.stringify(source))
      })

    it("files: cues that must not be there are not there, all others are, in their order", () => {
      // In signature-timings.vtt the times belong to the signature, and the text to the header.
      for (const { name, text } of files.filter(({ name }) => name !== "signature-timings.vtt")) {
        const parsed = parseWebVtt(text)
        assert.ok(parsed, name)
        const texts = parsed.cues.map((cue) => cue.text.trim())
        // In files about settings, a cue whose settings are wrong is shown with the standard ones.
        if (!name.startsWith("settings-") && !name.startsWith("regions-"))
          assert.ok(
            texts.every((each) => !each.startsWith("invalid")),
            `${name}: ${texts.join(", ")}`,
          )
        const written = text
          .split(/[\r\n]+/)
          .map((line) => line.trim().replaceAll("\0", "\ufffd"))
          .filter((line) => /^\ufffd?(?:text|valid)\ufffd?\d*$/.test(line))
        assert.deepEqual(
          texts.filter((each) => /text|^valid/.test(each)),
          written,
          name,
        )
      }
    })

    it("files: a caption that loses words is refused with the line, any other is taken", () => {
      const problemOf = (name: string) => {
        const problem = findCaptionProblem(Buffer.from(files.find((file) => file.name === name)?.text ?? ""))
        return problem && [problem.lineNumber, problem.message.split(" ")[0]]
      }
      assert.deepEqual(problemOf("arrows.vtt"), [3, "times"])
      assert.deepEqual(problemOf("timings-60.vtt"), [3, "times"])
      assert.deepEqual(problemOf("timings-negative.vtt"), [3, "the"])
      assert.deepEqual(problemOf("signature-bom.vtt"), [1, "there"])
      for (const name of [
        "newlines.vtt",
        "ids.vtt",
        "header-timings.vtt",
        "settings-align.vtt",
        "timings-omitted-hours.vtt",
      ])
        assert.equal(problemOf(name), undefined, name)
    })
  },
)

describe("findCaptionProblem", () => {
  it("names the line, whatever ends lines", () => {
    const broken = ["1", "00:00:00.000 --> 00:00:01.000", "fine", "", "2", "00:00:01,000 --> 00:00:02,000", "lost"]
    for (const end of ["\n", "\r\n", "\r"])
      assert.equal(findCaptionProblem(Buffer.from(["WEBVTT", "", ...broken].join(end)))?.lineNumber, 8)
  })

  it("refuses what is no WebVTT, and tells text in another encoding by its line", () => {
    const at = (bytes: Buffer) => {
      const { lineNumber, message = "nothing" } = findCaptionProblem(bytes) ?? {}
      return `${lineNumber}: ${message}`
    }
    assert.equal(at(Buffer.alloc(0)), "1: WEBVTT is expected at the beginning of the file")
    assert.equal(at(Buffer.from("WEBVTTX\n")), "1: WEBVTT is expected at the beginning of the file")
    assert.equal(
      at(Buffer.from("1\n00:00:00,000 --> 00:00:01,000\nSubRip\n")),
      "1: WEBVTT is expected at the beginning of the file",
    )
    assert.equal(at(Buffer.concat([vtt(...CUE), Buffer.of(0xb0, 0xa1)])), "5: UTF-8 is expected")
    assert.equal(at(Buffer.from("\ufeffWEBVTT\n", "utf16le")), "1: UTF-8 is expected")
    assert.equal(at(vtt("NOTE nothing else")), "1: there is no text in the file")
    assert.equal(at(vtt("00:00.000 --> 00:01.000", "<c></c> &nbsp;")), "1: there is no text in the file")
    assert.match(at(vtt(...CUE, "", "just words")), /^6: text without times/)
    assert.match(at(vtt("00:02.000 --> 00:01.000", "text")), /^3: the cue ends before it begins/)
  })

  it("takes what players take: comments, styles, regions, hours left out, a header, a byte order mark", () => {
    const file = [
      "\ufeffWEBVTT - lecture 1",
      "Kind: captions",
      "",
      "STYLE",
      "::cue { color: white }",
      "",
      "REGION",
      "id:low",
      "",
      "NOTE",
      "two",
      "lines",
      "",
      "intro",
      "00:00.000 --> 100:00:01.000 region:low align:start",
      "<v 하늘>안녕하세요 &amp; welcome",
    ]
    assert.equal(findCaptionProblem(Buffer.from(file.join("\r\n"))), undefined)
    const cue = parseWebVtt(file.join("\n"))?.cues[0]
    assert.deepEqual(
      [cue?.id, cue?.startMs, cue?.endMs, cue?.settings, visibleText(cue?.text ?? "")],
      ["intro", 0, 360_001_000, "region:low align:start", "안녕하세요 & welcome"],
    )
  })

  it("bounds size and number of cues", () => {
    assert.match(findCaptionProblem(Buffer.alloc(MAX_CAPTION_BYTES + 1, " "))?.message ?? "", /bytes at most/)
    const many = Array.from({ length: 50_001 }, () => `${CUE.join("\n")}\n`)
    assert.deepEqual(findCaptionProblem(vtt(...many)), {
      lineNumber: 150_003,
      message: "50000 cues at most are expected",
    })
    assert.equal(findCaptionProblem(vtt(...many.slice(1))), undefined)
  })

  it("takes time in proportion to the length, whatever is in the file", () => {
    const cpuMs = (bytes: Buffer) => {
      const begun = process.cpuUsage()
      findCaptionProblem(bytes)
      const { user, system } = process.cpuUsage(begun)
      return (user + system) / 1000
    }
    for (const unit of [
      "<",
      "<c>",
      "</",
      "&",
      "&#",
      "-->",
      "0",
      "0:",
      ":00",
      " ",
      "\t-",
      "\n",
      "\r",
      "a\n\n",
      "NOTE\n",
      "-->\n",
      "<c.a",
      "<v a",
    ]) {
      const hostile = (bytes: number) =>
        Buffer.from(`WEBVTT\n\n00:00.000 --> 00:01.000\n${unit.repeat(bytes / unit.length)}`)
      // Quadratic, it would be minutes.
      assert.ok(cpuMs(hostile(1024 * 1024)) < 4000, JSON.stringify(unit))
      const timings = Buffer.from(`WEBVTT\n\n${unit.repeat((256 * 1024) / unit.length)} --> 00:01.000\nx`)
      assert.ok(cpuMs(timings) < 4000, JSON.stringify(unit))
    }
  })

  it("never fails on any text, and never puts cues where there are none", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            "WEBVTT",
            "\n",
            "\r",
            " ",
            "-->",
            "00:01.000",
            "99:59:59.999",
            "<v",
            ">",
            "</ruby>",
            "<rt>",
            "<ruby>",
            "&amp",
            "NOTE",
            "STYLE",
            "\0",
            "가",
            "x",
          ),
        ),
        (parts) => {
          const parsed = parseWebVtt(`WEBVTT\n${parts.join("")}`)
          for (const { text, lineNumber } of parsed?.cues ?? []) {
            assert.ok(lineNumber > 1 && !text.includes("-->"))
            visibleText(text)
          }
        },
      ),
      { numRuns: 2000 },
    )
  })
})
