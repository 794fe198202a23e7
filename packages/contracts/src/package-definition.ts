import { fileURLToPath } from "node:url"
import { loadSync, type PackageDefinition } from "@grpc/proto-loader"
import type { AuthServiceDefinition } from "./gen/elearning/auth/v1/AuthService.ts"
import type { ContentServiceDefinition } from "./gen/elearning/content/v1/ContentService.ts"
import type { CoursesServiceDefinition } from "./gen/elearning/courses/v1/CoursesService.ts"
import type { EnrollmentServiceDefinition } from "./gen/elearning/enrollment/v1/EnrollmentService.ts"
import type { PlaybackServiceDefinition } from "./gen/elearning/playback/v1/PlaybackService.ts"
import type { UsersServiceDefinition } from "./gen/elearning/users/v1/UsersService.ts"

const PROTO_FOLDER = fileURLToPath(new URL("../../../proto/", import.meta.url))

/** Everything declared in proto/, read as the types in gen/ say (`npm run codegen` uses the same options). */
export const packageDefinition: PackageDefinition = loadSync(
  ["auth", "content", "courses", "enrollment", "playback", "users"].map(
    (name) => `elearning/${name}/v1/${name}_service.proto`,
  ),
  { includeDirs: [PROTO_FOLDER], longs: Number, enums: String, defaults: true, oneofs: true },
)

const contract = <D>(name: string) => packageDefinition[name] as unknown as D

export const authService = contract<AuthServiceDefinition>("elearning.auth.v1.AuthService")
export const contentService = contract<ContentServiceDefinition>("elearning.content.v1.ContentService")
export const coursesService = contract<CoursesServiceDefinition>("elearning.courses.v1.CoursesService")
export const enrollmentService = contract<EnrollmentServiceDefinition>("elearning.enrollment.v1.EnrollmentService")
export const playbackService = contract<PlaybackServiceDefinition>("elearning.playback.v1.PlaybackService")
export const usersService = contract<UsersServiceDefinition>("elearning.users.v1.UsersService")
