// Original file: proto/elearning/enrollment/v1/enrollment_service.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { ArchivePlanRequest as _elearning_enrollment_v1_ArchivePlanRequest, ArchivePlanRequest__Output as _elearning_enrollment_v1_ArchivePlanRequest__Output } from '../../../elearning/enrollment/v1/ArchivePlanRequest.ts';
import type { ArchivePlanResponse as _elearning_enrollment_v1_ArchivePlanResponse, ArchivePlanResponse__Output as _elearning_enrollment_v1_ArchivePlanResponse__Output } from '../../../elearning/enrollment/v1/ArchivePlanResponse.ts';
import type { BatchCheckAccessRequest as _elearning_enrollment_v1_BatchCheckAccessRequest, BatchCheckAccessRequest__Output as _elearning_enrollment_v1_BatchCheckAccessRequest__Output } from '../../../elearning/enrollment/v1/BatchCheckAccessRequest.ts';
import type { BatchCheckAccessResponse as _elearning_enrollment_v1_BatchCheckAccessResponse, BatchCheckAccessResponse__Output as _elearning_enrollment_v1_BatchCheckAccessResponse__Output } from '../../../elearning/enrollment/v1/BatchCheckAccessResponse.ts';
import type { BatchCheckUserAccessRequest as _elearning_enrollment_v1_BatchCheckUserAccessRequest, BatchCheckUserAccessRequest__Output as _elearning_enrollment_v1_BatchCheckUserAccessRequest__Output } from '../../../elearning/enrollment/v1/BatchCheckUserAccessRequest.ts';
import type { BatchCheckUserAccessResponse as _elearning_enrollment_v1_BatchCheckUserAccessResponse, BatchCheckUserAccessResponse__Output as _elearning_enrollment_v1_BatchCheckUserAccessResponse__Output } from '../../../elearning/enrollment/v1/BatchCheckUserAccessResponse.ts';
import type { BatchGetEnrollmentCountsRequest as _elearning_enrollment_v1_BatchGetEnrollmentCountsRequest, BatchGetEnrollmentCountsRequest__Output as _elearning_enrollment_v1_BatchGetEnrollmentCountsRequest__Output } from '../../../elearning/enrollment/v1/BatchGetEnrollmentCountsRequest.ts';
import type { BatchGetEnrollmentCountsResponse as _elearning_enrollment_v1_BatchGetEnrollmentCountsResponse, BatchGetEnrollmentCountsResponse__Output as _elearning_enrollment_v1_BatchGetEnrollmentCountsResponse__Output } from '../../../elearning/enrollment/v1/BatchGetEnrollmentCountsResponse.ts';
import type { BatchGetEnrollmentsRequest as _elearning_enrollment_v1_BatchGetEnrollmentsRequest, BatchGetEnrollmentsRequest__Output as _elearning_enrollment_v1_BatchGetEnrollmentsRequest__Output } from '../../../elearning/enrollment/v1/BatchGetEnrollmentsRequest.ts';
import type { BatchGetEnrollmentsResponse as _elearning_enrollment_v1_BatchGetEnrollmentsResponse, BatchGetEnrollmentsResponse__Output as _elearning_enrollment_v1_BatchGetEnrollmentsResponse__Output } from '../../../elearning/enrollment/v1/BatchGetEnrollmentsResponse.ts';
import type { BatchGetSubscriptionsRequest as _elearning_enrollment_v1_BatchGetSubscriptionsRequest, BatchGetSubscriptionsRequest__Output as _elearning_enrollment_v1_BatchGetSubscriptionsRequest__Output } from '../../../elearning/enrollment/v1/BatchGetSubscriptionsRequest.ts';
import type { BatchGetSubscriptionsResponse as _elearning_enrollment_v1_BatchGetSubscriptionsResponse, BatchGetSubscriptionsResponse__Output as _elearning_enrollment_v1_BatchGetSubscriptionsResponse__Output } from '../../../elearning/enrollment/v1/BatchGetSubscriptionsResponse.ts';
import type { BatchGetUserSubscriptionsRequest as _elearning_enrollment_v1_BatchGetUserSubscriptionsRequest, BatchGetUserSubscriptionsRequest__Output as _elearning_enrollment_v1_BatchGetUserSubscriptionsRequest__Output } from '../../../elearning/enrollment/v1/BatchGetUserSubscriptionsRequest.ts';
import type { BatchGetUserSubscriptionsResponse as _elearning_enrollment_v1_BatchGetUserSubscriptionsResponse, BatchGetUserSubscriptionsResponse__Output as _elearning_enrollment_v1_BatchGetUserSubscriptionsResponse__Output } from '../../../elearning/enrollment/v1/BatchGetUserSubscriptionsResponse.ts';
import type { CancelEnrollmentRequest as _elearning_enrollment_v1_CancelEnrollmentRequest, CancelEnrollmentRequest__Output as _elearning_enrollment_v1_CancelEnrollmentRequest__Output } from '../../../elearning/enrollment/v1/CancelEnrollmentRequest.ts';
import type { CancelEnrollmentResponse as _elearning_enrollment_v1_CancelEnrollmentResponse, CancelEnrollmentResponse__Output as _elearning_enrollment_v1_CancelEnrollmentResponse__Output } from '../../../elearning/enrollment/v1/CancelEnrollmentResponse.ts';
import type { CancelSubscriptionRequest as _elearning_enrollment_v1_CancelSubscriptionRequest, CancelSubscriptionRequest__Output as _elearning_enrollment_v1_CancelSubscriptionRequest__Output } from '../../../elearning/enrollment/v1/CancelSubscriptionRequest.ts';
import type { CancelSubscriptionResponse as _elearning_enrollment_v1_CancelSubscriptionResponse, CancelSubscriptionResponse__Output as _elearning_enrollment_v1_CancelSubscriptionResponse__Output } from '../../../elearning/enrollment/v1/CancelSubscriptionResponse.ts';
import type { ChangePaymentMethodRequest as _elearning_enrollment_v1_ChangePaymentMethodRequest, ChangePaymentMethodRequest__Output as _elearning_enrollment_v1_ChangePaymentMethodRequest__Output } from '../../../elearning/enrollment/v1/ChangePaymentMethodRequest.ts';
import type { ChangePaymentMethodResponse as _elearning_enrollment_v1_ChangePaymentMethodResponse, ChangePaymentMethodResponse__Output as _elearning_enrollment_v1_ChangePaymentMethodResponse__Output } from '../../../elearning/enrollment/v1/ChangePaymentMethodResponse.ts';
import type { CreateEnrollmentRequest as _elearning_enrollment_v1_CreateEnrollmentRequest, CreateEnrollmentRequest__Output as _elearning_enrollment_v1_CreateEnrollmentRequest__Output } from '../../../elearning/enrollment/v1/CreateEnrollmentRequest.ts';
import type { CreateEnrollmentResponse as _elearning_enrollment_v1_CreateEnrollmentResponse, CreateEnrollmentResponse__Output as _elearning_enrollment_v1_CreateEnrollmentResponse__Output } from '../../../elearning/enrollment/v1/CreateEnrollmentResponse.ts';
import type { CreatePlanRequest as _elearning_enrollment_v1_CreatePlanRequest, CreatePlanRequest__Output as _elearning_enrollment_v1_CreatePlanRequest__Output } from '../../../elearning/enrollment/v1/CreatePlanRequest.ts';
import type { CreatePlanResponse as _elearning_enrollment_v1_CreatePlanResponse, CreatePlanResponse__Output as _elearning_enrollment_v1_CreatePlanResponse__Output } from '../../../elearning/enrollment/v1/CreatePlanResponse.ts';
import type { EraseUserRequest as _elearning_enrollment_v1_EraseUserRequest, EraseUserRequest__Output as _elearning_enrollment_v1_EraseUserRequest__Output } from '../../../elearning/enrollment/v1/EraseUserRequest.ts';
import type { EraseUserResponse as _elearning_enrollment_v1_EraseUserResponse, EraseUserResponse__Output as _elearning_enrollment_v1_EraseUserResponse__Output } from '../../../elearning/enrollment/v1/EraseUserResponse.ts';
import type { ExtendEnrollmentRequest as _elearning_enrollment_v1_ExtendEnrollmentRequest, ExtendEnrollmentRequest__Output as _elearning_enrollment_v1_ExtendEnrollmentRequest__Output } from '../../../elearning/enrollment/v1/ExtendEnrollmentRequest.ts';
import type { ExtendEnrollmentResponse as _elearning_enrollment_v1_ExtendEnrollmentResponse, ExtendEnrollmentResponse__Output as _elearning_enrollment_v1_ExtendEnrollmentResponse__Output } from '../../../elearning/enrollment/v1/ExtendEnrollmentResponse.ts';
import type { GetNotificationPreferencesRequest as _elearning_enrollment_v1_GetNotificationPreferencesRequest, GetNotificationPreferencesRequest__Output as _elearning_enrollment_v1_GetNotificationPreferencesRequest__Output } from '../../../elearning/enrollment/v1/GetNotificationPreferencesRequest.ts';
import type { GetNotificationPreferencesResponse as _elearning_enrollment_v1_GetNotificationPreferencesResponse, GetNotificationPreferencesResponse__Output as _elearning_enrollment_v1_GetNotificationPreferencesResponse__Output } from '../../../elearning/enrollment/v1/GetNotificationPreferencesResponse.ts';
import type { GrantEnrollmentRequest as _elearning_enrollment_v1_GrantEnrollmentRequest, GrantEnrollmentRequest__Output as _elearning_enrollment_v1_GrantEnrollmentRequest__Output } from '../../../elearning/enrollment/v1/GrantEnrollmentRequest.ts';
import type { GrantEnrollmentResponse as _elearning_enrollment_v1_GrantEnrollmentResponse, GrantEnrollmentResponse__Output as _elearning_enrollment_v1_GrantEnrollmentResponse__Output } from '../../../elearning/enrollment/v1/GrantEnrollmentResponse.ts';
import type { ListEnrollmentsRequest as _elearning_enrollment_v1_ListEnrollmentsRequest, ListEnrollmentsRequest__Output as _elearning_enrollment_v1_ListEnrollmentsRequest__Output } from '../../../elearning/enrollment/v1/ListEnrollmentsRequest.ts';
import type { ListEnrollmentsResponse as _elearning_enrollment_v1_ListEnrollmentsResponse, ListEnrollmentsResponse__Output as _elearning_enrollment_v1_ListEnrollmentsResponse__Output } from '../../../elearning/enrollment/v1/ListEnrollmentsResponse.ts';
import type { ListNoticesRequest as _elearning_enrollment_v1_ListNoticesRequest, ListNoticesRequest__Output as _elearning_enrollment_v1_ListNoticesRequest__Output } from '../../../elearning/enrollment/v1/ListNoticesRequest.ts';
import type { ListNoticesResponse as _elearning_enrollment_v1_ListNoticesResponse, ListNoticesResponse__Output as _elearning_enrollment_v1_ListNoticesResponse__Output } from '../../../elearning/enrollment/v1/ListNoticesResponse.ts';
import type { ListPersonalRecordsRequest as _elearning_enrollment_v1_ListPersonalRecordsRequest, ListPersonalRecordsRequest__Output as _elearning_enrollment_v1_ListPersonalRecordsRequest__Output } from '../../../elearning/enrollment/v1/ListPersonalRecordsRequest.ts';
import type { ListPersonalRecordsResponse as _elearning_enrollment_v1_ListPersonalRecordsResponse, ListPersonalRecordsResponse__Output as _elearning_enrollment_v1_ListPersonalRecordsResponse__Output } from '../../../elearning/enrollment/v1/ListPersonalRecordsResponse.ts';
import type { ListPlansRequest as _elearning_enrollment_v1_ListPlansRequest, ListPlansRequest__Output as _elearning_enrollment_v1_ListPlansRequest__Output } from '../../../elearning/enrollment/v1/ListPlansRequest.ts';
import type { ListPlansResponse as _elearning_enrollment_v1_ListPlansResponse, ListPlansResponse__Output as _elearning_enrollment_v1_ListPlansResponse__Output } from '../../../elearning/enrollment/v1/ListPlansResponse.ts';
import type { ListRenewalsRequest as _elearning_enrollment_v1_ListRenewalsRequest, ListRenewalsRequest__Output as _elearning_enrollment_v1_ListRenewalsRequest__Output } from '../../../elearning/enrollment/v1/ListRenewalsRequest.ts';
import type { ListRenewalsResponse as _elearning_enrollment_v1_ListRenewalsResponse, ListRenewalsResponse__Output as _elearning_enrollment_v1_ListRenewalsResponse__Output } from '../../../elearning/enrollment/v1/ListRenewalsResponse.ts';
import type { MarkAllNoticesReadRequest as _elearning_enrollment_v1_MarkAllNoticesReadRequest, MarkAllNoticesReadRequest__Output as _elearning_enrollment_v1_MarkAllNoticesReadRequest__Output } from '../../../elearning/enrollment/v1/MarkAllNoticesReadRequest.ts';
import type { MarkAllNoticesReadResponse as _elearning_enrollment_v1_MarkAllNoticesReadResponse, MarkAllNoticesReadResponse__Output as _elearning_enrollment_v1_MarkAllNoticesReadResponse__Output } from '../../../elearning/enrollment/v1/MarkAllNoticesReadResponse.ts';
import type { MarkNoticesReadRequest as _elearning_enrollment_v1_MarkNoticesReadRequest, MarkNoticesReadRequest__Output as _elearning_enrollment_v1_MarkNoticesReadRequest__Output } from '../../../elearning/enrollment/v1/MarkNoticesReadRequest.ts';
import type { MarkNoticesReadResponse as _elearning_enrollment_v1_MarkNoticesReadResponse, MarkNoticesReadResponse__Output as _elearning_enrollment_v1_MarkNoticesReadResponse__Output } from '../../../elearning/enrollment/v1/MarkNoticesReadResponse.ts';
import type { PauseEnrollmentRequest as _elearning_enrollment_v1_PauseEnrollmentRequest, PauseEnrollmentRequest__Output as _elearning_enrollment_v1_PauseEnrollmentRequest__Output } from '../../../elearning/enrollment/v1/PauseEnrollmentRequest.ts';
import type { PauseEnrollmentResponse as _elearning_enrollment_v1_PauseEnrollmentResponse, PauseEnrollmentResponse__Output as _elearning_enrollment_v1_PauseEnrollmentResponse__Output } from '../../../elearning/enrollment/v1/PauseEnrollmentResponse.ts';
import type { PurchaseSubscriptionRequest as _elearning_enrollment_v1_PurchaseSubscriptionRequest, PurchaseSubscriptionRequest__Output as _elearning_enrollment_v1_PurchaseSubscriptionRequest__Output } from '../../../elearning/enrollment/v1/PurchaseSubscriptionRequest.ts';
import type { PurchaseSubscriptionResponse as _elearning_enrollment_v1_PurchaseSubscriptionResponse, PurchaseSubscriptionResponse__Output as _elearning_enrollment_v1_PurchaseSubscriptionResponse__Output } from '../../../elearning/enrollment/v1/PurchaseSubscriptionResponse.ts';
import type { ResumeEnrollmentRequest as _elearning_enrollment_v1_ResumeEnrollmentRequest, ResumeEnrollmentRequest__Output as _elearning_enrollment_v1_ResumeEnrollmentRequest__Output } from '../../../elearning/enrollment/v1/ResumeEnrollmentRequest.ts';
import type { ResumeEnrollmentResponse as _elearning_enrollment_v1_ResumeEnrollmentResponse, ResumeEnrollmentResponse__Output as _elearning_enrollment_v1_ResumeEnrollmentResponse__Output } from '../../../elearning/enrollment/v1/ResumeEnrollmentResponse.ts';
import type { SetAutoRenewRequest as _elearning_enrollment_v1_SetAutoRenewRequest, SetAutoRenewRequest__Output as _elearning_enrollment_v1_SetAutoRenewRequest__Output } from '../../../elearning/enrollment/v1/SetAutoRenewRequest.ts';
import type { SetAutoRenewResponse as _elearning_enrollment_v1_SetAutoRenewResponse, SetAutoRenewResponse__Output as _elearning_enrollment_v1_SetAutoRenewResponse__Output } from '../../../elearning/enrollment/v1/SetAutoRenewResponse.ts';
import type { TellStreamHealthRequest as _elearning_enrollment_v1_TellStreamHealthRequest, TellStreamHealthRequest__Output as _elearning_enrollment_v1_TellStreamHealthRequest__Output } from '../../../elearning/enrollment/v1/TellStreamHealthRequest.ts';
import type { TellStreamHealthResponse as _elearning_enrollment_v1_TellStreamHealthResponse, TellStreamHealthResponse__Output as _elearning_enrollment_v1_TellStreamHealthResponse__Output } from '../../../elearning/enrollment/v1/TellStreamHealthResponse.ts';
import type { UpdateNotificationPreferencesRequest as _elearning_enrollment_v1_UpdateNotificationPreferencesRequest, UpdateNotificationPreferencesRequest__Output as _elearning_enrollment_v1_UpdateNotificationPreferencesRequest__Output } from '../../../elearning/enrollment/v1/UpdateNotificationPreferencesRequest.ts';
import type { UpdateNotificationPreferencesResponse as _elearning_enrollment_v1_UpdateNotificationPreferencesResponse, UpdateNotificationPreferencesResponse__Output as _elearning_enrollment_v1_UpdateNotificationPreferencesResponse__Output } from '../../../elearning/enrollment/v1/UpdateNotificationPreferencesResponse.ts';

