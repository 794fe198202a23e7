// Original file: proto/elearning/courses/v1/courses_service.proto

import type { ImportOutcome as _elearning_courses_v1_ImportOutcome, ImportOutcome__Output as _elearning_courses_v1_ImportOutcome__Output } from '../../../elearning/courses/v1/ImportOutcome.ts';
import type { ImportProblem as _elearning_courses_v1_ImportProblem, ImportProblem__Output as _elearning_courses_v1_ImportProblem__Output } from '../../../elearning/courses/v1/ImportProblem.ts';

export interface ImportCoursesResponse {
  'outcomes'?: (_elearning_courses_v1_ImportOutcome)[];
  'problems'?: (_elearning_courses_v1_ImportProblem)[];
}

export interface ImportCoursesResponse__Output {
  'outcomes': (_elearning_courses_v1_ImportOutcome__Output)[];
  'problems': (_elearning_courses_v1_ImportProblem__Output)[];
}
