import assert from "node:assert/strict"
import { execFileSync, spawn, spawnSync } from "node:child_process"
import { once } from "node:events"
import { appendFile, chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { basename, delimiter, join } from "node:path"
import { after, before, describe, it } from "node:test"
import { fetchDebianPackages, findProgram, hasDebianPackages, libraryPath } from "./debian-packages.ts"
import { StartError } from "@lectern/runtime/lifecycle"

// The real apt-get and dpkg, with a package source of our own on this disk instead of the machine's.
const skip = !(await hasDebianPackages()) && "needs apt-get"

const TRIPLET = `usr/lib/${process.arch === "arm64" ? "aarch64" : "x86_64"}-linux-gnu`

let folder: string
let source: string
const environment = { APT_CONFIG: process.env.APT_CONFIG, PATH: process.env.PATH }

before(async () => {
  if (skip) return
  folder = await mkdtemp(join(tmpdir(), "debian-packages-"))
  source = join(folder, "source")
  await mkdir(source)
  await build("lectern-tool", "1.0", "lectern-library", {
    "usr/bin/lectern-tool": "#!/bin/sh\necho tool $LD_LIBRARY_PATH\n",
  })
  await build("lectern-library", "1.0", "", {
    [`${TRIPLET}/liblectern.so.1`]: "",
    [`${TRIPLET}/pulseaudio/libprivate.so`]: "",
    [`${TRIPLET}/notes/readme`]: "",
  })
  await build("lectern-browser", "1.0", "", {
    "usr/bin/lectern-browser": "#!/bin/sh\nexec /usr/lib/lectern-browser/lectern-browser\n",
    "usr/lib/lectern-browser/lectern-browser": "#!/bin/sh\necho browser\n",
  })
  await build("lectern-stub", "2:1snap1-0ubuntu2", "", { "usr/bin/lectern-stub": "#!/bin/sh\nsnap install stub\n" })
  await build("lectern-broken", "1.0", "lectern-nowhere", {})
  await useSource(`deb [trusted=yes] file:${source} ./`)
})
after(async () => {
  restore("APT_CONFIG")
  restore("PATH")
  if (folder) await rm(folder, { recursive: true, force: true })
})

function restore(name: "APT_CONFIG" | "PATH"): void {
  if (environment[name] === undefined) delete process.env[name]
  else process.env[name] = environment[name]
}

/** Adds a package to our source. */
async function build(name: string, version: string, depends: string, files: Record<string, string>): Promise<void> {
  const tree = join(folder, "build", name)
  await mkdir(join(tree, "DEBIAN"), { recursive: true })
  await chmod(tree, 0o755)
  const control = [
    `Package: ${name}`,
    `Version: ${version}`,
    "Architecture: all",
    "Maintainer: Test <test@example.org>",
    ...(depends ? [`Depends: ${depends}`] : []),
    "Description: for a test",
  ]
  await writeFile(join(tree, "DEBIAN/control"), `${control.join("\n")}\n`)
  for (const [path, content] of Object.entries(files)) {
    await mkdir(join(tree, path, ".."), { recursive: true })
    await writeFile(join(tree, path), content, { mode: 0o755 })
  }
  const file = `${name}.deb`
  execFileSync("dpkg-deb", ["--build", "-Zxz", tree, join(source, file)])
  const { size } = await stat(join(source, file))
  const [hash] = execFileSync("sha256sum", [join(source, file)], { encoding: "utf8" }).split(" ")
  const entry = [...control, `Filename: ./${file}`, `Size: ${size}`, `SHA256: ${hash}`]
  await appendFile(join(source, "Packages"), `${entry.join("\n")}\n\n`)
}

/** Makes apt use this line instead of the machine's sources. */
async function useSource(line: string): Promise<void> {
  await writeFile(join(folder, "sources.list"), `${line}\n`)
  await writeFile(
    join(folder, "apt.conf"),
    `Dir::Etc::sourcelist "${folder}/sources.list"; Dir::Etc::sourceparts "/dev/null"; Acquire::Retries "0";\n`,
  )
  process.env.APT_CONFIG = join(folder, "apt.conf")
}

function fetch(packages: string[], into: string, lines: string[] = []): Promise<string> {
  return fetchDebianPackages({ packages, into: join(folder, into), log: (line) => lines.push(line) })
}

async function refusal(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => assert.fail("it was fetched"),
    (caught: unknown) => caught,
  )
  assert.ok(error instanceof StartError, String(error))
  assert.doesNotMatch(error.message, /\n/)
  return error.message
}

