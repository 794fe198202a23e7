import type * as grpc from '@grpc/grpc-js';
import type { EnumTypeDefinition, MessageTypeDefinition } from '@grpc/proto-loader';

import type { Money as _elearning_common_v1_Money, Money__Output as _elearning_common_v1_Money__Output } from './elearning/common/v1/Money.ts';
import type { PersonalRecord as _elearning_common_v1_PersonalRecord, PersonalRecord__Output as _elearning_common_v1_PersonalRecord__Output } from './elearning/common/v1/PersonalRecord.ts';
import type { BatchGetCoursesRequest as _elearning_courses_v1_BatchGetCoursesRequest, BatchGetCoursesRequest__Output as _elearning_courses_v1_BatchGetCoursesRequest__Output } from './elearning/courses/v1/BatchGetCoursesRequest.ts';
import type { BatchGetCoursesResponse as _elearning_courses_v1_BatchGetCoursesResponse, BatchGetCoursesResponse__Output as _elearning_courses_v1_BatchGetCoursesResponse__Output } from './elearning/courses/v1/BatchGetCoursesResponse.ts';
import type { BatchGetSessionsRequest as _elearning_courses_v1_BatchGetSessionsRequest, BatchGetSessionsRequest__Output as _elearning_courses_v1_BatchGetSessionsRequest__Output } from './elearning/courses/v1/BatchGetSessionsRequest.ts';
import type { BatchGetSessionsResponse as _elearning_courses_v1_BatchGetSessionsResponse, BatchGetSessionsResponse__Output as _elearning_courses_v1_BatchGetSessionsResponse__Output } from './elearning/courses/v1/BatchGetSessionsResponse.ts';
import type { BatchGetUserReviewsRequest as _elearning_courses_v1_BatchGetUserReviewsRequest, BatchGetUserReviewsRequest__Output as _elearning_courses_v1_BatchGetUserReviewsRequest__Output } from './elearning/courses/v1/BatchGetUserReviewsRequest.ts';
import type { BatchGetUserReviewsResponse as _elearning_courses_v1_BatchGetUserReviewsResponse, BatchGetUserReviewsResponse__Output as _elearning_courses_v1_BatchGetUserReviewsResponse__Output } from './elearning/courses/v1/BatchGetUserReviewsResponse.ts';
import type { BatchListReviewsRequest as _elearning_courses_v1_BatchListReviewsRequest, BatchListReviewsRequest__Output as _elearning_courses_v1_BatchListReviewsRequest__Output } from './elearning/courses/v1/BatchListReviewsRequest.ts';
import type { BatchListReviewsResponse as _elearning_courses_v1_BatchListReviewsResponse, BatchListReviewsResponse__Output as _elearning_courses_v1_BatchListReviewsResponse__Output } from './elearning/courses/v1/BatchListReviewsResponse.ts';
import type { BatchListSessionsRequest as _elearning_courses_v1_BatchListSessionsRequest, BatchListSessionsRequest__Output as _elearning_courses_v1_BatchListSessionsRequest__Output } from './elearning/courses/v1/BatchListSessionsRequest.ts';
import type { BatchListSessionsResponse as _elearning_courses_v1_BatchListSessionsResponse, BatchListSessionsResponse__Output as _elearning_courses_v1_BatchListSessionsResponse__Output } from './elearning/courses/v1/BatchListSessionsResponse.ts';
import type { BatchListTaughtCoursesRequest as _elearning_courses_v1_BatchListTaughtCoursesRequest, BatchListTaughtCoursesRequest__Output as _elearning_courses_v1_BatchListTaughtCoursesRequest__Output } from './elearning/courses/v1/BatchListTaughtCoursesRequest.ts';
import type { BatchListTaughtCoursesResponse as _elearning_courses_v1_BatchListTaughtCoursesResponse, BatchListTaughtCoursesResponse__Output as _elearning_courses_v1_BatchListTaughtCoursesResponse__Output } from './elearning/courses/v1/BatchListTaughtCoursesResponse.ts';
import type { Course as _elearning_courses_v1_Course, Course__Output as _elearning_courses_v1_Course__Output } from './elearning/courses/v1/Course.ts';
import type { CoursesServiceClient as _elearning_courses_v1_CoursesServiceClient, CoursesServiceDefinition as _elearning_courses_v1_CoursesServiceDefinition } from './elearning/courses/v1/CoursesService.ts';
import type { CreateCourseRequest as _elearning_courses_v1_CreateCourseRequest, CreateCourseRequest__Output as _elearning_courses_v1_CreateCourseRequest__Output } from './elearning/courses/v1/CreateCourseRequest.ts';
import type { CreateCourseResponse as _elearning_courses_v1_CreateCourseResponse, CreateCourseResponse__Output as _elearning_courses_v1_CreateCourseResponse__Output } from './elearning/courses/v1/CreateCourseResponse.ts';
import type { CreateSessionRequest as _elearning_courses_v1_CreateSessionRequest, CreateSessionRequest__Output as _elearning_courses_v1_CreateSessionRequest__Output } from './elearning/courses/v1/CreateSessionRequest.ts';
import type { CreateSessionResponse as _elearning_courses_v1_CreateSessionResponse, CreateSessionResponse__Output as _elearning_courses_v1_CreateSessionResponse__Output } from './elearning/courses/v1/CreateSessionResponse.ts';
import type { DeleteReviewRequest as _elearning_courses_v1_DeleteReviewRequest, DeleteReviewRequest__Output as _elearning_courses_v1_DeleteReviewRequest__Output } from './elearning/courses/v1/DeleteReviewRequest.ts';
import type { DeleteReviewResponse as _elearning_courses_v1_DeleteReviewResponse, DeleteReviewResponse__Output as _elearning_courses_v1_DeleteReviewResponse__Output } from './elearning/courses/v1/DeleteReviewResponse.ts';
import type { DeleteSessionRequest as _elearning_courses_v1_DeleteSessionRequest, DeleteSessionRequest__Output as _elearning_courses_v1_DeleteSessionRequest__Output } from './elearning/courses/v1/DeleteSessionRequest.ts';
import type { DeleteSessionResponse as _elearning_courses_v1_DeleteSessionResponse, DeleteSessionResponse__Output as _elearning_courses_v1_DeleteSessionResponse__Output } from './elearning/courses/v1/DeleteSessionResponse.ts';
import type { EraseUserRequest as _elearning_courses_v1_EraseUserRequest, EraseUserRequest__Output as _elearning_courses_v1_EraseUserRequest__Output } from './elearning/courses/v1/EraseUserRequest.ts';
import type { EraseUserResponse as _elearning_courses_v1_EraseUserResponse, EraseUserResponse__Output as _elearning_courses_v1_EraseUserResponse__Output } from './elearning/courses/v1/EraseUserResponse.ts';
import type { ExportCoursesRequest as _elearning_courses_v1_ExportCoursesRequest, ExportCoursesRequest__Output as _elearning_courses_v1_ExportCoursesRequest__Output } from './elearning/courses/v1/ExportCoursesRequest.ts';
import type { ExportCoursesResponse as _elearning_courses_v1_ExportCoursesResponse, ExportCoursesResponse__Output as _elearning_courses_v1_ExportCoursesResponse__Output } from './elearning/courses/v1/ExportCoursesResponse.ts';
import type { HideReviewRequest as _elearning_courses_v1_HideReviewRequest, HideReviewRequest__Output as _elearning_courses_v1_HideReviewRequest__Output } from './elearning/courses/v1/HideReviewRequest.ts';
import type { HideReviewResponse as _elearning_courses_v1_HideReviewResponse, HideReviewResponse__Output as _elearning_courses_v1_HideReviewResponse__Output } from './elearning/courses/v1/HideReviewResponse.ts';
import type { ImportCoursesRequest as _elearning_courses_v1_ImportCoursesRequest, ImportCoursesRequest__Output as _elearning_courses_v1_ImportCoursesRequest__Output } from './elearning/courses/v1/ImportCoursesRequest.ts';
import type { ImportCoursesResponse as _elearning_courses_v1_ImportCoursesResponse, ImportCoursesResponse__Output as _elearning_courses_v1_ImportCoursesResponse__Output } from './elearning/courses/v1/ImportCoursesResponse.ts';
import type { ImportProblem as _elearning_courses_v1_ImportProblem, ImportProblem__Output as _elearning_courses_v1_ImportProblem__Output } from './elearning/courses/v1/ImportProblem.ts';
import type { ListCoursesRequest as _elearning_courses_v1_ListCoursesRequest, ListCoursesRequest__Output as _elearning_courses_v1_ListCoursesRequest__Output } from './elearning/courses/v1/ListCoursesRequest.ts';
import type { ListCoursesResponse as _elearning_courses_v1_ListCoursesResponse, ListCoursesResponse__Output as _elearning_courses_v1_ListCoursesResponse__Output } from './elearning/courses/v1/ListCoursesResponse.ts';
import type { ListHiddenReviewsRequest as _elearning_courses_v1_ListHiddenReviewsRequest, ListHiddenReviewsRequest__Output as _elearning_courses_v1_ListHiddenReviewsRequest__Output } from './elearning/courses/v1/ListHiddenReviewsRequest.ts';
import type { ListHiddenReviewsResponse as _elearning_courses_v1_ListHiddenReviewsResponse, ListHiddenReviewsResponse__Output as _elearning_courses_v1_ListHiddenReviewsResponse__Output } from './elearning/courses/v1/ListHiddenReviewsResponse.ts';
import type { ListPersonalRecordsRequest as _elearning_courses_v1_ListPersonalRecordsRequest, ListPersonalRecordsRequest__Output as _elearning_courses_v1_ListPersonalRecordsRequest__Output } from './elearning/courses/v1/ListPersonalRecordsRequest.ts';
import type { ListPersonalRecordsResponse as _elearning_courses_v1_ListPersonalRecordsResponse, ListPersonalRecordsResponse__Output as _elearning_courses_v1_ListPersonalRecordsResponse__Output } from './elearning/courses/v1/ListPersonalRecordsResponse.ts';
import type { ListReviewsRequest as _elearning_courses_v1_ListReviewsRequest, ListReviewsRequest__Output as _elearning_courses_v1_ListReviewsRequest__Output } from './elearning/courses/v1/ListReviewsRequest.ts';
import type { ListReviewsResponse as _elearning_courses_v1_ListReviewsResponse, ListReviewsResponse__Output as _elearning_courses_v1_ListReviewsResponse__Output } from './elearning/courses/v1/ListReviewsResponse.ts';
import type { PortableCourse as _elearning_courses_v1_PortableCourse, PortableCourse__Output as _elearning_courses_v1_PortableCourse__Output } from './elearning/courses/v1/PortableCourse.ts';
import type { RatingSummary as _elearning_courses_v1_RatingSummary, RatingSummary__Output as _elearning_courses_v1_RatingSummary__Output } from './elearning/courses/v1/RatingSummary.ts';
import type { RenameInstructorRequest as _elearning_courses_v1_RenameInstructorRequest, RenameInstructorRequest__Output as _elearning_courses_v1_RenameInstructorRequest__Output } from './elearning/courses/v1/RenameInstructorRequest.ts';
import type { RenameInstructorResponse as _elearning_courses_v1_RenameInstructorResponse, RenameInstructorResponse__Output as _elearning_courses_v1_RenameInstructorResponse__Output } from './elearning/courses/v1/RenameInstructorResponse.ts';
import type { ReorderSessionsRequest as _elearning_courses_v1_ReorderSessionsRequest, ReorderSessionsRequest__Output as _elearning_courses_v1_ReorderSessionsRequest__Output } from './elearning/courses/v1/ReorderSessionsRequest.ts';
import type { ReorderSessionsResponse as _elearning_courses_v1_ReorderSessionsResponse, ReorderSessionsResponse__Output as _elearning_courses_v1_ReorderSessionsResponse__Output } from './elearning/courses/v1/ReorderSessionsResponse.ts';
import type { Review as _elearning_courses_v1_Review, Review__Output as _elearning_courses_v1_Review__Output } from './elearning/courses/v1/Review.ts';
import type { ReviewPage as _elearning_courses_v1_ReviewPage, ReviewPage__Output as _elearning_courses_v1_ReviewPage__Output } from './elearning/courses/v1/ReviewPage.ts';
import type { Session as _elearning_courses_v1_Session, Session__Output as _elearning_courses_v1_Session__Output } from './elearning/courses/v1/Session.ts';
import type { TaughtCoursesPage as _elearning_courses_v1_TaughtCoursesPage, TaughtCoursesPage__Output as _elearning_courses_v1_TaughtCoursesPage__Output } from './elearning/courses/v1/TaughtCoursesPage.ts';
import type { UnhideReviewRequest as _elearning_courses_v1_UnhideReviewRequest, UnhideReviewRequest__Output as _elearning_courses_v1_UnhideReviewRequest__Output } from './elearning/courses/v1/UnhideReviewRequest.ts';
import type { UnhideReviewResponse as _elearning_courses_v1_UnhideReviewResponse, UnhideReviewResponse__Output as _elearning_courses_v1_UnhideReviewResponse__Output } from './elearning/courses/v1/UnhideReviewResponse.ts';
import type { UpdateCourseRequest as _elearning_courses_v1_UpdateCourseRequest, UpdateCourseRequest__Output as _elearning_courses_v1_UpdateCourseRequest__Output } from './elearning/courses/v1/UpdateCourseRequest.ts';
import type { UpdateCourseResponse as _elearning_courses_v1_UpdateCourseResponse, UpdateCourseResponse__Output as _elearning_courses_v1_UpdateCourseResponse__Output } from './elearning/courses/v1/UpdateCourseResponse.ts';
import type { UpdateSessionRequest as _elearning_courses_v1_UpdateSessionRequest, UpdateSessionRequest__Output as _elearning_courses_v1_UpdateSessionRequest__Output } from './elearning/courses/v1/UpdateSessionRequest.ts';
import type { UpdateSessionResponse as _elearning_courses_v1_UpdateSessionResponse, UpdateSessionResponse__Output as _elearning_courses_v1_UpdateSessionResponse__Output } from './elearning/courses/v1/UpdateSessionResponse.ts';
import type { UpsertReviewRequest as _elearning_courses_v1_UpsertReviewRequest, UpsertReviewRequest__Output as _elearning_courses_v1_UpsertReviewRequest__Output } from './elearning/courses/v1/UpsertReviewRequest.ts';
import type { UpsertReviewResponse as _elearning_courses_v1_UpsertReviewResponse, UpsertReviewResponse__Output as _elearning_courses_v1_UpsertReviewResponse__Output } from './elearning/courses/v1/UpsertReviewResponse.ts';
import type { FieldMask as _google_protobuf_FieldMask, FieldMask__Output as _google_protobuf_FieldMask__Output } from './google/protobuf/FieldMask.ts';
import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from './google/protobuf/Timestamp.ts';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  elearning: {
    common: {
      v1: {
        Money: MessageTypeDefinition<_elearning_common_v1_Money, _elearning_common_v1_Money__Output>
        PersonalRecord: MessageTypeDefinition<_elearning_common_v1_PersonalRecord, _elearning_common_v1_PersonalRecord__Output>
      }
    }
    courses: {
      v1: {
        BatchGetCoursesRequest: MessageTypeDefinition<_elearning_courses_v1_BatchGetCoursesRequest, _elearning_courses_v1_BatchGetCoursesRequest__Output>
        BatchGetCoursesResponse: MessageTypeDefinition<_elearning_courses_v1_BatchGetCoursesResponse, _elearning_courses_v1_BatchGetCoursesResponse__Output>
        BatchGetSessionsRequest: MessageTypeDefinition<_elearning_courses_v1_BatchGetSessionsRequest, _elearning_courses_v1_BatchGetSessionsRequest__Output>
        BatchGetSessionsResponse: MessageTypeDefinition<_elearning_courses_v1_BatchGetSessionsResponse, _elearning_courses_v1_BatchGetSessionsResponse__Output>
        BatchGetUserReviewsRequest: MessageTypeDefinition<_elearning_courses_v1_BatchGetUserReviewsRequest, _elearning_courses_v1_BatchGetUserReviewsRequest__Output>
        BatchGetUserReviewsResponse: MessageTypeDefinition<_elearning_courses_v1_BatchGetUserReviewsResponse, _elearning_courses_v1_BatchGetUserReviewsResponse__Output>
        BatchListReviewsRequest: MessageTypeDefinition<_elearning_courses_v1_BatchListReviewsRequest, _elearning_courses_v1_BatchListReviewsRequest__Output>
        BatchListReviewsResponse: MessageTypeDefinition<_elearning_courses_v1_BatchListReviewsResponse, _elearning_courses_v1_BatchListReviewsResponse__Output>
        BatchListSessionsRequest: MessageTypeDefinition<_elearning_courses_v1_BatchListSessionsRequest, _elearning_courses_v1_BatchListSessionsRequest__Output>
        BatchListSessionsResponse: MessageTypeDefinition<_elearning_courses_v1_BatchListSessionsResponse, _elearning_courses_v1_BatchListSessionsResponse__Output>
        BatchListTaughtCoursesRequest: MessageTypeDefinition<_elearning_courses_v1_BatchListTaughtCoursesRequest, _elearning_courses_v1_BatchListTaughtCoursesRequest__Output>
        BatchListTaughtCoursesResponse: MessageTypeDefinition<_elearning_courses_v1_BatchListTaughtCoursesResponse, _elearning_courses_v1_BatchListTaughtCoursesResponse__Output>
        Course: MessageTypeDefinition<_elearning_courses_v1_Course, _elearning_courses_v1_Course__Output>
        CourseLevel: EnumTypeDefinition
        CourseOrder: EnumTypeDefinition
        CourseStatus: EnumTypeDefinition
        CoursesService: SubtypeConstructor<typeof grpc.Client, _elearning_courses_v1_CoursesServiceClient> & { service: _elearning_courses_v1_CoursesServiceDefinition }
        CreateCourseRequest: MessageTypeDefinition<_elearning_courses_v1_CreateCourseRequest, _elearning_courses_v1_CreateCourseRequest__Output>
        CreateCourseResponse: MessageTypeDefinition<_elearning_courses_v1_CreateCourseResponse, _elearning_courses_v1_CreateCourseResponse__Output>
        CreateSessionRequest: MessageTypeDefinition<_elearning_courses_v1_CreateSessionRequest, _elearning_courses_v1_CreateSessionRequest__Output>
        CreateSessionResponse: MessageTypeDefinition<_elearning_courses_v1_CreateSessionResponse, _elearning_courses_v1_CreateSessionResponse__Output>
        DeleteReviewRequest: MessageTypeDefinition<_elearning_courses_v1_DeleteReviewRequest, _elearning_courses_v1_DeleteReviewRequest__Output>
        DeleteReviewResponse: MessageTypeDefinition<_elearning_courses_v1_DeleteReviewResponse, _elearning_courses_v1_DeleteReviewResponse__Output>
        DeleteSessionRequest: MessageTypeDefinition<_elearning_courses_v1_DeleteSessionRequest, _elearning_courses_v1_DeleteSessionRequest__Output>
        DeleteSessionResponse: MessageTypeDefinition<_elearning_courses_v1_DeleteSessionResponse, _elearning_courses_v1_DeleteSessionResponse__Output>
        EraseUserRequest: MessageTypeDefinition<_elearning_courses_v1_EraseUserRequest, _elearning_courses_v1_EraseUserRequest__Output>
        EraseUserResponse: MessageTypeDefinition<_elearning_courses_v1_EraseUserResponse, _elearning_courses_v1_EraseUserResponse__Output>
        ExportCoursesRequest: MessageTypeDefinition<_elearning_courses_v1_ExportCoursesRequest, _elearning_courses_v1_ExportCoursesRequest__Output>
        ExportCoursesResponse: MessageTypeDefinition<_elearning_courses_v1_ExportCoursesResponse, _elearning_courses_v1_ExportCoursesResponse__Output>
        HideReviewRequest: MessageTypeDefinition<_elearning_courses_v1_HideReviewRequest, _elearning_courses_v1_HideReviewRequest__Output>
        HideReviewResponse: MessageTypeDefinition<_elearning_courses_v1_HideReviewResponse, _elearning_courses_v1_HideReviewResponse__Output>
        ImportCoursesRequest: MessageTypeDefinition<_elearning_courses_v1_ImportCoursesRequest, _elearning_courses_v1_ImportCoursesRequest__Output>
        ImportCoursesResponse: MessageTypeDefinition<_elearning_courses_v1_ImportCoursesResponse, _elearning_courses_v1_ImportCoursesResponse__Output>
        ImportOutcome: EnumTypeDefinition
        ImportProblem: MessageTypeDefinition<_elearning_courses_v1_ImportProblem, _elearning_courses_v1_ImportProblem__Output>
        ListCoursesRequest: MessageTypeDefinition<_elearning_courses_v1_ListCoursesRequest, _elearning_courses_v1_ListCoursesRequest__Output>
        ListCoursesResponse: MessageTypeDefinition<_elearning_courses_v1_ListCoursesResponse, _elearning_courses_v1_ListCoursesResponse__Output>
        ListHiddenReviewsRequest: MessageTypeDefinition<_elearning_courses_v1_ListHiddenReviewsRequest, _elearning_courses_v1_ListHiddenReviewsRequest__Output>
        ListHiddenReviewsResponse: MessageTypeDefinition<_elearning_courses_v1_ListHiddenReviewsResponse, _elearning_courses_v1_ListHiddenReviewsResponse__Output>
        ListPersonalRecordsRequest: MessageTypeDefinition<_elearning_courses_v1_ListPersonalRecordsRequest, _elearning_courses_v1_ListPersonalRecordsRequest__Output>
        ListPersonalRecordsResponse: MessageTypeDefinition<_elearning_courses_v1_ListPersonalRecordsResponse, _elearning_courses_v1_ListPersonalRecordsResponse__Output>
        ListReviewsRequest: MessageTypeDefinition<_elearning_courses_v1_ListReviewsRequest, _elearning_courses_v1_ListReviewsRequest__Output>
        ListReviewsResponse: MessageTypeDefinition<_elearning_courses_v1_ListReviewsResponse, _elearning_courses_v1_ListReviewsResponse__Output>
        PortableCourse: MessageTypeDefinition<_elearning_courses_v1_PortableCourse, _elearning_courses_v1_PortableCourse__Output>
        RatingSummary: MessageTypeDefinition<_elearning_courses_v1_RatingSummary, _elearning_courses_v1_RatingSummary__Output>
        RenameInstructorRequest: MessageTypeDefinition<_elearning_courses_v1_RenameInstructorRequest, _elearning_courses_v1_RenameInstructorRequest__Output>
        RenameInstructorResponse: MessageTypeDefinition<_elearning_courses_v1_RenameInstructorResponse, _elearning_courses_v1_RenameInstructorResponse__Output>
        ReorderSessionsRequest: MessageTypeDefinition<_elearning_courses_v1_ReorderSessionsRequest, _elearning_courses_v1_ReorderSessionsRequest__Output>
        ReorderSessionsResponse: MessageTypeDefinition<_elearning_courses_v1_ReorderSessionsResponse, _elearning_courses_v1_ReorderSessionsResponse__Output>
        Review: MessageTypeDefinition<_elearning_courses_v1_Review, _elearning_courses_v1_Review__Output>
        ReviewPage: MessageTypeDefinition<_elearning_courses_v1_ReviewPage, _elearning_courses_v1_ReviewPage__Output>
        Session: MessageTypeDefinition<_elearning_courses_v1_Session, _elearning_courses_v1_Session__Output>
        TaughtCoursesPage: MessageTypeDefinition<_elearning_courses_v1_TaughtCoursesPage, _elearning_courses_v1_TaughtCoursesPage__Output>
        UnhideReviewRequest: MessageTypeDefinition<_elearning_courses_v1_UnhideReviewRequest, _elearning_courses_v1_UnhideReviewRequest__Output>
        UnhideReviewResponse: MessageTypeDefinition<_elearning_courses_v1_UnhideReviewResponse, _elearning_courses_v1_UnhideReviewResponse__Output>
        UpdateCourseRequest: MessageTypeDefinition<_elearning_courses_v1_UpdateCourseRequest, _elearning_courses_v1_UpdateCourseRequest__Output>
        UpdateCourseResponse: MessageTypeDefinition<_elearning_courses_v1_UpdateCourseResponse, _elearning_courses_v1_UpdateCourseResponse__Output>
        UpdateSessionRequest: MessageTypeDefinition<_elearning_courses_v1_UpdateSessionRequest, _elearning_courses_v1_UpdateSessionRequest__Output>
        UpdateSessionResponse: MessageTypeDefinition<_elearning_courses_v1_UpdateSessionResponse, _elearning_courses_v1_UpdateSessionResponse__Output>
        UpsertReviewRequest: MessageTypeDefinition<_elearning_courses_v1_UpsertReviewRequest, _elearning_courses_v1_UpsertReviewRequest__Output>
        UpsertReviewResponse: MessageTypeDefinition<_elearning_courses_v1_UpsertReviewResponse, _elearning_courses_v1_UpsertReviewResponse__Output>
      }
    }
  }
  google: {
    protobuf: {
      FieldMask: MessageTypeDefinition<_google_protobuf_FieldMask, _google_protobuf_FieldMask__Output>
      Timestamp: MessageTypeDefinition<_google_protobuf_Timestamp, _google_protobuf_Timestamp__Output>
    }
  }
}

