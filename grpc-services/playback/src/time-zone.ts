/** Whether this is the name of a zone. Offsets such as +09:00 are none: they know no summer time. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name })
    return /^[A-Za-z]/.test(name)
  } catch {
    return false
  }
}
