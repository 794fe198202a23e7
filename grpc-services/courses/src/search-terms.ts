import type { Course__Output } from "@lectern/contracts/elearning/courses/v1/Course.ts"
import { enumName } from "@lectern/rpc/enum-name"
import { CJK, findConcepts, LETTER } from "./search-concepts.ts"

/** What a course is found by, beside its filters. */
export type SearchedCourse = Pick<
  Course__Output,
  "title" | "description" | "instructorId" | "instructorBio" | "categories" | "language" | "level"
> & { instructorName: string }

/** To be raised when other terms come of the same course or query; all courses are then indexed anew. */
export const TERMS_VERSION = 1

/**
 * A posting's impact is BM25F's saturated term frequency (Robertson, Zaragoza, "The Probabilistic Relevance Framework",
 * 2009), without idf and with fixed average lengths: it depends on its own course alone, so an order by it does not move
 * while others are written. `b` is how far a field's length counts, `length` what is usual. Weights, lengths and K were
 * chosen with the judged queries (search-judgements.ts).
 */
const FIELDS = {
  title: { weight: 10, b: 0.4, length: 6 },
  category: { weight: 7, b: 0, length: 2 },
  instructor: { weight: 5, b: 0, length: 2 },
  bio: { weight: 2, b: 0.5, length: 10 },
  description: { weight: 2, b: 0.6, length: 40 },
} as const
type Field = keyof typeof FIELDS
const K = 8
export const MAX_IMPACT = 1000

/** A longer description is found by its beginning. */
const MAX_DESCRIPTION_CHARACTERS = 4000
/** What comes first counts: title, categories, instructor. */
const MAX_TERMS_OF_COURSE = 1000
const MAX_TERM_CHARACTERS = 40
const MAX_REQUIRED = 10
const MAX_HELPFUL = 6

// Beside them every text has them. Not "it" and "go", which are subjects.
const STOP_WORDS = new Set(
  "a an and are as at be by for from how in is of on or s t that the this to with what you your".split(" "),
)
// What nearly every course says of itself: helps to choose between courses, but none is left out that lacks it.
const SOFT_WORDS = new Set(
  [
    "advanced basic beginner best bootcamp build class complete course crash easy first free full fundamental getting",
    "guide hour intermediate intro introduction introductory language lecture lesson learn learning mastering online",
    "practical practice programming programmer scratch series start started step training tutorial video zero",
    "강의 강좌 수업 강의실 입문 입문자 입문용 기초 기본 초보 초보자 초급 중급 고급 완성 실전 배우기 배우는 공부 무료 온라인 동영상 인강 튜토리얼",
    "프로그래밍 코딩 개발 언어 위한 하는 모두",
  ]
    .join(" ")
    .split(" "),
)
// Endings that say how a word stands in its sentence.
const PARTICLES =
  "으로부터|에서부터|에서|에게|으로|부터|까지|처럼|보다|마다|이나|이랑|하고|은|는|이|가|을|를|의|에|로|와|과|도|만"
// Of a word that is long enough to be one without it, or of the name of a concept that was cut out.
const PARTICLE = new RegExp(`(?<=..)(?:${PARTICLES})$`, "u")
const CUT_PARTICLE = new RegExp(`\\|(?:${PARTICLES})(?!${CJK})`, "gu")

const WORDS = new RegExp(
  `(?<cjk>${CJK}+)|(?<dotted>\\.net(?!${LETTER}))|(?<word>${LETTER}+(?:\\.${LETTER}+)*(?:\\+\\+|#(?!${LETTER}))?)`,
  "gu",
)

/** One spelling for what looks or sounds the same: half and full width, composed and not, capitals, accents. */
export const fold = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .normalize("NFC")
    .toLowerCase()

interface Word {
  text: string
  isCjk: boolean
  /** Whether only a space is between it and the word before. */
  follows: boolean
}

function words(text: string): Word[] {
  const found: Word[] = []
  let end = -1
  for (const match of text.matchAll(WORDS)) {
    const isCjk = match.groups?.cjk !== undefined
    const between = end < 0 ? "|" : text.slice(end, match.index)
    end = match.index + match[0].length
    if (isCjk || !STOP_WORDS.has(match[0])) found.push({ text: match[0], isCjk, follows: /^\s?$/.test(between) })
  }
  return found
}

/** Without the s of a plural (the S-stemmer of Harman, "How Effective Is Suffixing?", 1991). */
function stem(word: string): string {
  if (word.length < 4 || !/^[a-z]+s$/.test(word) || /(?:us|ss|is)$/.test(word)) return word
  if (/[^ae]ies$/.test(word)) return `${word.slice(0, -3)}y`
  return word.slice(0, -1)
}