export interface EnrollmentServiceClient extends grpc.Client {
  ArchivePlan(argument: _elearning_enrollment_v1_ArchivePlanRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_ArchivePlanResponse__Output>): grpc.ClientUnaryCall;
  ArchivePlan(argument: _elearning_enrollment_v1_ArchivePlanRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_ArchivePlanResponse__Output>): grpc.ClientUnaryCall;
  ArchivePlan(argument: _elearning_enrollment_v1_ArchivePlanRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_ArchivePlanResponse__Output>): grpc.ClientUnaryCall;
  ArchivePlan(argument: _elearning_enrollment_v1_ArchivePlanRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_ArchivePlanResponse__Output>): grpc.ClientUnaryCall;
  archivePlan(argument: _elearning_enrollment_v1_ArchivePlanRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_ArchivePlanResponse__Output>): grpc.ClientUnaryCall;
  archivePlan(argument: _elearning_enrollment_v1_ArchivePlanRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_ArchivePlanResponse__Output>): grpc.ClientUnaryCall;
  archivePlan(argument: _elearning_enrollment_v1_ArchivePlanRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_ArchivePlanResponse__Output>): grpc.ClientUnaryCall;
  archivePlan(argument: _elearning_enrollment_v1_ArchivePlanRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_ArchivePlanResponse__Output>): grpc.ClientUnaryCall;
  
