import type { CourseResolvers } from "../gen/resolvers.ts"

export const Course: CourseResolvers = {
  viewerEnrollment: ({ id }, _, { call, enrollmentByCourse }) =>
    call.caller.userId === undefined ? null : enrollmentByCourse.load(id),
  viewerAccess: ({ id }, _, { accessByCourse }) => accessByCourse.load(id),
  enrollmentCount: async ({ id }, _, { enrollmentCountByCourse }) =>
    (await enrollmentCountByCourse.load(id))?.count ?? 0,
}
