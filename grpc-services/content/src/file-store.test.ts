import assert from "node:assert/strict"
import { createHash, randomBytes } from "node:crypto"
import { once } from "node:events"
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises"
import { createServer as createHttpServer } from "node:http"
import { connect, createServer, type AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Readable } from "node:stream"
import { buffer, text } from "node:stream/consumers"
import { after, before, describe, it } from "node:test"
import { setImmediate } from "node:timers/promises"
import { StartError } from "@lectern/runtime/lifecycle"
import { openDiskFileStore } from "./disk-file-store.ts"
import type { FileStore } from "./file-store.ts"
import { openS3FileStore } from "./s3-file-store.ts"
import { startTestBucket } from "./test-bucket.ts"

type Opened = AsyncDisposable & { store: FileStore }

async function diskStore(): Promise<Opened> {
  const folder = await mkdtemp(join(tmpdir(), "lectern-store-"))
  const store = await openDiskFileStore(folder)
  return { store, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) }
}

async function s3Store(): Promise<Opened> {
  const bucket = await startTestBucket()
  const store = await openS3FileStore(bucket.settings)
  return {
    store,
    [Symbol.asyncDispose]: async () => {
      store.close()
      await bucket[Symbol.asyncDispose]()
    },
  }
}

for (const [name, open] of Object.entries({ "a folder": diskStore, "a bucket": s3Store }))
  describe(`${name} as a file store`, () => {
    let opened: Opened
    let store: FileStore
    let folder: string
    before(async () => {
      opened = await open()
      store = opened.store
      folder = await mkdtemp(join(tmpdir(), "lectern-sources-"))
    })
    after(async () => {
      await opened[Symbol.asyncDispose]()
      await rm(folder, { recursive: true })
    })

    const put = (path: string, bytes: Uint8Array | string) => store.write(path, Readable.from([Buffer.from(bytes)]))
    const read = async (path: string, range?: { start: number; end: number }) => buffer(await store.open(path, range))
    /** What a client gets of it. */
    const sent = async (path: string, range: { start: number; end: number }) => {
      let counted = 0
      const server = createHttpServer((_request, response) => {
        response.writeHead(200, { "content-length": range.end - range.start + 1 })
        void store
          .send(path, range, response, (bytes) => (counted += bytes))
          .then(
            () => response.end(),
            (error: Error) => response.destroy(error),
          )
      }).listen(0, "127.0.0.1")
      try {
        await once(server, "listening")
        const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
        const bytes = Buffer.from(await response.arrayBuffer())
        assert.equal(counted, bytes.length)
        return bytes
      } finally {
        server.close()
        server.closeAllConnections()
      }
    }
    const listed = async (prefix: string) => {
      const paths: string[] = []
      for await (const path of store.list(prefix)) paths.push(path)
      return paths.sort()
    }

    it("gives back what was written, whole and in ranges", async () => {
      const bytes = randomBytes(300_000)
      await put("a/whole.bin", bytes)
      assert.ok((await read("a/whole.bin")).equals(bytes))
      for (const [start, end] of [
        // Not [0, 0], which the server of this test takes for the whole.
        [0, 1],
        [1, 1],
        [0, 299_999],
        [299_999, 299_999],
        [65_535, 131_072],
      ] as const) {
        const expected = bytes.subarray(start, end + 1)
        assert.ok((await read("a/whole.bin", { start, end })).equals(expected), `${start}-${end}`)
        assert.ok((await sent("a/whole.bin", { start, end })).equals(expected), `${start}-${end} to a client`)
      }
    })

    it("takes a stream of any length, more than a part of an upload to a bucket too", async () => {
      const piece = randomBytes(1024 * 1024)
      const expected = createHash("sha256")
      await store.write(
        "a/long.bin",
        (async function* () {
          for (let index = 0; index < 20; index++) {
            expected.update(piece)
            yield piece
          }
        })(),
      )
      const found = createHash("sha256")
      for await (const bytes of await store.open("a/long.bin")) found.update(bytes as Buffer)
      assert.equal(found.digest("hex"), expected.digest("hex"))
      assert.equal((await store.stat("a/long.bin"))?.sizeBytes, 20 * 1024 * 1024)
    })

    it("takes an empty one", async () => {
      await put("a/empty", "")
      assert.equal((await store.stat("a/empty"))?.sizeBytes, 0)
      assert.equal((await read("a/empty")).length, 0)
    })

    it("tells size, time and version, which differs for other bytes", async () => {
      await put("a/version", "one")
      const one = await store.stat("a/version")
      await put("a/version", "another")
      const other = await store.stat("a/version")
      assert.deepEqual([one?.sizeBytes, other?.sizeBytes], [3, 7])
      assert.notEqual(one?.version, other?.version)
      assert.equal((await store.stat("a/version"))?.version, other?.version)
      assert.ok(Math.abs((other?.lastModified.getTime() ?? 0) - Date.now()) < 60_000)
    })

    it("knows nothing of what is not there", async () => {
      assert.equal(await store.stat("a/nothing"), undefined)
      assert.equal(await store.stat("nowhere/at/all"), undefined)
      await assert.rejects(store.open("a/nothing"), { code: "ENOENT" })
      await assert.rejects(store.localCopy("a/nothing", folder), { code: "ENOENT" })
      await store.delete("a/nothing")
      assert.deepEqual(await listed("nowhere/"), [])
    })

    it("shows nothing of a write that failed, and keeps what was there", async () => {
      const broken = () =>
        Readable.from(
          (async function* () {
            yield randomBytes(9 * 1024 * 1024)
            throw new Error("the line broke")
          })(),
        )
      await assert.rejects(store.write("b/new", broken()), /the line broke/)
      assert.equal(await store.stat("b/new"), undefined)
      await put("b/old", "old")
      await assert.rejects(store.write("b/old", broken()), /the line broke/)
      assert.equal(await text(await store.open("b/old")), "old")
    })

    it("shows one whole when ten write at once", async () => {
      const wholes = Array.from({ length: 10 }, (_, index) => Buffer.alloc(100_000, String(index)))
      await Promise.all(wholes.map((whole) => put("b/contested", whole)))
      const found = await read("b/contested")
      assert.ok(wholes.some((whole) => whole.equals(found)))
    })

    it("lists what is below a folder, at any depth, and not its neighbours", async () => {
      for (const path of ["c/1", "c/d/2", "c/d/e/3", "cc/4"]) await put(path, path)
      assert.deepEqual(await listed("c/"), ["c/1", "c/d/2", "c/d/e/3"])
      assert.deepEqual(await listed("c/d/"), ["c/d/2", "c/d/e/3"])
      await Promise.all((await listed("c/")).map((path) => store.delete(path)))
      assert.deepEqual(await listed("c/"), [])
      assert.equal(await text(await store.open("cc/4")), "cc/4")
    })

    it("deletes what is below a folder, at any depth, and not its neighbours", async () => {
      for (const path of ["l/1", "l/m/2", "l/m/n/3", "ll/4"]) await put(path, path)
      await store.deleteBelow("l/m/")
      assert.deepEqual(await listed("l/"), ["l/1"])
      await assert.rejects(store.deleteBelow("l/", AbortSignal.abort(new Error("stopped"))), /stopped/)
      assert.deepEqual(await listed("l/"), ["l/1"])
      await store.deleteBelow("l/")
      await store.deleteBelow("l/")
      assert.deepEqual([await listed("l/"), await listed("ll/")], [[], ["ll/4"]])
    })

    it("keeps names of any language apart", async () => {
      for (const path of ["k/강의 1.pdf", "k/강의 2.pdf", "k/%2e%2e", "k/a+b&c=d?#.txt"]) await put(path, path)
      for (const path of await listed("k/")) assert.equal(await text(await store.open(path)), path)
      assert.equal((await listed("k/")).length, 4)
    })

    it("takes files of this machine, and gives them as such", async () => {
      const sources = await Promise.all(
        ["one", "two", "three"].map(async (name) => {
          await writeFile(join(folder, name), name)
          return { path: `f/${name}/file`, source: join(folder, name) }
        }),
      )
      await store.take(sources)
      await store.take(sources)
      for (const { path, source } of sources) assert.deepEqual(await read(path), await readFile(source))
      const work = await mkdtemp(join(folder, "work-"))
      assert.equal(await readFile(await store.localCopy("f/two/file", work), "utf8"), "two")
    })

    it("lets go of a file that is not read to its end", async () => {
      await put("g/file", randomBytes(2_000_000))
      for (let index = 0; index < 100; index++) (await store.open("g/file")).destroy()
      assert.equal((await read("g/file")).length, 2_000_000)
    })

    it("refuses paths that lead elsewhere", async () => {
      for (const path of ["../x", "a/../../x", "/etc/passwd", "a//b", "a/.", "", "a\\b", "a\u0000b", "a/\n"]) {
        await assert.rejects(async () => put(path, "x"), /no names/, path)
        await assert.rejects(async () => store.open(path), /no names/, path)
        await assert.rejects(async () => store.delete(path), /no names/, path)
        await assert.rejects(async () => store.deleteBelow(`${path}/`), /no names/, path)
      }
    })
  })

