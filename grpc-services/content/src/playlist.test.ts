import assert from "node:assert/strict"
import { readdirSync, readFileSync } from "node:fs"
import { describe, it } from "node:test"
import fc from "fast-check"
import { isLocalUri, mapPlaylistUris, readPlaylist, withGrant } from "./playlist.ts"

const G = "GRANT"
const FIXTURES = new URL("../../../../shared/data/m3u8/integration/", import.meta.url)

function fixtures(): { name: string; text: string }[] {
  try {
    return readdirSync(FIXTURES)
      .filter((name) => name.endsWith(".m3u8"))
      .map((name) => ({ name, text: readFileSync(new URL(name, FIXTURES), "latin1") }))
  } catch {
    return []
  }
}

describe("withGrant", () => {
  it("adds the grant to URI lines, before a fragment and behind a query", () => {
    for (const [uri, expected] of [
      ["segment.ts", "segment.ts?g=GRANT"],
      ["a/b.m4s?x=1", "a/b.m4s?x=1&g=GRANT"],
      ["a.ts?", "a.ts?g=GRANT"],
      ["a.ts#t=1", "a.ts?g=GRANT#t=1"],
      ["a.ts?x=1#t?u", "a.ts?x=1&g=GRANT#t?u"],
      ["a.ts?g=old&x=1&gg=2", "a.ts?x=1&gg=2&g=GRANT"],
      ["/files/a.ts", "/files/a.ts?g=GRANT"],
      ["%EA%B0%80.ts", "%EA%B0%80.ts?g=GRANT"],
    ])
      assert.equal(withGrant(`#EXTM3U\n#EXTINF:4,\n${uri}\n`, G), `#EXTM3U\n#EXTINF:4,\n${expected}\n`)
  })

  it("adds it to the URI of every tag that has one", () => {
    for (const [line, expected] of [
      ['#EXT-X-MEDIA:TYPE=AUDIO,URI="a.m3u8",NAME="x"', '#EXT-X-MEDIA:TYPE=AUDIO,URI="a.m3u8?g=GRANT",NAME="x"'],
      ['#EXT-X-MAP:URI="init.mp4",BYTERANGE="9@0"', '#EXT-X-MAP:URI="init.mp4?g=GRANT",BYTERANGE="9@0"'],
      ['#EXT-X-KEY:METHOD=AES-128,URI="k.key",IV=0x1', '#EXT-X-KEY:METHOD=AES-128,URI="k.key?g=GRANT",IV=0x1'],
      ['#EXT-X-SESSION-KEY:METHOD=AES-128,URI="k"', '#EXT-X-SESSION-KEY:METHOD=AES-128,URI="k?g=GRANT"'],
      ['#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=1,URI="i"', '#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=1,URI="i?g=GRANT"'],
      ['#EXT-X-SESSION-DATA:DATA-ID="d",URI="d.json"', '#EXT-X-SESSION-DATA:DATA-ID="d",URI="d.json?g=GRANT"'],
      ['#EXT-X-PRELOAD-HINT:TYPE=PART,URI="p"', '#EXT-X-PRELOAD-HINT:TYPE=PART,URI="p?g=GRANT"'],
      ['#EXT-X-PART:DURATION=1,URI="p",INDEPENDENT=YES', '#EXT-X-PART:DURATION=1,URI="p?g=GRANT",INDEPENDENT=YES'],
      ['#EXT-X-RENDITION-REPORT:URI="../r",LAST-MSN=1', '#EXT-X-RENDITION-REPORT:URI="../r?g=GRANT",LAST-MSN=1'],
      ['#EXT-X-CONTENT-STEERING:SERVER-URI="/s?a=1"', '#EXT-X-CONTENT-STEERING:SERVER-URI="/s?a=1&g=GRANT"'],
      ['#EXT-X-KEY:METHOD=AES-128, URI="k"', '#EXT-X-KEY:METHOD=AES-128, URI="k?g=GRANT"'],
    ])
      assert.equal(withGrant(`#EXTM3U\n${line}`, G), `#EXTM3U\n${expected}`)
  })

  it("leaves comments, titles and quoted look-alikes as they are", () => {
    const text = [
      "#EXTM3U",
      '# URI="comment"',
      '#EXTINF:4,a title with URI="x"',
      '#EXT-X-SESSION-DATA:DATA-ID="d",VALUE="a,URI=b"',
      "#EXT-X-KEY:METHOD=NONE",
      '#EXT-X-MEDIA:TYPE=CLOSED-CAPTIONS,URI="",NAME="x"',
      "#EXT-X-ENDLIST",
      "   ",
    ].join("\r\n")
    assert.equal(withGrant(text, G), text)
  })

  it("never gives the grant to another host, however it is spelled", () => {
    const foreign = [
      "http://example.org/a.ts",
      "HTTPS://example.org/a.ts",
      "//example.org/a.ts",
      "\\\\example.org/a.ts",
      "/\\example.org/a.ts",
      "/\t/example.org/a.ts",
      "ht\ttps://example.org/a.ts",
      "http:example.org/a.ts",
      "skd://key",
      "data:text/plain;base64,AAAA",
      "{$host}/a.ts",
      "http://[broken",
    ]
    for (const uri of foreign) {
      const text = `#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI="${uri}"\n${uri}\n`
      assert.equal(withGrant(text, G), text, uri)
    }
  })

  it("agrees with what a browser would ask, whatever the URI", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."ab:/\\?#.@%\t {$}") }), (uri) => {
        for (const base of ["https://lectern.test/files/hls/x/", "http://lectern.test/files/hls/x/"]) {
          const url = URL.parse(uri, base)
          if (isLocalUri(uri)) assert.ok(url === null || url.host === "lectern.test", uri)
        }
      }),
      { numRuns: 2000 },
    )
  })

  it("keeps line ends, a byte order mark, white space and bytes that are no UTF-8", () => {
    const mark = "\u00ef\u00bb\u00bf"
    assert.equal(
      withGrant(`${mark}#EXTM3U\r\n \t a.ts \r\n\n\u00ff\u00a0.ts`, G),
      `${mark}#EXTM3U\r\n \t a.ts?g=${G} \r\n\n\u00ff\u00a0.ts?g=${G}`,
    )
  })

  it("takes no more time for lines that are made to take long", () => {
    const began = performance.now()
    for (const part of [" ", "A", 'A="', 'URI="', '"', "=", ",", "\t\r"]) {
      const long = part.repeat(200_000)
      for (const text of [`#EXTM3U\n#EXT-X-KEY:${long}x`, `#EXTM3U\nx${long}x`, `#EXTM3U\n#EXT-X-KEY:URI="${long}`]) {
        withGrant(text, G)
        readPlaylist(text)
      }
    }
    // It takes less than a second; with a square in it, it would be minutes.
    assert.ok(performance.now() - began < 10_000, `${performance.now() - began} ms`)
  })

  it("changes nothing but URIs in 60 playlists of others", (test) => {
    const playlists = fixtures()
    if (playlists.length === 0) return test.skip("the playlists of ../shared/data are not here")
    assert.equal(playlists.length, 60)
    let granted = 0
    for (const { name, text } of playlists) {
      const rewritten = withGrant(text, G)
      const before = text.split(/(\r?\n)/)
      const after = rewritten.split(/(\r?\n)/)
      assert.equal(after.length, before.length, name)
      for (const [index, line] of before.entries()) {
        const now = after[index] ?? ""
        assert.equal(now.replaceAll(/[?&]g=GRANT/g, ""), line, name)
        // Said in another way than the code does: any line that is no tag, and what stands quoted behind URI=.
        const uris =
          line.startsWith("#") || line.trim() === ""
            ? [...line.matchAll(/[:,]\s*URI="([^"]+)"/g)].map(([, uri]) => uri)
            : [line.trim()]
        const expected = uris.filter((uri) => !/^[a-z]+:|^\/\//i.test(uri ?? "")).length
        assert.equal(now.split("g=GRANT").length - 1, expected, `${name}: ${line}`)
        granted += expected
      }
      assert.equal(
        mapPlaylistUris(text, (uri) => uri),
        text,
        name,
      )
    }
    test.diagnostic(`${granted} URIs`)
  })
})

describe("readPlaylist", () => {
  it("tells master from media and adds up the segments", () => {
    const master = readPlaylist(
      '#EXTM3U\n#EXT-X-MEDIA:TYPE=SUBTITLES,URI="s.m3u8"\n#EXT-X-STREAM-INF:BANDWIDTH=7,CODECS="a,b"\nv.m3u8\n',
    )
    assert.equal(master?.isMaster, true)
    assert.deepEqual(
      master?.uris.map(({ uri, lineNumber, isAttribute }) => [uri, lineNumber, isAttribute]),
      [
        ["s.m3u8", 2, true],
        ["v.m3u8", 4, false],
      ],
    )
    assert.deepEqual(master?.uris[1]?.tags.at(-1)?.attributes, { BANDWIDTH: "7", CODECS: "a,b" })
    const media = readPlaylist("#EXTM3U\r\n#EXTINF:4.5,\r\na.ts\r\n#EXTINF:0.25,title\r\nb.ts\r\n")
    assert.equal(media?.isMaster, false)
    assert.equal(media?.durationMs, 4750)
  })

  it("is for playlists only", () => {
    for (const text of ["", "hello", "\n#EXTM3U", "\ufeff#EXTM3U"]) assert.equal(readPlaylist(text), undefined)
  })
})
