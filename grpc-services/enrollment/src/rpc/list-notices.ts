import { requireOwnUserId, type Call } from "@lectern/rpc/call"
import { idFromBytes } from "@lectern/service-kit/ids"
import { preferredLanguage } from "@lectern/service-kit/locale"
import { pageSize, toPage } from "@lectern/service-kit/paging"
import type { Deps } from "../deps.ts"
import { readNotices, toNotice } from "../notice-reading.ts"
import { countUnreadNotices, listNotices as selectNotices } from "../notice-store.ts"
import { LANGUAGES, type Language } from "../notice-texts.ts"
import type { EnrollmentRpc } from "../service.ts"

export const listNotices: EnrollmentRpc<"listNotices"> =
  ({ db, tokens, users }) =>
  async ({ userId, unreadOnly, pageSize: requested, pageToken }, call) => {
    requireOwnUserId(call, userId)
    const size = pageSize(requested, { standard: 20, most: 100 })
    const list = `notices ${userId} ${unreadOnly ? "unread" : "all"}`
    const [beforeId] = tokens.decode(list, pageToken) ?? []
    const [rows, unreadCount] = await Promise.all([
      selectNotices(db, { userId, unreadOnly, beforeId: beforeId?.toString(), limit: size + 1 }),
      countUnreadNotices(db, userId),
    ])
    const { page, cursors, nextPageToken } = toPage(rows, size, (row) => tokens.encode(list, [idFromBytes(row.id)]))
    const texts = page.length === 0 ? [] : await readNotices(db, page, { language: await languageFor(users, call) })
    const notices = page.flatMap((row, index) => {
      const text = texts[index]
      return text ? [toNotice(row, text)] : []
    })
    return { notices, cursors, nextPageToken, unreadCount }
  }

async function languageFor(users: Deps["users"], call: Call): Promise<Language> {
  const accepted = preferredLanguage(call.origin.languages, LANGUAGES)
  if (accepted) return accepted
  try {
    const profiles = await users.batchGetUsers({ ids: [call.caller.userId ?? ""] }, call)
    return preferredLanguage(profiles.users[0]?.locale ?? "", LANGUAGES) ?? LANGUAGES[0]
  } catch {
    // A list in another language is better than none.
    return LANGUAGES[0]
  }
}
