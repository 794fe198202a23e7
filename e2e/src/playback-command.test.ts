import assert from "node:assert/strict"
import { runCommand } from "./run-command.ts"
import { after, before, describe, it } from "node:test"
import { createConnection } from "mysql2/promise"
import { required } from "@lectern/rpc/required"
import { makeCourses, makeLearner } from "./course-library.ts"
import { startPlatform, type Platform } from "./platform-under-test.ts"

/** `npm run playback -- …words`. */
const playback = (words: readonly string[], env: Record<string, string> = {}) =>
  runCommand("platform/src/playback-command.ts", words, { env })

describe("npm run playback", () => {
  let platform: Platform
  before(async () => {
    platform = await startPlatform("one process", {}, ["--no-demo"])
    const courses = await makeCourses(platform.services, { count: 3, playable: true })
    for (let i = 0; i < 4; i++) await makeLearner(platform.services, { enrolled: courses, watched: courses })
  })
  after(() => platform.stop())

  it("checks all folds of the platform that runs, finds a planted error, and mends it", async () => {
    const data = ["--data", platform.dataFolder]
    const clean = await playback(["rebuild", "--check", ...data])
    assert.deepEqual(
      [clean.status, clean.out],
      [0, "12 playback sessions and progress in 12 course sessions: 0 differences\n"],
    )

    const { databases } = platform.addresses
    const database = await createConnection(platform.databaseUrl("playback"))
    await database.query("update session_progress set covered_ms = 77 limit 1")
    const found = await playback(["rebuild", "--check", ...data])
    assert.equal(found.status, 1)
    assert.match(
      found.out,
      /^session_progress \S+ \S+ covered_ms: 77, the log says 10000\n12 playback .*: 1 difference\n$/,
    )
    assert.match(found.complaints, /100 %/)

    const mended = await playback(["rebuild"], { DATABASE_URL: platform.databaseUrl("playback") })
    assert.deepEqual([mended.status, /1 difference, mended/.test(mended.out)], [0, true])
    const [[row]] = (await database.query(
      "select count(*) wrong from session_progress where covered_ms = 77",
    )) as unknown as [{ wrong: number }[]]
    assert.equal(required(row).wrong, 0)
    await database.end()
    assert.equal((await playback(["rebuild", "--check", ...data])).status, 0)
    assert.ok(Object.values(databases).every((url) => new URL(url).password === ""))
  })

  it("explains itself, and says what is wrong in one line", async () => {
    const help = await playback(["--help"])
    assert.deepEqual([help.status, /rebuild --check/.test(help.out)], [0, true])
    for (const words of [
      [],
      ["mend"],
      ["rebuild", "twice"],
      ["rebuild", "--colour"],
      ["rebuild", "--data", "/no/where"],
    ]) {
      const { status, out, complaints } = await playback(words)
      assert.deepEqual([status, out, complaints.trim().split("\n").length], [2, "", 1], words.join(" "))
    }
    const away = await playback(["rebuild"], { DATABASE_URL: "mysql://a:secret@127.0.0.1:9/playback" })
    assert.deepEqual([away.status, away.complaints.trim().split("\n").length], [2, 1])
    assert.doesNotMatch(away.complaints, /secret/)
  })
})