const latinTerm = (word: string) => [...stem(word)].slice(0, MAX_TERM_CHARACTERS).join("")
const pairsOf = (run: string): string[] => {
  const characters = [...run]
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`)
}
const conceptTerm = (concept: string) => `~${concept}`

// Who asks in Korean would rather learn in Korean; as helpful as a word of a short description.
const TAUGHT_IN_IMPACT = 600
const taughtIn = (language: string) => `@${language.replace(/-.*/, "").toLowerCase()}`
const SCRIPTS: readonly [RegExp, string][] = [
  [/\p{sc=Hangul}/u, "ko"],
  [/[\p{sc=Hiragana}\p{sc=Katakana}]/u, "ja"],
]

/** The terms of a text, each as often as it has it, and its length in words. */
function termsOf(folded: string, withPairs: boolean): { terms: string[]; length: number } {
  const terms: string[] = []
  let length = 0
  let before: Word | undefined
  for (const word of words(folded)) {
    if (word.isCjk) {
      const characters = [...word.text]
      length += characters.length / 2
      // Where a word begins, so that one syllable finds it.
      terms.push(characters[0] ?? "")
      terms.push(...pairsOf(word.text))
      // Spaces come and go in Korean: 자료 구조, 자료구조.
      if (before?.isCjk && word.follows) terms.push(`${[...before.text].at(-1)}${characters[0]}`)
    } else {
      length++
      const term = latinTerm(word.text)
      terms.push(term)
      // node.js is found as a whole and by its parts; c++ and .net have none.
      if (/^[^.+#]+\./.test(word.text)) terms.push(...word.text.split(".").filter((part) => part.length > 2))
      if (withPairs && before && !before.isCjk && word.follows) terms.push(`${latinTerm(before.text)} ${term}`)
    }
    before = word
  }
  return { terms: terms.map((term) => [...term].slice(0, 2 * MAX_TERM_CHARACTERS).join("")), length }
}

/** The terms that a course is found by, with the impact of each: of its texts, and 0 for those of filters. */
export function courseTerms(course: SearchedCourse): Map<string, number> {
  const weighed = new Map<string, number>()
  const add = (field: Field, text: string) => {
    const { weight, b, length: usual } = FIELDS[field]
    const folded = fold(text)
    const { terms, length } = termsOf(folded, field === "title" || field === "category")
    const unit = weight / (1 - b + (b * length) / usual)
    for (const term of [...findConcepts(folded).concepts.map(conceptTerm), ...terms])
      if (weighed.has(term) || weighed.size < MAX_TERMS_OF_COURSE) weighed.set(term, (weighed.get(term) ?? 0) + unit)
  }
  add("title", course.title)
  for (const category of course.categories) add("category", category)
  add("instructor", course.instructorName)
  add("bio", course.instructorBio)
  add("description", course.description.slice(0, MAX_DESCRIPTION_CHARACTERS))
  const impacts = new Map<string, number>()
  for (const [term, weight] of weighed) impacts.set(term, Math.max(1, Math.round((MAX_IMPACT * weight) / (K + weight))))
  impacts.set(taughtIn(course.language), TAUGHT_IN_IMPACT)
  for (const category of course.categories) impacts.set(filterTerm.category(category), 0)
  impacts.set(filterTerm.language(course.language), 0)
  impacts.set(filterTerm.level(enumName("COURSE_LEVEL_", course.level)), 0)
  impacts.set(filterTerm.instructor(course.instructorId), 0)
  return impacts
}

/** Terms that no text has, so that a filter narrows a search as a word does. */
export const filterTerm = {
  category: (category: string) => `=category ${category}`,
  language: (language: string) => `=language ${language}`,
  level: (level: string) => `=level ${level}`,
  instructor: (id: string) => `=instructor ${id}`,
}

const isCjkPair = new RegExp(`^${CJK}{2}$`, "u")
const LATIN = /[\p{sc=Latin}\p{N}]/u

export interface QueryTerms {
  /** A course must have all of these; by how much a searcher would rather do without, the most wanted first. */
  required: string[]
  /** These bring a course forward. */
  helpful: string[]
}

/** What a query asks for; the first terms of one that is very long, nothing for one of signs alone. */
export function queryTerms(query: string): QueryTerms {
  const folded = fold(query)
  const { concepts, names, rest } = findConcepts(folded)
  const asked: string[] = []
  const soft: string[] = []
  for (const { text, isCjk } of words(rest.replace(CUT_PARTICLE, "|"))) {
    if (!isCjk) (SOFT_WORDS.has(text) || SOFT_WORDS.has(stem(text)) ? soft : asked).push(latinTerm(text))
    else {
      const stemmed = text.replace(PARTICLE, "")
      const terms = [...stemmed].length === 1 ? [stemmed] : pairsOf(stemmed)
      ;(SOFT_WORDS.has(stemmed) || SOFT_WORDS.has(text) ? soft : asked).push(...terms)
    }
  }
  const topics = [...new Set([...concepts.map(conceptTerm), ...asked])]
  // A query of soft words alone means them.
  const required = (topics.length > 0 ? topics : [...new Set(soft)]).slice(0, MAX_REQUIRED)
  // Where words begin says little of a query of several syllables.
  const says = (term: string) => [...term].length > 1 || LATIN.test(term)
  // Who writes 파이썬 would rather have courses that do so too. A few of its pairs will do; each costs.
  const spelt = names.flatMap((name) =>
    pairsOf(name)
      .filter((pair) => isCjkPair.test(pair))
      .slice(0, 2),
  )
  const helpful = [...spelt, ...termsOf(rest, true).terms, ...soft].filter(
    (term) => !required.includes(term) && says(term),
  )
  const languages = SCRIPTS.filter(([script]) => script.test(folded)).map(([, language]) => taughtIn(language))
  return { required, helpful: [...new Set([...languages, ...helpful])].slice(0, MAX_HELPFUL) }
}
