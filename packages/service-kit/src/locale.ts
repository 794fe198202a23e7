const MAX_TAG_CHARACTERS = 35 // BCP 47, 4.4.1: as long as any tag that needs to be supported

/** The canonical spelling of a BCP 47 language tag; undefined when it is none, or too long for our columns. */
export function canonicalLanguage(tag: string): string | undefined {
  try {
    const [canonical] = Intl.getCanonicalLocales(tag)
    return canonical !== undefined && canonical.length <= MAX_TAG_CHARACTERS ? canonical : undefined
  } catch {
    return undefined
  }
}

/** Whether this is an IANA name of a zone. Offsets such as +09:00 are none: they know no summer time. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name })
    return /^[A-Za-z]/.test(name)
  } catch {
    return false
  }
}

/**
 * The one of `available` (primary tags such as `ko`) that an Accept-Language header wants most: by weight, then by
 * order; `ko-KR` means `ko`, `*` the first one that is not named. Undefined when it wants none (RFC 9110, 12.5.4).
 */
export function preferredLanguage<L extends string>(header: string, available: readonly L[]): L | undefined {
  const wishes = header.split(",").map((part) => {
    const [tag = "", ...parameters] = part.split(";").map((text) => text.trim().toLowerCase())
    const weight = parameters.find((text) => text.startsWith("q="))?.slice(2)
    return { primary: tag.split("-")[0] ?? "", weight: weight === undefined ? 1 : Number(weight) }
  })
  const named = new Set(wishes.map(({ primary }) => primary))
  const wanted = wishes.filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight)
  for (const { primary } of wanted) {
    const found = available.find((language) => (primary === "*" ? !named.has(language) : language === primary))
    if (found) return found
  }
  return undefined
}
