import assert from "node:assert/strict"
import { describe, it } from "node:test"
import { idToBytes, newId } from "@lectern/service-kit/ids"
import { captionPlaylist, offeredCaptions, withCaptions, type OfferedCaption } from "./captions.ts"
import type { ContentFileRow } from "./database.ts"
import { readPlaylist } from "./playlist.ts"
import { sampleStreamFiles } from "./sample-stream.ts"

const IMPORTED = sampleStreamFiles("a lecture")["master.m3u8"] ?? ""
const PACKAGED = '#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-STREAM-INF:BANDWIDTH=1,CODECS="a,b"\n360p/index.m3u8\n'

const row = (over: Partial<ContentFileRow>) =>
  ({
    id: idToBytes(newId(new Date())),
    language: "ko",
    label: null,
    is_default: 0,
    playlist_path: null,
    ...over,
  }) as ContentFileRow
const caption = (over: Partial<OfferedCaption>): OfferedCaption => ({
  fileId: "id",
  language: "ko",
  label: "한국어",
  isDefault: false,
  playlistPath: null,
  ...over,
})
const tracksOf = (text: string) =>
  (readPlaylist(text)?.tags ?? []).flatMap(({ name, attributes: { NAME, DEFAULT, URI } }) =>
    name === "EXT-X-MEDIA" ? [`${NAME} ${DEFAULT} ${URI}`] : [],
  )
const groupsOf = (text: string) =>
  (readPlaylist(text)?.tags ?? []).flatMap(({ name, attributes }) =>
    name === "EXT-X-STREAM-INF" ? [attributes.SUBTITLES] : [],
  )

describe("the captions that players are offered", () => {
  it("have one default, the first until another is chosen", () => {
    const [one, two] = [row({}), row({ language: "en" })]
    const defaults = (rows: ContentFileRow[]) => offeredCaptions(rows).map(({ isDefault }) => isDefault)
    assert.deepEqual(defaults([one, two]), [true, false])
    assert.deepEqual(defaults([one, { ...two, is_default: 1 }]), [false, true])
    assert.deepEqual(defaults([]), [])
  })

  it("are called by their label, else by their language in itself", () => {
    const labels = offeredCaptions([row({ label: "말 그대로" }), row({ language: "de" }), row({ language: "x-none" })])
    assert.deepEqual(
      labels.map(({ label }) => label),
      ["말 그대로", "Deutsch", "x-none"],
    )
  })
})

describe("a master playlist with captions", () => {
  const own = [
    caption({ label: "한국어", isDefault: true, playlistPath: "captions/ko.m3u8" }),
    caption({ label: "English", language: "en", playlistPath: "captions/en.m3u8" }),
  ]

  it("of a package that was imported with them is as it was", () => {
    assert.equal(withCaptions(IMPORTED, own), IMPORTED)
    const crlf = IMPORTED.replaceAll("\n", "\r\n")
    assert.equal(withCaptions(crlf, own), crlf)
  })

  it("shows another default and another label, and not what is deleted", () => {
    const [ko, en] = own.map((each) => ({ ...each, isDefault: !each.isDefault, label: `${each.label}!` }))
    assert.ok(ko && en)
    assert.deepEqual(tracksOf(withCaptions(IMPORTED, [ko, en])), [
      "한국어! NO captions/ko.m3u8",
      "English! YES captions/en.m3u8",
    ])
    assert.deepEqual(tracksOf(withCaptions(IMPORTED, [en])), ["English! YES captions/en.m3u8"])
    const none = withCaptions(IMPORTED, [])
    assert.deepEqual([tracksOf(none), groupsOf(none)], [[], [undefined, undefined]])
  })

  it("names uploaded ones by playlists of their own, in the group of the others", () => {
    const packaged = withCaptions(PACKAGED, [caption({ isDefault: true })])
    assert.deepEqual(packaged.split("\n"), [
      "#EXTM3U",
      "#EXT-X-VERSION:7",
      '#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="captions",NAME="한국어",DEFAULT=YES,LANGUAGE="ko",AUTOSELECT=YES,URI="/files/captions/id.m3u8"',
      '#EXT-X-STREAM-INF:BANDWIDTH=1,CODECS="a,b",SUBTITLES="captions"',
      "360p/index.m3u8",
      "",
    ])
    const imported = withCaptions(IMPORTED, [...own, caption({ label: "日本語" })])
    assert.deepEqual(tracksOf(imported).at(-1), "日本語 NO /files/captions/id.m3u8")
    assert.deepEqual(groupsOf(imported), ["captions", "captions"])
  })

  it("has no two of one name, and none that breaks it", () => {
    const labels = ['say "hi"', 'say "hi"', "{$x}\nDEFAULT=YES", "a\u0000b"]
    const text = withCaptions(
      PACKAGED,
      labels.map((label) => caption({ label })),
    )
    assert.deepEqual(
      tracksOf(text).map((track) => track.replace(/ NO .*/, "")),
      ["say 'hi'", "say 'hi' (2)", "'x}'DEFAULT=YES", "a'b"],
    )
  })

  it("has a playlist of one segment for a caption, as long as the video", () => {
    const playlist = readPlaylist(captionPlaylist("id", 12_345))
    assert.equal(playlist?.durationMs, 12_345)
    assert.deepEqual(
      playlist?.uris.map(({ uri }) => uri),
      ["id.vtt"],
    )
    assert.match(captionPlaylist("id", 12_345), /^#EXT-X-TARGETDURATION:13$/m)
  })
})