/** The path of a program, or "" where there is none. */
function programOnMachine(name: string): string {
  return spawnSync("sh", ["-c", `command -v ${name}`], { encoding: "utf8" }).stdout.trim()
}

describe("fetching Debian packages", { skip }, () => {
  it("brings the package and those it depends on, and leaves nothing else behind", async () => {
    const lines: string[] = []
    const root = await fetch(["lectern-tool"], "plain", lines)
    assert.equal(execFileSync(join(root, "usr/bin/lectern-tool"), { encoding: "utf8" }).slice(0, 4), "tool")
    assert.deepEqual(
      (await readFile(join(root, "complete.txt"), "utf8"))
        .trim()
        .split("\n")
        .map((name) => name.split("_")[0]),
      ["lectern-library", "lectern-tool"],
    )
    const left = await readdir(join(folder, "plain"))
    assert.deepEqual(left.map((name) => name.replace(/-[^-]+-[^-]+-(x64|arm64)/, "")).sort(), [
      "lectern-tool",
      "lectern-tool.lock",
    ])
    assert.match(lines.join("\n"), /reading the package lists\n.*2 packages, 1 MB\n.*unpacking/)
  })

  it("returns at once when they are there", async () => {
    const lines: string[] = []
    const root = await fetch(["lectern-tool"], "twice", lines)
    lines.length = 0
    assert.equal(await fetch(["lectern-tool"], "twice", lines), root)
    assert.deepEqual(lines, [])
  })

  it("does it again when it was interrupted", async () => {
    const root = await fetch(["lectern-tool"], "interrupted")
    await rm(join(root, "complete.txt"))
    await rm(join(root, "usr/bin/lectern-tool"))
    await mkdir(`${root}.partial/debs`, { recursive: true })
    await writeFile(`${root}.partial/debs/half.deb`, "half")
    assert.equal(await fetch(["lectern-tool"], "interrupted"), root)
    await stat(join(root, "usr/bin/lectern-tool"))
  })

  it("is done once when two ask at the same time", async () => {
    const lines: string[] = []
    const roots = await Promise.all([fetch(["lectern-tool"], "both", lines), fetch(["lectern-tool"], "both", lines)])
    assert.equal(roots[0], roots[1])
    assert.equal(lines.filter((line) => line.includes("unpacking")).length, 1)
  })

  it("waits, and says so, while another process does it", async () => {
    const root = await fetch(["lectern-tool"], "waits")
    await rm(root, { recursive: true })
    const other = spawn("flock", [`${root}.lock`, "cat"], { stdio: ["pipe", "pipe", "inherit"] })
    other.stdin.write("locked")
    await once(other.stdout, "data")
    const log = (line: string) => {
      if (line === "waiting for another process that fetches lectern-tool") other.stdin.end()
    }
    assert.equal(await fetchDebianPackages({ packages: ["lectern-tool"], into: join(folder, "waits"), log }), root)
    assert.ok(other.stdin.writableEnded)
  })

  it("takes the first alternative that the sources know", async () => {
    const root = await fetch(["lectern-tool-9|lectern-tool"], "alternatives")
    await stat(join(root, "usr/bin/lectern-tool"))
  })

  it("works without dpkg, by ar and tar", async (test) => {
    const tools = ["flock", "sh", "cat", "ar", "tar", "xz", "grep", "rm"].map(programOnMachine)
    if (tools.includes("")) return test.skip("needs ar and xz")
    const bin = join(folder, "bin-without-dpkg")
    await mkdir(bin)
    for (const path of tools) await symlink(path, join(bin, basename(path)))
    // apt itself needs dpkg, if only to ask for the architecture; it finds that on a path of its own.
    for (const name of ["apt-get", "apt-cache"]) {
      await writeFile(join(bin, name), `#!/bin/sh\nPATH=/usr/sbin:/usr/bin:/sbin:/bin exec /usr/bin/${name} "$@"\n`, {
        mode: 0o755,
      })
    }
    process.env.PATH = bin
    try {
      const root = await fetch(["lectern-tool"], "without-dpkg")
      await stat(join(root, "usr/bin/lectern-tool"))
      assert.deepEqual((await readdir(root)).sort(), ["complete.txt", "usr"])
    } finally {
      restore("PATH")
    }
  })

  it("can be aborted, and then starts afresh", async () => {
    const abort = new AbortController()
    const log = () => abort.abort()
    const into = join(folder, "aborted")
    await assert.rejects(fetchDebianPackages({ packages: ["lectern-tool"], into, log, signal: abort.signal }), {
      name: "AbortError",
    })
    await fetch(["lectern-tool"], "aborted")
  })

  it("says in one line what the sources lack", async () => {
    assert.match(await refusal(fetch(["lectern-a|lectern-b"], "lacks")), /have no lectern-a or lectern-b$/)
    assert.match(await refusal(fetch(["lectern-broken"], "lacks")), /cannot fetch lectern-broken: /)
    assert.match(await refusal(fetch(["lectern-stub"], "lacks")), /have no lectern-stub$/)
  })

  it("says in one line that there is no network", async () => {
    await useSource("deb [trusted=yes] http://127.0.0.1:1/debian ./")
    try {
      assert.match(
        await refusal(fetch(["lectern-tool"], "offline")),
        /no package source answers, is there a network\? \(.*127\.0\.0\.1/,
      )
    } finally {
      await useSource(`deb [trusted=yes] file:${source} ./`)
    }
  })

  it("says in one line that a file is not what the lists promised", async () => {
    const deb = join(source, "lectern-browser.deb")
    const good = await readFile(deb)
    await writeFile(deb, Buffer.concat([good, Buffer.from("x")]))
    try {
      assert.match(await refusal(fetch(["lectern-browser"], "forged")), /cannot fetch lectern-browser: E: /)
    } finally {
      await writeFile(deb, good)
    }
  })

  it("says in one line that the disk is full", { skip: process.getuid?.() !== 0 && "needs to mount" }, async () => {
    const disk = join(folder, "disk")
    await mkdir(disk)
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=16k", "tmpfs", disk])
    try {
      assert.match(await refusal(fetch(["lectern-tool"], "disk/programs")), /^the disk is full under/)
    } finally {
      execFileSync("umount", ["--lazy", disk])
    }
  })
})

describe("finding a program", { skip }, () => {
  const find = (name: string, lines: string[] = [], packages = [name]) =>
    findProgram({ names: [name], packages, into: join(folder, "found"), log: (line) => lines.push(line) })

  it("takes the machine's", async () => {
    const found = await find("sh")
    assert.deepEqual(found, { path: programOnMachine("sh"), env: {} })
  })

  it("fetches it otherwise, with the folders of its libraries", async () => {
    const found = await find("lectern-tool")
    const root = join(found?.path ?? "", "../../..")
    const folders = [join(root, TRIPLET), join(root, TRIPLET, "pulseaudio")]
    assert.deepEqual(found, { path: join(root, "usr/bin/lectern-tool"), env: { LD_LIBRARY_PATH: folders.join(":") } })
    assert.equal(libraryPath(root), folders.join(":"))
    assert.equal(
      execFileSync(found?.path ?? "", { encoding: "utf8", env: { ...process.env, ...found?.env } }),
      `tool ${folders.join(":")}\n`,
    )
  })

  it("takes the program itself where the package's starter names a path of the system", async () => {
    const found = await find("lectern-browser")
    assert.equal(execFileSync(found?.path as string, { encoding: "utf8" }), "browser\n")
    assert.deepEqual(found?.env, {})
  })

  it("takes a stub for a snap as absent, on the machine and in the packages", async () => {
    const bin = join(folder, "bin-with-stub")
    await mkdir(bin)
    await writeFile(join(bin, "lectern-stub"), "#!/bin/sh\nexec /snap/bin/lectern-stub\n", { mode: 0o755 })
    process.env.PATH = `${bin}${delimiter}${environment.PATH}`
    try {
      const lines: string[] = []
      assert.equal(await find("lectern-stub", lines), undefined)
      assert.match(lines.at(-1) ?? "", /lectern-stub is not there: .*have no lectern-stub/)
    } finally {
      restore("PATH")
    }
  })
})