  BatchCheckAccess(argument: _elearning_enrollment_v1_BatchCheckAccessRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchCheckAccessResponse__Output>): grpc.ClientUnaryCall;
  BatchCheckAccess(argument: _elearning_enrollment_v1_BatchCheckAccessRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchCheckAccessResponse__Output>): grpc.ClientUnaryCall;
  BatchCheckAccess(argument: _elearning_enrollment_v1_BatchCheckAccessRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchCheckAccessResponse__Output>): grpc.ClientUnaryCall;
  BatchCheckAccess(argument: _elearning_enrollment_v1_BatchCheckAccessRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchCheckAccessResponse__Output>): grpc.ClientUnaryCall;
  batchCheckAccess(argument: _elearning_enrollment_v1_BatchCheckAccessRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchCheckAccessResponse__Output>): grpc.ClientUnaryCall;
  batchCheckAccess(argument: _elearning_enrollment_v1_BatchCheckAccessRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchCheckAccessResponse__Output>): grpc.ClientUnaryCall;
  batchCheckAccess(argument: _elearning_enrollment_v1_BatchCheckAccessRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchCheckAccessResponse__Output>): grpc.ClientUnaryCall;
  batchCheckAccess(argument: _elearning_enrollment_v1_BatchCheckAccessRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchCheckAccessResponse__Output>): grpc.ClientUnaryCall;
  
  BatchCheckUserAccess(argument: _elearning_enrollment_v1_BatchCheckUserAccessRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchCheckUserAccessResponse__Output>): grpc.ClientUnaryCall;
  BatchCheckUserAccess(argument: _elearning_enrollment_v1_BatchCheckUserAccessRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchCheckUserAccessResponse__Output>): grpc.ClientUnaryCall;
  BatchCheckUserAccess(argument: _elearning_enrollment_v1_BatchCheckUserAccessRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchCheckUserAccessResponse__Output>): grpc.ClientUnaryCall;
  BatchCheckUserAccess(argument: _elearning_enrollment_v1_BatchCheckUserAccessRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchCheckUserAccessResponse__Output>): grpc.ClientUnaryCall;
  batchCheckUserAccess(argument: _elearning_enrollment_v1_BatchCheckUserAccessRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchCheckUserAccessResponse__Output>): grpc.ClientUnaryCall;
  batchCheckUserAccess(argument: _elearning_enrollment_v1_BatchCheckUserAccessRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchCheckUserAccessResponse__Output>): grpc.ClientUnaryCall;
  batchCheckUserAccess(argument: _elearning_enrollment_v1_BatchCheckUserAccessRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchCheckUserAccessResponse__Output>): grpc.ClientUnaryCall;
  batchCheckUserAccess(argument: _elearning_enrollment_v1_BatchCheckUserAccessRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchCheckUserAccessResponse__Output>): grpc.ClientUnaryCall;
  
  BatchGetEnrollmentCounts(argument: _elearning_enrollment_v1_BatchGetEnrollmentCountsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchGetEnrollmentCountsResponse__Output>): grpc.ClientUnaryCall;
  BatchGetEnrollmentCounts(argument: _elearning_enrollment_v1_BatchGetEnrollmentCountsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchGetEnrollmentCountsResponse__Output>): grpc.ClientUnaryCall;
  BatchGetEnrollmentCounts(argument: _elearning_enrollment_v1_BatchGetEnrollmentCountsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchGetEnrollmentCountsResponse__Output>): grpc.ClientUnaryCall;
  BatchGetEnrollmentCounts(argument: _elearning_enrollment_v1_BatchGetEnrollmentCountsRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchGetEnrollmentCountsResponse__Output>): grpc.ClientUnaryCall;
  batchGetEnrollmentCounts(argument: _elearning_enrollment_v1_BatchGetEnrollmentCountsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchGetEnrollmentCountsResponse__Output>): grpc.ClientUnaryCall;
  batchGetEnrollmentCounts(argument: _elearning_enrollment_v1_BatchGetEnrollmentCountsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchGetEnrollmentCountsResponse__Output>): grpc.ClientUnaryCall;
  batchGetEnrollmentCounts(argument: _elearning_enrollment_v1_BatchGetEnrollmentCountsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchGetEnrollmentCountsResponse__Output>): grpc.ClientUnaryCall;
  batchGetEnrollmentCounts(argument: _elearning_enrollment_v1_BatchGetEnrollmentCountsRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchGetEnrollmentCountsResponse__Output>): grpc.ClientUnaryCall;
  
  BatchGetEnrollments(argument: _elearning_enrollment_v1_BatchGetEnrollmentsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchGetEnrollmentsResponse__Output>): grpc.ClientUnaryCall;
  BatchGetEnrollments(argument: _elearning_enrollment_v1_BatchGetEnrollmentsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchGetEnrollmentsResponse__Output>): grpc.ClientUnaryCall;
  BatchGetEnrollments(argument: _elearning_enrollment_v1_BatchGetEnrollmentsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchGetEnrollmentsResponse__Output>): grpc.ClientUnaryCall;
  BatchGetEnrollments(argument: _elearning_enrollment_v1_BatchGetEnrollmentsRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchGetEnrollmentsResponse__Output>): grpc.ClientUnaryCall;
  batchGetEnrollments(argument: _elearning_enrollment_v1_BatchGetEnrollmentsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchGetEnrollmentsResponse__Output>): grpc.ClientUnaryCall;
  batchGetEnrollments(argument: _elearning_enrollment_v1_BatchGetEnrollmentsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchGetEnrollmentsResponse__Output>): grpc.ClientUnaryCall;
  batchGetEnrollments(argument: _elearning_enrollment_v1_BatchGetEnrollmentsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchGetEnrollmentsResponse__Output>): grpc.ClientUnaryCall;
  batchGetEnrollments(argument: _elearning_enrollment_v1_BatchGetEnrollmentsRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchGetEnrollmentsResponse__Output>): grpc.ClientUnaryCall;
  
  BatchGetSubscriptions(argument: _elearning_enrollment_v1_BatchGetSubscriptionsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchGetSubscriptionsResponse__Output>): grpc.ClientUnaryCall;
  BatchGetSubscriptions(argument: _elearning_enrollment_v1_BatchGetSubscriptionsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchGetSubscriptionsResponse__Output>): grpc.ClientUnaryCall;
  BatchGetSubscriptions(argument: _elearning_enrollment_v1_BatchGetSubscriptionsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchGetSubscriptionsResponse__Output>): grpc.ClientUnaryCall;
  BatchGetSubscriptions(argument: _elearning_enrollment_v1_BatchGetSubscriptionsRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchGetSubscriptionsResponse__Output>): grpc.ClientUnaryCall;
  batchGetSubscriptions(argument: _elearning_enrollment_v1_BatchGetSubscriptionsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchGetSubscriptionsResponse__Output>): grpc.ClientUnaryCall;
  batchGetSubscriptions(argument: _elearning_enrollment_v1_BatchGetSubscriptionsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchGetSubscriptionsResponse__Output>): grpc.ClientUnaryCall;
  batchGetSubscriptions(argument: _elearning_enrollment_v1_BatchGetSubscriptionsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchGetSubscriptionsResponse__Output>): grpc.ClientUnaryCall;
  batchGetSubscriptions(argument: _elearning_enrollment_v1_BatchGetSubscriptionsRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchGetSubscriptionsResponse__Output>): grpc.ClientUnaryCall;
  
