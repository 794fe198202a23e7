/**
 * The value of a proto enum without the prefix that all values of it carry: `enumName("ROLE_", "ROLE_ADMIN")` is
 * `"ADMIN"`. Throws for UNSPECIFIED: it stands where a contract that always sets the field was broken.
 */
export function enumName<P extends string, V extends string>(
  prefix: P,
  value: V,
): V extends `${P}${infer Name}` ? Exclude<Name, "UNSPECIFIED"> : never {
  const name = value.slice(prefix.length)
  if (!value.startsWith(prefix) || name === "UNSPECIFIED") throw new Error(`a ${prefix}* is expected, got ${value}`)
  return name as ReturnType<typeof enumName<P, V>>
}
