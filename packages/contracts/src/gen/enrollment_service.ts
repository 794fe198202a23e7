import type * as grpc from '@grpc/grpc-js';
import type { EnumTypeDefinition, MessageTypeDefinition } from '@grpc/proto-loader';

import type { Money as _elearning_common_v1_Money, Money__Output as _elearning_common_v1_Money__Output } from './elearning/common/v1/Money.ts';
import type { AccessDecision as _elearning_enrollment_v1_AccessDecision, AccessDecision__Output as _elearning_enrollment_v1_AccessDecision__Output } from './elearning/enrollment/v1/AccessDecision.ts';
import type { BatchCheckAccessRequest as _elearning_enrollment_v1_BatchCheckAccessRequest, BatchCheckAccessRequest__Output as _elearning_enrollment_v1_BatchCheckAccessRequest__Output } from './elearning/enrollment/v1/BatchCheckAccessRequest.ts';
import type { BatchCheckAccessResponse as _elearning_enrollment_v1_BatchCheckAccessResponse, BatchCheckAccessResponse__Output as _elearning_enrollment_v1_BatchCheckAccessResponse__Output } from './elearning/enrollment/v1/BatchCheckAccessResponse.ts';
import type { BatchGetEnrollmentsRequest as _elearning_enrollment_v1_BatchGetEnrollmentsRequest, BatchGetEnrollmentsRequest__Output as _elearning_enrollment_v1_BatchGetEnrollmentsRequest__Output } from './elearning/enrollment/v1/BatchGetEnrollmentsRequest.ts';
import type { BatchGetEnrollmentsResponse as _elearning_enrollment_v1_BatchGetEnrollmentsResponse, BatchGetEnrollmentsResponse__Output as _elearning_enrollment_v1_BatchGetEnrollmentsResponse__Output } from './elearning/enrollment/v1/BatchGetEnrollmentsResponse.ts';
import type { BatchGetSubscriptionsRequest as _elearning_enrollment_v1_BatchGetSubscriptionsRequest, BatchGetSubscriptionsRequest__Output as _elearning_enrollment_v1_BatchGetSubscriptionsRequest__Output } from './elearning/enrollment/v1/BatchGetSubscriptionsRequest.ts';
import type { BatchGetSubscriptionsResponse as _elearning_enrollment_v1_BatchGetSubscriptionsResponse, BatchGetSubscriptionsResponse__Output as _elearning_enrollment_v1_BatchGetSubscriptionsResponse__Output } from './elearning/enrollment/v1/BatchGetSubscriptionsResponse.ts';
import type { BatchGetUserSubscriptionsRequest as _elearning_enrollment_v1_BatchGetUserSubscriptionsRequest, BatchGetUserSubscriptionsRequest__Output as _elearning_enrollment_v1_BatchGetUserSubscriptionsRequest__Output } from './elearning/enrollment/v1/BatchGetUserSubscriptionsRequest.ts';
import type { BatchGetUserSubscriptionsResponse as _elearning_enrollment_v1_BatchGetUserSubscriptionsResponse, BatchGetUserSubscriptionsResponse__Output as _elearning_enrollment_v1_BatchGetUserSubscriptionsResponse__Output } from './elearning/enrollment/v1/BatchGetUserSubscriptionsResponse.ts';
import type { CancelSubscriptionRequest as _elearning_enrollment_v1_CancelSubscriptionRequest, CancelSubscriptionRequest__Output as _elearning_enrollment_v1_CancelSubscriptionRequest__Output } from './elearning/enrollment/v1/CancelSubscriptionRequest.ts';
import type { CancelSubscriptionResponse as _elearning_enrollment_v1_CancelSubscriptionResponse, CancelSubscriptionResponse__Output as _elearning_enrollment_v1_CancelSubscriptionResponse__Output } from './elearning/enrollment/v1/CancelSubscriptionResponse.ts';
import type { ChangePaymentMethodRequest as _elearning_enrollment_v1_ChangePaymentMethodRequest, ChangePaymentMethodRequest__Output as _elearning_enrollment_v1_ChangePaymentMethodRequest__Output } from './elearning/enrollment/v1/ChangePaymentMethodRequest.ts';
import type { ChangePaymentMethodResponse as _elearning_enrollment_v1_ChangePaymentMethodResponse, ChangePaymentMethodResponse__Output as _elearning_enrollment_v1_ChangePaymentMethodResponse__Output } from './elearning/enrollment/v1/ChangePaymentMethodResponse.ts';
import type { CreateEnrollmentRequest as _elearning_enrollment_v1_CreateEnrollmentRequest, CreateEnrollmentRequest__Output as _elearning_enrollment_v1_CreateEnrollmentRequest__Output } from './elearning/enrollment/v1/CreateEnrollmentRequest.ts';
import type { CreateEnrollmentResponse as _elearning_enrollment_v1_CreateEnrollmentResponse, CreateEnrollmentResponse__Output as _elearning_enrollment_v1_CreateEnrollmentResponse__Output } from './elearning/enrollment/v1/CreateEnrollmentResponse.ts';
import type { Enrollment as _elearning_enrollment_v1_Enrollment, Enrollment__Output as _elearning_enrollment_v1_Enrollment__Output } from './elearning/enrollment/v1/Enrollment.ts';
import type { EnrollmentServiceClient as _elearning_enrollment_v1_EnrollmentServiceClient, EnrollmentServiceDefinition as _elearning_enrollment_v1_EnrollmentServiceDefinition } from './elearning/enrollment/v1/EnrollmentService.ts';
import type { GetNotificationPreferencesRequest as _elearning_enrollment_v1_GetNotificationPreferencesRequest, GetNotificationPreferencesRequest__Output as _elearning_enrollment_v1_GetNotificationPreferencesRequest__Output } from './elearning/enrollment/v1/GetNotificationPreferencesRequest.ts';
import type { GetNotificationPreferencesResponse as _elearning_enrollment_v1_GetNotificationPreferencesResponse, GetNotificationPreferencesResponse__Output as _elearning_enrollment_v1_GetNotificationPreferencesResponse__Output } from './elearning/enrollment/v1/GetNotificationPreferencesResponse.ts';
import type { ListEnrollmentsRequest as _elearning_enrollment_v1_ListEnrollmentsRequest, ListEnrollmentsRequest__Output as _elearning_enrollment_v1_ListEnrollmentsRequest__Output } from './elearning/enrollment/v1/ListEnrollmentsRequest.ts';
import type { ListEnrollmentsResponse as _elearning_enrollment_v1_ListEnrollmentsResponse, ListEnrollmentsResponse__Output as _elearning_enrollment_v1_ListEnrollmentsResponse__Output } from './elearning/enrollment/v1/ListEnrollmentsResponse.ts';
import type { ListNoticesRequest as _elearning_enrollment_v1_ListNoticesRequest, ListNoticesRequest__Output as _elearning_enrollment_v1_ListNoticesRequest__Output } from './elearning/enrollment/v1/ListNoticesRequest.ts';
import type { ListNoticesResponse as _elearning_enrollment_v1_ListNoticesResponse, ListNoticesResponse__Output as _elearning_enrollment_v1_ListNoticesResponse__Output } from './elearning/enrollment/v1/ListNoticesResponse.ts';
import type { ListRenewalsRequest as _elearning_enrollment_v1_ListRenewalsRequest, ListRenewalsRequest__Output as _elearning_enrollment_v1_ListRenewalsRequest__Output } from './elearning/enrollment/v1/ListRenewalsRequest.ts';
import type { ListRenewalsResponse as _elearning_enrollment_v1_ListRenewalsResponse, ListRenewalsResponse__Output as _elearning_enrollment_v1_ListRenewalsResponse__Output } from './elearning/enrollment/v1/ListRenewalsResponse.ts';
import type { MarkAllNoticesReadRequest as _elearning_enrollment_v1_MarkAllNoticesReadRequest, MarkAllNoticesReadRequest__Output as _elearning_enrollment_v1_MarkAllNoticesReadRequest__Output } from './elearning/enrollment/v1/MarkAllNoticesReadRequest.ts';
import type { MarkAllNoticesReadResponse as _elearning_enrollment_v1_MarkAllNoticesReadResponse, MarkAllNoticesReadResponse__Output as _elearning_enrollment_v1_MarkAllNoticesReadResponse__Output } from './elearning/enrollment/v1/MarkAllNoticesReadResponse.ts';
import type { MarkNoticesReadRequest as _elearning_enrollment_v1_MarkNoticesReadRequest, MarkNoticesReadRequest__Output as _elearning_enrollment_v1_MarkNoticesReadRequest__Output } from './elearning/enrollment/v1/MarkNoticesReadRequest.ts';
import type { MarkNoticesReadResponse as _elearning_enrollment_v1_MarkNoticesReadResponse, MarkNoticesReadResponse__Output as _elearning_enrollment_v1_MarkNoticesReadResponse__Output } from './elearning/enrollment/v1/MarkNoticesReadResponse.ts';
import type { Notice as _elearning_enrollment_v1_Notice, Notice__Output as _elearning_enrollment_v1_Notice__Output } from './elearning/enrollment/v1/Notice.ts';
import type { NotificationPreference as _elearning_enrollment_v1_NotificationPreference, NotificationPreference__Output as _elearning_enrollment_v1_NotificationPreference__Output } from './elearning/enrollment/v1/NotificationPreference.ts';
import type { NotificationPreferenceChange as _elearning_enrollment_v1_NotificationPreferenceChange, NotificationPreferenceChange__Output as _elearning_enrollment_v1_NotificationPreferenceChange__Output } from './elearning/enrollment/v1/NotificationPreferenceChange.ts';
import type { Plan as _elearning_enrollment_v1_Plan, Plan__Output as _elearning_enrollment_v1_Plan__Output } from './elearning/enrollment/v1/Plan.ts';
import type { Renewal as _elearning_enrollment_v1_Renewal, Renewal__Output as _elearning_enrollment_v1_Renewal__Output } from './elearning/enrollment/v1/Renewal.ts';
import type { SetAutoRenewRequest as _elearning_enrollment_v1_SetAutoRenewRequest, SetAutoRenewRequest__Output as _elearning_enrollment_v1_SetAutoRenewRequest__Output } from './elearning/enrollment/v1/SetAutoRenewRequest.ts';
import type { SetAutoRenewResponse as _elearning_enrollment_v1_SetAutoRenewResponse, SetAutoRenewResponse__Output as _elearning_enrollment_v1_SetAutoRenewResponse__Output } from './elearning/enrollment/v1/SetAutoRenewResponse.ts';
import type { Subscription as _elearning_enrollment_v1_Subscription, Subscription__Output as _elearning_enrollment_v1_Subscription__Output } from './elearning/enrollment/v1/Subscription.ts';
import type { UpdateNotificationPreferencesRequest as _elearning_enrollment_v1_UpdateNotificationPreferencesRequest, UpdateNotificationPreferencesRequest__Output as _elearning_enrollment_v1_UpdateNotificationPreferencesRequest__Output } from './elearning/enrollment/v1/UpdateNotificationPreferencesRequest.ts';
import type { UpdateNotificationPreferencesResponse as _elearning_enrollment_v1_UpdateNotificationPreferencesResponse, UpdateNotificationPreferencesResponse__Output as _elearning_enrollment_v1_UpdateNotificationPreferencesResponse__Output } from './elearning/enrollment/v1/UpdateNotificationPreferencesResponse.ts';
import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from './google/protobuf/Timestamp.ts';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  elearning: {
    common: {
      v1: {
        Money: MessageTypeDefinition<_elearning_common_v1_Money, _elearning_common_v1_Money__Output>
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
        BatchGetSubscriptionsRequest: MessageTypeDefinition<_elearning_enrollment_v1_BatchGetSubscriptionsRequest, _elearning_enrollment_v1_BatchGetSubscriptionsRequest__Output>
        BatchGetSubscriptionsResponse: MessageTypeDefinition<_elearning_enrollment_v1_BatchGetSubscriptionsResponse, _elearning_enrollment_v1_BatchGetSubscriptionsResponse__Output>
        BatchGetUserSubscriptionsRequest: MessageTypeDefinition<_elearning_enrollment_v1_BatchGetUserSubscriptionsRequest, _elearning_enrollment_v1_BatchGetUserSubscriptionsRequest__Output>
        BatchGetUserSubscriptionsResponse: MessageTypeDefinition<_elearning_enrollment_v1_BatchGetUserSubscriptionsResponse, _elearning_enrollment_v1_BatchGetUserSubscriptionsResponse__Output>
        BillingInterval: EnumTypeDefinition
        CancelSubscriptionRequest: MessageTypeDefinition<_elearning_enrollment_v1_CancelSubscriptionRequest, _elearning_enrollment_v1_CancelSubscriptionRequest__Output>
        CancelSubscriptionResponse: MessageTypeDefinition<_elearning_enrollment_v1_CancelSubscriptionResponse, _elearning_enrollment_v1_CancelSubscriptionResponse__Output>
        ChangePaymentMethodRequest: MessageTypeDefinition<_elearning_enrollment_v1_ChangePaymentMethodRequest, _elearning_enrollment_v1_ChangePaymentMethodRequest__Output>
        ChangePaymentMethodResponse: MessageTypeDefinition<_elearning_enrollment_v1_ChangePaymentMethodResponse, _elearning_enrollment_v1_ChangePaymentMethodResponse__Output>
        CreateEnrollmentRequest: MessageTypeDefinition<_elearning_enrollment_v1_CreateEnrollmentRequest, _elearning_enrollment_v1_CreateEnrollmentRequest__Output>
        CreateEnrollmentResponse: MessageTypeDefinition<_elearning_enrollment_v1_CreateEnrollmentResponse, _elearning_enrollment_v1_CreateEnrollmentResponse__Output>
        Enrollment: MessageTypeDefinition<_elearning_enrollment_v1_Enrollment, _elearning_enrollment_v1_Enrollment__Output>
        EnrollmentService: SubtypeConstructor<typeof grpc.Client, _elearning_enrollment_v1_EnrollmentServiceClient> & { service: _elearning_enrollment_v1_EnrollmentServiceDefinition }
        EnrollmentSource: EnumTypeDefinition
        EnrollmentStatus: EnumTypeDefinition
        GetNotificationPreferencesRequest: MessageTypeDefinition<_elearning_enrollment_v1_GetNotificationPreferencesRequest, _elearning_enrollment_v1_GetNotificationPreferencesRequest__Output>
        GetNotificationPreferencesResponse: MessageTypeDefinition<_elearning_enrollment_v1_GetNotificationPreferencesResponse, _elearning_enrollment_v1_GetNotificationPreferencesResponse__Output>
        ListEnrollmentsRequest: MessageTypeDefinition<_elearning_enrollment_v1_ListEnrollmentsRequest, _elearning_enrollment_v1_ListEnrollmentsRequest__Output>
        ListEnrollmentsResponse: MessageTypeDefinition<_elearning_enrollment_v1_ListEnrollmentsResponse, _elearning_enrollment_v1_ListEnrollmentsResponse__Output>
        ListNoticesRequest: MessageTypeDefinition<_elearning_enrollment_v1_ListNoticesRequest, _elearning_enrollment_v1_ListNoticesRequest__Output>
        ListNoticesResponse: MessageTypeDefinition<_elearning_enrollment_v1_ListNoticesResponse, _elearning_enrollment_v1_ListNoticesResponse__Output>
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
        Plan: MessageTypeDefinition<_elearning_enrollment_v1_Plan, _elearning_enrollment_v1_Plan__Output>
        Renewal: MessageTypeDefinition<_elearning_enrollment_v1_Renewal, _elearning_enrollment_v1_Renewal__Output>
        RenewalOutcome: EnumTypeDefinition
        SetAutoRenewRequest: MessageTypeDefinition<_elearning_enrollment_v1_SetAutoRenewRequest, _elearning_enrollment_v1_SetAutoRenewRequest__Output>
        SetAutoRenewResponse: MessageTypeDefinition<_elearning_enrollment_v1_SetAutoRenewResponse, _elearning_enrollment_v1_SetAutoRenewResponse__Output>
        Subscription: MessageTypeDefinition<_elearning_enrollment_v1_Subscription, _elearning_enrollment_v1_Subscription__Output>
        SubscriptionStatus: EnumTypeDefinition
        UpdateNotificationPreferencesRequest: MessageTypeDefinition<_elearning_enrollment_v1_UpdateNotificationPreferencesRequest, _elearning_enrollment_v1_UpdateNotificationPreferencesRequest__Output>
        UpdateNotificationPreferencesResponse: MessageTypeDefinition<_elearning_enrollment_v1_UpdateNotificationPreferencesResponse, _elearning_enrollment_v1_UpdateNotificationPreferencesResponse__Output>
      }
    }
  }
  google: {
    protobuf: {
      Timestamp: MessageTypeDefinition<_google_protobuf_Timestamp, _google_protobuf_Timestamp__Output>
    }
  }
}

