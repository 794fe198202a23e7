// The certificates with which components prove to each other who they are, where no cert-manager makes them.
// What @peculiar/x509 is built on needs this first.
import "reflect-metadata"
import { createPrivateKey, KeyObject, webcrypto } from "node:crypto"
import { mkdir, readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from "@peculiar/x509"
import { spiffeId, TLS_FILES } from "@lectern/runtime/identity"
import { CONTEXTS } from "./environment.ts"
import { OPERATOR } from "./service-access.ts"

/** All who have a certificate. */
export const CERTIFIED: readonly string[] = [
  "gateway",
  ...CONTEXTS.flatMap((name) => [`${name}-subgraph`, `${name}-service`]),
  OPERATOR,
]

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" }
const DAY_MS = 86_400_000
const AUTHORITY_DAYS = 7300
const COMPONENT_DAYS = 1825
/** One that ends sooner is made anew. */
const RENEW_DAYS = 365
const AUTHORITY_KEY = "authority.key"

const newKeys = () => webcrypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"])
const pemOf = (key: webcrypto.CryptoKey) => KeyObject.from(key).export({ type: "pkcs8", format: "pem" }).toString()
const validity = (days: number) => ({
  // Clocks of machines differ.
  notBefore: new Date(Date.now() - DAY_MS),
  notAfter: new Date(Date.now() + days * DAY_MS),
})
const endsWithin = (certificate: X509Certificate, days: number) =>
  certificate.notAfter.getTime() < Date.now() + days * DAY_MS

/**
 * Makes `folder`/COMPONENT with tls.crt, tls.key and ca.crt for each component, and an authority of their own in
 * `folder`, whose key nobody else has. They last so many days. What is there already stays as long as it lasts another year.
 */
export async function writeCertificates(
  folder: string,
  components: readonly string[],
  days = COMPONENT_DAYS,
): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o755 })
  const authority = await authorityIn(folder)
  for (const component of components) {
    const own = join(folder, component)
    await mkdir(own, { recursive: true, mode: 0o755 })
    const file = (name: keyof typeof TLS_FILES) => join(own, TLS_FILES[name])
    const known = await certificateIn(file("certificate"))
    if (known && !endsWithin(known, RENEW_DAYS) && (await known.verify({ publicKey: authority.certificate }))) continue
    const keys = await newKeys()
    const certificate = await X509CertificateGenerator.create({
      ...validity(days),
      subject: `CN=${component}`,
      issuer: authority.certificate.subject,
      publicKey: keys.publicKey,
      signingKey: authority.key,
      signingAlgorithm: ALGORITHM,
      extensions: [
        // Authorities that follow each other have the same name.
        await AuthorityKeyIdentifierExtension.create(authority.certificate.publicKey),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        new SubjectAlternativeNameExtension([{ type: "url", value: spiffeId(component) }]),
        new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth, ExtendedKeyUsage.clientAuth]),
      ],
    })
    await writeFile(file("authorities"), authority.certificate.toString("pem"))
    await writeFile(file("key"), pemOf(keys.privateKey), { mode: 0o644 })
    await writeFile(file("certificate"), certificate.toString("pem"))
  }
}

async function authorityIn(folder: string): Promise<{ certificate: X509Certificate; key: webcrypto.CryptoKey }> {
  const files = { certificate: join(folder, TLS_FILES.authorities), key: join(folder, AUTHORITY_KEY) }
  const known = await certificateIn(files.certificate)
  if (known && !endsWithin(known, COMPONENT_DAYS)) {
    const key = createPrivateKey(await readFile(files.key))
    return { certificate: known, key: key.toCryptoKey(ALGORITHM, false, ["sign"]) }
  }
  const keys = await newKeys()
  const certificate = await X509CertificateGenerator.createSelfSigned({
    ...validity(AUTHORITY_DAYS),
    name: "CN=Lectern components",
    keys,
    signingAlgorithm: ALGORITHM,
    extensions: [
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
    ],
  })
  await writeFile(files.key, pemOf(keys.privateKey), { mode: 0o600 })
  await writeFile(files.certificate, certificate.toString("pem"))
  return { certificate, key: keys.privateKey }
}

const certificateIn = (file: string): Promise<X509Certificate | undefined> =>
  readFile(file, "utf8").then(
    (pem) => new X509Certificate(pem),
    (error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return undefined
      throw error
    },
  )
