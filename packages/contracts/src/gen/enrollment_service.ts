import type * as grpc from '@grpc/grpc-js';
import type { EnumTypeDefinition, MessageTypeDefinition } from '@grpc/proto-loader';

import type { Money as _elearning_common_v1_Money, Money__Output as _elearning_common_v1_Money__Output } from './elearning/common/v1/Money.ts';
import type { PersonalRecord as _elearning_common_v1_PersonalRecord, PersonalRecord__Output as _elearning_common_v1_PersonalRecord__Output } from './elearning/common/v1/PersonalRecord.ts';
import type { AccessDecision as _elearning_enrollment_v1_AccessDecision, AccessDecision__Output as _elearning_enrollment_v1_AccessDecision__Output } from './elearning/enrollment/v1/AccessDecision.ts';
import type { BatchCheckAccessRequest as _elearning_enrollment_v1_BatchCheckAccessRequest, BatchCheckAccessRequest__Output as _elearning_enrollment_v1_BatchCheckAccessRequest__Output } from './elearning/enrollment/v1/BatchCheckAccessRequest.ts';
import type { BatchCheckAccessResponse as _elearning_enrollment_v1_BatchCheckAccessResponse, BatchCheckAccessResponse__Output as _elearning_enrollment_v1_BatchCheckAccessResponse__Output } from './elearning/enrollment/v1/BatchCheckAccessResponse.ts';
import type { BatchGetEnrollmentsRequest as _elearning_enrollment_v1_BatchGetEnrollmentsRequest, BatchGetEnrollmentsRequest__Output as _elearning_enrollment_v1_BatchGetEnrollmentsRequest__Output } from './elearning/enrollment/v1/BatchGetEnrollmentsRequest.ts';
import type { BatchGetEnrollmentsResponse as _elearning_enrollment_v1_BatchGetEnrollmentsResponse, BatchGetEnrollmentsResponse__Output as _elearning_enrollment_v1_BatchGetEnrollmentsResponse__Output } from './elearning/enrollment/v1/BatchGetEnrollmentsResponse.ts';
import type { BatchGetUserSubscriptionsRequest as _elearning_enrollment_v1_BatchGetUserSubscriptionsRequest, BatchGetUserSubscriptionsRequest__Output as _elearning_enrollment_v1_BatchGetUserSubscriptionsRequest__Output } from './elearning/enrollment/v1/BatchGetUserSubscriptionsRequest.ts';
import type { BatchGetUserSubscriptionsResponse as _elearning_enrollment_v1_BatchGetUserSubscriptionsResponse, BatchGetUserSubscriptionsResponse__Output as _elearning_enrollment_v1_BatchGetUserSubscriptionsResponse__Output } from './elearning/enrollment/v1/BatchGetUserSubscriptionsResponse.ts';
import type { CreateEnrollmentRequest as _elearning_enrollment_v1_CreateEnrollmentRequest, CreateEnrollmentRequest__Output as _elearning_enrollment_v1_CreateEnrollmentRequest__Output } from './elearning/enrollment/v1/CreateEnrollmentRequest.ts';
import type { CreateEnrollmentResponse as _elearning_enrollment_v1_CreateEnrollmentResponse, CreateEnrollmentResponse__Output as _elearning_enrollment_v1_CreateEnrollmentResponse__Output } from './elearning/enrollment/v1/CreateEnrollmentResponse.ts';
import type { Enrollment as _elearning_enrollment_v1_Enrollment, Enrollment__Output as _elearning_enrollment_v1_Enrollment__Output } from './elearning/enrollment/v1/Enrollment.ts';
import type { EnrollmentServiceClient as _elearning_enrollment_v1_EnrollmentServiceClient, EnrollmentServiceDefinition as _elearning_enrollment_v1_EnrollmentServiceDefinition } from './elearning/enrollment/v1/EnrollmentService.ts';
import type { EraseUserRequest as _elearning_enrollment_v1_EraseUserRequest, EraseUserRequest__Output as _elearning_enrollment_v1_EraseUserRequest__Output } from './elearning/enrollment/v1/EraseUserRequest.ts';
import type { EraseUserResponse as _elearning_enrollment_v1_EraseUserResponse, EraseUserResponse__Output as _elearning_enrollment_v1_EraseUserResponse__Output } from './elearning/enrollment/v1/EraseUserResponse.ts';
import type { ListEnrollmentsRequest as _elearning_enrollment_v1_ListEnrollmentsRequest, ListEnrollmentsRequest__Output as _elearning_enrollment_v1_ListEnrollmentsRequest__Output } from './elearning/enrollment/v1/ListEnrollmentsRequest.ts';
import type { ListEnrollmentsResponse as _elearning_enrollment_v1_ListEnrollmentsResponse, ListEnrollmentsResponse__Output as _elearning_enrollment_v1_ListEnrollmentsResponse__Output } from './elearning/enrollment/v1/ListEnrollmentsResponse.ts';
import type { ListNoticesRequest as _elearning_enrollment_v1_ListNoticesRequest, ListNoticesRequest__Output as _elearning_enrollment_v1_ListNoticesRequest__Output } from './elearning/enrollment/v1/ListNoticesRequest.ts';
import type { ListNoticesResponse as _elearning_enrollment_v1_ListNoticesResponse, ListNoticesResponse__Output as _elearning_enrollment_v1_ListNoticesResponse__Output } from './elearning/enrollment/v1/ListNoticesResponse.ts';
import type { ListPersonalRecordsRequest as _elearning_enrollment_v1_ListPersonalRecordsRequest, ListPersonalRecordsRequest__Output as _elearning_enrollment_v1_ListPersonalRecordsRequest__Output } from './elearning/enrollment/v1/ListPersonalRecordsRequest.ts';
import type { ListPersonalRecordsResponse as _elearning_enrollment_v1_ListPersonalRecordsResponse, ListPersonalRecordsResponse__Output as _elearning_enrollment_v1_ListPersonalRecordsResponse__Output } from './elearning/enrollment/v1/ListPersonalRecordsResponse.ts';
import type { Notice as _elearning_enrollment_v1_Notice, Notice__Output as _elearning_enrollment_v1_Notice__Output } from './elearning/enrollment/v1/Notice.ts';
import type { Plan as _elearning_enrollment_v1_Plan, Plan__Output as _elearning_enrollment_v1_Plan__Output } from './elearning/enrollment/v1/Plan.ts';
import type { Subscription as _elearning_enrollment_v1_Subscription, Subscription__Output as _elearning_enrollment_v1_Subscription__Output } from './elearning/enrollment/v1/Subscription.ts';
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
    enrollment: {
      v1: {
        AccessDecision: MessageTypeDefinition<_elearning_enrollment_v1_AccessDecision, _elearning_enrollment_v1_AccessDecision__Output>
        AccessReason: EnumTypeDefinition
        BatchCheckAccessRequest: MessageTypeDefinition<_elearning_enrollment_v1_BatchCheckAccessRequest, _elearning_enrollment_v1_BatchCheckAccessRequest__Output>
        BatchCheckAccessResponse: MessageTypeDefinition<_elearning_enrollment_v1_BatchCheckAccessResponse, _elearning_enrollment_v1_BatchCheckAccessResponse__Output>
        BatchGetEnrollmentsRequest: MessageTypeDefinition<_elearning_enrollment_v1_BatchGetEnrollmentsRequest, _elearning_enrollment_v1_BatchGetEnrollmentsRequest__Output>
        BatchGetEnrollmentsResponse: MessageTypeDefinition<_elearning_enrollment_v1_BatchGetEnrollmentsResponse, _elearning_enrollment_v1_BatchGetEnrollmentsResponse__Output>
        BatchGetUserSubscriptionsRequest: MessageTypeDefinition<_elearning_enrollment_v1_BatchGetUserSubscriptionsRequest, _elearning_enrollment_v1_BatchGetUserSubscriptionsRequest__Output>
        BatchGetUserSubscriptionsResponse: MessageTypeDefinition<_elearning_enrollment_v1_BatchGetUserSubscriptionsResponse, _elearning_enrollment_v1_BatchGetUserSubscriptionsResponse__Output>
        BillingInterval: EnumTypeDefinition
        CreateEnrollmentRequest: MessageTypeDefinition<_elearning_enrollment_v1_CreateEnrollmentRequest, _elearning_enrollment_v1_CreateEnrollmentRequest__Output>
        CreateEnrollmentResponse: MessageTypeDefinition<_elearning_enrollment_v1_CreateEnrollmentResponse, _elearning_enrollment_v1_CreateEnrollmentResponse__Output>
        Enrollment: MessageTypeDefinition<_elearning_enrollment_v1_Enrollment, _elearning_enrollment_v1_Enrollment__Output>
        EnrollmentService: SubtypeConstructor<typeof grpc.Client, _elearning_enrollment_v1_EnrollmentServiceClient> & { service: _elearning_enrollment_v1_EnrollmentServiceDefinition }
        EnrollmentSource: EnumTypeDefinition
        EnrollmentStatus: EnumTypeDefinition
        EraseUserRequest: MessageTypeDefinition<_elearning_enrollment_v1_EraseUserRequest, _elearning_enrollment_v1_EraseUserRequest__Output>
        EraseUserResponse: MessageTypeDefinition<_elearning_enrollment_v1_EraseUserResponse, _elearning_enrollment_v1_EraseUserResponse__Output>
        ListEnrollmentsRequest: MessageTypeDefinition<_elearning_enrollment_v1_ListEnrollmentsRequest, _elearning_enrollment_v1_ListEnrollmentsRequest__Output>
        ListEnrollmentsResponse: MessageTypeDefinition<_elearning_enrollment_v1_ListEnrollmentsResponse, _elearning_enrollment_v1_ListEnrollmentsResponse__Output>
        ListNoticesRequest: MessageTypeDefinition<_elearning_enrollment_v1_ListNoticesRequest, _elearning_enrollment_v1_ListNoticesRequest__Output>
        ListNoticesResponse: MessageTypeDefinition<_elearning_enrollment_v1_ListNoticesResponse, _elearning_enrollment_v1_ListNoticesResponse__Output>
        ListPersonalRecordsRequest: MessageTypeDefinition<_elearning_enrollment_v1_ListPersonalRecordsRequest, _elearning_enrollment_v1_ListPersonalRecordsRequest__Output>
        ListPersonalRecordsResponse: MessageTypeDefinition<_elearning_enrollment_v1_ListPersonalRecordsResponse, _elearning_enrollment_v1_ListPersonalRecordsResponse__Output>
        Notice: MessageTypeDefinition<_elearning_enrollment_v1_Notice, _elearning_enrollment_v1_Notice__Output>
        NoticeType: EnumTypeDefinition
        Plan: MessageTypeDefinition<_elearning_enrollment_v1_Plan, _elearning_enrollment_v1_Plan__Output>
        Subscription: MessageTypeDefinition<_elearning_enrollment_v1_Subscription, _elearning_enrollment_v1_Subscription__Output>
        SubscriptionStatus: EnumTypeDefinition
      }
    }
  }
  google: {
    protobuf: {
      Timestamp: MessageTypeDefinition<_google_protobuf_Timestamp, _google_protobuf_Timestamp__Output>
    }
  }
}

