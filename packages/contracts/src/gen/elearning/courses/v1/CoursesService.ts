// Original file: proto/elearning/courses/v1/courses_service.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { BatchGetCoursesRequest as _elearning_courses_v1_BatchGetCoursesRequest, BatchGetCoursesRequest__Output as _elearning_courses_v1_BatchGetCoursesRequest__Output } from '../../../elearning/courses/v1/BatchGetCoursesRequest.ts';
import type { BatchGetCoursesResponse as _elearning_courses_v1_BatchGetCoursesResponse, BatchGetCoursesResponse__Output as _elearning_courses_v1_BatchGetCoursesResponse__Output } from '../../../elearning/courses/v1/BatchGetCoursesResponse.ts';
import type { BatchGetSessionsRequest as _elearning_courses_v1_BatchGetSessionsRequest, BatchGetSessionsRequest__Output as _elearning_courses_v1_BatchGetSessionsRequest__Output } from '../../../elearning/courses/v1/BatchGetSessionsRequest.ts';
import type { BatchGetSessionsResponse as _elearning_courses_v1_BatchGetSessionsResponse, BatchGetSessionsResponse__Output as _elearning_courses_v1_BatchGetSessionsResponse__Output } from '../../../elearning/courses/v1/BatchGetSessionsResponse.ts';
import type { BatchGetUserReviewsRequest as _elearning_courses_v1_BatchGetUserReviewsRequest, BatchGetUserReviewsRequest__Output as _elearning_courses_v1_BatchGetUserReviewsRequest__Output } from '../../../elearning/courses/v1/BatchGetUserReviewsRequest.ts';
import type { BatchGetUserReviewsResponse as _elearning_courses_v1_BatchGetUserReviewsResponse, BatchGetUserReviewsResponse__Output as _elearning_courses_v1_BatchGetUserReviewsResponse__Output } from '../../../elearning/courses/v1/BatchGetUserReviewsResponse.ts';
import type { BatchListReviewsRequest as _elearning_courses_v1_BatchListReviewsRequest, BatchListReviewsRequest__Output as _elearning_courses_v1_BatchListReviewsRequest__Output } from '../../../elearning/courses/v1/BatchListReviewsRequest.ts';
import type { BatchListReviewsResponse as _elearning_courses_v1_BatchListReviewsResponse, BatchListReviewsResponse__Output as _elearning_courses_v1_BatchListReviewsResponse__Output } from '../../../elearning/courses/v1/BatchListReviewsResponse.ts';
import type { BatchListSessionsRequest as _elearning_courses_v1_BatchListSessionsRequest, BatchListSessionsRequest__Output as _elearning_courses_v1_BatchListSessionsRequest__Output } from '../../../elearning/courses/v1/BatchListSessionsRequest.ts';
import type { BatchListSessionsResponse as _elearning_courses_v1_BatchListSessionsResponse, BatchListSessionsResponse__Output as _elearning_courses_v1_BatchListSessionsResponse__Output } from '../../../elearning/courses/v1/BatchListSessionsResponse.ts';
import type { BatchListTaughtCoursesRequest as _elearning_courses_v1_BatchListTaughtCoursesRequest, BatchListTaughtCoursesRequest__Output as _elearning_courses_v1_BatchListTaughtCoursesRequest__Output } from '../../../elearning/courses/v1/BatchListTaughtCoursesRequest.ts';
import type { BatchListTaughtCoursesResponse as _elearning_courses_v1_BatchListTaughtCoursesResponse, BatchListTaughtCoursesResponse__Output as _elearning_courses_v1_BatchListTaughtCoursesResponse__Output } from '../../../elearning/courses/v1/BatchListTaughtCoursesResponse.ts';
import type { CreateCourseRequest as _elearning_courses_v1_CreateCourseRequest, CreateCourseRequest__Output as _elearning_courses_v1_CreateCourseRequest__Output } from '../../../elearning/courses/v1/CreateCourseRequest.ts';
import type { CreateCourseResponse as _elearning_courses_v1_CreateCourseResponse, CreateCourseResponse__Output as _elearning_courses_v1_CreateCourseResponse__Output } from '../../../elearning/courses/v1/CreateCourseResponse.ts';
import type { CreateSessionRequest as _elearning_courses_v1_CreateSessionRequest, CreateSessionRequest__Output as _elearning_courses_v1_CreateSessionRequest__Output } from '../../../elearning/courses/v1/CreateSessionRequest.ts';
import type { CreateSessionResponse as _elearning_courses_v1_CreateSessionResponse, CreateSessionResponse__Output as _elearning_courses_v1_CreateSessionResponse__Output } from '../../../elearning/courses/v1/CreateSessionResponse.ts';
import type { DeleteReviewRequest as _elearning_courses_v1_DeleteReviewRequest, DeleteReviewRequest__Output as _elearning_courses_v1_DeleteReviewRequest__Output } from '../../../elearning/courses/v1/DeleteReviewRequest.ts';
import type { DeleteReviewResponse as _elearning_courses_v1_DeleteReviewResponse, DeleteReviewResponse__Output as _elearning_courses_v1_DeleteReviewResponse__Output } from '../../../elearning/courses/v1/DeleteReviewResponse.ts';
import type { DeleteSessionRequest as _elearning_courses_v1_DeleteSessionRequest, DeleteSessionRequest__Output as _elearning_courses_v1_DeleteSessionRequest__Output } from '../../../elearning/courses/v1/DeleteSessionRequest.ts';
import type { DeleteSessionResponse as _elearning_courses_v1_DeleteSessionResponse, DeleteSessionResponse__Output as _elearning_courses_v1_DeleteSessionResponse__Output } from '../../../elearning/courses/v1/DeleteSessionResponse.ts';
import type { EraseUserRequest as _elearning_courses_v1_EraseUserRequest, EraseUserRequest__Output as _elearning_courses_v1_EraseUserRequest__Output } from '../../../elearning/courses/v1/EraseUserRequest.ts';
import type { EraseUserResponse as _elearning_courses_v1_EraseUserResponse, EraseUserResponse__Output as _elearning_courses_v1_EraseUserResponse__Output } from '../../../elearning/courses/v1/EraseUserResponse.ts';
import type { ExportCoursesRequest as _elearning_courses_v1_ExportCoursesRequest, ExportCoursesRequest__Output as _elearning_courses_v1_ExportCoursesRequest__Output } from '../../../elearning/courses/v1/ExportCoursesRequest.ts';
import type { ExportCoursesResponse as _elearning_courses_v1_ExportCoursesResponse, ExportCoursesResponse__Output as _elearning_courses_v1_ExportCoursesResponse__Output } from '../../../elearning/courses/v1/ExportCoursesResponse.ts';
import type { HideReviewRequest as _elearning_courses_v1_HideReviewRequest, HideReviewRequest__Output as _elearning_courses_v1_HideReviewRequest__Output } from '../../../elearning/courses/v1/HideReviewRequest.ts';
import type { HideReviewResponse as _elearning_courses_v1_HideReviewResponse, HideReviewResponse__Output as _elearning_courses_v1_HideReviewResponse__Output } from '../../../elearning/courses/v1/HideReviewResponse.ts';
import type { ImportCoursesRequest as _elearning_courses_v1_ImportCoursesRequest, ImportCoursesRequest__Output as _elearning_courses_v1_ImportCoursesRequest__Output } from '../../../elearning/courses/v1/ImportCoursesRequest.ts';
import type { ImportCoursesResponse as _elearning_courses_v1_ImportCoursesResponse, ImportCoursesResponse__Output as _elearning_courses_v1_ImportCoursesResponse__Output } from '../../../elearning/courses/v1/ImportCoursesResponse.ts';
import type { ListCoursesRequest as _elearning_courses_v1_ListCoursesRequest, ListCoursesRequest__Output as _elearning_courses_v1_ListCoursesRequest__Output } from '../../../elearning/courses/v1/ListCoursesRequest.ts';
import type { ListCoursesResponse as _elearning_courses_v1_ListCoursesResponse, ListCoursesResponse__Output as _elearning_courses_v1_ListCoursesResponse__Output } from '../../../elearning/courses/v1/ListCoursesResponse.ts';
import type { ListHiddenReviewsRequest as _elearning_courses_v1_ListHiddenReviewsRequest, ListHiddenReviewsRequest__Output as _elearning_courses_v1_ListHiddenReviewsRequest__Output } from '../../../elearning/courses/v1/ListHiddenReviewsRequest.ts';
import type { ListHiddenReviewsResponse as _elearning_courses_v1_ListHiddenReviewsResponse, ListHiddenReviewsResponse__Output as _elearning_courses_v1_ListHiddenReviewsResponse__Output } from '../../../elearning/courses/v1/ListHiddenReviewsResponse.ts';
import type { ListPersonalRecordsRequest as _elearning_courses_v1_ListPersonalRecordsRequest, ListPersonalRecordsRequest__Output as _elearning_courses_v1_ListPersonalRecordsRequest__Output } from '../../../elearning/courses/v1/ListPersonalRecordsRequest.ts';
import type { ListPersonalRecordsResponse as _elearning_courses_v1_ListPersonalRecordsResponse, ListPersonalRecordsResponse__Output as _elearning_courses_v1_ListPersonalRecordsResponse__Output } from '../../../elearning/courses/v1/ListPersonalRecordsResponse.ts';
import type { ListReviewsRequest as _elearning_courses_v1_ListReviewsRequest, ListReviewsRequest__Output as _elearning_courses_v1_ListReviewsRequest__Output } from '../../../elearning/courses/v1/ListReviewsRequest.ts';
import type { ListReviewsResponse as _elearning_courses_v1_ListReviewsResponse, ListReviewsResponse__Output as _elearning_courses_v1_ListReviewsResponse__Output } from '../../../elearning/courses/v1/ListReviewsResponse.ts';
import type { RenameInstructorRequest as _elearning_courses_v1_RenameInstructorRequest, RenameInstructorRequest__Output as _elearning_courses_v1_RenameInstructorRequest__Output } from '../../../elearning/courses/v1/RenameInstructorRequest.ts';
import type { RenameInstructorResponse as _elearning_courses_v1_RenameInstructorResponse, RenameInstructorResponse__Output as _elearning_courses_v1_RenameInstructorResponse__Output } from '../../../elearning/courses/v1/RenameInstructorResponse.ts';
import type { ReorderSessionsRequest as _elearning_courses_v1_ReorderSessionsRequest, ReorderSessionsRequest__Output as _elearning_courses_v1_ReorderSessionsRequest__Output } from '../../../elearning/courses/v1/ReorderSessionsRequest.ts';
import type { ReorderSessionsResponse as _elearning_courses_v1_ReorderSessionsResponse, ReorderSessionsResponse__Output as _elearning_courses_v1_ReorderSessionsResponse__Output } from '../../../elearning/courses/v1/ReorderSessionsResponse.ts';
import type { UnhideReviewRequest as _elearning_courses_v1_UnhideReviewRequest, UnhideReviewRequest__Output as _elearning_courses_v1_UnhideReviewRequest__Output } from '../../../elearning/courses/v1/UnhideReviewRequest.ts';
import type { UnhideReviewResponse as _elearning_courses_v1_UnhideReviewResponse, UnhideReviewResponse__Output as _elearning_courses_v1_UnhideReviewResponse__Output } from '../../../elearning/courses/v1/UnhideReviewResponse.ts';
import type { UpdateCourseRequest as _elearning_courses_v1_UpdateCourseRequest, UpdateCourseRequest__Output as _elearning_courses_v1_UpdateCourseRequest__Output } from '../../../elearning/courses/v1/UpdateCourseRequest.ts';
import type { UpdateCourseResponse as _elearning_courses_v1_UpdateCourseResponse, UpdateCourseResponse__Output as _elearning_courses_v1_UpdateCourseResponse__Output } from '../../../elearning/courses/v1/UpdateCourseResponse.ts';
import type { UpdateSessionRequest as _elearning_courses_v1_UpdateSessionRequest, UpdateSessionRequest__Output as _elearning_courses_v1_UpdateSessionRequest__Output } from '../../../elearning/courses/v1/UpdateSessionRequest.ts';
import type { UpdateSessionResponse as _elearning_courses_v1_UpdateSessionResponse, UpdateSessionResponse__Output as _elearning_courses_v1_UpdateSessionResponse__Output } from '../../../elearning/courses/v1/UpdateSessionResponse.ts';
import type { UpsertReviewRequest as _elearning_courses_v1_UpsertReviewRequest, UpsertReviewRequest__Output as _elearning_courses_v1_UpsertReviewRequest__Output } from '../../../elearning/courses/v1/UpsertReviewRequest.ts';
import type { UpsertReviewResponse as _elearning_courses_v1_UpsertReviewResponse, UpsertReviewResponse__Output as _elearning_courses_v1_UpsertReviewResponse__Output } from '../../../elearning/courses/v1/UpsertReviewResponse.ts';

