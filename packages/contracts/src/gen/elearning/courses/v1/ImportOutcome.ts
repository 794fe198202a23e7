// Original file: proto/elearning/courses/v1/courses_service.proto

export const ImportOutcome = {
  IMPORT_OUTCOME_UNSPECIFIED: 'IMPORT_OUTCOME_UNSPECIFIED',
  IMPORT_OUTCOME_CREATED: 'IMPORT_OUTCOME_CREATED',
  IMPORT_OUTCOME_UNCHANGED: 'IMPORT_OUTCOME_UNCHANGED',
  IMPORT_OUTCOME_DIFFERENT: 'IMPORT_OUTCOME_DIFFERENT',
} as const;

export type ImportOutcome =
  | 'IMPORT_OUTCOME_UNSPECIFIED'
  | 0
  | 'IMPORT_OUTCOME_CREATED'
  | 1
  | 'IMPORT_OUTCOME_UNCHANGED'
  | 2
  | 'IMPORT_OUTCOME_DIFFERENT'
  | 3

export type ImportOutcome__Output = typeof ImportOutcome[keyof typeof ImportOutcome]
