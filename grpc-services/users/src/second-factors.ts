import { idFromBytes } from "@lectern/service-kit/ids"
import type { Database, SecondFactorRow } from "./database.ts"
import { keyedDigest, seal, unseal } from "./sealed.ts"
import { newRecoveryCodes, normaliseCode, totpStepOf } from "./second-factor.ts"
import { replaceRecoveryCodes, useRecoveryCode, useTotpStep } from "./second-factor-store.ts"

/** What only who knows KEY_ENCRYPTION_SECRET can do with second factors. */
export interface SecondFactors {
  seal(secret: string, userId: Buffer): Buffer
  /**
   * Uses up a code of the authenticator whose row is locked; false for one that is wrong or was used, alone or by
   * another call at the same time.
   */
  spendTotp(tx: Database, factor: SecondFactorRow, code: string, now: Date): Promise<boolean>
  spendRecoveryCode(tx: Database, factor: SecondFactorRow, code: string): Promise<boolean>
  /** Makes ten that replace what there was; this is the only time that anybody sees them. */
  renewRecoveryCodes(tx: Database, userId: Buffer): Promise<string[]>
}

export function secondFactors(secret: string): SecondFactors {
  const ownerOf = (userId: Buffer) => `second factor ${idFromBytes(userId)}`
  const digest = keyedDigest(secret, "recovery codes")
  const hmacOf = (userId: Buffer, code: string) => digest(idFromBytes(userId), normaliseCode(code))
  return {
    seal: (totpSecret, userId) => seal(totpSecret, secret, ownerOf(userId)),
    async spendTotp(tx, { user_id: userId, secret_enc: sealed, last_step: lastStep }, code, now) {
      const step = totpStepOf(code, unseal(sealed, secret, ownerOf(userId)), now, lastStep)
      if (step === undefined) return false
      await useTotpStep(tx, userId, step)
      return true
    },
    spendRecoveryCode: (tx, { user_id: userId }, code) => useRecoveryCode(tx, userId, hmacOf(userId, code)),
    async renewRecoveryCodes(tx, userId) {
      const codes = newRecoveryCodes()
      await replaceRecoveryCodes(
        tx,
        userId,
        codes.map((code) => hmacOf(userId, code)),
      )
      return codes
    },
  }
}