export interface CoursesServiceClient extends grpc.Client {
  BatchGetCourses(argument: _elearning_courses_v1_BatchGetCoursesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_BatchGetCoursesResponse__Output>): grpc.ClientUnaryCall;
  BatchGetCourses(argument: _elearning_courses_v1_BatchGetCoursesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_courses_v1_BatchGetCoursesResponse__Output>): grpc.ClientUnaryCall;
  BatchGetCourses(argument: _elearning_courses_v1_BatchGetCoursesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_BatchGetCoursesResponse__Output>): grpc.ClientUnaryCall;
  BatchGetCourses(argument: _elearning_courses_v1_BatchGetCoursesRequest, callback: grpc.requestCallback<_elearning_courses_v1_BatchGetCoursesResponse__Output>): grpc.ClientUnaryCall;
  batchGetCourses(argument: _elearning_courses_v1_BatchGetCoursesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_BatchGetCoursesResponse__Output>): grpc.ClientUnaryCall;
  batchGetCourses(argument: _elearning_courses_v1_BatchGetCoursesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_courses_v1_BatchGetCoursesResponse__Output>): grpc.ClientUnaryCall;
  batchGetCourses(argument: _elearning_courses_v1_BatchGetCoursesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_BatchGetCoursesResponse__Output>): grpc.ClientUnaryCall;
  batchGetCourses(argument: _elearning_courses_v1_BatchGetCoursesRequest, callback: grpc.requestCallback<_elearning_courses_v1_BatchGetCoursesResponse__Output>): grpc.ClientUnaryCall;
  
