import { requireScope, requireUserId } from "@lectern/rpc/call"
import { transact } from "@lectern/service-kit/database"
import { requireEtag } from "@lectern/service-kit/etag"
import { maskedFields } from "@lectern/service-kit/field-mask"
import { Violations } from "@lectern/service-kit/validation"
import { UNQUOTABLE } from "../captions.ts"
import { changeCaption, findContentFile, lockContentFile } from "../content-file-store.ts"
import { fileNotFound, requireEditableFile } from "../course-editor.ts"
import { lockCourseStorage } from "../course-storage.ts"
import { etagOf, toFile } from "../file-message.ts"
import type { ContentRpc } from "../service.ts"

const MAX_LABEL_CHARACTERS = 100

export const updateCaption: ContentRpc<"updateCaption"> =
  (deps) =>
  async ({ id, etag, updateMask, ...given }, call) => {
    requireScope(call, "files:write")
    requireUserId(call)
    const violations = new Violations()
    const { label, isDefault } = maskedFields(violations, updateMask, {
      label: given.label.trim().normalize("NFC"),
      isDefault: given.isDefault,
    })
    if (label !== undefined) {
      violations.text("label", label, { min: 0, max: MAX_LABEL_CHARACTERS })
      violations.check(
        !UNQUOTABLE.test(label),
        "label",
        "quotable",
        'a label without line breaks, " and {$ is expected',
      )
    }
    violations.throwIfAny()
    const seen = await requireEditableFile(deps, id, call)

    const file = await transact(deps.db, async (tx) => {
      await lockCourseStorage(tx, seen.course_id)
      const caption = await lockContentFile(tx, seen.id)
      if (caption?.type !== "CAPTION" || caption.status === "DELETED") throw fileNotFound(id)
      requireEtag(etag, etagOf(caption))
      await changeCaption(tx, caption, {
        ...(label === undefined ? {} : { label: label || null }),
        ...(isDefault === undefined ? {} : { is_default: isDefault ? 1 : 0 }),
      })
      return findContentFile(tx, id)
    })
    if (!file) throw fileNotFound(id)
    return { file: toFile(file, { isEditor: true }) }
  }
