import { required } from "@lectern/rpc/required"
import type { CourseSessionResolvers } from "../gen/resolvers.ts"

export const CourseSession: CourseSessionResolvers = {
  __resolveReference: ({ id }, { sessionById }) => sessionById.load(id),
  course: async ({ courseId }, _, { courseById }) => required(await courseById.load(courseId)),
  summary: ({ summary }) => summary || null,
  videoUrl: ({ videoUrl }) => videoUrl || null,
}