  BatchGetSessions(argument: _elearning_courses_v1_BatchGetSessionsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_BatchGetSessionsResponse__Output>): grpc.ClientUnaryCall;
  BatchGetSessions(argument: _elearning_courses_v1_BatchGetSessionsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_courses_v1_BatchGetSessionsResponse__Output>): grpc.ClientUnaryCall;
  BatchGetSessions(argument: _elearning_courses_v1_BatchGetSessionsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_BatchGetSessionsResponse__Output>): grpc.ClientUnaryCall;
  BatchGetSessions(argument: _elearning_courses_v1_BatchGetSessionsRequest, callback: grpc.requestCallback<_elearning_courses_v1_BatchGetSessionsResponse__Output>): grpc.ClientUnaryCall;
  batchGetSessions(argument: _elearning_courses_v1_BatchGetSessionsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_BatchGetSessionsResponse__Output>): grpc.ClientUnaryCall;
  batchGetSessions(argument: _elearning_courses_v1_BatchGetSessionsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_courses_v1_BatchGetSessionsResponse__Output>): grpc.ClientUnaryCall;
  batchGetSessions(argument: _elearning_courses_v1_BatchGetSessionsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_BatchGetSessionsResponse__Output>): grpc.ClientUnaryCall;
  batchGetSessions(argument: _elearning_courses_v1_BatchGetSessionsRequest, callback: grpc.requestCallback<_elearning_courses_v1_BatchGetSessionsResponse__Output>): grpc.ClientUnaryCall;
  
  BatchGetUserReviews(argument: _elearning_courses_v1_BatchGetUserReviewsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_BatchGetUserReviewsResponse__Output>): grpc.ClientUnaryCall;
  BatchGetUserReviews(argument: _elearning_courses_v1_BatchGetUserReviewsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_courses_v1_BatchGetUserReviewsResponse__Output>): grpc.ClientUnaryCall;
  BatchGetUserReviews(argument: _elearning_courses_v1_BatchGetUserReviewsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_BatchGetUserReviewsResponse__Output>): grpc.ClientUnaryCall;
  BatchGetUserReviews(argument: _elearning_courses_v1_BatchGetUserReviewsRequest, callback: grpc.requestCallback<_elearning_courses_v1_BatchGetUserReviewsResponse__Output>): grpc.ClientUnaryCall;
  batchGetUserReviews(argument: _elearning_courses_v1_BatchGetUserReviewsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_BatchGetUserReviewsResponse__Output>): grpc.ClientUnaryCall;
  batchGetUserReviews(argument: _elearning_courses_v1_BatchGetUserReviewsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_courses_v1_BatchGetUserReviewsResponse__Output>): grpc.ClientUnaryCall;
  batchGetUserReviews(argument: _elearning_courses_v1_BatchGetUserReviewsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_BatchGetUserReviewsResponse__Output>): grpc.ClientUnaryCall;
  batchGetUserReviews(argument: _elearning_courses_v1_BatchGetUserReviewsRequest, callback: grpc.requestCallback<_elearning_courses_v1_BatchGetUserReviewsResponse__Output>): grpc.ClientUnaryCall;
  
  BatchListReviews(argument: _elearning_courses_v1_BatchListReviewsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_BatchListReviewsResponse__Output>): grpc.ClientUnaryCall;
  BatchListReviews(argument: _elearning_courses_v1_BatchListReviewsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_courses_v1_BatchListReviewsResponse__Output>): grpc.ClientUnaryCall;
  BatchListReviews(argument: _elearning_courses_v1_BatchListReviewsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_BatchListReviewsResponse__Output>): grpc.ClientUnaryCall;
  BatchListReviews(argument: _elearning_courses_v1_BatchListReviewsRequest, callback: grpc.requestCallback<_elearning_courses_v1_BatchListReviewsResponse__Output>): grpc.ClientUnaryCall;
  batchListReviews(argument: _elearning_courses_v1_BatchListReviewsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_BatchListReviewsResponse__Output>): grpc.ClientUnaryCall;
  batchListReviews(argument: _elearning_courses_v1_BatchListReviewsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_courses_v1_BatchListReviewsResponse__Output>): grpc.ClientUnaryCall;
  batchListReviews(argument: _elearning_courses_v1_BatchListReviewsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_BatchListReviewsResponse__Output>): grpc.ClientUnaryCall;
  batchListReviews(argument: _elearning_courses_v1_BatchListReviewsRequest, callback: grpc.requestCallback<_elearning_courses_v1_BatchListReviewsResponse__Output>): grpc.ClientUnaryCall;
  
  BatchListSessions(argument: _elearning_courses_v1_BatchListSessionsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_BatchListSessionsResponse__Output>): grpc.ClientUnaryCall;
  BatchListSessions(argument: _elearning_courses_v1_BatchListSessionsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_courses_v1_BatchListSessionsResponse__Output>): grpc.ClientUnaryCall;
  BatchListSessions(argument: _elearning_courses_v1_BatchListSessionsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_BatchListSessionsResponse__Output>): grpc.ClientUnaryCall;
  BatchListSessions(argument: _elearning_courses_v1_BatchListSessionsRequest, callback: grpc.requestCallback<_elearning_courses_v1_BatchListSessionsResponse__Output>): grpc.ClientUnaryCall;
  batchListSessions(argument: _elearning_courses_v1_BatchListSessionsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_BatchListSessionsResponse__Output>): grpc.ClientUnaryCall;
  batchListSessions(argument: _elearning_courses_v1_BatchListSessionsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_courses_v1_BatchListSessionsResponse__Output>): grpc.ClientUnaryCall;
  batchListSessions(argument: _elearning_courses_v1_BatchListSessionsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_BatchListSessionsResponse__Output>): grpc.ClientUnaryCall;
  batchListSessions(argument: _elearning_courses_v1_BatchListSessionsRequest, callback: grpc.requestCallback<_elearning_courses_v1_BatchListSessionsResponse__Output>): grpc.ClientUnaryCall;
  
  BatchListTaughtCourses(argument: _elearning_courses_v1_BatchListTaughtCoursesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_BatchListTaughtCoursesResponse__Output>): grpc.ClientUnaryCall;
  BatchListTaughtCourses(argument: _elearning_courses_v1_BatchListTaughtCoursesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_courses_v1_BatchListTaughtCoursesResponse__Output>): grpc.ClientUnaryCall;
  BatchListTaughtCourses(argument: _elearning_courses_v1_BatchListTaughtCoursesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_BatchListTaughtCoursesResponse__Output>): grpc.ClientUnaryCall;
  BatchListTaughtCourses(argument: _elearning_courses_v1_BatchListTaughtCoursesRequest, callback: grpc.requestCallback<_elearning_courses_v1_BatchListTaughtCoursesResponse__Output>): grpc.ClientUnaryCall;
  batchListTaughtCourses(argument: _elearning_courses_v1_BatchListTaughtCoursesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_BatchListTaughtCoursesResponse__Output>): grpc.ClientUnaryCall;
  batchListTaughtCourses(argument: _elearning_courses_v1_BatchListTaughtCoursesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_courses_v1_BatchListTaughtCoursesResponse__Output>): grpc.ClientUnaryCall;
  batchListTaughtCourses(argument: _elearning_courses_v1_BatchListTaughtCoursesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_BatchListTaughtCoursesResponse__Output>): grpc.ClientUnaryCall;
  batchListTaughtCourses(argument: _elearning_courses_v1_BatchListTaughtCoursesRequest, callback: grpc.requestCallback<_elearning_courses_v1_BatchListTaughtCoursesResponse__Output>): grpc.ClientUnaryCall;
  
