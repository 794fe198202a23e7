// Original file: proto/elearning/enrollment/v1/enrollment_service.proto

export const EnrollmentSource = {
  ENROLLMENT_SOURCE_UNSPECIFIED: 'ENROLLMENT_SOURCE_UNSPECIFIED',
  ENROLLMENT_SOURCE_PURCHASE: 'ENROLLMENT_SOURCE_PURCHASE',
  ENROLLMENT_SOURCE_SUBSCRIPTION: 'ENROLLMENT_SOURCE_SUBSCRIPTION',
  ENROLLMENT_SOURCE_GRANT: 'ENROLLMENT_SOURCE_GRANT',
} as const;

export type EnrollmentSource =
  | 'ENROLLMENT_SOURCE_UNSPECIFIED'
  | 0
  | 'ENROLLMENT_SOURCE_PURCHASE'
  | 1
  | 'ENROLLMENT_SOURCE_SUBSCRIPTION'
  | 2
  | 'ENROLLMENT_SOURCE_GRANT'
  | 3

export type EnrollmentSource__Output = typeof EnrollmentSource[keyof typeof EnrollmentSource]
