import assert from "node:assert/strict"
import { execFileSync, spawn, spawnSync } from "node:child_process"
import { existsSync, globSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join, normalize } from "node:path"
import { after, before, describe, it } from "node:test"
import { documents, readDocument, ROOT, type Document } from "./documents.ts"
import { envExample, readFromProcess, settingsByFile, takenOverByPlatform } from "./env-example.ts"
import { demo, startPlatform, type Platform } from "./platform-under-test.ts"

const PACKAGES = ["packages/*", "gateway", "subgraphs/*", "grpc-services/*", "platform", "e2e"]
const all = documents()
const isThere = (path: string) => existsSync(join(ROOT, path))

describe("the documents", () => {
  it("link to what exists", () => {
    const broken = all.flatMap(({ path, links, anchors }) =>
      links
        .filter((link) => {
          const [file = "", anchor] = link.split("#")
          const target = file === "" ? path : normalize(join(dirname(path), file))
          if (!isThere(target)) return true
          if (anchor === undefined) return false
          return !(file === "" ? anchors : readDocument(target).anchors).has(anchor)
        })
        .map((link) => `${path}: ${link}`),
    )
    assert.deepEqual(broken, [])
  })

  it("name files and folders that exist", () => {
    const topLevel = new Set(readdirSync(ROOT))
    const names = (span: string) => topLevel.has(span.split("/")[0] ?? "") && /^[\w.<>*{},/-]+$/.test(span)
    // What a reader is to fill in, `<context>`, stands for anything.
    const exists = (span: string) => globSync(span.replaceAll(/<[^>]+>/g, "*"), { cwd: ROOT }).length > 0
    const missing = all.flatMap(({ path, codeSpans }) =>
      codeSpans.filter((span) => names(span) && !exists(span)).map((span) => `${path}: ${span}`),
    )
    assert.deepEqual(missing, [])
  })

  it("name source files that exist, of their own package or as every package has them", () => {
    const missing = PACKAGES.flatMap((folder) => globSync(`${folder}/README.md`, { cwd: ROOT })).flatMap((path) => {
      const folder = dirname(path)
      const exists = (span: string) =>
        [span, `${folder}/${span}`, `${folder}/src/${span}`].some(isThere) ||
        globSync(`{*,*/*}/src/${span}`, { cwd: ROOT }).length > 0
      return readDocument(path)
        .codeSpans.filter((span) => /^[\w./-]+\.(ts|mjs)$/.test(span) && !exists(span))
        .map((span) => `${path}: ${span}`)
    })
    assert.deepEqual(missing, [])
  })

  it("name npm scripts that exist", () => {
    const own = new Set(["ci", "install", "exec"])
    const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { scripts: object }
    const missing = all.flatMap(({ path, blocks, codeSpans }) =>
      [...codeSpans, ...blocks.filter(({ language }) => language === "sh").map(({ text }) => text)]
        .flatMap((text) => [...text.matchAll(/\bnpm (?:run )?([a-z][\w:-]*)/g)].map(([, name = ""]) => name))
        .filter((name) => !own.has(name) && !(name in scripts))
        .map((name) => `${path}: npm run ${name}`),
    )
    assert.deepEqual(missing, [])
  })

  it("are named in comments of the code as they are", () => {
    const sources = globSync(["*/src/**/*.ts", "*/*/src/**/*.ts", "tools/*.ts", "proto/**/*.proto"], {
      cwd: ROOT,
      exclude: (name) => /node_modules$|\/gen$/.test(name),
    })
    const missing = sources.flatMap((path) =>
      [...readFileSync(join(ROOT, path), "utf8").matchAll(/docs\/[\w/-]+\.md/g)]
        .filter(([name]) => !isThere(name))
        .map(([name]) => `${path}: ${name}`),
    )
    assert.deepEqual(missing, [])
  })

  it("have every package and component explain itself in a README", () => {
    const folders = PACKAGES.flatMap((folder) => globSync(`${folder}/package.json`, { cwd: ROOT })).map(dirname)
    assert.deepEqual(
      folders.filter((folder) => !isThere(`${folder}/README.md`)),
      [],
    )
  })

  it("keep the map to a length that is read", () => {
    assert.ok(readDocument("ARCHITECTURE.md").text.split("\n").length <= 150)
  })

  it("number the decisions without gaps and give each its context and consequences", () => {
    const files = globSync("docs/decisions/*.md", { cwd: ROOT }).sort()
    files.forEach((file, index) => {
      assert.match(file, new RegExp(`/${String(index + 1).padStart(4, "0")}-[a-z0-9-]+\\.md$`))
      const { anchors } = readDocument(file)
      for (const part of ["context", "decision", "consequences"]) assert.ok(anchors.has(part), `${file} has no ${part}`)
    })
    assert.ok(files.length > 0)
  })

  it("list the licences of what is installed", () => {
    execFileSync(process.execPath, ["tools/licences.ts", "--check"], { cwd: ROOT })
  })
})