  CreateCourse(argument: _elearning_courses_v1_CreateCourseRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_CreateCourseResponse__Output>): grpc.ClientUnaryCall;
  CreateCourse(argument: _elearning_courses_v1_CreateCourseRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_courses_v1_CreateCourseResponse__Output>): grpc.ClientUnaryCall;
  CreateCourse(argument: _elearning_courses_v1_CreateCourseRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_CreateCourseResponse__Output>): grpc.ClientUnaryCall;
  CreateCourse(argument: _elearning_courses_v1_CreateCourseRequest, callback: grpc.requestCallback<_elearning_courses_v1_CreateCourseResponse__Output>): grpc.ClientUnaryCall;
  createCourse(argument: _elearning_courses_v1_CreateCourseRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_CreateCourseResponse__Output>): grpc.ClientUnaryCall;
  createCourse(argument: _elearning_courses_v1_CreateCourseRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_courses_v1_CreateCourseResponse__Output>): grpc.ClientUnaryCall;
  createCourse(argument: _elearning_courses_v1_CreateCourseRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_CreateCourseResponse__Output>): grpc.ClientUnaryCall;
  createCourse(argument: _elearning_courses_v1_CreateCourseRequest, callback: grpc.requestCallback<_elearning_courses_v1_CreateCourseResponse__Output>): grpc.ClientUnaryCall;
  
  CreateSession(argument: _elearning_courses_v1_CreateSessionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_CreateSessionResponse__Output>): grpc.ClientUnaryCall;
  CreateSession(argument: _elearning_courses_v1_CreateSessionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_courses_v1_CreateSessionResponse__Output>): grpc.ClientUnaryCall;
  CreateSession(argument: _elearning_courses_v1_CreateSessionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_CreateSessionResponse__Output>): grpc.ClientUnaryCall;
  CreateSession(argument: _elearning_courses_v1_CreateSessionRequest, callback: grpc.requestCallback<_elearning_courses_v1_CreateSessionResponse__Output>): grpc.ClientUnaryCall;
  createSession(argument: _elearning_courses_v1_CreateSessionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_CreateSessionResponse__Output>): grpc.ClientUnaryCall;
  createSession(argument: _elearning_courses_v1_CreateSessionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_courses_v1_CreateSessionResponse__Output>): grpc.ClientUnaryCall;
  createSession(argument: _elearning_courses_v1_CreateSessionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_CreateSessionResponse__Output>): grpc.ClientUnaryCall;
  createSession(argument: _elearning_courses_v1_CreateSessionRequest, callback: grpc.requestCallback<_elearning_courses_v1_CreateSessionResponse__Output>): grpc.ClientUnaryCall;
  
  DeleteReview(argument: _elearning_courses_v1_DeleteReviewRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_DeleteReviewResponse__Output>): grpc.ClientUnaryCall;
  DeleteReview(argument: _elearning_courses_v1_DeleteReviewRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_courses_v1_DeleteReviewResponse__Output>): grpc.ClientUnaryCall;
  DeleteReview(argument: _elearning_courses_v1_DeleteReviewRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_DeleteReviewResponse__Output>): grpc.ClientUnaryCall;
  DeleteReview(argument: _elearning_courses_v1_DeleteReviewRequest, callback: grpc.requestCallback<_elearning_courses_v1_DeleteReviewResponse__Output>): grpc.ClientUnaryCall;
  deleteReview(argument: _elearning_courses_v1_DeleteReviewRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_DeleteReviewResponse__Output>): grpc.ClientUnaryCall;
  deleteReview(argument: _elearning_courses_v1_DeleteReviewRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_courses_v1_DeleteReviewResponse__Output>): grpc.ClientUnaryCall;
  deleteReview(argument: _elearning_courses_v1_DeleteReviewRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_DeleteReviewResponse__Output>): grpc.ClientUnaryCall;
  deleteReview(argument: _elearning_courses_v1_DeleteReviewRequest, callback: grpc.requestCallback<_elearning_courses_v1_DeleteReviewResponse__Output>): grpc.ClientUnaryCall;
  
  DeleteSession(argument: _elearning_courses_v1_DeleteSessionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_DeleteSessionResponse__Output>): grpc.ClientUnaryCall;
  DeleteSession(argument: _elearning_courses_v1_DeleteSessionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_courses_v1_DeleteSessionResponse__Output>): grpc.ClientUnaryCall;
  DeleteSession(argument: _elearning_courses_v1_DeleteSessionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_DeleteSessionResponse__Output>): grpc.ClientUnaryCall;
  DeleteSession(argument: _elearning_courses_v1_DeleteSessionRequest, callback: grpc.requestCallback<_elearning_courses_v1_DeleteSessionResponse__Output>): grpc.ClientUnaryCall;
  deleteSession(argument: _elearning_courses_v1_DeleteSessionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_DeleteSessionResponse__Output>): grpc.ClientUnaryCall;
  deleteSession(argument: _elearning_courses_v1_DeleteSessionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_courses_v1_DeleteSessionResponse__Output>): grpc.ClientUnaryCall;
  deleteSession(argument: _elearning_courses_v1_DeleteSessionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_DeleteSessionResponse__Output>): grpc.ClientUnaryCall;
  deleteSession(argument: _elearning_courses_v1_DeleteSessionRequest, callback: grpc.requestCallback<_elearning_courses_v1_DeleteSessionResponse__Output>): grpc.ClientUnaryCall;
  
  EraseUser(argument: _elearning_courses_v1_EraseUserRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_EraseUserResponse__Output>): grpc.ClientUnaryCall;
  EraseUser(argument: _elearning_courses_v1_EraseUserRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_courses_v1_EraseUserResponse__Output>): grpc.ClientUnaryCall;
  EraseUser(argument: _elearning_courses_v1_EraseUserRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_EraseUserResponse__Output>): grpc.ClientUnaryCall;
  EraseUser(argument: _elearning_courses_v1_EraseUserRequest, callback: grpc.requestCallback<_elearning_courses_v1_EraseUserResponse__Output>): grpc.ClientUnaryCall;
  eraseUser(argument: _elearning_courses_v1_EraseUserRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_EraseUserResponse__Output>): grpc.ClientUnaryCall;
  eraseUser(argument: _elearning_courses_v1_EraseUserRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_courses_v1_EraseUserResponse__Output>): grpc.ClientUnaryCall;
  eraseUser(argument: _elearning_courses_v1_EraseUserRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_EraseUserResponse__Output>): grpc.ClientUnaryCall;
  eraseUser(argument: _elearning_courses_v1_EraseUserRequest, callback: grpc.requestCallback<_elearning_courses_v1_EraseUserResponse__Output>): grpc.ClientUnaryCall;
  
