import { randomBytes } from "node:crypto"
import { readFile, rename, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { z } from "zod"
import { generateKeyPem } from "@lectern/rpc/jwt"
import { StartError } from "@lectern/runtime/lifecycle"

const Secrets = z.object({
  passportPrivateKey: z.string(),
  passportPublicKey: z.string(),
  usersPassportPrivateKey: z.string(),
  usersPassportPublicKey: z.string(),
  enrollmentPassportPrivateKey: z.string(),
  enrollmentPassportPublicKey: z.string(),
  coursesPassportPrivateKey: z.string(),
  coursesPassportPublicKey: z.string(),
  contentPassportPrivateKey: z.string(),
  contentPassportPublicKey: z.string(),
  pageTokens: z.string(),
  passwordPepper: z.string(),
  refreshTokens: z.string(),
  keyEncryption: z.string(),
  passwordResets: z.string(),
  grants: z.string(),
  databasePassword: z.string(),
})
export type Secrets = z.output<typeof Secrets>

/** The secrets of this installation, made at its first start and readable by its user alone. */
export async function platformSecrets(dataFolder: string): Promise<Secrets> {
  const file = join(dataFolder, "secrets.json")
  let text: string | undefined
  try {
    text = await readFile(file, "utf8")
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error
  }
  const damaged = () =>
    new StartError(`${file} is damaged: put it back from a backup, or begin anew with npm start -- --reset`)
  const gateway = generateKeyPem()
  const users = generateKeyPem()
  const enrollment = generateKeyPem()
  const courses = generateKeyPem()
  const content = generateKeyPem()
  const random = () => randomBytes(32).toString("base64url")
  // Of an installation that was made by an earlier release: what came since is made now, the rest must be as it was.
  const added = {
    usersPassportPrivateKey: users.privatePem,
    usersPassportPublicKey: users.publicPem,
    enrollmentPassportPrivateKey: enrollment.privatePem,
    enrollmentPassportPublicKey: enrollment.publicPem,
    coursesPassportPrivateKey: courses.privatePem,
    coursesPassportPublicKey: courses.publicPem,
    contentPassportPrivateKey: content.privatePem,
    contentPassportPublicKey: content.publicPem,
    passwordResets: random(),
  }
  if (text !== undefined) {
    const given = parseJson(text)
    if (typeof given !== "object" || given === null) throw damaged()
    const known = Secrets.safeParse({ ...added, ...given })
    if (!known.success) throw damaged()
    if (Object.keys(added).some((name) => !(name in given))) await replace(file, known.data)
    return known.data
  }
  const secrets: Secrets = {
    ...added,
    passportPrivateKey: gateway.privatePem,
    passportPublicKey: gateway.publicPem,
    pageTokens: random(),
    passwordPepper: random(),
    refreshTokens: random(),
    keyEncryption: random(),
    grants: random(),
    databasePassword: random(),
  }
  await replace(file, secrets)
  return secrets
}

/** Through a second file, so that a full disk or a crash leaves the first as it was. */
async function replace(file: string, secrets: Secrets): Promise<void> {
  await writeFile(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
  await rename(`${file}.new`, file)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
