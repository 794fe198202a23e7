// Original file: proto/elearning/users/v1/users_service.proto

export const Role = {
  ROLE_UNSPECIFIED: 'ROLE_UNSPECIFIED',
  ROLE_LEARNER: 'ROLE_LEARNER',
  ROLE_INSTRUCTOR: 'ROLE_INSTRUCTOR',
  ROLE_ADMIN: 'ROLE_ADMIN',
} as const;

export type Role =
  | 'ROLE_UNSPECIFIED'
  | 0
  | 'ROLE_LEARNER'
  | 1
  | 'ROLE_INSTRUCTOR'
  | 2
  | 'ROLE_ADMIN'
  | 3

export type Role__Output = typeof Role[keyof typeof Role]