  BatchGetUserSubscriptions(argument: _elearning_enrollment_v1_BatchGetUserSubscriptionsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchGetUserSubscriptionsResponse__Output>): grpc.ClientUnaryCall;
  BatchGetUserSubscriptions(argument: _elearning_enrollment_v1_BatchGetUserSubscriptionsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchGetUserSubscriptionsResponse__Output>): grpc.ClientUnaryCall;
  BatchGetUserSubscriptions(argument: _elearning_enrollment_v1_BatchGetUserSubscriptionsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchGetUserSubscriptionsResponse__Output>): grpc.ClientUnaryCall;
  BatchGetUserSubscriptions(argument: _elearning_enrollment_v1_BatchGetUserSubscriptionsRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchGetUserSubscriptionsResponse__Output>): grpc.ClientUnaryCall;
  batchGetUserSubscriptions(argument: _elearning_enrollment_v1_BatchGetUserSubscriptionsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchGetUserSubscriptionsResponse__Output>): grpc.ClientUnaryCall;
  batchGetUserSubscriptions(argument: _elearning_enrollment_v1_BatchGetUserSubscriptionsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchGetUserSubscriptionsResponse__Output>): grpc.ClientUnaryCall;
  batchGetUserSubscriptions(argument: _elearning_enrollment_v1_BatchGetUserSubscriptionsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchGetUserSubscriptionsResponse__Output>): grpc.ClientUnaryCall;
  batchGetUserSubscriptions(argument: _elearning_enrollment_v1_BatchGetUserSubscriptionsRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchGetUserSubscriptionsResponse__Output>): grpc.ClientUnaryCall;
  
