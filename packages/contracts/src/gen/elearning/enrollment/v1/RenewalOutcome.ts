// Original file: proto/elearning/enrollment/v1/enrollment_service.proto

export const RenewalOutcome = {
  RENEWAL_OUTCOME_UNSPECIFIED: 'RENEWAL_OUTCOME_UNSPECIFIED',
  RENEWAL_OUTCOME_RENEWED: 'RENEWAL_OUTCOME_RENEWED',
  RENEWAL_OUTCOME_DECLINED: 'RENEWAL_OUTCOME_DECLINED',
  RENEWAL_OUTCOME_SKIPPED_AUTO_RENEW_OFF: 'RENEWAL_OUTCOME_SKIPPED_AUTO_RENEW_OFF',
} as const;

export type RenewalOutcome =
  | 'RENEWAL_OUTCOME_UNSPECIFIED'
  | 0
  | 'RENEWAL_OUTCOME_RENEWED'
  | 1
  | 'RENEWAL_OUTCOME_DECLINED'
  | 2
  | 'RENEWAL_OUTCOME_SKIPPED_AUTO_RENEW_OFF'
  | 3

export type RenewalOutcome__Output = typeof RenewalOutcome[keyof typeof RenewalOutcome]
