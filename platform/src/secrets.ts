import { randomBytes } from "node:crypto"
import { readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { z } from "zod"
import { generateKeyPem } from "@lectern/rpc/jwt"
import { StartError } from "@lectern/runtime/lifecycle"

const Secrets = z.object({
  passportPrivateKey: z.string(),
  passportPublicKey: z.string(),
  pageTokens: z.string(),
  passwordPepper: z.string(),
  refreshTokens: z.string(),
  keyEncryption: z.string(),
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
  if (text !== undefined) {
    const known = Secrets.safeParse(parseJson(text))
    if (known.success) return known.data
    throw new StartError(`${file} is damaged: put it back from a backup, or begin anew with npm start -- --reset`)
  }
  const { privatePem, publicPem } = generateKeyPem()
  const random = () => randomBytes(32).toString("base64url")
  const secrets: Secrets = {
    passportPrivateKey: privatePem,
    passportPublicKey: publicPem,
    pageTokens: random(),
    passwordPepper: random(),
    refreshTokens: random(),
    keyEncryption: random(),
    grants: random(),
    databasePassword: random(),
  }
  await writeFile(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flag: "wx" })
  return secrets
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
