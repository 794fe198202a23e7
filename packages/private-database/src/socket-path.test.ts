import assert from "node:assert/strict"
import { chmod, mkdir, mkdtemp, rm, symlink } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { after, before, describe, it } from "node:test"
import { chooseSocketPath, MAX_SOCKET_PATH_BYTES } from "./socket-path.ts"
import { StartError } from "@lectern/runtime/lifecycle"

let folder: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "sock-"))
})
after(() => rm(folder, { recursive: true, force: true }))

/** A path such that its file "s" has `bytes` bytes in all. */
const pathOf = (bytes: number, filler = "x") => `/${filler.repeat((bytes - 3) / Buffer.byteLength(filler))}`

describe("the socket", () => {
  it("is in the data folder up to the system's limit", async () => {
    assert.equal(await chooseSocketPath(pathOf(MAX_SOCKET_PATH_BYTES), "s", []), `${pathOf(MAX_SOCKET_PATH_BYTES)}/s`)
    await assert.rejects(chooseSocketPath(pathOf(MAX_SOCKET_PATH_BYTES + 1), "s", []), StartError)
  })

  it("moves to the first short folder beyond it, another one for each data folder", async () => {
    const long = "/tooLong".repeat(20)
    const one = await chooseSocketPath(long, "s", [undefined, long, folder])
    assert.equal(one, await chooseSocketPath(long, "s", [folder]))
    assert.match(one, /\/lectern-[0-9a-f]{16}\/s$/)
    assert.notEqual(one, await chooseSocketPath(`${long}2`, "s", [folder]))
  })

  it("counts bytes, not characters", async () => {
    const korean = pathOf(120, "강")
    assert.ok(korean.length < 50)
    assert.ok((await chooseSocketPath(korean, "s", [folder])).startsWith(folder))
  })

  it("does not go where somebody else could have prepared the folder", async () => {
    const long = "/other".repeat(30)
    const path = await chooseSocketPath(long, "s", [folder])
    await rm(join(path, ".."), { recursive: true })
    await mkdir(join(folder, "elsewhere"))
    await symlink(join(folder, "elsewhere"), join(path, ".."))
    await assert.rejects(chooseSocketPath(long, "s", [folder]), StartError)
    await rm(join(path, ".."))
    await mkdir(join(path, ".."))
    await chmod(join(path, ".."), 0o777)
    assert.equal(await chooseSocketPath(long, "s", [folder]), path) // ours after all, and closed now
  })

  it("that fits nowhere gives one line with path, length and what to do", async () => {
    const long = pathOf(200)
    await assert.rejects(
      chooseSocketPath(long, "s", [long]),
      (error) =>
        error instanceof StartError &&
        error.message.startsWith(
          `the path ${long}/s has 200 bytes and a socket takes ${MAX_SOCKET_PATH_BYTES}: choose`,
        ),
    )
  })
})