  ExportCourses(argument: _elearning_courses_v1_ExportCoursesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_ExportCoursesResponse__Output>): grpc.ClientUnaryCall;
  ExportCourses(argument: _elearning_courses_v1_ExportCoursesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_courses_v1_ExportCoursesResponse__Output>): grpc.ClientUnaryCall;
  ExportCourses(argument: _elearning_courses_v1_ExportCoursesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_ExportCoursesResponse__Output>): grpc.ClientUnaryCall;
  ExportCourses(argument: _elearning_courses_v1_ExportCoursesRequest, callback: grpc.requestCallback<_elearning_courses_v1_ExportCoursesResponse__Output>): grpc.ClientUnaryCall;
  exportCourses(argument: _elearning_courses_v1_ExportCoursesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_ExportCoursesResponse__Output>): grpc.ClientUnaryCall;
  exportCourses(argument: _elearning_courses_v1_ExportCoursesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_courses_v1_ExportCoursesResponse__Output>): grpc.ClientUnaryCall;
  exportCourses(argument: _elearning_courses_v1_ExportCoursesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_ExportCoursesResponse__Output>): grpc.ClientUnaryCall;
  exportCourses(argument: _elearning_courses_v1_ExportCoursesRequest, callback: grpc.requestCallback<_elearning_courses_v1_ExportCoursesResponse__Output>): grpc.ClientUnaryCall;
  
  HideReview(argument: _elearning_courses_v1_HideReviewRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_HideReviewResponse__Output>): grpc.ClientUnaryCall;
  HideReview(argument: _elearning_courses_v1_HideReviewRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_courses_v1_HideReviewResponse__Output>): grpc.ClientUnaryCall;
  HideReview(argument: _elearning_courses_v1_HideReviewRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_HideReviewResponse__Output>): grpc.ClientUnaryCall;
  HideReview(argument: _elearning_courses_v1_HideReviewRequest, callback: grpc.requestCallback<_elearning_courses_v1_HideReviewResponse__Output>): grpc.ClientUnaryCall;
  hideReview(argument: _elearning_courses_v1_HideReviewRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_HideReviewResponse__Output>): grpc.ClientUnaryCall;
  hideReview(argument: _elearning_courses_v1_HideReviewRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_courses_v1_HideReviewResponse__Output>): grpc.ClientUnaryCall;
  hideReview(argument: _elearning_courses_v1_HideReviewRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_HideReviewResponse__Output>): grpc.ClientUnaryCall;
  hideReview(argument: _elearning_courses_v1_HideReviewRequest, callback: grpc.requestCallback<_elearning_courses_v1_HideReviewResponse__Output>): grpc.ClientUnaryCall;
  
  ImportCourses(argument: _elearning_courses_v1_ImportCoursesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_ImportCoursesResponse__Output>): grpc.ClientUnaryCall;
  ImportCourses(argument: _elearning_courses_v1_ImportCoursesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_courses_v1_ImportCoursesResponse__Output>): grpc.ClientUnaryCall;
  ImportCourses(argument: _elearning_courses_v1_ImportCoursesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_ImportCoursesResponse__Output>): grpc.ClientUnaryCall;
  ImportCourses(argument: _elearning_courses_v1_ImportCoursesRequest, callback: grpc.requestCallback<_elearning_courses_v1_ImportCoursesResponse__Output>): grpc.ClientUnaryCall;
  importCourses(argument: _elearning_courses_v1_ImportCoursesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_ImportCoursesResponse__Output>): grpc.ClientUnaryCall;
  importCourses(argument: _elearning_courses_v1_ImportCoursesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_courses_v1_ImportCoursesResponse__Output>): grpc.ClientUnaryCall;
  importCourses(argument: _elearning_courses_v1_ImportCoursesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_ImportCoursesResponse__Output>): grpc.ClientUnaryCall;
  importCourses(argument: _elearning_courses_v1_ImportCoursesRequest, callback: grpc.requestCallback<_elearning_courses_v1_ImportCoursesResponse__Output>): grpc.ClientUnaryCall;
  
  ListCourses(argument: _elearning_courses_v1_ListCoursesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_ListCoursesResponse__Output>): grpc.ClientUnaryCall;
  ListCourses(argument: _elearning_courses_v1_ListCoursesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_courses_v1_ListCoursesResponse__Output>): grpc.ClientUnaryCall;
  ListCourses(argument: _elearning_courses_v1_ListCoursesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_ListCoursesResponse__Output>): grpc.ClientUnaryCall;
  ListCourses(argument: _elearning_courses_v1_ListCoursesRequest, callback: grpc.requestCallback<_elearning_courses_v1_ListCoursesResponse__Output>): grpc.ClientUnaryCall;
  listCourses(argument: _elearning_courses_v1_ListCoursesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_ListCoursesResponse__Output>): grpc.ClientUnaryCall;
  listCourses(argument: _elearning_courses_v1_ListCoursesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_courses_v1_ListCoursesResponse__Output>): grpc.ClientUnaryCall;
  listCourses(argument: _elearning_courses_v1_ListCoursesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_ListCoursesResponse__Output>): grpc.ClientUnaryCall;
  listCourses(argument: _elearning_courses_v1_ListCoursesRequest, callback: grpc.requestCallback<_elearning_courses_v1_ListCoursesResponse__Output>): grpc.ClientUnaryCall;
  
  ListHiddenReviews(argument: _elearning_courses_v1_ListHiddenReviewsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_ListHiddenReviewsResponse__Output>): grpc.ClientUnaryCall;
  ListHiddenReviews(argument: _elearning_courses_v1_ListHiddenReviewsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_courses_v1_ListHiddenReviewsResponse__Output>): grpc.ClientUnaryCall;
  ListHiddenReviews(argument: _elearning_courses_v1_ListHiddenReviewsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_ListHiddenReviewsResponse__Output>): grpc.ClientUnaryCall;
  ListHiddenReviews(argument: _elearning_courses_v1_ListHiddenReviewsRequest, callback: grpc.requestCallback<_elearning_courses_v1_ListHiddenReviewsResponse__Output>): grpc.ClientUnaryCall;
  listHiddenReviews(argument: _elearning_courses_v1_ListHiddenReviewsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_ListHiddenReviewsResponse__Output>): grpc.ClientUnaryCall;
  listHiddenReviews(argument: _elearning_courses_v1_ListHiddenReviewsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_courses_v1_ListHiddenReviewsResponse__Output>): grpc.ClientUnaryCall;
  listHiddenReviews(argument: _elearning_courses_v1_ListHiddenReviewsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_ListHiddenReviewsResponse__Output>): grpc.ClientUnaryCall;
  listHiddenReviews(argument: _elearning_courses_v1_ListHiddenReviewsRequest, callback: grpc.requestCallback<_elearning_courses_v1_ListHiddenReviewsResponse__Output>): grpc.ClientUnaryCall;
  
  ListPersonalRecords(argument: _elearning_courses_v1_ListPersonalRecordsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_ListPersonalRecordsResponse__Output>): grpc.ClientUnaryCall;
  ListPersonalRecords(argument: _elearning_courses_v1_ListPersonalRecordsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_courses_v1_ListPersonalRecordsResponse__Output>): grpc.ClientUnaryCall;
  ListPersonalRecords(argument: _elearning_courses_v1_ListPersonalRecordsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_ListPersonalRecordsResponse__Output>): grpc.ClientUnaryCall;
  ListPersonalRecords(argument: _elearning_courses_v1_ListPersonalRecordsRequest, callback: grpc.requestCallback<_elearning_courses_v1_ListPersonalRecordsResponse__Output>): grpc.ClientUnaryCall;
  listPersonalRecords(argument: _elearning_courses_v1_ListPersonalRecordsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_ListPersonalRecordsResponse__Output>): grpc.ClientUnaryCall;
  listPersonalRecords(argument: _elearning_courses_v1_ListPersonalRecordsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_courses_v1_ListPersonalRecordsResponse__Output>): grpc.ClientUnaryCall;
  listPersonalRecords(argument: _elearning_courses_v1_ListPersonalRecordsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_ListPersonalRecordsResponse__Output>): grpc.ClientUnaryCall;
  listPersonalRecords(argument: _elearning_courses_v1_ListPersonalRecordsRequest, callback: grpc.requestCallback<_elearning_courses_v1_ListPersonalRecordsResponse__Output>): grpc.ClientUnaryCall;
  
