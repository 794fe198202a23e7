import type * as grpc from '@grpc/grpc-js';
import type { EnumTypeDefinition, MessageTypeDefinition } from '@grpc/proto-loader';

import type { Money as _elearning_common_v1_Money, Money__Output as _elearning_common_v1_Money__Output } from './elearning/common/v1/Money.ts';
import type { PersonalRecord as _elearning_common_v1_PersonalRecord, PersonalRecord__Output as _elearning_common_v1_PersonalRecord__Output } from './elearning/common/v1/PersonalRecord.ts';
import type { AccessDecision as _elearning_enrollment_v1_AccessDecision, AccessDecision__Output as _elearning_enrollment_v1_AccessDecision__Output } from './elearning/enrollment/v1/AccessDecision.ts';
import type { AccessEvidence as _elearning_enrollment_v1_AccessEvidence, AccessEvidence__Output as _elearning_enrollment_v1_AccessEvidence__Output } from './elearning/enrollment/v1/AccessEvidence.ts';
import type { ArchivePlanRequest as _elearning_enrollment_v1_ArchivePlanRequest, ArchivePlanRequest__Output as _elearning_enrollment_v1_ArchivePlanRequest__Output } from './elearning/enrollment/v1/ArchivePlanRequest.ts';
import type { ArchivePlanResponse as _elearning_enrollment_v1_ArchivePlanResponse, ArchivePlanResponse__Output as _elearning_enrollment_v1_ArchivePlanResponse__Output } from './elearning/enrollment/v1/ArchivePlanResponse.ts';
import type { BatchCheckAccessRequest as _elearning_enrollment_v1_BatchCheckAccessRequest, BatchCheckAccessRequest__Output as _elearning_enrollment_v1_BatchCheckAccessRequest__Output } from './elearning/enrollment/v1/BatchCheckAccessRequest.ts';
import type { BatchCheckAccessResponse as _elearning_enrollment_v1_BatchCheckAccessResponse, BatchCheckAccessResponse__Output as _elearning_enrollment_v1_BatchCheckAccessResponse__Output } from './elearning/enrollment/v1/BatchCheckAccessResponse.ts';
import type { BatchCheckUserAccessRequest as _elearning_enrollment_v1_BatchCheckUserAccessRequest, BatchCheckUserAccessRequest__Output as _elearning_enrollment_v1_BatchCheckUserAccessRequest__Output } from './elearning/enrollment/v1/BatchCheckUserAccessRequest.ts';
import type { BatchCheckUserAccessResponse as _elearning_enrollment_v1_BatchCheckUserAccessResponse, BatchCheckUserAccessResponse__Output as _elearning_enrollment_v1_BatchCheckUserAccessResponse__Output } from './elearning/enrollment/v1/BatchCheckUserAccessResponse.ts';
import type { BatchGetEnrollmentCountsRequest as _elearning_enrollment_v1_BatchGetEnrollmentCountsRequest, BatchGetEnrollmentCountsRequest__Output as _elearning_enrollment_v1_BatchGetEnrollmentCountsRequest__Output } from './elearning/enrollment/v1/BatchGetEnrollmentCountsRequest.ts';
import type { BatchGetEnrollmentCountsResponse as _elearning_enrollment_v1_BatchGetEnrollmentCountsResponse, BatchGetEnrollmentCountsResponse__Output as _elearning_enrollment_v1_BatchGetEnrollmentCountsResponse__Output } from './elearning/enrollment/v1/BatchGetEnrollmentCountsResponse.ts';
import type { BatchGetEnrollmentsRequest as _elearning_enrollment_v1_BatchGetEnrollmentsRequest, BatchGetEnrollmentsRequest__Output as _elearning_enrollment_v1_BatchGetEnrollmentsRequest__Output } from './elearning/enrollment/v1/BatchGetEnrollmentsRequest.ts';
import type { BatchGetEnrollmentsResponse as _elearning_enrollment_v1_BatchGetEnrollmentsResponse, BatchGetEnrollmentsResponse__Output as _elearning_enrollment_v1_BatchGetEnrollmentsResponse__Output } from './elearning/enrollment/v1/BatchGetEnrollmentsResponse.ts';
import type { BatchGetSubscriptionsRequest as _elearning_enrollment_v1_BatchGetSubscriptionsRequest, BatchGetSubscriptionsRequest__Output as _elearning_enrollment_v1_BatchGetSubscriptionsRequest__Output } from './elearning/enrollment/v1/BatchGetSubscriptionsRequest.ts';
import type { BatchGetSubscriptionsResponse as _elearning_enrollment_v1_BatchGetSubscriptionsResponse, BatchGetSubscriptionsResponse__Output as _elearning_enrollment_v1_BatchGetSubscriptionsResponse__Output } from './elearning/enrollment/v1/BatchGetSubscriptionsResponse.ts';
import type { BatchGetUserSubscriptionsRequest as _elearning_enrollment_v1_BatchGetUserSubscriptionsRequest, BatchGetUserSubscriptionsRequest__Output as _elearning_enrollment_v1_BatchGetUserSubscriptionsRequest__Output } from './elearning/enrollment/v1/BatchGetUserSubscriptionsRequest.ts';
import type { BatchGetUserSubscriptionsResponse as _elearning_enrollment_v1_BatchGetUserSubscriptionsResponse, BatchGetUserSubscriptionsResponse__Output as _elearning_enrollment_v1_BatchGetUserSubscriptionsResponse__Output } from './elearning/enrollment/v1/BatchGetUserSubscriptionsResponse.ts';
import type { CancelEnrollmentRequest as _elearning_enrollment_v1_CancelEnrollmentRequest, CancelEnrollmentRequest__Output as _elearning_enrollment_v1_CancelEnrollmentRequest__Output } from './elearning/enrollment/v1/CancelEnrollmentRequest.ts';
import type { CancelEnrollmentResponse as _elearning_enrollment_v1_CancelEnrollmentResponse, CancelEnrollmentResponse__Output as _elearning_enrollment_v1_CancelEnrollmentResponse__Output } from './elearning/enrollment/v1/CancelEnrollmentResponse.ts';
import type { CancelSubscriptionRequest as _elearning_enrollment_v1_CancelSubscriptionRequest, CancelSubscriptionRequest__Output as _elearning_enrollment_v1_CancelSubscriptionRequest__Output } from './elearning/enrollment/v1/CancelSubscriptionRequest.ts';
import type { CancelSubscriptionResponse as _elearning_enrollment_v1_CancelSubscriptionResponse, CancelSubscriptionResponse__Output as _elearning_enrollment_v1_CancelSubscriptionResponse__Output } from './elearning/enrollment/v1/CancelSubscriptionResponse.ts';
import type { ChangePaymentMethodRequest as _elearning_enrollment_v1_ChangePaymentMethodRequest, ChangePaymentMethodRequest__Output as _elearning_enrollment_v1_ChangePaymentMethodRequest__Output } from './elearning/enrollment/v1/ChangePaymentMethodRequest.ts';
import type { ChangePaymentMethodResponse as _elearning_enrollment_v1_ChangePaymentMethodResponse, ChangePaymentMethodResponse__Output as _elearning_enrollment_v1_ChangePaymentMethodResponse__Output } from './elearning/enrollment/v1/ChangePaymentMethodResponse.ts';
import type { CreateEnrollmentRequest as _elearning_enrollment_v1_CreateEnrollmentRequest, CreateEnrollmentRequest__Output as _elearning_enrollment_v1_CreateEnrollmentRequest__Output } from './elearning/enrollment/v1/CreateEnrollmentRequest.ts';
import type { CreateEnrollmentResponse as _elearning_enrollment_v1_CreateEnrollmentResponse, CreateEnrollmentResponse__Output as _elearning_enrollment_v1_CreateEnrollmentResponse__Output } from './elearning/enrollment/v1/CreateEnrollmentResponse.ts';
import type { CreatePlanRequest as _elearning_enrollment_v1_CreatePlanRequest, CreatePlanRequest__Output as _elearning_enrollment_v1_CreatePlanRequest__Output } from './elearning/enrollment/v1/CreatePlanRequest.ts';
import type { CreatePlanResponse as _elearning_enrollment_v1_CreatePlanResponse, CreatePlanResponse__Output as _elearning_enrollment_v1_CreatePlanResponse__Output } from './elearning/enrollment/v1/CreatePlanResponse.ts';
import type { Enrollment as _elearning_enrollment_v1_Enrollment, Enrollment__Output as _elearning_enrollment_v1_Enrollment__Output } from './elearning/enrollment/v1/Enrollment.ts';
import type { EnrollmentCount as _elearning_enrollment_v1_EnrollmentCount, EnrollmentCount__Output as _elearning_enrollment_v1_EnrollmentCount__Output } from './elearning/enrollment/v1/EnrollmentCount.ts';
import type { EnrollmentServiceClient as _elearning_enrollment_v1_EnrollmentServiceClient, EnrollmentServiceDefinition as _elearning_enrollment_v1_EnrollmentServiceDefinition } from './elearning/enrollment/v1/EnrollmentService.ts';
import type { EraseUserRequest as _elearning_enrollment_v1_EraseUserRequest, EraseUserRequest__Output as _elearning_enrollment_v1_EraseUserRequest__Output } from './elearning/enrollment/v1/EraseUserRequest.ts';
import type { EraseUserResponse as _elearning_enrollment_v1_EraseUserResponse, EraseUserResponse__Output as _elearning_enrollment_v1_EraseUserResponse__Output } from './elearning/enrollment/v1/EraseUserResponse.ts';
import type { ExtendEnrollmentRequest as _elearning_enrollment_v1_ExtendEnrollmentRequest, ExtendEnrollmentRequest__Output as _elearning_enrollment_v1_ExtendEnrollmentRequest__Output } from './elearning/enrollment/v1/ExtendEnrollmentRequest.ts';
import type { ExtendEnrollmentResponse as _elearning_enrollment_v1_ExtendEnrollmentResponse, ExtendEnrollmentResponse__Output as _elearning_enrollment_v1_ExtendEnrollmentResponse__Output } from './elearning/enrollment/v1/ExtendEnrollmentResponse.ts';
import type { GetNotificationPreferencesRequest as _elearning_enrollment_v1_GetNotificationPreferencesRequest, GetNotificationPreferencesRequest__Output as _elearning_enrollment_v1_GetNotificationPreferencesRequest__Output } from './elearning/enrollment/v1/GetNotificationPreferencesRequest.ts';
import type { GetNotificationPreferencesResponse as _elearning_enrollment_v1_GetNotificationPreferencesResponse, GetNotificationPreferencesResponse__Output as _elearning_enrollment_v1_GetNotificationPreferencesResponse__Output } from './elearning/enrollment/v1/GetNotificationPreferencesResponse.ts';
import type { GrantEnrollmentRequest as _elearning_enrollment_v1_GrantEnrollmentRequest, GrantEnrollmentRequest__Output as _elearning_enrollment_v1_GrantEnrollmentRequest__Output } from './elearning/enrollment/v1/GrantEnrollmentRequest.ts';
import type { GrantEnrollmentResponse as _elearning_enrollment_v1_GrantEnrollmentResponse, GrantEnrollmentResponse__Output as _elearning_enrollment_v1_GrantEnrollmentResponse__Output } from './elearning/enrollment/v1/GrantEnrollmentResponse.ts';
import type { ListEnrollmentsRequest as _elearning_enrollment_v1_ListEnrollmentsRequest, ListEnrollmentsRequest__Output as _elearning_enrollment_v1_ListEnrollmentsRequest__Output } from './elearning/enrollment/v1/ListEnrollmentsRequest.ts';
import type { ListEnrollmentsResponse as _elearning_enrollment_v1_ListEnrollmentsResponse, ListEnrollmentsResponse__Output as _elearning_enrollment_v1_ListEnrollmentsResponse__Output } from './elearning/enrollment/v1/ListEnrollmentsResponse.ts';
import type { ListNoticesRequest as _elearning_enrollment_v1_ListNoticesRequest, ListNoticesRequest__Output as _elearning_enrollment_v1_ListNoticesRequest__Output } from './elearning/enrollment/v1/ListNoticesRequest.ts';
import type { ListNoticesResponse as _elearning_enrollment_v1_ListNoticesResponse, ListNoticesResponse__Output as _elearning_enrollment_v1_ListNoticesResponse__Output } from './elearning/enrollment/v1/ListNoticesResponse.ts';
import type { ListPersonalRecordsRequest as _elearning_enrollment_v1_ListPersonalRecordsRequest, ListPersonalRecordsRequest__Output as _elearning_enrollment_v1_ListPersonalRecordsRequest__Output } from './elearning/enrollment/v1/ListPersonalRecordsRequest.ts';
import type { ListPersonalRecordsResponse as _elearning_enrollment_v1_ListPersonalRecordsResponse, ListPersonalRecordsResponse__Output as _elearning_enrollment_v1_ListPersonalRecordsResponse__Output } from './elearning/enrollment/v1/ListPersonalRecordsResponse.ts';
import type { ListPlansRequest as _elearning_enrollment_v1_ListPlansRequest, ListPlansRequest__Output as _elearning_enrollment_v1_ListPlansRequest__Output } from './elearning/enrollment/v1/ListPlansRequest.ts';
import type { ListPlansResponse as _elearning_enrollment_v1_ListPlansResponse, ListPlansResponse__Output as _elearning_enrollment_v1_ListPlansResponse__Output } from './elearning/enrollment/v1/ListPlansResponse.ts';
import type { ListRenewalsRequest as _elearning_enrollment_v1_ListRenewalsRequest, ListRenewalsRequest__Output as _elearning_enrollment_v1_ListRenewalsRequest__Output } from './elearning/enrollment/v1/ListRenewalsRequest.ts';
import type { ListRenewalsResponse as _elearning_enrollment_v1_ListRenewalsResponse, ListRenewalsResponse__Output as _elearning_enrollment_v1_ListRenewalsResponse__Output } from './elearning/enrollment/v1/ListRenewalsResponse.ts';
import type { MarkAllNoticesReadRequest as _elearning_enrollment_v1_MarkAllNoticesReadRequest, MarkAllNoticesReadRequest__Output as _elearning_enrollment_v1_MarkAllNoticesReadRequest__Output } from './elearning/enrollment/v1/MarkAllNoticesReadRequest.ts';
import type { MarkAllNoticesReadResponse as _elearning_enrollment_v1_MarkAllNoticesReadResponse, MarkAllNoticesReadResponse__Output as _elearning_enrollment_v1_MarkAllNoticesReadResponse__Output } from './elearning/enrollment/v1/MarkAllNoticesReadResponse.ts';
import type { MarkNoticesReadRequest as _elearning_enrollment_v1_MarkNoticesReadRequest, MarkNoticesReadRequest__Output as _elearning_enrollment_v1_MarkNoticesReadRequest__Output } from './elearning/enrollment/v1/MarkNoticesReadRequest.ts';
import type { MarkNoticesReadResponse as _elearning_enrollment_v1_MarkNoticesReadResponse, MarkNoticesReadResponse__Output as _elearning_enrollment_v1_MarkNoticesReadResponse__Output } from './elearning/enrollment/v1/MarkNoticesReadResponse.ts';
import type { Notice as _elearning_enrollment_v1_Notice, Notice__Output as _elearning_enrollment_v1_Notice__Output } from './elearning/enrollment/v1/Notice.ts';
import type { NotificationPreference as _elearning_enrollment_v1_NotificationPreference, NotificationPreference__Output as _elearning_enrollment_v1_NotificationPreference__Output } from './elearning/enrollment/v1/NotificationPreference.ts';
import type { NotificationPreferenceChange as _elearning_enrollment_v1_NotificationPreferenceChange, NotificationPreferenceChange__Output as _elearning_enrollment_v1_NotificationPreferenceChange__Output } from './elearning/enrollment/v1/NotificationPreferenceChange.ts';
import type { PauseEnrollmentRequest as _elearning_enrollment_v1_PauseEnrollmentRequest, PauseEnrollmentRequest__Output as _elearning_enrollment_v1_PauseEnrollmentRequest__Output } from './elearning/enrollment/v1/PauseEnrollmentRequest.ts';
import type { PauseEnrollmentResponse as _elearning_enrollment_v1_PauseEnrollmentResponse, PauseEnrollmentResponse__Output as _elearning_enrollment_v1_PauseEnrollmentResponse__Output } from './elearning/enrollment/v1/PauseEnrollmentResponse.ts';
import type { Plan as _elearning_enrollment_v1_Plan, Plan__Output as _elearning_enrollment_v1_Plan__Output } from './elearning/enrollment/v1/Plan.ts';
import type { PurchaseSubscriptionRequest as _elearning_enrollment_v1_PurchaseSubscriptionRequest, PurchaseSubscriptionRequest__Output as _elearning_enrollment_v1_PurchaseSubscriptionRequest__Output } from './elearning/enrollment/v1/PurchaseSubscriptionRequest.ts';
import type { PurchaseSubscriptionResponse as _elearning_enrollment_v1_PurchaseSubscriptionResponse, PurchaseSubscriptionResponse__Output as _elearning_enrollment_v1_PurchaseSubscriptionResponse__Output } from './elearning/enrollment/v1/PurchaseSubscriptionResponse.ts';
import type { Renewal as _elearning_enrollment_v1_Renewal, Renewal__Output as _elearning_enrollment_v1_Renewal__Output } from './elearning/enrollment/v1/Renewal.ts';
import type { ResumeEnrollmentRequest as _elearning_enrollment_v1_ResumeEnrollmentRequest, ResumeEnrollmentRequest__Output as _elearning_enrollment_v1_ResumeEnrollmentRequest__Output } from './elearning/enrollment/v1/ResumeEnrollmentRequest.ts';
import type { ResumeEnrollmentResponse as _elearning_enrollment_v1_ResumeEnrollmentResponse, ResumeEnrollmentResponse__Output as _elearning_enrollment_v1_ResumeEnrollmentResponse__Output } from './elearning/enrollment/v1/ResumeEnrollmentResponse.ts';
import type { SetAutoRenewRequest as _elearning_enrollment_v1_SetAutoRenewRequest, SetAutoRenewRequest__Output as _elearning_enrollment_v1_SetAutoRenewRequest__Output } from './elearning/enrollment/v1/SetAutoRenewRequest.ts';
import type { SetAutoRenewResponse as _elearning_enrollment_v1_SetAutoRenewResponse, SetAutoRenewResponse__Output as _elearning_enrollment_v1_SetAutoRenewResponse__Output } from './elearning/enrollment/v1/SetAutoRenewResponse.ts';
import type { Subscription as _elearning_enrollment_v1_Subscription, Subscription__Output as _elearning_enrollment_v1_Subscription__Output } from './elearning/enrollment/v1/Subscription.ts';
import type { TellStreamHealthRequest as _elearning_enrollment_v1_TellStreamHealthRequest, TellStreamHealthRequest__Output as _elearning_enrollment_v1_TellStreamHealthRequest__Output } from './elearning/enrollment/v1/TellStreamHealthRequest.ts';
import type { TellStreamHealthResponse as _elearning_enrollment_v1_TellStreamHealthResponse, TellStreamHealthResponse__Output as _elearning_enrollment_v1_TellStreamHealthResponse__Output } from './elearning/enrollment/v1/TellStreamHealthResponse.ts';
import type { UpdateNotificationPreferencesRequest as _elearning_enrollment_v1_UpdateNotificationPreferencesRequest, UpdateNotificationPreferencesRequest__Output as _elearning_enrollment_v1_UpdateNotificationPreferencesRequest__Output } from './elearning/enrollment/v1/UpdateNotificationPreferencesRequest.ts';
import type { UpdateNotificationPreferencesResponse as _elearning_enrollment_v1_UpdateNotificationPreferencesResponse, UpdateNotificationPreferencesResponse__Output as _elearning_enrollment_v1_UpdateNotificationPreferencesResponse__Output } from './elearning/enrollment/v1/UpdateNotificationPreferencesResponse.ts';
import type { UserAccess as _elearning_enrollment_v1_UserAccess, UserAccess__Output as _elearning_enrollment_v1_UserAccess__Output } from './elearning/enrollment/v1/UserAccess.ts';
import type { UserAccessQuestion as _elearning_enrollment_v1_UserAccessQuestion, UserAccessQuestion__Output as _elearning_enrollment_v1_UserAccessQuestion__Output } from './elearning/enrollment/v1/UserAccessQuestion.ts';
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
        AccessEvidence: MessageTypeDefinition<_elearning_enrollment_v1_AccessEvidence, _elearning_enrollment_v1_AccessEvidence__Output>
        AccessReason: EnumTypeDefinition
        AccessRemedy: EnumTypeDefinition
        ArchivePlanRequest: MessageTypeDefinition<_elearning_enrollment_v1_ArchivePlanRequest, _elearning_enrollment_v1_ArchivePlanRequest__Output>
        ArchivePlanResponse: MessageTypeDefinition<_elearning_enrollment_v1_ArchivePlanResponse, _elearning_enrollment_v1_ArchivePlanResponse__Output>
        BatchCheckAccessRequest: MessageTypeDefinition<_elearning_enrollment_v1_BatchCheckAccessRequest, _elearning_enrollment_v1_BatchCheckAccessRequest__Output>
        BatchCheckAccessResponse: MessageTypeDefinition<_elearning_enrollment_v1_BatchCheckAccessResponse, _elearning_enrollment_v1_BatchCheckAccessResponse__Output>
        BatchCheckUserAccessRequest: MessageTypeDefinition<_elearning_enrollment_v1_BatchCheckUserAccessRequest, _elearning_enrollment_v1_BatchCheckUserAccessRequest__Output>
        BatchCheckUserAccessResponse: MessageTypeDefinition<_elearning_enrollment_v1_BatchCheckUserAccessResponse, _elearning_enrollment_v1_BatchCheckUserAccessResponse__Output>
        BatchGetEnrollmentCountsRequest: MessageTypeDefinition<_elearning_enrollment_v1_BatchGetEnrollmentCountsRequest, _elearning_enrollment_v1_BatchGetEnrollmentCountsRequest__Output>
        BatchGetEnrollmentCountsResponse: MessageTypeDefinition<_elearning_enrollment_v1_BatchGetEnrollmentCountsResponse, _elearning_enrollment_v1_BatchGetEnrollmentCountsResponse__Output>
        BatchGetEnrollmentsRequest: MessageTypeDefinition<_elearning_enrollment_v1_BatchGetEnrollmentsRequest, _elearning_enrollment_v1_BatchGetEnrollmentsRequest__Output>
        BatchGetEnrollmentsResponse: MessageTypeDefinition<_elearning_enrollment_v1_BatchGetEnrollmentsResponse, _elearning_enrollment_v1_BatchGetEnrollmentsResponse__Output>
        BatchGetSubscriptionsRequest: MessageTypeDefinition<_elearning_enrollment_v1_BatchGetSubscriptionsRequest, _elearning_enrollment_v1_BatchGetSubscriptionsRequest__Output>
        BatchGetSubscriptionsResponse: MessageTypeDefinition<_elearning_enrollment_v1_BatchGetSubscriptionsResponse, _elearning_enrollment_v1_BatchGetSubscriptionsResponse__Output>
        BatchGetUserSubscriptionsRequest: MessageTypeDefinition<_elearning_enrollment_v1_BatchGetUserSubscriptionsRequest, _elearning_enrollment_v1_BatchGetUserSubscriptionsRequest__Output>
        BatchGetUserSubscriptionsResponse: MessageTypeDefinition<_elearning_enrollment_v1_BatchGetUserSubscriptionsResponse, _elearning_enrollment_v1_BatchGetUserSubscriptionsResponse__Output>
        BillingInterval: EnumTypeDefinition
        CancelEnrollmentRequest: MessageTypeDefinition<_elearning_enrollment_v1_CancelEnrollmentRequest, _elearning_enrollment_v1_CancelEnrollmentRequest__Output>
        CancelEnrollmentResponse: MessageTypeDefinition<_elearning_enrollment_v1_CancelEnrollmentResponse, _elearning_enrollment_v1_CancelEnrollmentResponse__Output>
        CancelSubscriptionRequest: MessageTypeDefinition<_elearning_enrollment_v1_CancelSubscriptionRequest, _elearning_enrollment_v1_CancelSubscriptionRequest__Output>
        CancelSubscriptionResponse: MessageTypeDefinition<_elearning_enrollment_v1_CancelSubscriptionResponse, _elearning_enrollment_v1_CancelSubscriptionResponse__Output>
        ChangePaymentMethodRequest: MessageTypeDefinition<_elearning_enrollment_v1_ChangePaymentMethodRequest, _elearning_enrollment_v1_ChangePaymentMethodRequest__Output>
        ChangePaymentMethodResponse: MessageTypeDefinition<_elearning_enrollment_v1_ChangePaymentMethodResponse, _elearning_enrollment_v1_ChangePaymentMethodResponse__Output>
        CreateEnrollmentRequest: MessageTypeDefinition<_elearning_enrollment_v1_CreateEnrollmentRequest, _elearning_enrollment_v1_CreateEnrollmentRequest__Output>
        CreateEnrollmentResponse: MessageTypeDefinition<_elearning_enrollment_v1_CreateEnrollmentResponse, _elearning_enrollment_v1_CreateEnrollmentResponse__Output>
        CreatePlanRequest: MessageTypeDefinition<_elearning_enrollment_v1_CreatePlanRequest, _elearning_enrollment_v1_CreatePlanRequest__Output>
        CreatePlanResponse: MessageTypeDefinition<_elearning_enrollment_v1_CreatePlanResponse, _elearning_enrollment_v1_CreatePlanResponse__Output>
        Enrollment: MessageTypeDefinition<_elearning_enrollment_v1_Enrollment, _elearning_enrollment_v1_Enrollment__Output>
        EnrollmentCount: MessageTypeDefinition<_elearning_enrollment_v1_EnrollmentCount, _elearning_enrollment_v1_EnrollmentCount__Output>
        EnrollmentService: SubtypeConstructor<typeof grpc.Client, _elearning_enrollment_v1_EnrollmentServiceClient> & { service: _elearning_enrollment_v1_EnrollmentServiceDefinition }
        EnrollmentSource: EnumTypeDefinition
        EnrollmentStatus: EnumTypeDefinition
        EraseUserRequest: MessageTypeDefinition<_elearning_enrollment_v1_EraseUserRequest, _elearning_enrollment_v1_EraseUserRequest__Output>
        EraseUserResponse: MessageTypeDefinition<_elearning_enrollment_v1_EraseUserResponse, _elearning_enrollment_v1_EraseUserResponse__Output>
        ExtendEnrollmentRequest: MessageTypeDefinition<_elearning_enrollment_v1_ExtendEnrollmentRequest, _elearning_enrollment_v1_ExtendEnrollmentRequest__Output>
        ExtendEnrollmentResponse: MessageTypeDefinition<_elearning_enrollment_v1_ExtendEnrollmentResponse, _elearning_enrollment_v1_ExtendEnrollmentResponse__Output>
        GetNotificationPreferencesRequest: MessageTypeDefinition<_elearning_enrollment_v1_GetNotificationPreferencesRequest, _elearning_enrollment_v1_GetNotificationPreferencesRequest__Output>
        GetNotificationPreferencesResponse: MessageTypeDefinition<_elearning_enrollment_v1_GetNotificationPreferencesResponse, _elearning_enrollment_v1_GetNotificationPreferencesResponse__Output>
        GrantEnrollmentRequest: MessageTypeDefinition<_elearning_enrollment_v1_GrantEnrollmentRequest, _elearning_enrollment_v1_GrantEnrollmentRequest__Output>
        GrantEnrollmentResponse: MessageTypeDefinition<_elearning_enrollment_v1_GrantEnrollmentResponse, _elearning_enrollment_v1_GrantEnrollmentResponse__Output>
        ListEnrollmentsRequest: MessageTypeDefinition<_elearning_enrollment_v1_ListEnrollmentsRequest, _elearning_enrollment_v1_ListEnrollmentsRequest__Output>
        ListEnrollmentsResponse: MessageTypeDefinition<_elearning_enrollment_v1_ListEnrollmentsResponse, _elearning_enrollment_v1_ListEnrollmentsResponse__Output>
        ListNoticesRequest: MessageTypeDefinition<_elearning_enrollment_v1_ListNoticesRequest, _elearning_enrollment_v1_ListNoticesRequest__Output>
        ListNoticesResponse: MessageTypeDefinition<_elearning_enrollment_v1_ListNoticesResponse, _elearning_enrollment_v1_ListNoticesResponse__Output>
        ListPersonalRecordsRequest: MessageTypeDefinition<_elearning_enrollment_v1_ListPersonalRecordsRequest, _elearning_enrollment_v1_ListPersonalRecordsRequest__Output>
        ListPersonalRecordsResponse: MessageTypeDefinition<_elearning_enrollment_v1_ListPersonalRecordsResponse, _elearning_enrollment_v1_ListPersonalRecordsResponse__Output>
        ListPlansRequest: MessageTypeDefinition<_elearning_enrollment_v1_ListPlansRequest, _elearning_enrollment_v1_ListPlansRequest__Output>
        ListPlansResponse: MessageTypeDefinition<_elearning_enrollment_v1_ListPlansResponse, _elearning_enrollment_v1_ListPlansResponse__Output>
        ListRenewalsRequest: MessageTypeDefinition<_elearning_enrollment_v1_ListRenewalsRequest, _elearning_enrollment_v1_ListRenewalsRequest__Output>
        ListRenewalsResponse: MessageTypeDefinition<_elearning_enrollment_v1_ListRenewalsResponse, _elearning_enrollment_v1_ListRenewalsResponse__Output>
        MarkAllNoticesReadRequest: MessageTypeDefinition<_elearning_enrollment_v1_MarkAllNoticesReadRequest, _elearning_enrollment_v1_MarkAllNoticesReadRequest__Output>
        MarkAllNoticesReadResponse: MessageTypeDefinition<_elearning_enrollment_v1_MarkAllNoticesReadResponse, _elearning_enrollment_v1_MarkAllNoticesReadResponse__Output>
        MarkNoticesReadRequest: MessageTypeDefinition<_elearning_enrollment_v1_MarkNoticesReadRequest, _elearning_enrollment_v1_MarkNoticesReadRequest__Output>
        MarkNoticesReadResponse: MessageTypeDefinition<_elearning_enrollment_v1_MarkNoticesReadResponse, _elearning_enrollment_v1_MarkNoticesReadResponse__Output>
        Notice: MessageTypeDefinition<_elearning_enrollment_v1_Notice, _elearning_enrollment_v1_Notice__Output>
        NoticeType: EnumTypeDefinition
        NotificationChannel: EnumTypeDefinition
        NotificationPreference: MessageTypeDefinition<_elearning_enrollment_v1_NotificationPreference, _elearning_enrollment_v1_NotificationPreference__Output>
        NotificationPreferenceChange: MessageTypeDefinition<_elearning_enrollment_v1_NotificationPreferenceChange, _elearning_enrollment_v1_NotificationPreferenceChange__Output>
        PauseEnrollmentRequest: MessageTypeDefinition<_elearning_enrollment_v1_PauseEnrollmentRequest, _elearning_enrollment_v1_PauseEnrollmentRequest__Output>
        PauseEnrollmentResponse: MessageTypeDefinition<_elearning_enrollment_v1_PauseEnrollmentResponse, _elearning_enrollment_v1_PauseEnrollmentResponse__Output>
        Plan: MessageTypeDefinition<_elearning_enrollment_v1_Plan, _elearning_enrollment_v1_Plan__Output>
        PurchaseSubscriptionRequest: MessageTypeDefinition<_elearning_enrollment_v1_PurchaseSubscriptionRequest, _elearning_enrollment_v1_PurchaseSubscriptionRequest__Output>
        PurchaseSubscriptionResponse: MessageTypeDefinition<_elearning_enrollment_v1_PurchaseSubscriptionResponse, _elearning_enrollment_v1_PurchaseSubscriptionResponse__Output>
        Renewal: MessageTypeDefinition<_elearning_enrollment_v1_Renewal, _elearning_enrollment_v1_Renewal__Output>
        RenewalOutcome: EnumTypeDefinition
        ResumeEnrollmentRequest: MessageTypeDefinition<_elearning_enrollment_v1_ResumeEnrollmentRequest, _elearning_enrollment_v1_ResumeEnrollmentRequest__Output>
        ResumeEnrollmentResponse: MessageTypeDefinition<_elearning_enrollment_v1_ResumeEnrollmentResponse, _elearning_enrollment_v1_ResumeEnrollmentResponse__Output>
        SetAutoRenewRequest: MessageTypeDefinition<_elearning_enrollment_v1_SetAutoRenewRequest, _elearning_enrollment_v1_SetAutoRenewRequest__Output>
        SetAutoRenewResponse: MessageTypeDefinition<_elearning_enrollment_v1_SetAutoRenewResponse, _elearning_enrollment_v1_SetAutoRenewResponse__Output>
        StaffRole: EnumTypeDefinition
        Subscription: MessageTypeDefinition<_elearning_enrollment_v1_Subscription, _elearning_enrollment_v1_Subscription__Output>
        SubscriptionStatus: EnumTypeDefinition
        TellStreamHealthRequest: MessageTypeDefinition<_elearning_enrollment_v1_TellStreamHealthRequest, _elearning_enrollment_v1_TellStreamHealthRequest__Output>
        TellStreamHealthResponse: MessageTypeDefinition<_elearning_enrollment_v1_TellStreamHealthResponse, _elearning_enrollment_v1_TellStreamHealthResponse__Output>
        UpdateNotificationPreferencesRequest: MessageTypeDefinition<_elearning_enrollment_v1_UpdateNotificationPreferencesRequest, _elearning_enrollment_v1_UpdateNotificationPreferencesRequest__Output>
        UpdateNotificationPreferencesResponse: MessageTypeDefinition<_elearning_enrollment_v1_UpdateNotificationPreferencesResponse, _elearning_enrollment_v1_UpdateNotificationPreferencesResponse__Output>
        UserAccess: MessageTypeDefinition<_elearning_enrollment_v1_UserAccess, _elearning_enrollment_v1_UserAccess__Output>
        UserAccessQuestion: MessageTypeDefinition<_elearning_enrollment_v1_UserAccessQuestion, _elearning_enrollment_v1_UserAccessQuestion__Output>
      }
    }
  }
  google: {
    protobuf: {
      Timestamp: MessageTypeDefinition<_google_protobuf_Timestamp, _google_protobuf_Timestamp__Output>
    }
  }
}

