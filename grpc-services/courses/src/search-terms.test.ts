import assert from "node:assert/strict"
import { describe, it } from "node:test"
import { courseTerms, MAX_IMPACT, queryTerms, type SearchedCourse } from "./search-terms.ts"

const course = (over: Partial<SearchedCourse> = {}): SearchedCourse => ({
  title: "",
  description: "",
  instructorId: "0190a8e0-0000-7000-8000-000000000001",
  instructorName: "",
  instructorBio: "",
  categories: [],
  language: "en",
  level: "COURSE_LEVEL_BEGINNER",
  ...over,
})
const terms = (over: Partial<SearchedCourse>) => courseTerms(course(over))
/** Whether the course has everything that the query must have. */
const finds = (query: string, over: Partial<SearchedCourse>) => {
  const { required } = queryTerms(query)
  const own = terms(over)
  return required.length > 0 && required.every((term) => own.has(term))
}

describe("what a query asks for", () => {
  it("is found whatever width, case, accents and composition either side is written in", () => {
    for (const [query, title] of [
      ["ｐｙｔｈｏｎ", "Python"],
      ["café", "CAFE"],
      ["Cafe", "Café"],
      ["안드로이드".normalize("NFD"), "안드로이드 입문"],
      ["안드로이드", "안드로이드 입문".normalize("NFD")],
      ["ﾃﾞｰﾀ", "データ分析"],
      ["STRASSE", "Strasse"],
    ] as const)
      assert.ok(finds(query, { title }), `${query} in ${title}`)
  })

  it("is found with other spaces and with particles in Korean", () => {
    for (const [query, title] of [
      ["자료구조", "자료 구조 강의"],
      ["자료 구조", "자료구조 강의"],
      ["파이썬을", "파이썬 강의"],
      ["파이썬으로", "파이썬 강의"],
      ["운영체제의", "운영체제"],
      ["클론코딩", "줌 클론 코딩"],
      ["서버를 만들기", "서버 만들기"],
      ["앱", "앱개발"],
      ["앱", "모바일 앱"],
    ] as const)
      assert.ok(finds(query, { title }), `${query} in ${title}`)
  })

  it("is found under the other names of a concept, and not under those of another", () => {
    for (const [query, title] of [
      ["파이썬", "Python for everybody"],
      ["python", "파이썬 기초"],
      ["ML", "기계 학습 입문"],
      ["자연어 처리", "CMU Advanced NLP"],
      ["golang", "Go 입문"],
      ["nodejs", "Node.js in an hour"],
      ["Node JS", "NodeJS"],
      ["react.js", "ReactJS"],
      ["C언어", "C programming"],
      ["c 언어", "씹어먹는 C"],
      ["AI", "Generative AI for all"],
      ["ruby", "Ruby on Rails"],
      ["vue", "Vue.js 3"],
    ] as const)
      assert.ok(finds(query, { title }), `${query} in ${title}`)
    for (const [query, title] of [
      ["java", "JavaScript"],
      ["자바", "자바스크립트"],
      ["C", "C++ and C# side by side"],
      ["C", "Objective-C"],
      ["c++", "C"],
      ["react native", "React"],
      ["r", "Rust"],
      ["go", "Django"],
      [".net", "Network"],
    ] as const)
      assert.ok(!finds(query, { title }), `${query} in ${title}`)
  })

  it("keeps the names of programming languages whole", () => {
    for (const name of ["c++", "c#", ".net", "f#", "asp.net"])
      assert.ok(finds(name, { title: `Learn ${name.toUpperCase()}, step by step` }), name)
    assert.ok(finds("express", { title: "Express.js" }))
  })

  it("leaves out what every course says of itself, unless that is all there is", () => {
    assert.deepEqual(queryTerms("python tutorial for beginners").required, queryTerms("python").required)
    assert.deepEqual(queryTerms("파이썬 기초 강좌").required, queryTerms("파이썬").required)
    assert.ok(finds("tutorial", { title: "A tutorial" }))
    assert.ok(finds("강의", { title: "좋은 강의" }))
  })

  it("is nothing for stop words, signs and pictures alone", () => {
    for (const query of ["", "the of", "!!! ... %_%", "🎉🎉", "' or 1=1 --".replace(/\w/g, ""), "\u0000\u200b"])
      assert.deepEqual(queryTerms(query), { required: [], helpful: [] }, JSON.stringify(query))
  })

  it("is bounded for any query", () => {
    for (const query of ["x".repeat(1000), "가".repeat(1000), "가나다라마바사".repeat(100), "a1 b2 c3 ".repeat(100)]) {
      const { required, helpful } = queryTerms(query)
      assert.ok(required.length > 0 && required.length <= 10)
      assert.ok(helpful.length <= 6)
      for (const term of [...required, ...helpful]) assert.ok([...term].length <= 80)
    }
  })
})

describe("what a course is found by", () => {
  it("counts for more in a title than in a category, a name, or a description, and in a short text", () => {
    const impact = (over: Partial<SearchedCourse>) => terms(over).get("pottery") ?? 0
    const inOrder = [
      impact({ title: "Pottery" }),
      impact({ title: "Pottery and a great many other things for the house" }),
      impact({ categories: ["Pottery"] }),
      impact({ instructorName: "Pottery" }),
      impact({ description: "Pottery" }),
      impact({ description: `Pottery ${"and clay ".repeat(200)}` }),
      impact({ title: "Clay" }),
    ]
    assert.deepEqual(
      inOrder,
      inOrder.toSorted((a, b) => b - a),
    )
    assert.equal(new Set(inOrder).size, inOrder.length)
    assert.ok(impact({ title: "Pottery", description: "Pottery" }) > impact({ title: "Pottery" }))
    assert.ok((inOrder[0] ?? 0) < MAX_IMPACT)
  })

  it("is bounded for the longest course, and fits its columns", () => {
    const syllables = Array.from({ length: 20_000 }, (_, index) =>
      String.fromCharCode(0xac00 + ((index * 7919) % 11_172)),
    )
    const longest = terms({
      title: "𝄞".repeat(100) + "x".repeat(100),
      description: syllables.join(""),
      instructorBio: "word ".repeat(400),
      instructorName: "w".repeat(80),
      categories: Array.from({ length: 10 }, (_, index) => `${index}`.padEnd(60, "한")),
    })
    assert.ok(longest.size <= 1100, String(longest.size))
    for (const [term, impact] of longest) {
      assert.ok([...term].length <= 80, term)
      assert.ok(Number.isInteger(impact) && impact >= 0 && impact <= MAX_IMPACT)
    }
  })
})
