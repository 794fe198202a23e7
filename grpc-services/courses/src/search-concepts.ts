/**
 * What is one thing under several names: spellings, abbreviations, and Korean beside English. A search for one of them
 * finds them all. The first name is the concept's own; names are as they are after folding (search-terms.ts). In Korean
 * names a space may be missing in the text or be there.
 */
const CONCEPTS: readonly (readonly string[])[] = [
  ["ai", "artificial intelligence", "인공 지능", "人工知能", "人工智能"],
  ["algorithm", "algorithms", "알고리즘", "알고리듬", "アルゴリズム"],
  ["android", "안드로이드", "アンドロイド"],
  ["angular", "angularjs", "angular.js", "앵귤러"],
  ["arduino", "아두이노"],
  ["assembly", "assembler", "어셈블리", "어셈블러"],
  ["aws", "amazon web services", "아마존 웹 서비스"],
  ["bash", "배시"],
  ["blockchain", "블록 체인"],
  ["c", "c언어", "c 언어", "씨언어"],
  ["c#", "c sharp", "csharp", "씨샵"],
  ["c++", "cpp", "c plus plus", "씨플플"],
  ["cloud", "클라우드"],
  ["compiler", "compilers", "컴파일러"],
  ["computer vision", "컴퓨터 비전"],
  ["cryptography", "암호학"],
  ["css", "css3"],
  ["data analysis", "data analytics", "데이터 분석"],
  ["data science", "데이터 사이언스", "데이터 과학"],
  ["data structure", "data structures", "자료 구조"],
  ["database", "databases", "dbms", "데이터 베이스", "データベース"],
  ["deep learning", "딥 러닝", "심층 학습", "深層学習"],
  ["devops", "데브옵스"],
  ["django", "장고"],
  ["docker", "도커"],
  ["flask", "플라스크"],
  ["flutter", "플러터"],
  ["game development", "game dev", "gamedev", "게임 개발", "게임 만들기"],
  ["generative ai", "gen ai", "genai", "생성형 ai", "생성 ai", "생성형 인공 지능"],
  ["git", "깃", "깃허브"],
  ["go", "golang", "go언어", "고랭"],
  ["graph theory", "그래프 이론"],
  ["graphql", "그래프큐엘"],
  ["hacking", "해킹"],
  ["haskell", "하스켈"],
  ["html", "html5"],
  ["ios", "iphone", "아이폰"],
  ["java", "자바", "ジャバ"],
  ["javascript", "java script", "js", "자바스크립트", "자바 스크립트", "ジャバスクリプト"],
  ["jquery", "제이쿼리"],
  ["kotlin", "코틀린"],
  ["kubernetes", "k8s", "쿠버네티스"],
  ["linear algebra", "선형 대수", "선형 대수학", "線形代数"],
  ["linux", "리눅스", "リナックス"],
  ["llm", "llms", "large language model", "large language models", "거대 언어 모델", "대규모 언어 모델"],
  ["machine learning", "ml", "머신 러닝", "기계 학습", "機械学習"],
  ["mathematics", "maths", "math", "수학"],
  ["mongodb", "몽고디비"],
  ["mysql", "마이에스큐엘"],
  ["nlp", "natural language processing", "natural language understanding", "자연어 처리"],
  ["network", "networks", "networking", "네트워크", "ネットワーク"],
  ["neural network", "neural networks", "neural nets", "신경망", "뉴럴 네트워크"],
  ["next.js", "nextjs", "넥스트js"],
  ["node.js", "nodejs", "node js", "노드js", "노드 js"],
  ["nosql", "노에스큐엘"],
  ["numerical analysis", "수치 해석"],
  ["object oriented programming", "object-oriented programming", "oop", "객체 지향 프로그래밍", "객체 지향"],
  ["operating system", "operating systems", "운영 체제", "운영 체계"],
  ["php"],
  ["prompt engineering", "프롬프트 엔지니어링"],
  ["python", "python3", "파이썬", "パイソン"],
  ["pytorch", "파이토치"],
  ["r", "r언어", "r 언어", "rstats"],
  ["raspberry pi", "라즈베리 파이"],
  ["react", "reactjs", "react.js", "리액트"],
  ["react native", "리액트 네이티브"],
  ["redis", "레디스"],
  ["reinforcement learning", "reinforced learning", "rl", "강화 학습", "強化学習"],
  ["robotics", "로보틱스", "로봇 공학"],
  ["ruby", "루비"],
  ["ruby on rails", "rails", "레일즈"],
  ["rust", "러스트"],
  ["security", "보안", "セキュリティ"],
  ["self driving", "self-driving", "autonomous driving", "자율 주행"],
  ["shell", "쉘", "셸"],
  ["software engineering", "소프트웨어 공학"],
  ["solidity", "솔리디티"],
  ["spring", "스프링"],
  ["spring boot", "springboot", "스프링 부트"],
  ["sql", "에스큐엘"],
  ["statistics", "통계", "통계학"],
  ["svelte", "sveltejs", "svelte.js", "스벨트"],
  ["swift", "스위프트"],
  ["tensorflow", "텐서플로우", "텐서플로"],
  ["transformer", "transformers", "트랜스포머"],
  ["typescript", "타입스크립트", "타입 스크립트"],
  ["unity", "unity3d", "유니티"],
  ["unreal engine", "unreal", "언리얼 엔진", "언리얼"],
  ["vue", "vuejs", "vue.js", "뷰js"],
  ["web development", "web dev", "웹 개발", "웹 프로그래밍"],
  ["web3", "웹3"],
  ["windows", "윈도우즈", "윈도우"],
  ["wordpress", "워드프레스"],
]