describe("a folder as a file store", () => {
  it("does not follow a link out of it", async () => {
    const folder = await mkdtemp(join(tmpdir(), "lectern-store-"))
    const store = await openDiskFileStore(folder)
    await symlink("/etc/passwd", join(folder, "link"))
    await assert.rejects(store.open("link"), { code: "ELOOP" })
    assert.equal(await store.stat("link"), undefined)
    await rm(folder, { recursive: true })
  })

  it("that can't be made ends the start with one line", async () => {
    await assert.rejects(openDiskFileStore(join(import.meta.filename, "store")), StartError)
  })
})

describe("a bucket as a file store", () => {
  it("that does not answer, or stops in the middle, is not waited for", async () => {
    await using bucket = await startTestBucket()
    // Passes on what the bucket says, until it says nothing more.
    let passed = Number.POSITIVE_INFINITY
    const slow = createServer((client) => {
      const { hostname, port } = new URL(bucket.settings.endpoint ?? "")
      const server = connect(Number(port), hostname)
      client.pipe(server).on("error", () => client.destroy())
      server.on("data", (bytes: Buffer) => {
        client.write(bytes.subarray(0, Math.max(0, passed)))
        passed -= bytes.length
      })
      client.on("close", () => server.destroy()).on("error", () => {})
    }).listen(0, "127.0.0.1")
    await once(slow, "listening")
    const endpoint = `http://127.0.0.1:${(slow.address() as AddressInfo).port}`
    const store = await openS3FileStore({ ...bucket.settings, endpoint }, 200)
    await store.write("a/file", Readable.from([Buffer.alloc(1_000_000)]))
    passed = 500_000
    await assert.rejects(buffer(await store.open("a/file")), { name: "TimeoutError" })
    passed = 0
    await assert.rejects(store.stat("a/file"), { name: "TimeoutError" })
    store.close()
    slow.close()
  })

  it("is given no more files to take after one could not be read", async () => {
    await using opened = await s3Store()
    const folder = await mkdtemp(join(tmpdir(), "lectern-sources-"))
    await writeFile(join(folder, "there"), "there")
    const sources = Array.from({ length: 40 }, (_, index) => ({ path: `a/${index}`, source: join(folder, "there") }))
    await assert.rejects(opened.store.take([...sources, { path: "a/gone", source: join(folder, "gone") }]), {
      code: "ENOENT",
    })
    const count = async () => {
      let found = 0
      for await (const _ of opened.store.list("a/")) found++
      return found
    }
    const taken = await count()
    assert.ok(taken < 40, `${taken}`)
    await setImmediate()
    assert.equal(await count(), taken)
    await rm(folder, { recursive: true })
  })

  it("copies into the folder of whoever asks, who takes it away", async () => {
    await using opened = await s3Store()
    const folder = await mkdtemp(join(tmpdir(), "lectern-work-"))
    await opened.store.write("a/file", Readable.from([Buffer.from("bytes")]))
    await opened.store.localCopy("a/file", folder)
    assert.equal((await readdir(folder)).length, 1)
    await rm(folder, { recursive: true })
  })

  it("that is not there ends the start with one line", async () => {
    await using bucket = await startTestBucket()
    await assert.rejects(openS3FileStore({ ...bucket.settings, bucket: "another" }), StartError)
  })
})
