/**
 * The language of `offered` that an Accept-Language header (RFC 9110, 12.5.4) likes best; the first one where it likes
 * none, or where several are liked alike.
 */
export function preferredLanguage<L extends string>(header: string, offered: readonly [L, ...L[]]): L {
  const liked = header.split(",").map((part) => {
    const [range = "", ...parameters] = part.split(";").map((text) => text.trim().toLowerCase())
    const weight = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2)
    return { language: range.split("-")[0], weight: weight === undefined ? 1 : Number(weight) || 0 }
  })
  const weightOf = (language: string) =>
    Math.max(0, ...liked.filter((each) => each.language === language).map(({ weight }) => weight))
  return offered.reduce((best, language) => (weightOf(language) > weightOf(best) ? language : best))
}
