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
