// Original file: proto/elearning/enrollment/v1/enrollment_service.proto

export const StaffRole = {
  STAFF_ROLE_UNSPECIFIED: 'STAFF_ROLE_UNSPECIFIED',
  STAFF_ROLE_INSTRUCTOR: 'STAFF_ROLE_INSTRUCTOR',
  STAFF_ROLE_ADMIN: 'STAFF_ROLE_ADMIN',
} as const;

export type StaffRole =
  | 'STAFF_ROLE_UNSPECIFIED'
  | 0
  | 'STAFF_ROLE_INSTRUCTOR'
  | 1
  | 'STAFF_ROLE_ADMIN'
  | 2

export type StaffRole__Output = typeof StaffRole[keyof typeof StaffRole]