  CancelEnrollment(argument: _elearning_enrollment_v1_CancelEnrollmentRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_CancelEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  CancelEnrollment(argument: _elearning_enrollment_v1_CancelEnrollmentRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_CancelEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  CancelEnrollment(argument: _elearning_enrollment_v1_CancelEnrollmentRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_CancelEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  CancelEnrollment(argument: _elearning_enrollment_v1_CancelEnrollmentRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_CancelEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  cancelEnrollment(argument: _elearning_enrollment_v1_CancelEnrollmentRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_CancelEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  cancelEnrollment(argument: _elearning_enrollment_v1_CancelEnrollmentRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_CancelEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  cancelEnrollment(argument: _elearning_enrollment_v1_CancelEnrollmentRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_CancelEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  cancelEnrollment(argument: _elearning_enrollment_v1_CancelEnrollmentRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_CancelEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  
  CancelSubscription(argument: _elearning_enrollment_v1_CancelSubscriptionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_CancelSubscriptionResponse__Output>): grpc.ClientUnaryCall;
  CancelSubscription(argument: _elearning_enrollment_v1_CancelSubscriptionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_CancelSubscriptionResponse__Output>): grpc.ClientUnaryCall;
  CancelSubscription(argument: _elearning_enrollment_v1_CancelSubscriptionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_CancelSubscriptionResponse__Output>): grpc.ClientUnaryCall;
  CancelSubscription(argument: _elearning_enrollment_v1_CancelSubscriptionRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_CancelSubscriptionResponse__Output>): grpc.ClientUnaryCall;
  cancelSubscription(argument: _elearning_enrollment_v1_CancelSubscriptionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_CancelSubscriptionResponse__Output>): grpc.ClientUnaryCall;
  cancelSubscription(argument: _elearning_enrollment_v1_CancelSubscriptionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_CancelSubscriptionResponse__Output>): grpc.ClientUnaryCall;
  cancelSubscription(argument: _elearning_enrollment_v1_CancelSubscriptionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_CancelSubscriptionResponse__Output>): grpc.ClientUnaryCall;
  cancelSubscription(argument: _elearning_enrollment_v1_CancelSubscriptionRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_CancelSubscriptionResponse__Output>): grpc.ClientUnaryCall;
  
  ChangePaymentMethod(argument: _elearning_enrollment_v1_ChangePaymentMethodRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_ChangePaymentMethodResponse__Output>): grpc.ClientUnaryCall;
  ChangePaymentMethod(argument: _elearning_enrollment_v1_ChangePaymentMethodRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_ChangePaymentMethodResponse__Output>): grpc.ClientUnaryCall;
  ChangePaymentMethod(argument: _elearning_enrollment_v1_ChangePaymentMethodRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_ChangePaymentMethodResponse__Output>): grpc.ClientUnaryCall;
  ChangePaymentMethod(argument: _elearning_enrollment_v1_ChangePaymentMethodRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_ChangePaymentMethodResponse__Output>): grpc.ClientUnaryCall;
  changePaymentMethod(argument: _elearning_enrollment_v1_ChangePaymentMethodRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_ChangePaymentMethodResponse__Output>): grpc.ClientUnaryCall;
  changePaymentMethod(argument: _elearning_enrollment_v1_ChangePaymentMethodRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_ChangePaymentMethodResponse__Output>): grpc.ClientUnaryCall;
  changePaymentMethod(argument: _elearning_enrollment_v1_ChangePaymentMethodRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_ChangePaymentMethodResponse__Output>): grpc.ClientUnaryCall;
  changePaymentMethod(argument: _elearning_enrollment_v1_ChangePaymentMethodRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_ChangePaymentMethodResponse__Output>): grpc.ClientUnaryCall;
  
  CreateEnrollment(argument: _elearning_enrollment_v1_CreateEnrollmentRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_CreateEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  CreateEnrollment(argument: _elearning_enrollment_v1_CreateEnrollmentRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_CreateEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  CreateEnrollment(argument: _elearning_enrollment_v1_CreateEnrollmentRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_CreateEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  CreateEnrollment(argument: _elearning_enrollment_v1_CreateEnrollmentRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_CreateEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  createEnrollment(argument: _elearning_enrollment_v1_CreateEnrollmentRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_CreateEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  createEnrollment(argument: _elearning_enrollment_v1_CreateEnrollmentRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_CreateEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  createEnrollment(argument: _elearning_enrollment_v1_CreateEnrollmentRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_CreateEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  createEnrollment(argument: _elearning_enrollment_v1_CreateEnrollmentRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_CreateEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  
  CreatePlan(argument: _elearning_enrollment_v1_CreatePlanRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_CreatePlanResponse__Output>): grpc.ClientUnaryCall;
  CreatePlan(argument: _elearning_enrollment_v1_CreatePlanRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_CreatePlanResponse__Output>): grpc.ClientUnaryCall;
  CreatePlan(argument: _elearning_enrollment_v1_CreatePlanRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_CreatePlanResponse__Output>): grpc.ClientUnaryCall;
  CreatePlan(argument: _elearning_enrollment_v1_CreatePlanRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_CreatePlanResponse__Output>): grpc.ClientUnaryCall;
  createPlan(argument: _elearning_enrollment_v1_CreatePlanRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_CreatePlanResponse__Output>): grpc.ClientUnaryCall;
  createPlan(argument: _elearning_enrollment_v1_CreatePlanRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_CreatePlanResponse__Output>): grpc.ClientUnaryCall;
  createPlan(argument: _elearning_enrollment_v1_CreatePlanRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_CreatePlanResponse__Output>): grpc.ClientUnaryCall;
  createPlan(argument: _elearning_enrollment_v1_CreatePlanRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_CreatePlanResponse__Output>): grpc.ClientUnaryCall;
  
  EraseUser(argument: _elearning_enrollment_v1_EraseUserRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_EraseUserResponse__Output>): grpc.ClientUnaryCall;
  EraseUser(argument: _elearning_enrollment_v1_EraseUserRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_EraseUserResponse__Output>): grpc.ClientUnaryCall;
  EraseUser(argument: _elearning_enrollment_v1_EraseUserRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_EraseUserResponse__Output>): grpc.ClientUnaryCall;
  EraseUser(argument: _elearning_enrollment_v1_EraseUserRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_EraseUserResponse__Output>): grpc.ClientUnaryCall;
  eraseUser(argument: _elearning_enrollment_v1_EraseUserRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_EraseUserResponse__Output>): grpc.ClientUnaryCall;
  eraseUser(argument: _elearning_enrollment_v1_EraseUserRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_EraseUserResponse__Output>): grpc.ClientUnaryCall;
  eraseUser(argument: _elearning_enrollment_v1_EraseUserRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_EraseUserResponse__Output>): grpc.ClientUnaryCall;
  eraseUser(argument: _elearning_enrollment_v1_EraseUserRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_EraseUserResponse__Output>): grpc.ClientUnaryCall;
  
  ExtendEnrollment(argument: _elearning_enrollment_v1_ExtendEnrollmentRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_ExtendEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  ExtendEnrollment(argument: _elearning_enrollment_v1_ExtendEnrollmentRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_ExtendEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  ExtendEnrollment(argument: _elearning_enrollment_v1_ExtendEnrollmentRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_ExtendEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  ExtendEnrollment(argument: _elearning_enrollment_v1_ExtendEnrollmentRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_ExtendEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  extendEnrollment(argument: _elearning_enrollment_v1_ExtendEnrollmentRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_ExtendEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  extendEnrollment(argument: _elearning_enrollment_v1_ExtendEnrollmentRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_ExtendEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  extendEnrollment(argument: _elearning_enrollment_v1_ExtendEnrollmentRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_ExtendEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  extendEnrollment(argument: _elearning_enrollment_v1_ExtendEnrollmentRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_ExtendEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  
  GetNotificationPreferences(argument: _elearning_enrollment_v1_GetNotificationPreferencesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_GetNotificationPreferencesResponse__Output>): grpc.ClientUnaryCall;
  GetNotificationPreferences(argument: _elearning_enrollment_v1_GetNotificationPreferencesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_GetNotificationPreferencesResponse__Output>): grpc.ClientUnaryCall;
  GetNotificationPreferences(argument: _elearning_enrollment_v1_GetNotificationPreferencesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_GetNotificationPreferencesResponse__Output>): grpc.ClientUnaryCall;
  GetNotificationPreferences(argument: _elearning_enrollment_v1_GetNotificationPreferencesRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_GetNotificationPreferencesResponse__Output>): grpc.ClientUnaryCall;
  getNotificationPreferences(argument: _elearning_enrollment_v1_GetNotificationPreferencesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_GetNotificationPreferencesResponse__Output>): grpc.ClientUnaryCall;
  getNotificationPreferences(argument: _elearning_enrollment_v1_GetNotificationPreferencesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_GetNotificationPreferencesResponse__Output>): grpc.ClientUnaryCall;
  getNotificationPreferences(argument: _elearning_enrollment_v1_GetNotificationPreferencesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_GetNotificationPreferencesResponse__Output>): grpc.ClientUnaryCall;
  getNotificationPreferences(argument: _elearning_enrollment_v1_GetNotificationPreferencesRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_GetNotificationPreferencesResponse__Output>): grpc.ClientUnaryCall;
  
  GrantEnrollment(argument: _elearning_enrollment_v1_GrantEnrollmentRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_GrantEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  GrantEnrollment(argument: _elearning_enrollment_v1_GrantEnrollmentRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_GrantEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  GrantEnrollment(argument: _elearning_enrollment_v1_GrantEnrollmentRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_GrantEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  GrantEnrollment(argument: _elearning_enrollment_v1_GrantEnrollmentRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_GrantEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  grantEnrollment(argument: _elearning_enrollment_v1_GrantEnrollmentRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_GrantEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  grantEnrollment(argument: _elearning_enrollment_v1_GrantEnrollmentRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_GrantEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  grantEnrollment(argument: _elearning_enrollment_v1_GrantEnrollmentRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_GrantEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  grantEnrollment(argument: _elearning_enrollment_v1_GrantEnrollmentRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_GrantEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  
  ListEnrollments(argument: _elearning_enrollment_v1_ListEnrollmentsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_ListEnrollmentsResponse__Output>): grpc.ClientUnaryCall;
  ListEnrollments(argument: _elearning_enrollment_v1_ListEnrollmentsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_ListEnrollmentsResponse__Output>): grpc.ClientUnaryCall;
  ListEnrollments(argument: _elearning_enrollment_v1_ListEnrollmentsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_ListEnrollmentsResponse__Output>): grpc.ClientUnaryCall;
  ListEnrollments(argument: _elearning_enrollment_v1_ListEnrollmentsRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_ListEnrollmentsResponse__Output>): grpc.ClientUnaryCall;
  listEnrollments(argument: _elearning_enrollment_v1_ListEnrollmentsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_ListEnrollmentsResponse__Output>): grpc.ClientUnaryCall;
  listEnrollments(argument: _elearning_enrollment_v1_ListEnrollmentsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_ListEnrollmentsResponse__Output>): grpc.ClientUnaryCall;
  listEnrollments(argument: _elearning_enrollment_v1_ListEnrollmentsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_ListEnrollmentsResponse__Output>): grpc.ClientUnaryCall;
  listEnrollments(argument: _elearning_enrollment_v1_ListEnrollmentsRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_ListEnrollmentsResponse__Output>): grpc.ClientUnaryCall;
  
  ListNotices(argument: _elearning_enrollment_v1_ListNoticesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_ListNoticesResponse__Output>): grpc.ClientUnaryCall;
  ListNotices(argument: _elearning_enrollment_v1_ListNoticesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_ListNoticesResponse__Output>): grpc.ClientUnaryCall;
  ListNotices(argument: _elearning_enrollment_v1_ListNoticesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_ListNoticesResponse__Output>): grpc.ClientUnaryCall;
  ListNotices(argument: _elearning_enrollment_v1_ListNoticesRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_ListNoticesResponse__Output>): grpc.ClientUnaryCall;
  listNotices(argument: _elearning_enrollment_v1_ListNoticesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_ListNoticesResponse__Output>): grpc.ClientUnaryCall;
  listNotices(argument: _elearning_enrollment_v1_ListNoticesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_ListNoticesResponse__Output>): grpc.ClientUnaryCall;
  listNotices(argument: _elearning_enrollment_v1_ListNoticesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_ListNoticesResponse__Output>): grpc.ClientUnaryCall;
  listNotices(argument: _elearning_enrollment_v1_ListNoticesRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_ListNoticesResponse__Output>): grpc.ClientUnaryCall;
  
  ListPersonalRecords(argument: _elearning_enrollment_v1_ListPersonalRecordsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_ListPersonalRecordsResponse__Output>): grpc.ClientUnaryCall;
  ListPersonalRecords(argument: _elearning_enrollment_v1_ListPersonalRecordsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_ListPersonalRecordsResponse__Output>): grpc.ClientUnaryCall;
  ListPersonalRecords(argument: _elearning_enrollment_v1_ListPersonalRecordsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_ListPersonalRecordsResponse__Output>): grpc.ClientUnaryCall;
  ListPersonalRecords(argument: _elearning_enrollment_v1_ListPersonalRecordsRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_ListPersonalRecordsResponse__Output>): grpc.ClientUnaryCall;
  listPersonalRecords(argument: _elearning_enrollment_v1_ListPersonalRecordsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_ListPersonalRecordsResponse__Output>): grpc.ClientUnaryCall;
  listPersonalRecords(argument: _elearning_enrollment_v1_ListPersonalRecordsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_ListPersonalRecordsResponse__Output>): grpc.ClientUnaryCall;
  listPersonalRecords(argument: _elearning_enrollment_v1_ListPersonalRecordsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_ListPersonalRecordsResponse__Output>): grpc.ClientUnaryCall;
  listPersonalRecords(argument: _elearning_enrollment_v1_ListPersonalRecordsRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_ListPersonalRecordsResponse__Output>): grpc.ClientUnaryCall;
  
  ListPlans(argument: _elearning_enrollment_v1_ListPlansRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_ListPlansResponse__Output>): grpc.ClientUnaryCall;
  ListPlans(argument: _elearning_enrollment_v1_ListPlansRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_ListPlansResponse__Output>): grpc.ClientUnaryCall;
  ListPlans(argument: _elearning_enrollment_v1_ListPlansRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_ListPlansResponse__Output>): grpc.ClientUnaryCall;
  ListPlans(argument: _elearning_enrollment_v1_ListPlansRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_ListPlansResponse__Output>): grpc.ClientUnaryCall;
  listPlans(argument: _elearning_enrollment_v1_ListPlansRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_ListPlansResponse__Output>): grpc.ClientUnaryCall;
  listPlans(argument: _elearning_enrollment_v1_ListPlansRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_ListPlansResponse__Output>): grpc.ClientUnaryCall;
  listPlans(argument: _elearning_enrollment_v1_ListPlansRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_ListPlansResponse__Output>): grpc.ClientUnaryCall;
  listPlans(argument: _elearning_enrollment_v1_ListPlansRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_ListPlansResponse__Output>): grpc.ClientUnaryCall;
  
  ListRenewals(argument: _elearning_enrollment_v1_ListRenewalsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_ListRenewalsResponse__Output>): grpc.ClientUnaryCall;
  ListRenewals(argument: _elearning_enrollment_v1_ListRenewalsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_ListRenewalsResponse__Output>): grpc.ClientUnaryCall;
  ListRenewals(argument: _elearning_enrollment_v1_ListRenewalsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_ListRenewalsResponse__Output>): grpc.ClientUnaryCall;
  ListRenewals(argument: _elearning_enrollment_v1_ListRenewalsRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_ListRenewalsResponse__Output>): grpc.ClientUnaryCall;
  listRenewals(argument: _elearning_enrollment_v1_ListRenewalsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_ListRenewalsResponse__Output>): grpc.ClientUnaryCall;
  listRenewals(argument: _elearning_enrollment_v1_ListRenewalsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_ListRenewalsResponse__Output>): grpc.ClientUnaryCall;
  listRenewals(argument: _elearning_enrollment_v1_ListRenewalsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_ListRenewalsResponse__Output>): grpc.ClientUnaryCall;
  listRenewals(argument: _elearning_enrollment_v1_ListRenewalsRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_ListRenewalsResponse__Output>): grpc.ClientUnaryCall;
  
  MarkAllNoticesRead(argument: _elearning_enrollment_v1_MarkAllNoticesReadRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_MarkAllNoticesReadResponse__Output>): grpc.ClientUnaryCall;
  MarkAllNoticesRead(argument: _elearning_enrollment_v1_MarkAllNoticesReadRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_MarkAllNoticesReadResponse__Output>): grpc.ClientUnaryCall;
  MarkAllNoticesRead(argument: _elearning_enrollment_v1_MarkAllNoticesReadRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_MarkAllNoticesReadResponse__Output>): grpc.ClientUnaryCall;
  MarkAllNoticesRead(argument: _elearning_enrollment_v1_MarkAllNoticesReadRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_MarkAllNoticesReadResponse__Output>): grpc.ClientUnaryCall;
  markAllNoticesRead(argument: _elearning_enrollment_v1_MarkAllNoticesReadRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_MarkAllNoticesReadResponse__Output>): grpc.ClientUnaryCall;
  markAllNoticesRead(argument: _elearning_enrollment_v1_MarkAllNoticesReadRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_MarkAllNoticesReadResponse__Output>): grpc.ClientUnaryCall;
  markAllNoticesRead(argument: _elearning_enrollment_v1_MarkAllNoticesReadRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_MarkAllNoticesReadResponse__Output>): grpc.ClientUnaryCall;
  markAllNoticesRead(argument: _elearning_enrollment_v1_MarkAllNoticesReadRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_MarkAllNoticesReadResponse__Output>): grpc.ClientUnaryCall;
  
  MarkNoticesRead(argument: _elearning_enrollment_v1_MarkNoticesReadRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_MarkNoticesReadResponse__Output>): grpc.ClientUnaryCall;
  MarkNoticesRead(argument: _elearning_enrollment_v1_MarkNoticesReadRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_MarkNoticesReadResponse__Output>): grpc.ClientUnaryCall;
  MarkNoticesRead(argument: _elearning_enrollment_v1_MarkNoticesReadRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_MarkNoticesReadResponse__Output>): grpc.ClientUnaryCall;
  MarkNoticesRead(argument: _elearning_enrollment_v1_MarkNoticesReadRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_MarkNoticesReadResponse__Output>): grpc.ClientUnaryCall;
  markNoticesRead(argument: _elearning_enrollment_v1_MarkNoticesReadRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_MarkNoticesReadResponse__Output>): grpc.ClientUnaryCall;
  markNoticesRead(argument: _elearning_enrollment_v1_MarkNoticesReadRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_MarkNoticesReadResponse__Output>): grpc.ClientUnaryCall;
  markNoticesRead(argument: _elearning_enrollment_v1_MarkNoticesReadRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_MarkNoticesReadResponse__Output>): grpc.ClientUnaryCall;
  markNoticesRead(argument: _elearning_enrollment_v1_MarkNoticesReadRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_MarkNoticesReadResponse__Output>): grpc.ClientUnaryCall;
  
  PauseEnrollment(argument: _elearning_enrollment_v1_PauseEnrollmentRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_PauseEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  PauseEnrollment(argument: _elearning_enrollment_v1_PauseEnrollmentRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_PauseEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  PauseEnrollment(argument: _elearning_enrollment_v1_PauseEnrollmentRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_PauseEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  PauseEnrollment(argument: _elearning_enrollment_v1_PauseEnrollmentRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_PauseEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  pauseEnrollment(argument: _elearning_enrollment_v1_PauseEnrollmentRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_PauseEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  pauseEnrollment(argument: _elearning_enrollment_v1_PauseEnrollmentRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_PauseEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  pauseEnrollment(argument: _elearning_enrollment_v1_PauseEnrollmentRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_PauseEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  pauseEnrollment(argument: _elearning_enrollment_v1_PauseEnrollmentRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_PauseEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  
  PurchaseSubscription(argument: _elearning_enrollment_v1_PurchaseSubscriptionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_PurchaseSubscriptionResponse__Output>): grpc.ClientUnaryCall;
  PurchaseSubscription(argument: _elearning_enrollment_v1_PurchaseSubscriptionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_PurchaseSubscriptionResponse__Output>): grpc.ClientUnaryCall;
  PurchaseSubscription(argument: _elearning_enrollment_v1_PurchaseSubscriptionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_PurchaseSubscriptionResponse__Output>): grpc.ClientUnaryCall;
  PurchaseSubscription(argument: _elearning_enrollment_v1_PurchaseSubscriptionRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_PurchaseSubscriptionResponse__Output>): grpc.ClientUnaryCall;
  purchaseSubscription(argument: _elearning_enrollment_v1_PurchaseSubscriptionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_PurchaseSubscriptionResponse__Output>): grpc.ClientUnaryCall;
  purchaseSubscription(argument: _elearning_enrollment_v1_PurchaseSubscriptionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_PurchaseSubscriptionResponse__Output>): grpc.ClientUnaryCall;
  purchaseSubscription(argument: _elearning_enrollment_v1_PurchaseSubscriptionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_PurchaseSubscriptionResponse__Output>): grpc.ClientUnaryCall;
  purchaseSubscription(argument: _elearning_enrollment_v1_PurchaseSubscriptionRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_PurchaseSubscriptionResponse__Output>): grpc.ClientUnaryCall;
  
  ResumeEnrollment(argument: _elearning_enrollment_v1_ResumeEnrollmentRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_ResumeEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  ResumeEnrollment(argument: _elearning_enrollment_v1_ResumeEnrollmentRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_ResumeEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  ResumeEnrollment(argument: _elearning_enrollment_v1_ResumeEnrollmentRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_ResumeEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  ResumeEnrollment(argument: _elearning_enrollment_v1_ResumeEnrollmentRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_ResumeEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  resumeEnrollment(argument: _elearning_enrollment_v1_ResumeEnrollmentRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_ResumeEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  resumeEnrollment(argument: _elearning_enrollment_v1_ResumeEnrollmentRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_ResumeEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  resumeEnrollment(argument: _elearning_enrollment_v1_ResumeEnrollmentRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_ResumeEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  resumeEnrollment(argument: _elearning_enrollment_v1_ResumeEnrollmentRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_ResumeEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  
  SetAutoRenew(argument: _elearning_enrollment_v1_SetAutoRenewRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_SetAutoRenewResponse__Output>): grpc.ClientUnaryCall;
  SetAutoRenew(argument: _elearning_enrollment_v1_SetAutoRenewRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_SetAutoRenewResponse__Output>): grpc.ClientUnaryCall;
  SetAutoRenew(argument: _elearning_enrollment_v1_SetAutoRenewRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_SetAutoRenewResponse__Output>): grpc.ClientUnaryCall;
  SetAutoRenew(argument: _elearning_enrollment_v1_SetAutoRenewRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_SetAutoRenewResponse__Output>): grpc.ClientUnaryCall;
  setAutoRenew(argument: _elearning_enrollment_v1_SetAutoRenewRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_SetAutoRenewResponse__Output>): grpc.ClientUnaryCall;
  setAutoRenew(argument: _elearning_enrollment_v1_SetAutoRenewRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_SetAutoRenewResponse__Output>): grpc.ClientUnaryCall;
  setAutoRenew(argument: _elearning_enrollment_v1_SetAutoRenewRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_SetAutoRenewResponse__Output>): grpc.ClientUnaryCall;
  setAutoRenew(argument: _elearning_enrollment_v1_SetAutoRenewRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_SetAutoRenewResponse__Output>): grpc.ClientUnaryCall;
  
  TellStreamHealth(argument: _elearning_enrollment_v1_TellStreamHealthRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_TellStreamHealthResponse__Output>): grpc.ClientUnaryCall;
  TellStreamHealth(argument: _elearning_enrollment_v1_TellStreamHealthRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_TellStreamHealthResponse__Output>): grpc.ClientUnaryCall;
  TellStreamHealth(argument: _elearning_enrollment_v1_TellStreamHealthRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_TellStreamHealthResponse__Output>): grpc.ClientUnaryCall;
  TellStreamHealth(argument: _elearning_enrollment_v1_TellStreamHealthRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_TellStreamHealthResponse__Output>): grpc.ClientUnaryCall;
  tellStreamHealth(argument: _elearning_enrollment_v1_TellStreamHealthRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_TellStreamHealthResponse__Output>): grpc.ClientUnaryCall;
  tellStreamHealth(argument: _elearning_enrollment_v1_TellStreamHealthRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_TellStreamHealthResponse__Output>): grpc.ClientUnaryCall;
  tellStreamHealth(argument: _elearning_enrollment_v1_TellStreamHealthRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_TellStreamHealthResponse__Output>): grpc.ClientUnaryCall;
  tellStreamHealth(argument: _elearning_enrollment_v1_TellStreamHealthRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_TellStreamHealthResponse__Output>): grpc.ClientUnaryCall;
  
  UpdateNotificationPreferences(argument: _elearning_enrollment_v1_UpdateNotificationPreferencesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_UpdateNotificationPreferencesResponse__Output>): grpc.ClientUnaryCall;
  UpdateNotificationPreferences(argument: _elearning_enrollment_v1_UpdateNotificationPreferencesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_UpdateNotificationPreferencesResponse__Output>): grpc.ClientUnaryCall;
  UpdateNotificationPreferences(argument: _elearning_enrollment_v1_UpdateNotificationPreferencesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_UpdateNotificationPreferencesResponse__Output>): grpc.ClientUnaryCall;
  UpdateNotificationPreferences(argument: _elearning_enrollment_v1_UpdateNotificationPreferencesRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_UpdateNotificationPreferencesResponse__Output>): grpc.ClientUnaryCall;
  updateNotificationPreferences(argument: _elearning_enrollment_v1_UpdateNotificationPreferencesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_UpdateNotificationPreferencesResponse__Output>): grpc.ClientUnaryCall;
  updateNotificationPreferences(argument: _elearning_enrollment_v1_UpdateNotificationPreferencesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_UpdateNotificationPreferencesResponse__Output>): grpc.ClientUnaryCall;
  updateNotificationPreferences(argument: _elearning_enrollment_v1_UpdateNotificationPreferencesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_UpdateNotificationPreferencesResponse__Output>): grpc.ClientUnaryCall;
  updateNotificationPreferences(argument: _elearning_enrollment_v1_UpdateNotificationPreferencesRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_UpdateNotificationPreferencesResponse__Output>): grpc.ClientUnaryCall;
  
}

export interface EnrollmentServiceHandlers extends grpc.UntypedServiceImplementation {
  ArchivePlan: grpc.handleUnaryCall<_elearning_enrollment_v1_ArchivePlanRequest__Output, _elearning_enrollment_v1_ArchivePlanResponse>;
  
  BatchCheckAccess: grpc.handleUnaryCall<_elearning_enrollment_v1_BatchCheckAccessRequest__Output, _elearning_enrollment_v1_BatchCheckAccessResponse>;
  
  BatchCheckUserAccess: grpc.handleUnaryCall<_elearning_enrollment_v1_BatchCheckUserAccessRequest__Output, _elearning_enrollment_v1_BatchCheckUserAccessResponse>;
  
  BatchGetEnrollmentCounts: grpc.handleUnaryCall<_elearning_enrollment_v1_BatchGetEnrollmentCountsRequest__Output, _elearning_enrollment_v1_BatchGetEnrollmentCountsResponse>;
  
  BatchGetEnrollments: grpc.handleUnaryCall<_elearning_enrollment_v1_BatchGetEnrollmentsRequest__Output, _elearning_enrollment_v1_BatchGetEnrollmentsResponse>;
  
  BatchGetSubscriptions: grpc.handleUnaryCall<_elearning_enrollment_v1_BatchGetSubscriptionsRequest__Output, _elearning_enrollment_v1_BatchGetSubscriptionsResponse>;
  
  BatchGetUserSubscriptions: grpc.handleUnaryCall<_elearning_enrollment_v1_BatchGetUserSubscriptionsRequest__Output, _elearning_enrollment_v1_BatchGetUserSubscriptionsResponse>;
  
  CancelEnrollment: grpc.handleUnaryCall<_elearning_enrollment_v1_CancelEnrollmentRequest__Output, _elearning_enrollment_v1_CancelEnrollmentResponse>;
  
  CancelSubscription: grpc.handleUnaryCall<_elearning_enrollment_v1_CancelSubscriptionRequest__Output, _elearning_enrollment_v1_CancelSubscriptionResponse>;
  
  ChangePaymentMethod: grpc.handleUnaryCall<_elearning_enrollment_v1_ChangePaymentMethodRequest__Output, _elearning_enrollment_v1_ChangePaymentMethodResponse>;
  
  CreateEnrollment: grpc.handleUnaryCall<_elearning_enrollment_v1_CreateEnrollmentRequest__Output, _elearning_enrollment_v1_CreateEnrollmentResponse>;
  
  CreatePlan: grpc.handleUnaryCall<_elearning_enrollment_v1_CreatePlanRequest__Output, _elearning_enrollment_v1_CreatePlanResponse>;
  
  EraseUser: grpc.handleUnaryCall<_elearning_enrollment_v1_EraseUserRequest__Output, _elearning_enrollment_v1_EraseUserResponse>;
  
  ExtendEnrollment: grpc.handleUnaryCall<_elearning_enrollment_v1_ExtendEnrollmentRequest__Output, _elearning_enrollment_v1_ExtendEnrollmentResponse>;
  
  GetNotificationPreferences: grpc.handleUnaryCall<_elearning_enrollment_v1_GetNotificationPreferencesRequest__Output, _elearning_enrollment_v1_GetNotificationPreferencesResponse>;
  
  GrantEnrollment: grpc.handleUnaryCall<_elearning_enrollment_v1_GrantEnrollmentRequest__Output, _elearning_enrollment_v1_GrantEnrollmentResponse>;
  
  ListEnrollments: grpc.handleUnaryCall<_elearning_enrollment_v1_ListEnrollmentsRequest__Output, _elearning_enrollment_v1_ListEnrollmentsResponse>;
  
  ListNotices: grpc.handleUnaryCall<_elearning_enrollment_v1_ListNoticesRequest__Output, _elearning_enrollment_v1_ListNoticesResponse>;
  
  ListPersonalRecords: grpc.handleUnaryCall<_elearning_enrollment_v1_ListPersonalRecordsRequest__Output, _elearning_enrollment_v1_ListPersonalRecordsResponse>;
  
  ListPlans: grpc.handleUnaryCall<_elearning_enrollment_v1_ListPlansRequest__Output, _elearning_enrollment_v1_ListPlansResponse>;
  
  ListRenewals: grpc.handleUnaryCall<_elearning_enrollment_v1_ListRenewalsRequest__Output, _elearning_enrollment_v1_ListRenewalsResponse>;
  
  MarkAllNoticesRead: grpc.handleUnaryCall<_elearning_enrollment_v1_MarkAllNoticesReadRequest__Output, _elearning_enrollment_v1_MarkAllNoticesReadResponse>;
  
  MarkNoticesRead: grpc.handleUnaryCall<_elearning_enrollment_v1_MarkNoticesReadRequest__Output, _elearning_enrollment_v1_MarkNoticesReadResponse>;
  
  PauseEnrollment: grpc.handleUnaryCall<_elearning_enrollment_v1_PauseEnrollmentRequest__Output, _elearning_enrollment_v1_PauseEnrollmentResponse>;
  
  PurchaseSubscription: grpc.handleUnaryCall<_elearning_enrollment_v1_PurchaseSubscriptionRequest__Output, _elearning_enrollment_v1_PurchaseSubscriptionResponse>;
  
  ResumeEnrollment: grpc.handleUnaryCall<_elearning_enrollment_v1_ResumeEnrollmentRequest__Output, _elearning_enrollment_v1_ResumeEnrollmentResponse>;
  
  SetAutoRenew: grpc.handleUnaryCall<_elearning_enrollment_v1_SetAutoRenewRequest__Output, _elearning_enrollment_v1_SetAutoRenewResponse>;
  
  TellStreamHealth: grpc.handleUnaryCall<_elearning_enrollment_v1_TellStreamHealthRequest__Output, _elearning_enrollment_v1_TellStreamHealthResponse>;
  
  UpdateNotificationPreferences: grpc.handleUnaryCall<_elearning_enrollment_v1_UpdateNotificationPreferencesRequest__Output, _elearning_enrollment_v1_UpdateNotificationPreferencesResponse>;
  
}

export interface EnrollmentServiceDefinition extends grpc.ServiceDefinition {
  ArchivePlan: MethodDefinition<_elearning_enrollment_v1_ArchivePlanRequest, _elearning_enrollment_v1_ArchivePlanResponse, _elearning_enrollment_v1_ArchivePlanRequest__Output, _elearning_enrollment_v1_ArchivePlanResponse__Output>
  BatchCheckAccess: MethodDefinition<_elearning_enrollment_v1_BatchCheckAccessRequest, _elearning_enrollment_v1_BatchCheckAccessResponse, _elearning_enrollment_v1_BatchCheckAccessRequest__Output, _elearning_enrollment_v1_BatchCheckAccessResponse__Output>
  BatchCheckUserAccess: MethodDefinition<_elearning_enrollment_v1_BatchCheckUserAccessRequest, _elearning_enrollment_v1_BatchCheckUserAccessResponse, _elearning_enrollment_v1_BatchCheckUserAccessRequest__Output, _elearning_enrollment_v1_BatchCheckUserAccessResponse__Output>
  BatchGetEnrollmentCounts: MethodDefinition<_elearning_enrollment_v1_BatchGetEnrollmentCountsRequest, _elearning_enrollment_v1_BatchGetEnrollmentCountsResponse, _elearning_enrollment_v1_BatchGetEnrollmentCountsRequest__Output, _elearning_enrollment_v1_BatchGetEnrollmentCountsResponse__Output>
  BatchGetEnrollments: MethodDefinition<_elearning_enrollment_v1_BatchGetEnrollmentsRequest, _elearning_enrollment_v1_BatchGetEnrollmentsResponse, _elearning_enrollment_v1_BatchGetEnrollmentsRequest__Output, _elearning_enrollment_v1_BatchGetEnrollmentsResponse__Output>
  BatchGetSubscriptions: MethodDefinition<_elearning_enrollment_v1_BatchGetSubscriptionsRequest, _elearning_enrollment_v1_BatchGetSubscriptionsResponse, _elearning_enrollment_v1_BatchGetSubscriptionsRequest__Output, _elearning_enrollment_v1_BatchGetSubscriptionsResponse__Output>
  BatchGetUserSubscriptions: MethodDefinition<_elearning_enrollment_v1_BatchGetUserSubscriptionsRequest, _elearning_enrollment_v1_BatchGetUserSubscriptionsResponse, _elearning_enrollment_v1_BatchGetUserSubscriptionsRequest__Output, _elearning_enrollment_v1_BatchGetUserSubscriptionsResponse__Output>
  CancelEnrollment: MethodDefinition<_elearning_enrollment_v1_CancelEnrollmentRequest, _elearning_enrollment_v1_CancelEnrollmentResponse, _elearning_enrollment_v1_CancelEnrollmentRequest__Output, _elearning_enrollment_v1_CancelEnrollmentResponse__Output>
  CancelSubscription: MethodDefinition<_elearning_enrollment_v1_CancelSubscriptionRequest, _elearning_enrollment_v1_CancelSubscriptionResponse, _elearning_enrollment_v1_CancelSubscriptionRequest__Output, _elearning_enrollment_v1_CancelSubscriptionResponse__Output>
  ChangePaymentMethod: MethodDefinition<_elearning_enrollment_v1_ChangePaymentMethodRequest, _elearning_enrollment_v1_ChangePaymentMethodResponse, _elearning_enrollment_v1_ChangePaymentMethodRequest__Output, _elearning_enrollment_v1_ChangePaymentMethodResponse__Output>
  CreateEnrollment: MethodDefinition<_elearning_enrollment_v1_CreateEnrollmentRequest, _elearning_enrollment_v1_CreateEnrollmentResponse, _elearning_enrollment_v1_CreateEnrollmentRequest__Output, _elearning_enrollment_v1_CreateEnrollmentResponse__Output>
  CreatePlan: MethodDefinition<_elearning_enrollment_v1_CreatePlanRequest, _elearning_enrollment_v1_CreatePlanResponse, _elearning_enrollment_v1_CreatePlanRequest__Output, _elearning_enrollment_v1_CreatePlanResponse__Output>
  EraseUser: MethodDefinition<_elearning_enrollment_v1_EraseUserRequest, _elearning_enrollment_v1_EraseUserResponse, _elearning_enrollment_v1_EraseUserRequest__Output, _elearning_enrollment_v1_EraseUserResponse__Output>
  ExtendEnrollment: MethodDefinition<_elearning_enrollment_v1_ExtendEnrollmentRequest, _elearning_enrollment_v1_ExtendEnrollmentResponse, _elearning_enrollment_v1_ExtendEnrollmentRequest__Output, _elearning_enrollment_v1_ExtendEnrollmentResponse__Output>
  GetNotificationPreferences: MethodDefinition<_elearning_enrollment_v1_GetNotificationPreferencesRequest, _elearning_enrollment_v1_GetNotificationPreferencesResponse, _elearning_enrollment_v1_GetNotificationPreferencesRequest__Output, _elearning_enrollment_v1_GetNotificationPreferencesResponse__Output>
  GrantEnrollment: MethodDefinition<_elearning_enrollment_v1_GrantEnrollmentRequest, _elearning_enrollment_v1_GrantEnrollmentResponse, _elearning_enrollment_v1_GrantEnrollmentRequest__Output, _elearning_enrollment_v1_GrantEnrollmentResponse__Output>
  ListEnrollments: MethodDefinition<_elearning_enrollment_v1_ListEnrollmentsRequest, _elearning_enrollment_v1_ListEnrollmentsResponse, _elearning_enrollment_v1_ListEnrollmentsRequest__Output, _elearning_enrollment_v1_ListEnrollmentsResponse__Output>
  ListNotices: MethodDefinition<_elearning_enrollment_v1_ListNoticesRequest, _elearning_enrollment_v1_ListNoticesResponse, _elearning_enrollment_v1_ListNoticesRequest__Output, _elearning_enrollment_v1_ListNoticesResponse__Output>
  ListPersonalRecords: MethodDefinition<_elearning_enrollment_v1_ListPersonalRecordsRequest, _elearning_enrollment_v1_ListPersonalRecordsResponse, _elearning_enrollment_v1_ListPersonalRecordsRequest__Output, _elearning_enrollment_v1_ListPersonalRecordsResponse__Output>
  ListPlans: MethodDefinition<_elearning_enrollment_v1_ListPlansRequest, _elearning_enrollment_v1_ListPlansResponse, _elearning_enrollment_v1_ListPlansRequest__Output, _elearning_enrollment_v1_ListPlansResponse__Output>
  ListRenewals: MethodDefinition<_elearning_enrollment_v1_ListRenewalsRequest, _elearning_enrollment_v1_ListRenewalsResponse, _elearning_enrollment_v1_ListRenewalsRequest__Output, _elearning_enrollment_v1_ListRenewalsResponse__Output>
  MarkAllNoticesRead: MethodDefinition<_elearning_enrollment_v1_MarkAllNoticesReadRequest, _elearning_enrollment_v1_MarkAllNoticesReadResponse, _elearning_enrollment_v1_MarkAllNoticesReadRequest__Output, _elearning_enrollment_v1_MarkAllNoticesReadResponse__Output>
  MarkNoticesRead: MethodDefinition<_elearning_enrollment_v1_MarkNoticesReadRequest, _elearning_enrollment_v1_MarkNoticesReadResponse, _elearning_enrollment_v1_MarkNoticesReadRequest__Output, _elearning_enrollment_v1_MarkNoticesReadResponse__Output>
  PauseEnrollment: MethodDefinition<_elearning_enrollment_v1_PauseEnrollmentRequest, _elearning_enrollment_v1_PauseEnrollmentResponse, _elearning_enrollment_v1_PauseEnrollmentRequest__Output, _elearning_enrollment_v1_PauseEnrollmentResponse__Output>
  PurchaseSubscription: MethodDefinition<_elearning_enrollment_v1_PurchaseSubscriptionRequest, _elearning_enrollment_v1_PurchaseSubscriptionResponse, _elearning_enrollment_v1_PurchaseSubscriptionRequest__Output, _elearning_enrollment_v1_PurchaseSubscriptionResponse__Output>
  ResumeEnrollment: MethodDefinition<_elearning_enrollment_v1_ResumeEnrollmentRequest, _elearning_enrollment_v1_ResumeEnrollmentResponse, _elearning_enrollment_v1_ResumeEnrollmentRequest__Output, _elearning_enrollment_v1_ResumeEnrollmentResponse__Output>
  SetAutoRenew: MethodDefinition<_elearning_enrollment_v1_SetAutoRenewRequest, _elearning_enrollment_v1_SetAutoRenewResponse, _elearning_enrollment_v1_SetAutoRenewRequest__Output, _elearning_enrollment_v1_SetAutoRenewResponse__Output>
  TellStreamHealth: MethodDefinition<_elearning_enrollment_v1_TellStreamHealthRequest, _elearning_enrollment_v1_TellStreamHealthResponse, _elearning_enrollment_v1_TellStreamHealthRequest__Output, _elearning_enrollment_v1_TellStreamHealthResponse__Output>
  UpdateNotificationPreferences: MethodDefinition<_elearning_enrollment_v1_UpdateNotificationPreferencesRequest, _elearning_enrollment_v1_UpdateNotificationPreferencesResponse, _elearning_enrollment_v1_UpdateNotificationPreferencesRequest__Output, _elearning_enrollment_v1_UpdateNotificationPreferencesResponse__Output>
}