describe(".env.example", () => {
  const sections = envExample()

  it("has every variable of every shape, and no other", async () => {
    const expected = [...(await settingsByFile())].map(([file, settings]) => [file, [...settings.keys()].sort()])
    const found = [...sections]
      .filter(([where]) => where.endsWith(".ts"))
      .map(([where, variables]) => [where, variables.map(({ name }) => name).sort()])
    assert.deepEqual(Object.fromEntries(found), Object.fromEntries(expected))
  })

  it("says what is required, and gives the default of everything else", async () => {
    for (const [file, settings] of await settingsByFile())
      for (const { name, value, comment } of sections.get(file) ?? []) {
        const setting = settings.get(name)
        const unset = setting?.safeParse(undefined)
        assert.equal(comment.startsWith("Required."), unset?.success === false, `${file} ${name}: required or not?`)
        if (unset?.success && value !== "") assert.deepEqual(setting?.safeParse(value), unset, `${file} ${name}`)
        if (value === "" && unset?.success)
          assert.ok(unset.data === undefined || isEmptyList(unset.data), `${file} ${name} has a default`)
      }
  })

  it("says of every variable what it is for", () => {
    for (const [where, variables] of sections)
      for (const { name, comment } of variables) assert.match(comment, /\w.*\./, `${where} ${name}`)
  })

  it("marks what npm start takes over", () => {
    const taken = takenOverByPlatform()
    for (const { name, comment } of [...sections].filter(([where]) => where.endsWith(".ts")).flatMap(([, own]) => own))
      // An address or a port of the same name is another component's, or chosen by the platform.
      if (name !== "HOST") assert.equal(comment.includes("[npm start]"), taken.has(name), name)
  })

  it("has what programs read besides", () => {
    const ofTheSystem = new Set(["PATH", "XDG_RUNTIME_DIR", "APT_CONFIG", "LD_LIBRARY_PATH", "NODE_TEST_CONTEXT"])
    const known = new Set([...sections.values()].flat().map(({ name }) => name))
    const missing = readFromProcess().filter(({ name }) => !known.has(name) && !ofTheSystem.has(name))
    assert.deepEqual(missing, [])
  })
})

describe("the commands and queries of the documents", () => {
  let platform: Platform
  before(async () => {
    platform = await startPlatform("one process")
  })
  after(() => platform?.stop())

  const hasCurl = spawnSync("curl", ["--version"]).status === 0
  const withCommands = all.filter(({ blocks }) => blocks.some(isRun))
  for (const document of withCommands)
    it(
      `of ${document.path} print what they say`,
      { skip: hasCurl ? false : "curl is not on this machine" },
      async () => {
        const run = document.blocks.filter(isRun)
        const outputs = await runBlocks(
          run.map(({ text }) => text.replaceAll("http://localhost:4000", platform.origin)),
        )
        run.forEach(({ text }, index) => {
          const output = outputs[index] ?? ""
          let from = 0
          for (const [, expected = ""] of text.matchAll(/^#> (.+)$/gm)) {
            const at = output.indexOf(expected, from)
            assert.ok(at >= 0, `expected ${expected}\nafter:\n${text}\ngot:\n${output}`)
            from = at + expected.length
          }
        })
      },
    )

  for (const { path, note, text } of queriesOf(all))
    it(`of ${path} are answered without an error: ${text.slice(0, text.indexOf("{")).trim()}`, async () => {
      const token = note === "" ? undefined : await platform.signIn(demo[note as keyof typeof demo])
      const { status, errors } = await platform.graphql(text, undefined, token)
      assert.deepEqual({ status, errors }, { status: 200, errors: undefined })
    })
})

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0

function isRun({ language, note }: { language: string; note: string }): boolean {
  return language === "sh" && note === "run"
}

/** GraphQL blocks; the note says who asks: learner, instructor, admin, or nobody. */
function queriesOf(from: readonly Document[]) {
  return from.flatMap(({ path, blocks }) =>
    blocks.filter(({ language }) => language === "graphql").map(({ note, text }) => ({ path, note, text })),
  )
}

/** Runs blocks one after the other in one shell, in an empty folder; gives what each printed. */
async function runBlocks(blocks: readonly string[]): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), "lectern-docs-"))
  const border = "---- end of block ----"
  try {
    const shell = spawn(
      "bash",
      ["-euo", "pipefail", "-c", blocks.map((text) => `${text}\necho '${border}'`).join("\n")],
      {
        cwd: folder,
        stdio: ["ignore", "pipe", "pipe"],
      },
    )
    let output = ""
    let complaint = ""
    shell.stdout.on("data", (bytes: Buffer) => (output += bytes.toString()))
    shell.stderr.on("data", (bytes: Buffer) => (complaint += bytes.toString()))
    const status = await new Promise((resolve) => shell.once("close", resolve))
    assert.equal(status, 0, `${output}\n${complaint}`)
    return output.split(`${border}\n`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