  ListReviews(argument: _elearning_courses_v1_ListReviewsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_ListReviewsResponse__Output>): grpc.ClientUnaryCall;
  ListReviews(argument: _elearning_courses_v1_ListReviewsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_courses_v1_ListReviewsResponse__Output>): grpc.ClientUnaryCall;
  ListReviews(argument: _elearning_courses_v1_ListReviewsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_ListReviewsResponse__Output>): grpc.ClientUnaryCall;
  ListReviews(argument: _elearning_courses_v1_ListReviewsRequest, callback: grpc.requestCallback<_elearning_courses_v1_ListReviewsResponse__Output>): grpc.ClientUnaryCall;
  listReviews(argument: _elearning_courses_v1_ListReviewsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_ListReviewsResponse__Output>): grpc.ClientUnaryCall;
  listReviews(argument: _elearning_courses_v1_ListReviewsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_courses_v1_ListReviewsResponse__Output>): grpc.ClientUnaryCall;
  listReviews(argument: _elearning_courses_v1_ListReviewsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_ListReviewsResponse__Output>): grpc.ClientUnaryCall;
  listReviews(argument: _elearning_courses_v1_ListReviewsRequest, callback: grpc.requestCallback<_elearning_courses_v1_ListReviewsResponse__Output>): grpc.ClientUnaryCall;
  
  RenameInstructor(argument: _elearning_courses_v1_RenameInstructorRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_RenameInstructorResponse__Output>): grpc.ClientUnaryCall;
  RenameInstructor(argument: _elearning_courses_v1_RenameInstructorRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_courses_v1_RenameInstructorResponse__Output>): grpc.ClientUnaryCall;
  RenameInstructor(argument: _elearning_courses_v1_RenameInstructorRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_RenameInstructorResponse__Output>): grpc.ClientUnaryCall;
  RenameInstructor(argument: _elearning_courses_v1_RenameInstructorRequest, callback: grpc.requestCallback<_elearning_courses_v1_RenameInstructorResponse__Output>): grpc.ClientUnaryCall;
  renameInstructor(argument: _elearning_courses_v1_RenameInstructorRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_RenameInstructorResponse__Output>): grpc.ClientUnaryCall;
  renameInstructor(argument: _elearning_courses_v1_RenameInstructorRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_courses_v1_RenameInstructorResponse__Output>): grpc.ClientUnaryCall;
  renameInstructor(argument: _elearning_courses_v1_RenameInstructorRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_RenameInstructorResponse__Output>): grpc.ClientUnaryCall;
  renameInstructor(argument: _elearning_courses_v1_RenameInstructorRequest, callback: grpc.requestCallback<_elearning_courses_v1_RenameInstructorResponse__Output>): grpc.ClientUnaryCall;
  
  ReorderSessions(argument: _elearning_courses_v1_ReorderSessionsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_ReorderSessionsResponse__Output>): grpc.ClientUnaryCall;
  ReorderSessions(argument: _elearning_courses_v1_ReorderSessionsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_courses_v1_ReorderSessionsResponse__Output>): grpc.ClientUnaryCall;
  ReorderSessions(argument: _elearning_courses_v1_ReorderSessionsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_ReorderSessionsResponse__Output>): grpc.ClientUnaryCall;
  ReorderSessions(argument: _elearning_courses_v1_ReorderSessionsRequest, callback: grpc.requestCallback<_elearning_courses_v1_ReorderSessionsResponse__Output>): grpc.ClientUnaryCall;
  reorderSessions(argument: _elearning_courses_v1_ReorderSessionsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_ReorderSessionsResponse__Output>): grpc.ClientUnaryCall;
  reorderSessions(argument: _elearning_courses_v1_ReorderSessionsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_courses_v1_ReorderSessionsResponse__Output>): grpc.ClientUnaryCall;
  reorderSessions(argument: _elearning_courses_v1_ReorderSessionsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_ReorderSessionsResponse__Output>): grpc.ClientUnaryCall;
  reorderSessions(argument: _elearning_courses_v1_ReorderSessionsRequest, callback: grpc.requestCallback<_elearning_courses_v1_ReorderSessionsResponse__Output>): grpc.ClientUnaryCall;
  
  UnhideReview(argument: _elearning_courses_v1_UnhideReviewRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_UnhideReviewResponse__Output>): grpc.ClientUnaryCall;
  UnhideReview(argument: _elearning_courses_v1_UnhideReviewRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_courses_v1_UnhideReviewResponse__Output>): grpc.ClientUnaryCall;
  UnhideReview(argument: _elearning_courses_v1_UnhideReviewRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_UnhideReviewResponse__Output>): grpc.ClientUnaryCall;
  UnhideReview(argument: _elearning_courses_v1_UnhideReviewRequest, callback: grpc.requestCallback<_elearning_courses_v1_UnhideReviewResponse__Output>): grpc.ClientUnaryCall;
  unhideReview(argument: _elearning_courses_v1_UnhideReviewRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_UnhideReviewResponse__Output>): grpc.ClientUnaryCall;
  unhideReview(argument: _elearning_courses_v1_UnhideReviewRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_courses_v1_UnhideReviewResponse__Output>): grpc.ClientUnaryCall;
  unhideReview(argument: _elearning_courses_v1_UnhideReviewRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_UnhideReviewResponse__Output>): grpc.ClientUnaryCall;
  unhideReview(argument: _elearning_courses_v1_UnhideReviewRequest, callback: grpc.requestCallback<_elearning_courses_v1_UnhideReviewResponse__Output>): grpc.ClientUnaryCall;
  
  UpdateCourse(argument: _elearning_courses_v1_UpdateCourseRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_UpdateCourseResponse__Output>): grpc.ClientUnaryCall;
  UpdateCourse(argument: _elearning_courses_v1_UpdateCourseRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_courses_v1_UpdateCourseResponse__Output>): grpc.ClientUnaryCall;
  UpdateCourse(argument: _elearning_courses_v1_UpdateCourseRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_UpdateCourseResponse__Output>): grpc.ClientUnaryCall;
  UpdateCourse(argument: _elearning_courses_v1_UpdateCourseRequest, callback: grpc.requestCallback<_elearning_courses_v1_UpdateCourseResponse__Output>): grpc.ClientUnaryCall;
  updateCourse(argument: _elearning_courses_v1_UpdateCourseRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_UpdateCourseResponse__Output>): grpc.ClientUnaryCall;
  updateCourse(argument: _elearning_courses_v1_UpdateCourseRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_courses_v1_UpdateCourseResponse__Output>): grpc.ClientUnaryCall;
  updateCourse(argument: _elearning_courses_v1_UpdateCourseRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_UpdateCourseResponse__Output>): grpc.ClientUnaryCall;
  updateCourse(argument: _elearning_courses_v1_UpdateCourseRequest, callback: grpc.requestCallback<_elearning_courses_v1_UpdateCourseResponse__Output>): grpc.ClientUnaryCall;
  
