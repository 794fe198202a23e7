import assert from "node:assert/strict"
import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { after, before, describe, it } from "node:test"
import { CourseFileError, readText } from "./course-file.ts"
import { all } from "./sample-portable.ts"

describe("the text of a file", () => {
  let folder: string
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "lectern-courses-"))
  })
  after(() => rm(folder, { recursive: true, force: true }))

  const read = async (bytes: Buffer, encoding = "utf-8") => {
    const file = join(folder, "file")
    await writeFile(file, bytes)
    let count = 0
    const texts = await all(readText(file, { encoding, onBytes: (more) => (count += more) }))
    assert.equal(count, bytes.length)
    return texts.join("")
  }
  const CP949 = Buffer.from([0xc7, 0xd1, 0xb1, 0xdb]) // 한글

  it("is read from UTF-8 with and without its mark, and from what is said to be another encoding", async () => {
    assert.equal(await read(Buffer.from("한글")), "한글")
    assert.equal(await read(Buffer.from("\uFEFF한글")), "한글")
    assert.equal(await read(CP949, "euc-kr"), "한글")
    assert.equal(await read(Buffer.from("\uFEFF한글", "utf16le"), "utf-16le"), "한글")
    assert.equal(await read(Buffer.alloc(0)), "")
    // Longer than what is read at once, so that characters are cut.
    const long = `x${"가나다".repeat(50_000)}`
    assert.equal(await read(Buffer.from(long)), long)
  })

  it("is refused with one line that says what it seems to be, or where it stops being UTF-8", async () => {
    for (const [bytes, message] of [
      [CP949, /^on or after line 1, the text is not utf-8: .*--encoding/],
      [Buffer.concat([Buffer.from("a\nb\n"), CP949]), /--encoding/],
      [Buffer.from("\uFEFF한글", "utf16le"), /^the text is utf-16le/],
      [Buffer.from("\uFEFF한글", "utf16le").swap16(), /^the text is utf-16be/],
      [Buffer.from("type,slug", "utf16le"), /^line 1: this is no text in utf-8/],
      [Buffer.from([0x68, 0xe2, 0x82]), /not utf-8/],
    ] as const)
      await assert.rejects(read(bytes), (error) => {
        assert.ok(error instanceof CourseFileError, String(error))
        assert.match(error.message, message)
        return true
      })
    await assert.rejects(read(Buffer.from("한글"), "euc-kr"), CourseFileError)
  })
})
