import assert from "node:assert/strict"
import { randomUUID } from "node:crypto"
import { after, before, describe, it } from "node:test"
import type { UpdateCaptionRequest } from "@lectern/contracts/elearning/content/v1/UpdateCaptionRequest.ts"
import { idToBytes } from "@lectern/service-kit/ids"
import { callAs, caller } from "@lectern/test-kit/callers"
import { refusal } from "@lectern/test-kit/refusal"
import { readPlaylist } from "../playlist.ts"
import { testContentService } from "../test-service.ts"
import { uploader } from "../test-upload.ts"

describe("updateCaption", () => {
  let service: Awaited<ReturnType<typeof testContentService>>
  before(async () => {
    service = await testContentService()
  })
  after(() => service[Symbol.asyncDispose]())

  /** A session with an imported stream, whose captions are ko (the default) and en, and an uploaded caption fr. */
  async function lecture() {
    const session = service.newSession({ instructorId: randomUUID() })
    const where = { sessionId: session.id, courseId: session.courseId }
    const by = uploader(service, session.instructorId)
    const sourceFolder = await service.sampleStream(session.id)
    await service.content.importStream({ ...where, sourceFolder }, callAs(caller.admin()))
    const uploaded = await by.upload(Buffer.from("WEBVTT\n\n00:00.000 --> 00:01.000\nBonjour\n"), {
      sessionId: session.id,
      type: "FILE_TYPE_CAPTION",
      fileName: "fr.vtt",
      mediaType: "text/vtt",
      language: "fr",
    })
    const grant = async () =>
      (await service.content.batchCreateStreamGrants({ sessions: [where] }, callAs(caller.learner()))).answers[0]?.grant
    const captions = async () => (await grant())?.captions ?? []
    return {
      by,
      uploaded,
      captions,
      idOf: async (language: string) => (await captions()).find((it) => it.language === language)?.fileId ?? "",
      offered: async () => (await captions()).map(({ label, isDefault }) => `${label}${isDefault ? " *" : ""}`),
      /** What a player of HLS finds in the master playlist; each is followed to its words. */
      async played() {
        const url = new URL((await grant())?.hlsPath ?? "", service.filesAddress)
        const master = readPlaylist(await (await fetch(url)).text())
        const tracks = master?.tags.filter(({ attributes: { TYPE } }) => TYPE === "SUBTITLES") ?? []
        for (const { attributes } of tracks) {
          const address = new URL(attributes.URI ?? "", url)
          const list = readPlaylist(await (await fetch(address)).text())
          assert.equal(list?.durationMs, 7500)
          const words = await fetch(new URL(list.uris[0]?.uri ?? "", address))
          assert.match(await words.text(), /^WEBVTT/)
        }
        return tracks.map(({ attributes: { NAME, DEFAULT } }) => `${NAME}${DEFAULT === "YES" ? " *" : ""}`)
      },
      update: (request: Omit<UpdateCaptionRequest, "updateMask">, call = by.call()) => {
        const paths = [...("label" in request ? ["label"] : []), ...("isDefault" in request ? ["is_default"] : [])]
        return service.content.updateCaption({ ...request, updateMask: { paths } }, call)
      },
    }
  }

  it("sets the label and chooses the default, in the graph as in the playlist", async () => {
    const it = await lecture()
    assert.deepEqual(await it.offered(), ["한국어 *", "English", "français"])
    assert.deepEqual(await it.played(), ["한국어 *", "English", "français"])
    const { file } = await it.update({ id: it.uploaded.id, label: " Sous-titres ", isDefault: true })
    assert.equal(file?.label, "Sous-titres")
    await it.update({ id: await it.idOf("en"), label: "Transcript" })
    assert.deepEqual(await it.offered(), ["한국어", "Transcript", "Sous-titres *"])
    assert.deepEqual(await it.played(), ["한국어", "Transcript", "Sous-titres *"])
    await it.update({ id: it.uploaded.id, label: "", isDefault: false })
    assert.deepEqual(await it.played(), ["한국어 *", "Transcript", "français"])
  })

  it("gives the first one back what a deleted default had, which no playlist names any more", async () => {
    const it = await lecture()
    const id = await it.idOf("en")
    await it.update({ id, isDefault: true })
    await service.content.deleteFile({ id }, it.by.call())
    assert.deepEqual(await it.played(), ["한국어 *", "français"])
    assert.deepEqual(await it.offered(), ["한국어 *", "français"])
  })

  it("leaves one chosen, however many are chosen at once", async () => {
    const it = await lecture()
    const ids = (await it.captions()).map(({ fileId }) => fileId)
    await Promise.all([...ids, ...ids].map((id) => it.update({ id, isDefault: true })))
    assert.equal((await it.captions()).filter(({ isDefault }) => isDefault).length, 1)
    const chosen = await service.background.db
      .selectFrom("content_files")
      .select("id")
      .where("default_caption_of", "=", idToBytes(it.uploaded.sessionId))
      .execute()
    assert.equal(chosen.length, 1)
  })

  it("keeps the etag of what does not change, and refuses a stale one", async () => {
    const it = await lecture()
    const { id, etag } = it.uploaded
    assert.equal((await it.update({ id, isDefault: false, etag })).file?.etag, etag)
    assert.equal((await it.update({ id })).file?.etag, etag)
    const { file } = await it.update({ id, label: "fr", etag })
    assert.notEqual(file?.etag, etag)
    const error = await refusal(it.update({ id, label: "again", etag }), "ABORTED", "ETAG_STALE")
    assert.equal(error.details.currentEtag, file?.etag)
  })

  it("takes labels that a playlist can hold, of a hundred characters at most", async () => {
    const it = await lecture()
    const { id } = it.uploaded
    for (const label of ["가".repeat(100), "it's, a = label; #1"])
      assert.equal((await it.update({ id, label })).file?.label, label)
    for (const label of ["x".repeat(101), 'a "b"', "a\nb", "a\u0000", "a\u007f", "a\u2028b", "{$a}"]) {
      const error = await refusal(it.update({ id, label }), "INVALID_ARGUMENT")
      assert.equal(error.details.violations?.[0]?.field, "label", label)
    }
    const wrong = service.content.updateCaption({ id, updateMask: { paths: ["path"] } }, it.by.call())
    assert.equal((await refusal(wrong, "INVALID_ARGUMENT")).details.violations?.[0]?.field, "update_mask")
  })

  it("knows no caption for others, and none that is another file or deleted", async () => {
    const it = await lecture()
    const { id } = it.uploaded
    await refusal(it.update({ id, label: "x" }, callAs(caller.instructor())), "NOT_FOUND", "FILE_NOT_FOUND")
    await refusal(it.update({ id, label: "x" }, callAs(caller.anonymous)), "UNAUTHENTICATED", "SIGN_IN_REQUIRED")
    await refusal(it.update({ id, label: "x" }, callAs(caller.learner())), "PERMISSION_DENIED", "SCOPE_MISSING")
    assert.ok(await it.update({ id, label: "x" }, callAs(caller.admin())))
    const other = await it.by.upload(Buffer.from("notes"))
    await service.content.deleteFile({ id }, it.by.call())
    for (const each of [other.id, id, randomUUID(), "x"])
      await refusal(it.update({ id: each, label: "x" }), "NOT_FOUND", "FILE_NOT_FOUND")
  })
})
