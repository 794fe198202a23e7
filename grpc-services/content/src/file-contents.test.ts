import assert from "node:assert/strict"
import { describe, it } from "node:test"
import { recogniseContents } from "./file-contents.ts"
import type { FileType } from "./uploaded-file.ts"

const bytes = (text: string) => Buffer.from(text, "latin1")
const MP4 = bytes("\0\0\0\u0020ftypisom\0\0\u0002\0isomiso2avc1mp41\0\0\0\bfree")
const WEBM = bytes(
  "\u001aE\u00df\u00a3\u009fB\u0086\u0081\u0001B\u00f7\u0081\u0001B\u00f2\u0081\u0004B\u00f3\u0081\bB\u0082\u0084webm",
)
const PNG = bytes("\u0089PNG\r\n\u001a\n\0\0\0\rIHDR\0\0\0\u0001\0\0\0\u0001\b\u0006\0\0\0\0\0\0\0\0\0\0\0IDAT")
const JPEG = bytes("\u00ff\u00d8\u00ff\u00e0\0\u0010JFIF\0\u0001")
const GIF = bytes("GIF89a\u0001\0\u0001\0")
const MP3 = bytes("ID3\u0003\0\0\0\0\0\0\u00ff\u00fb\u0090\0")
const PDF = bytes("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n")
const ZIP = bytes("PK\u0003\u0004\u0014\0\0\0\b\0")
const GZIP = bytes("\u001f\u008b\b\0\0\0\0\0\0\u0003")
const ELF = bytes("\u007fELF\u0002\u0001\u0001\0")
const HTML = bytes("<!doctype html><script>alert(1)</script>")
const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

describe("recogniseContents", () => {
  const recognise = (head: Buffer, type: FileType, mediaType: string) => recogniseContents(head, { type, mediaType })

  const taken: [FileType, declared: string, Buffer, found: string][] = [
    ["VIDEO", "video/mp4", MP4, "video/mp4"],
    ["VIDEO", "video/mp4", WEBM, "video/webm"],
    ["AUDIO", "audio/mpeg", MP3, "audio/mpeg"],
    ["AUDIO", "audio/webm", WEBM, "audio/webm"],
    ["IMAGE", "image/png", PNG, "image/png"],
    ["IMAGE", "image/jpeg", JPEG, "image/jpeg"],
    ["IMAGE", "image/gif", GIF, "image/gif"],
    // A picture with a page behind it is a picture: it is handed out as one, not to be sniffed.
    ["IMAGE", "image/png", Buffer.concat([PNG, HTML]), "image/png"],
    ["CAPTION", "text/vtt", bytes("WEBVTT\n\n00:00.000 --> 00:01.000\nHi"), "text/vtt"],
    ["CAPTION", "text/vtt", bytes("\u00ef\u00bb\u00bfWEBVTT - a title\n"), "text/vtt"],
    ["DOCUMENT", "application/pdf", PDF, "application/pdf"],
    ["DOCUMENT", "text/plain", Buffer.from("한국어 노트"), "text/plain"],
    // A character that the end of the head cuts.
    ["DOCUMENT", "text/plain", Buffer.from("한국어").subarray(0, 8), "text/plain"],
    ["DOCUMENT", DOCX, ZIP, DOCX],
    ["ARCHIVE", "application/zip", ZIP, "application/zip"],
    ["ARCHIVE", "application/gzip", GZIP, "application/gzip"],
    ["OTHER", "application/x-notebook", bytes("\u0000\u0001\u0002"), "application/octet-stream"],
    ["OTHER", "text/html", HTML, "application/octet-stream"],
  ]
  for (const [type, declared, head, found] of taken)
    it(`takes a ${type} declared as ${declared} as ${found}`, async () => {
      assert.deepEqual(await recognise(head, type, declared), { mediaType: found })
    })

  const refused: [what: string, FileType, declared: string, Buffer][] = [
    ["text named a video", "VIDEO", "video/mp4", bytes("hello")],
    ["a picture named a video", "VIDEO", "video/mp4", PNG],
    ["a program named a video", "VIDEO", "video/mp4", ELF],
    ["a page named a picture", "IMAGE", "image/png", HTML],
    ["a picture of another kind", "IMAGE", "image/png", JPEG],
    ["SVG, which is text with scripts", "IMAGE", "image/png", bytes("<svg xmlns='http://www.w3.org/2000/svg'/>")],
    ["subtitles of another kind", "CAPTION", "text/vtt", bytes("1\n00:00:01,000 --> 00:00:02,000\nHi")],
    ["WEBVTT in UTF-16", "CAPTION", "text/vtt", Buffer.from("\ufeffWEBVTT\n", "utf16le")],
    ["WEBVTT with NUL", "CAPTION", "text/vtt", bytes("WEBVTT\n\0")],
    ["a program named a document", "DOCUMENT", "application/pdf", ELF],
    ["text named a PDF", "DOCUMENT", "application/pdf", bytes("hello")],
    ["a zip archive named a PDF", "DOCUMENT", "application/pdf", ZIP],
    ["bytes of no kind named a text", "DOCUMENT", "text/plain", bytes("a\0b")],
    ["a PDF named an archive", "ARCHIVE", "application/zip", PDF],
    ["nothing", "VIDEO", "video/mp4", Buffer.alloc(0)],
  ]
  for (const [what, type, declared, head] of refused)
    it(`refuses ${what}`, async () => {
      const found = await recognise(head, type, declared)
      assert.ok(
        "failure" in found && found.failure.includes(`declared as ${type} (${declared})`),
        JSON.stringify(found),
      )
    })

  it("refuses playlists, whatever they are declared to be and however they are written", async () => {
    for (const text of [
      "#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd",
      "\ufeff#EXTM3U\n",
      "\n\n  #extm3u\n",
      "#EXT-X-TARGETDURATION:4\n",
      "ffconcat version 1.0\nfile /etc/passwd",
      '<?xml version="1.0"?>\n<MPD xmlns="urn:mpeg:dash:schema:mpd:2011"/>',
      "<!-- a comment --><dash:MPD/>",
      "<SmoothStreamingMedia/>",
    ])
      for (const head of [Buffer.from(text), Buffer.from(`\ufeff${text}`, "utf16le")])
        for (const type of ["VIDEO", "CAPTION", "DOCUMENT", "OTHER", "ARCHIVE"] as const)
          assert.match(
            JSON.stringify(await recognise(head, type, "text/plain")),
            /playlists are not taken/,
            `${type} ${text}`,
          )
  })
})