  UpdateSession(argument: _elearning_courses_v1_UpdateSessionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_UpdateSessionResponse__Output>): grpc.ClientUnaryCall;
  UpdateSession(argument: _elearning_courses_v1_UpdateSessionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_courses_v1_UpdateSessionResponse__Output>): grpc.ClientUnaryCall;
  UpdateSession(argument: _elearning_courses_v1_UpdateSessionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_UpdateSessionResponse__Output>): grpc.ClientUnaryCall;
  UpdateSession(argument: _elearning_courses_v1_UpdateSessionRequest, callback: grpc.requestCallback<_elearning_courses_v1_UpdateSessionResponse__Output>): grpc.ClientUnaryCall;
  updateSession(argument: _elearning_courses_v1_UpdateSessionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_UpdateSessionResponse__Output>): grpc.ClientUnaryCall;
  updateSession(argument: _elearning_courses_v1_UpdateSessionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_courses_v1_UpdateSessionResponse__Output>): grpc.ClientUnaryCall;
  updateSession(argument: _elearning_courses_v1_UpdateSessionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_UpdateSessionResponse__Output>): grpc.ClientUnaryCall;
  updateSession(argument: _elearning_courses_v1_UpdateSessionRequest, callback: grpc.requestCallback<_elearning_courses_v1_UpdateSessionResponse__Output>): grpc.ClientUnaryCall;
  
  UpsertReview(argument: _elearning_courses_v1_UpsertReviewRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_UpsertReviewResponse__Output>): grpc.ClientUnaryCall;
  UpsertReview(argument: _elearning_courses_v1_UpsertReviewRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_courses_v1_UpsertReviewResponse__Output>): grpc.ClientUnaryCall;
  UpsertReview(argument: _elearning_courses_v1_UpsertReviewRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_UpsertReviewResponse__Output>): grpc.ClientUnaryCall;
  UpsertReview(argument: _elearning_courses_v1_UpsertReviewRequest, callback: grpc.requestCallback<_elearning_courses_v1_UpsertReviewResponse__Output>): grpc.ClientUnaryCall;
  upsertReview(argument: _elearning_courses_v1_UpsertReviewRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_UpsertReviewResponse__Output>): grpc.ClientUnaryCall;
  upsertReview(argument: _elearning_courses_v1_UpsertReviewRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_courses_v1_UpsertReviewResponse__Output>): grpc.ClientUnaryCall;
  upsertReview(argument: _elearning_courses_v1_UpsertReviewRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_courses_v1_UpsertReviewResponse__Output>): grpc.ClientUnaryCall;
  upsertReview(argument: _elearning_courses_v1_UpsertReviewRequest, callback: grpc.requestCallback<_elearning_courses_v1_UpsertReviewResponse__Output>): grpc.ClientUnaryCall;
  
}

export interface CoursesServiceHandlers extends grpc.UntypedServiceImplementation {
  BatchGetCourses: grpc.handleUnaryCall<_elearning_courses_v1_BatchGetCoursesRequest__Output, _elearning_courses_v1_BatchGetCoursesResponse>;
  
  BatchGetSessions: grpc.handleUnaryCall<_elearning_courses_v1_BatchGetSessionsRequest__Output, _elearning_courses_v1_BatchGetSessionsResponse>;
  
  BatchGetUserReviews: grpc.handleUnaryCall<_elearning_courses_v1_BatchGetUserReviewsRequest__Output, _elearning_courses_v1_BatchGetUserReviewsResponse>;
  
  BatchListReviews: grpc.handleUnaryCall<_elearning_courses_v1_BatchListReviewsRequest__Output, _elearning_courses_v1_BatchListReviewsResponse>;
  
  BatchListSessions: grpc.handleUnaryCall<_elearning_courses_v1_BatchListSessionsRequest__Output, _elearning_courses_v1_BatchListSessionsResponse>;
  
  BatchListTaughtCourses: grpc.handleUnaryCall<_elearning_courses_v1_BatchListTaughtCoursesRequest__Output, _elearning_courses_v1_BatchListTaughtCoursesResponse>;
  
  CreateCourse: grpc.handleUnaryCall<_elearning_courses_v1_CreateCourseRequest__Output, _elearning_courses_v1_CreateCourseResponse>;
  
  CreateSession: grpc.handleUnaryCall<_elearning_courses_v1_CreateSessionRequest__Output, _elearning_courses_v1_CreateSessionResponse>;
  
  DeleteReview: grpc.handleUnaryCall<_elearning_courses_v1_DeleteReviewRequest__Output, _elearning_courses_v1_DeleteReviewResponse>;
  
  DeleteSession: grpc.handleUnaryCall<_elearning_courses_v1_DeleteSessionRequest__Output, _elearning_courses_v1_DeleteSessionResponse>;
  
  EraseUser: grpc.handleUnaryCall<_elearning_courses_v1_EraseUserRequest__Output, _elearning_courses_v1_EraseUserResponse>;
  
  ExportCourses: grpc.handleUnaryCall<_elearning_courses_v1_ExportCoursesRequest__Output, _elearning_courses_v1_ExportCoursesResponse>;
  
  HideReview: grpc.handleUnaryCall<_elearning_courses_v1_HideReviewRequest__Output, _elearning_courses_v1_HideReviewResponse>;
  
  ImportCourses: grpc.handleUnaryCall<_elearning_courses_v1_ImportCoursesRequest__Output, _elearning_courses_v1_ImportCoursesResponse>;
  
  ListCourses: grpc.handleUnaryCall<_elearning_courses_v1_ListCoursesRequest__Output, _elearning_courses_v1_ListCoursesResponse>;
  
  ListHiddenReviews: grpc.handleUnaryCall<_elearning_courses_v1_ListHiddenReviewsRequest__Output, _elearning_courses_v1_ListHiddenReviewsResponse>;
  
  ListPersonalRecords: grpc.handleUnaryCall<_elearning_courses_v1_ListPersonalRecordsRequest__Output, _elearning_courses_v1_ListPersonalRecordsResponse>;
  
  ListReviews: grpc.handleUnaryCall<_elearning_courses_v1_ListReviewsRequest__Output, _elearning_courses_v1_ListReviewsResponse>;
  
  RenameInstructor: grpc.handleUnaryCall<_elearning_courses_v1_RenameInstructorRequest__Output, _elearning_courses_v1_RenameInstructorResponse>;
  
  ReorderSessions: grpc.handleUnaryCall<_elearning_courses_v1_ReorderSessionsRequest__Output, _elearning_courses_v1_ReorderSessionsResponse>;
  
  UnhideReview: grpc.handleUnaryCall<_elearning_courses_v1_UnhideReviewRequest__Output, _elearning_courses_v1_UnhideReviewResponse>;
  
  UpdateCourse: grpc.handleUnaryCall<_elearning_courses_v1_UpdateCourseRequest__Output, _elearning_courses_v1_UpdateCourseResponse>;
  