/** What is a kind of another concept: whoever looks for the wider one finds it too. */
const WIDER: Readonly<Record<string, string>> = {
  "generative ai": "ai",
  "react native": "react",
  "ruby on rails": "ruby",
  "spring boot": "spring",
}

/** Scripts that are written without spaces, or with endings and particles joined to the words. */
export const CJK = String.raw`[\p{sc=Hangul}\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー々]`
/** Letters and digits of the others. */
export const LETTER = String.raw`(?:(?!${CJK})[\p{L}\p{N}])`
const isCjk = new RegExp(CJK, "u")
const escaped = (text: string) => text.replace(/[.+*?^${}()|[\]\\]/g, String.raw`\$&`)

// Where a name is written with spaces around it, it must be a word of its own. Of short ones less is believed:
// Objective-C is no C, and D3.js no JavaScript.
const SHORT = 2
const ends = (name: string): string => {
  if (isCjk.test(name.at(-1) ?? "")) return ""
  return name.length > SHORT ? `(?!${LETTER}|[#+])` : `(?!${LETTER}|[#+]|[-.]${LETTER})`
}
const pattern = (name: string): string =>
  escaped(name).replaceAll(" ", isCjk.test(name) ? String.raw`\s?` : String.raw`[\s-]+`) + ends(name)

const keyOf = (name: string) => name.replaceAll(/[\s-]/g, "")
const conceptOf = new Map(CONCEPTS.flatMap((names) => names.map((name) => [keyOf(name), names[0] ?? ""])))
// The longest first, so that 자바스크립트 is not 자바; in groups by how they begin, since the pattern is tried everywhere.
const names = CONCEPTS.flat().sort((a, b) => b.length - a.length)
const [spaced, joined] = [
  names.filter((name) => !isCjk.test(name[0] ?? "")),
  names.filter((name) => isCjk.test(name[0] ?? "")),
]
const anyOf = (some: string[]) => `(?:${some.map(pattern).join("|")})`
const anyName = new RegExp(
  [
    `(?<!${LETTER}|[#+])${anyOf(spaced.filter(({ length }) => length > SHORT))}`,
    `(?<!${LETTER}|[#+]|[-.])${anyOf(spaced.filter(({ length }) => length <= SHORT))}`,
    anyOf(joined),
  ].join("|"),
  "gu",
)

export interface FoundConcepts {
  /** In the order of the text, each as often as it is named. */
  concepts: string[]
  /** The names, as they stand there. */
  names: string[]
  /** The text with `|` in their places. */
  rest: string
}

/** The concepts that a folded text names. */
export function findConcepts(text: string): FoundConcepts {
  const concepts: string[] = []
  const names: string[] = []
  const rest = text.replace(anyName, (name) => {
    const concept = conceptOf.get(keyOf(name)) ?? name
    const wider = WIDER[concept]
    concepts.push(concept, ...(wider === undefined ? [] : [wider]))
    names.push(name)
    return "|"
  })
  return { concepts, names, rest }
}
