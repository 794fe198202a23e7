import { pageArguments, toConnection } from "@lectern/subgraph-kit/connection"
import { toRecordConnection } from "@lectern/subgraph-kit/personal-records"
import type { UserResolvers } from "../gen/resolvers.ts"

export const User: UserResolvers = {
  enrollments: async ({ id }, { status, ...page }, { call, enrollment }) => {
    const reply = await enrollment.listEnrollments(
      {
        userId: id,
        status: status ? `ENROLLMENT_STATUS_${status}` : "ENROLLMENT_STATUS_UNSPECIFIED",
        ...pageArguments(page),
      },
      call,
    )
    return { ...toConnection(reply.enrollments, reply), totalCount: reply.totalSize }
  },
  subscription: ({ id }, _, { subscriptionByUser }) => subscriptionByUser.load(id),
  notices: async ({ id }, { unreadOnly, ...page }, { call, enrollment }) => {
    const reply = await enrollment.listNotices(
      { userId: id, unreadOnly: unreadOnly ?? false, ...pageArguments(page) },
      call,
    )
    return { ...toConnection(reply.notices, reply), unreadCount: reply.unreadCount }
  },
  notificationPreferences: async ({ id }, _, { call, enrollment }) =>
    (await enrollment.getNotificationPreferences({ userId: id }, call)).preferences,
  accessTo: async ({ id: userId }, { courseId, preview }, { accessOfUser }) =>
    (await accessOfUser.load({ userId, courseId, preview }))?.decision ?? null,
  enrollmentRecords: async ({ id }, page, { call, enrollment }) =>
    toRecordConnection(await enrollment.listPersonalRecords({ userId: id, ...pageArguments(page) }, call)),
}