  UpdateSession: grpc.handleUnaryCall<_elearning_courses_v1_UpdateSessionRequest__Output, _elearning_courses_v1_UpdateSessionResponse>;
  
  UpsertReview: grpc.handleUnaryCall<_elearning_courses_v1_UpsertReviewRequest__Output, _elearning_courses_v1_UpsertReviewResponse>;
  
}

export interface CoursesServiceDefinition extends grpc.ServiceDefinition {
  BatchGetCourses: MethodDefinition<_elearning_courses_v1_BatchGetCoursesRequest, _elearning_courses_v1_BatchGetCoursesResponse, _elearning_courses_v1_BatchGetCoursesRequest__Output, _elearning_courses_v1_BatchGetCoursesResponse__Output>
  BatchGetSessions: MethodDefinition<_elearning_courses_v1_BatchGetSessionsRequest, _elearning_courses_v1_BatchGetSessionsResponse, _elearning_courses_v1_BatchGetSessionsRequest__Output, _elearning_courses_v1_BatchGetSessionsResponse__Output>
  BatchGetUserReviews: MethodDefinition<_elearning_courses_v1_BatchGetUserReviewsRequest, _elearning_courses_v1_BatchGetUserReviewsResponse, _elearning_courses_v1_BatchGetUserReviewsRequest__Output, _elearning_courses_v1_BatchGetUserReviewsResponse__Output>
  BatchListReviews: MethodDefinition<_elearning_courses_v1_BatchListReviewsRequest, _elearning_courses_v1_BatchListReviewsResponse, _elearning_courses_v1_BatchListReviewsRequest__Output, _elearning_courses_v1_BatchListReviewsResponse__Output>
  BatchListSessions: MethodDefinition<_elearning_courses_v1_BatchListSessionsRequest, _elearning_courses_v1_BatchListSessionsResponse, _elearning_courses_v1_BatchListSessionsRequest__Output, _elearning_courses_v1_BatchListSessionsResponse__Output>
  BatchListTaughtCourses: MethodDefinition<_elearning_courses_v1_BatchListTaughtCoursesRequest, _elearning_courses_v1_BatchListTaughtCoursesResponse, _elearning_courses_v1_BatchListTaughtCoursesRequest__Output, _elearning_courses_v1_BatchListTaughtCoursesResponse__Output>
  CreateCourse: MethodDefinition<_elearning_courses_v1_CreateCourseRequest, _elearning_courses_v1_CreateCourseResponse, _elearning_courses_v1_CreateCourseRequest__Output, _elearning_courses_v1_CreateCourseResponse__Output>
  CreateSession: MethodDefinition<_elearning_courses_v1_CreateSessionRequest, _elearning_courses_v1_CreateSessionResponse, _elearning_courses_v1_CreateSessionRequest__Output, _elearning_courses_v1_CreateSessionResponse__Output>
  DeleteReview: MethodDefinition<_elearning_courses_v1_DeleteReviewRequest, _elearning_courses_v1_DeleteReviewResponse, _elearning_courses_v1_DeleteReviewRequest__Output, _elearning_courses_v1_DeleteReviewResponse__Output>
  DeleteSession: MethodDefinition<_elearning_courses_v1_DeleteSessionRequest, _elearning_courses_v1_DeleteSessionResponse, _elearning_courses_v1_DeleteSessionRequest__Output, _elearning_courses_v1_DeleteSessionResponse__Output>
  EraseUser: MethodDefinition<_elearning_courses_v1_EraseUserRequest, _elearning_courses_v1_EraseUserResponse, _elearning_courses_v1_EraseUserRequest__Output, _elearning_courses_v1_EraseUserResponse__Output>
  ExportCourses: MethodDefinition<_elearning_courses_v1_ExportCoursesRequest, _elearning_courses_v1_ExportCoursesResponse, _elearning_courses_v1_ExportCoursesRequest__Output, _elearning_courses_v1_ExportCoursesResponse__Output>
  HideReview: MethodDefinition<_elearning_courses_v1_HideReviewRequest, _elearning_courses_v1_HideReviewResponse, _elearning_courses_v1_HideReviewRequest__Output, _elearning_courses_v1_HideReviewResponse__Output>
  ImportCourses: MethodDefinition<_elearning_courses_v1_ImportCoursesRequest, _elearning_courses_v1_ImportCoursesResponse, _elearning_courses_v1_ImportCoursesRequest__Output, _elearning_courses_v1_ImportCoursesResponse__Output>
  ListCourses: MethodDefinition<_elearning_courses_v1_ListCoursesRequest, _elearning_courses_v1_ListCoursesResponse, _elearning_courses_v1_ListCoursesRequest__Output, _elearning_courses_v1_ListCoursesResponse__Output>
  ListHiddenReviews: MethodDefinition<_elearning_courses_v1_ListHiddenReviewsRequest, _elearning_courses_v1_ListHiddenReviewsResponse, _elearning_courses_v1_ListHiddenReviewsRequest__Output, _elearning_courses_v1_ListHiddenReviewsResponse__Output>
  ListPersonalRecords: MethodDefinition<_elearning_courses_v1_ListPersonalRecordsRequest, _elearning_courses_v1_ListPersonalRecordsResponse, _elearning_courses_v1_ListPersonalRecordsRequest__Output, _elearning_courses_v1_ListPersonalRecordsResponse__Output>
  ListReviews: MethodDefinition<_elearning_courses_v1_ListReviewsRequest, _elearning_courses_v1_ListReviewsResponse, _elearning_courses_v1_ListReviewsRequest__Output, _elearning_courses_v1_ListReviewsResponse__Output>
  RenameInstructor: MethodDefinition<_elearning_courses_v1_RenameInstructorRequest, _elearning_courses_v1_RenameInstructorResponse, _elearning_courses_v1_RenameInstructorRequest__Output, _elearning_courses_v1_RenameInstructorResponse__Output>
  ReorderSessions: MethodDefinition<_elearning_courses_v1_ReorderSessionsRequest, _elearning_courses_v1_ReorderSessionsResponse, _elearning_courses_v1_ReorderSessionsRequest__Output, _elearning_courses_v1_ReorderSessionsResponse__Output>
  UnhideReview: MethodDefinition<_elearning_courses_v1_UnhideReviewRequest, _elearning_courses_v1_UnhideReviewResponse, _elearning_courses_v1_UnhideReviewRequest__Output, _elearning_courses_v1_UnhideReviewResponse__Output>
  UpdateCourse: MethodDefinition<_elearning_courses_v1_UpdateCourseRequest, _elearning_courses_v1_UpdateCourseResponse, _elearning_courses_v1_UpdateCourseRequest__Output, _elearning_courses_v1_UpdateCourseResponse__Output>
  UpdateSession: MethodDefinition<_elearning_courses_v1_UpdateSessionRequest, _elearning_courses_v1_UpdateSessionResponse, _elearning_courses_v1_UpdateSessionRequest__Output, _elearning_courses_v1_UpdateSessionResponse__Output>
  UpsertReview: MethodDefinition<_elearning_courses_v1_UpsertReviewRequest, _elearning_courses_v1_UpsertReviewResponse, _elearning_courses_v1_UpsertReviewRequest__Output, _elearning_courses_v1_UpsertReviewResponse__Output>
}
