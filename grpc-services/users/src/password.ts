import { createHmac } from "node:crypto"
import bcrypt from "bcrypt"
import { Counter, type Registry } from "prom-client"
import { exhausted } from "@lectern/rpc/errors"
import type { Violations } from "@lectern/service-kit/validation"
import { COMMON_PASSWORDS } from "./common-passwords.ts"

// Each hash takes a core for a quarter of a second, so unbounded logins would stop the service.
const CONCURRENT = 2
const QUEUED = 16
const RETRY_AFTER_MS = 1000

/** The password as it is compared: NFKC, so that one typed on another keyboard is the same. */
const normalisePassword = (password: string): string => password.normalize("NFKC")

/** 10 to 128 characters, none of the common ones. Source: the platform's domain rules. */
export function checkPassword(violations: Violations, field: string, password: string): void {
  const normal = normalisePassword(password)
  const length = [...normal].length
  violations.check(length >= 10 && length <= 128, field, "length", `10 to 128 characters are expected, got ${length}`)
  violations.check(
    !COMMON_PASSWORDS.has(normal.toLowerCase()),
    field,
    "common",
    "this password is one of the most used: choose another",
  )
}

export interface PasswordHasher {
  hash(password: string): Promise<string>
  /**
   * Takes the same time for an unknown account (hash undefined), so that nobody learns which addresses exist. `begin` is
   * awaited when its turn to be hashed has come; what it throws is thrown.
   */
  matches(password: string, hash: string | undefined, begin?: () => Promise<void>): Promise<boolean>
  /** Whether it was hashed at a lower cost than is configured now. */
  isOutdated(hash: string): boolean
  /** Keyed digest under which a password may be compared for equality without being stored. */
  digest(password: string): string
}

/**
 * bcrypt over base64(HMAC-SHA-384(pepper, password)): bcrypt reads 72 bytes only, which is 24 Hangul syllables, and
 * stops at a zero byte. Two hashes run at once; when 16 more wait, RESOURCE_EXHAUSTED / HASHING_BUSY.
 */
export async function passwordHasher({
  pepper,
  cost,
  metrics,
}: {
  pepper: string
  cost: number
  metrics: Registry
}): Promise<PasswordHasher> {
  const hashes = new Counter({
    name: "password_hashes_total",
    help: "Runs of bcrypt, by cost.",
    labelNames: ["cost"],
    registers: [metrics],
  })
  const digest = (password: string) => createHmac("sha384", pepper).update(normalisePassword(password)).digest("base64")
  let running = 0
  const waiting: (() => void)[] = []
  const inPool = async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= CONCURRENT) {
      if (waiting.length >= QUEUED)
        throw exhausted("HASHING_BUSY", "too many passwords are being checked", RETRY_AFTER_MS)
      await new Promise<void>((resolve) => waiting.push(resolve))
    } else running++
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }
  const hashed = (text: string, rounds: number) => {
    hashes.labels(String(rounds)).inc()
    return bcrypt.hash(text, rounds)
  }
  const nobody = await bcrypt.hash(digest("no account has this password"), cost)
  return {
    digest,
    hash: (password) => inPool(() => hashed(digest(password), cost)),
    matches: (password, hash, begin) =>
      inPool(async () => {
        await begin?.()
        const text = digest(password)
        const compared = hash ?? nobody
        const rounds = bcrypt.getRounds(compared)
        hashes.labels(String(rounds)).inc()
        const same = await bcrypt.compare(text, compared)
        if (same && hash !== undefined) return true
        // A hash of an earlier, lower cost is compared faster; 2^c + 2^c + 2^(c+1) + … takes as long as the others.
        for (let missing = rounds; missing < cost; missing++) await hashed(text, missing)
        return false
      }),
    isOutdated: (hash) => bcrypt.getRounds(hash) < cost,
  }
}
