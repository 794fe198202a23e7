// docs/api/rpc.md: the contracts between components, out of proto/ and its comments.
import { globSync } from "node:fs"
import { fileURLToPath } from "node:url"
import protobuf from "protobufjs"

const { Enum, MapField, Namespace, Root, Service, Type } = protobuf
const PROTO = fileURLToPath(new URL("../proto/", import.meta.url))

export function rpcReference(): string {
  const root = new Root()
  root.resolvePath = (_origin, target) => (target.startsWith("elearning/") ? `${PROTO}${target}` : target)
  for (const file of globSync("elearning/**/*.proto", { cwd: PROTO }).sort())
    root.loadSync(file, { keepCase: true, alternateCommentMode: true })
  root.resolveAll()
  const own = everything(root).filter(({ fullName }) => fullName.startsWith(".elearning."))
  const services = own.filter((item) => item instanceof Service)
  const spoken = new Set(
    services.flatMap((service) =>
      service.methodsArray.flatMap(({ resolvedRequestType, resolvedResponseType }) => [
        resolvedRequestType,
        resolvedResponseType,
      ]),
    ),
  )
  const shared = own.filter((item) => item instanceof Enum || (item instanceof Type && !spoken.has(item)))
  const link = (to: protobuf.ReflectionObject) =>
    shared.includes(to) ? `[\`${shortName(to)}\`](#${anchorOf(to)})` : `\`${shortName(to)}\``

  const field = (it: protobuf.Field): string => {
    const type = it.resolvedType ? link(it.resolvedType) : `\`${it.type}\``
    const mayBeUnset = it.getOption("proto3_optional") === true
    const about = [
      it instanceof MapField ? `map of \`${it.keyType}\` to ${type}` : it.repeated ? `list of ${type}` : type,
      it.partOf && !mayBeUnset ? `one of \`${it.partOf.name}\`` : "",
      mayBeUnset ? "may be unset" : "",
    ]
    return `- \`${it.name}\` ${about.filter((text) => text !== "").join(", ")}${said(it.comment)}`
  }
  const fields = (type: protobuf.Type): string => type.fieldsArray.map(field).join("\n")
  const part = (title: string, type: protobuf.Type | null): string[] => {
    if (!type) return []
    const text = type.fieldsArray.length === 0 ? `*${title}*: nothing.` : `*${title}*:\n\n${fields(type)}`
    return [text]
  }
  const method = (it: protobuf.Method): string =>
    [
      `### ${it.name}`,
      [oneLine(it.comment), REPEATED[String(it.getOption("idempotency_level"))] ?? ""].filter(Boolean).join(" "),
      ...part("Asks", it.resolvedRequestType),
      ...part("Answers", it.resolvedResponseType),
    ].join("\n\n")
  const shape = (it: protobuf.ReflectionObject): string =>
    [
      `### ${shortName(it)}`,
      ...(it.comment ? [oneLine(it.comment)] : []),
      it instanceof Enum
        ? Object.keys(it.values)
            .map((name) => `- \`${name}\`${said(it.comments[name] ?? null)}`)
            .join("\n")
        : fields(it as protobuf.Type),
    ].join("\n\n")

  return `<!-- Made by tools/codegen.ts from proto/; do not edit. -->

# RPCs

The contracts between components, by gRPC. Nothing of this is public: every call carries a passport that the gateway mints,
or a service for itself ([decision 0011](../decisions/0011-passport.md)). Errors are named \`CODE / REASON\`; what is not
said of a call is what all may answer: UNAUTHENTICATED without a passport, DEADLINE_EXCEEDED, UNAVAILABLE, INTERNAL.

${services
  .map((service) =>
    [`## ${shortName(service)}`, oneLine(service.comment), ...service.methodsArray.map(method)].join("\n\n"),
  )
  .join("\n\n")}

## Messages and enums

${shared
  .toSorted((a, b) => (shortName(a) < shortName(b) ? -1 : 1))
  .map(shape)
  .join("\n\n")}
`
}

const REPEATED: Record<string, string> = {
  NO_SIDE_EFFECTS: "*Reads only.*",
  IDEMPOTENT: "*May be repeated.*",
}

const everything = (namespace: protobuf.NamespaceBase): protobuf.ReflectionObject[] =>
  namespace.nestedArray.flatMap((item) => [item, ...(item instanceof Namespace ? everything(item) : [])])

/** Without what all names begin with. */
const shortName = ({ fullName }: protobuf.ReflectionObject): string => fullName.replace(/^\.(elearning\.)?/, "")
const anchorOf = (item: protobuf.ReflectionObject): string => shortName(item).replaceAll(".", "").toLowerCase()
const oneLine = (text: string | null): string => (text ?? "").replaceAll(/\s*\n\s*/g, " ").trim()
const said = (comment: string | null): string => (comment ? `: ${oneLine(comment)}` : "")
