// Original file: proto/elearning/enrollment/v1/enrollment_service.proto

export const BillingInterval = {
  BILLING_INTERVAL_UNSPECIFIED: 'BILLING_INTERVAL_UNSPECIFIED',
  BILLING_INTERVAL_MONTH: 'BILLING_INTERVAL_MONTH',
  BILLING_INTERVAL_YEAR: 'BILLING_INTERVAL_YEAR',
} as const;

export type BillingInterval =
  | 'BILLING_INTERVAL_UNSPECIFIED'
  | 0
  | 'BILLING_INTERVAL_MONTH'
  | 1
  | 'BILLING_INTERVAL_YEAR'
  | 2

export type BillingInterval__Output = typeof BillingInterval[keyof typeof BillingInterval]
