import { enumName } from "@lectern/rpc/enum-name"
import type { AccessEvidenceResolvers } from "../gen/resolvers.ts"

export const AccessEvidence: AccessEvidenceResolvers = {
  enrollmentId: ({ enrollmentId }) => enrollmentId || null,
  subscriptionId: ({ subscriptionId }) => subscriptionId || null,
  staffRole: ({ staffRole }) => (staffRole === "STAFF_ROLE_UNSPECIFIED" ? null : enumName("STAFF_ROLE_", staffRole)),
}
