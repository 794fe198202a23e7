// Original file: proto/elearning/enrollment/v1/enrollment_service.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { BatchCheckAccessRequest as _elearning_enrollment_v1_BatchCheckAccessRequest, BatchCheckAccessRequest__Output as _elearning_enrollment_v1_BatchCheckAccessRequest__Output } from '../../../elearning/enrollment/v1/BatchCheckAccessRequest.ts';
import type { BatchCheckAccessResponse as _elearning_enrollment_v1_BatchCheckAccessResponse, BatchCheckAccessResponse__Output as _elearning_enrollment_v1_BatchCheckAccessResponse__Output } from '../../../elearning/enrollment/v1/BatchCheckAccessResponse.ts';
import type { BatchGetEnrollmentsRequest as _elearning_enrollment_v1_BatchGetEnrollmentsRequest, BatchGetEnrollmentsRequest__Output as _elearning_enrollment_v1_BatchGetEnrollmentsRequest__Output } from '../../../elearning/enrollment/v1/BatchGetEnrollmentsRequest.ts';
import type { BatchGetEnrollmentsResponse as _elearning_enrollment_v1_BatchGetEnrollmentsResponse, BatchGetEnrollmentsResponse__Output as _elearning_enrollment_v1_BatchGetEnrollmentsResponse__Output } from '../../../elearning/enrollment/v1/BatchGetEnrollmentsResponse.ts';
import type { BatchGetSubscriptionsRequest as _elearning_enrollment_v1_BatchGetSubscriptionsRequest, BatchGetSubscriptionsRequest__Output as _elearning_enrollment_v1_BatchGetSubscriptionsRequest__Output } from '../../../elearning/enrollment/v1/BatchGetSubscriptionsRequest.ts';
import type { BatchGetSubscriptionsResponse as _elearning_enrollment_v1_BatchGetSubscriptionsResponse, BatchGetSubscriptionsResponse__Output as _elearning_enrollment_v1_BatchGetSubscriptionsResponse__Output } from '../../../elearning/enrollment/v1/BatchGetSubscriptionsResponse.ts';
import type { BatchGetUserSubscriptionsRequest as _elearning_enrollment_v1_BatchGetUserSubscriptionsRequest, BatchGetUserSubscriptionsRequest__Output as _elearning_enrollment_v1_BatchGetUserSubscriptionsRequest__Output } from '../../../elearning/enrollment/v1/BatchGetUserSubscriptionsRequest.ts';
import type { BatchGetUserSubscriptionsResponse as _elearning_enrollment_v1_BatchGetUserSubscriptionsResponse, BatchGetUserSubscriptionsResponse__Output as _elearning_enrollment_v1_BatchGetUserSubscriptionsResponse__Output } from '../../../elearning/enrollment/v1/BatchGetUserSubscriptionsResponse.ts';
import type { CancelSubscriptionRequest as _elearning_enrollment_v1_CancelSubscriptionRequest, CancelSubscriptionRequest__Output as _elearning_enrollment_v1_CancelSubscriptionRequest__Output } from '../../../elearning/enrollment/v1/CancelSubscriptionRequest.ts';
import type { CancelSubscriptionResponse as _elearning_enrollment_v1_CancelSubscriptionResponse, CancelSubscriptionResponse__Output as _elearning_enrollment_v1_CancelSubscriptionResponse__Output } from '../../../elearning/enrollment/v1/CancelSubscriptionResponse.ts';
import type { ChangePaymentMethodRequest as _elearning_enrollment_v1_ChangePaymentMethodRequest, ChangePaymentMethodRequest__Output as _elearning_enrollment_v1_ChangePaymentMethodRequest__Output } from '../../../elearning/enrollment/v1/ChangePaymentMethodRequest.ts';
import type { ChangePaymentMethodResponse as _elearning_enrollment_v1_ChangePaymentMethodResponse, ChangePaymentMethodResponse__Output as _elearning_enrollment_v1_ChangePaymentMethodResponse__Output } from '../../../elearning/enrollment/v1/ChangePaymentMethodResponse.ts';
import type { CreateEnrollmentRequest as _elearning_enrollment_v1_CreateEnrollmentRequest, CreateEnrollmentRequest__Output as _elearning_enrollment_v1_CreateEnrollmentRequest__Output } from '../../../elearning/enrollment/v1/CreateEnrollmentRequest.ts';
import type { CreateEnrollmentResponse as _elearning_enrollment_v1_CreateEnrollmentResponse, CreateEnrollmentResponse__Output as _elearning_enrollment_v1_CreateEnrollmentResponse__Output } from '../../../elearning/enrollment/v1/CreateEnrollmentResponse.ts';
import type { GetNotificationPreferencesRequest as _elearning_enrollment_v1_GetNotificationPreferencesRequest, GetNotificationPreferencesRequest__Output as _elearning_enrollment_v1_GetNotificationPreferencesRequest__Output } from '../../../elearning/enrollment/v1/GetNotificationPreferencesRequest.ts';
import type { GetNotificationPreferencesResponse as _elearning_enrollment_v1_GetNotificationPreferencesResponse, GetNotificationPreferencesResponse__Output as _elearning_enrollment_v1_GetNotificationPreferencesResponse__Output } from '../../../elearning/enrollment/v1/GetNotificationPreferencesResponse.ts';
import type { ListEnrollmentsRequest as _elearning_enrollment_v1_ListEnrollmentsRequest, ListEnrollmentsRequest__Output as _elearning_enrollment_v1_ListEnrollmentsRequest__Output } from '../../../elearning/enrollment/v1/ListEnrollmentsRequest.ts';
import type { ListEnrollmentsResponse as _elearning_enrollment_v1_ListEnrollmentsResponse, ListEnrollmentsResponse__Output as _elearning_enrollment_v1_ListEnrollmentsResponse__Output } from '../../../elearning/enrollment/v1/ListEnrollmentsResponse.ts';
import type { ListNoticesRequest as _elearning_enrollment_v1_ListNoticesRequest, ListNoticesRequest__Output as _elearning_enrollment_v1_ListNoticesRequest__Output } from '../../../elearning/enrollment/v1/ListNoticesRequest.ts';
import type { ListNoticesResponse as _elearning_enrollment_v1_ListNoticesResponse, ListNoticesResponse__Output as _elearning_enrollment_v1_ListNoticesResponse__Output } from '../../../elearning/enrollment/v1/ListNoticesResponse.ts';
import type { ListRenewalsRequest as _elearning_enrollment_v1_ListRenewalsRequest, ListRenewalsRequest__Output as _elearning_enrollment_v1_ListRenewalsRequest__Output } from '../../../elearning/enrollment/v1/ListRenewalsRequest.ts';
import type { ListRenewalsResponse as _elearning_enrollment_v1_ListRenewalsResponse, ListRenewalsResponse__Output as _elearning_enrollment_v1_ListRenewalsResponse__Output } from '../../../elearning/enrollment/v1/ListRenewalsResponse.ts';
import type { MarkAllNoticesReadRequest as _elearning_enrollment_v1_MarkAllNoticesReadRequest, MarkAllNoticesReadRequest__Output as _elearning_enrollment_v1_MarkAllNoticesReadRequest__Output } from '../../../elearning/enrollment/v1/MarkAllNoticesReadRequest.ts';
import type { MarkAllNoticesReadResponse as _elearning_enrollment_v1_MarkAllNoticesReadResponse, MarkAllNoticesReadResponse__Output as _elearning_enrollment_v1_MarkAllNoticesReadResponse__Output } from '../../../elearning/enrollment/v1/MarkAllNoticesReadResponse.ts';
import type { MarkNoticesReadRequest as _elearning_enrollment_v1_MarkNoticesReadRequest, MarkNoticesReadRequest__Output as _elearning_enrollment_v1_MarkNoticesReadRequest__Output } from '../../../elearning/enrollment/v1/MarkNoticesReadRequest.ts';
import type { MarkNoticesReadResponse as _elearning_enrollment_v1_MarkNoticesReadResponse, MarkNoticesReadResponse__Output as _elearning_enrollment_v1_MarkNoticesReadResponse__Output } from '../../../elearning/enrollment/v1/MarkNoticesReadResponse.ts';
import type { SetAutoRenewRequest as _elearning_enrollment_v1_SetAutoRenewRequest, SetAutoRenewRequest__Output as _elearning_enrollment_v1_SetAutoRenewRequest__Output } from '../../../elearning/enrollment/v1/SetAutoRenewRequest.ts';
import type { SetAutoRenewResponse as _elearning_enrollment_v1_SetAutoRenewResponse, SetAutoRenewResponse__Output as _elearning_enrollment_v1_SetAutoRenewResponse__Output } from '../../../elearning/enrollment/v1/SetAutoRenewResponse.ts';
import type { UpdateNotificationPreferencesRequest as _elearning_enrollment_v1_UpdateNotificationPreferencesRequest, UpdateNotificationPreferencesRequest__Output as _elearning_enrollment_v1_UpdateNotificationPreferencesRequest__Output } from '../../../elearning/enrollment/v1/UpdateNotificationPreferencesRequest.ts';
import type { UpdateNotificationPreferencesResponse as _elearning_enrollment_v1_UpdateNotificationPreferencesResponse, UpdateNotificationPreferencesResponse__Output as _elearning_enrollment_v1_UpdateNotificationPreferencesResponse__Output } from '../../../elearning/enrollment/v1/UpdateNotificationPreferencesResponse.ts';

export interface EnrollmentServiceClient extends grpc.Client {
  BatchCheckAccess(argument: _elearning_enrollment_v1_BatchCheckAccessRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchCheckAccessResponse__Output>): grpc.ClientUnaryCall;
  BatchCheckAccess(argument: _elearning_enrollment_v1_BatchCheckAccessRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchCheckAccessResponse__Output>): grpc.ClientUnaryCall;
  BatchCheckAccess(argument: _elearning_enrollment_v1_BatchCheckAccessRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchCheckAccessResponse__Output>): grpc.ClientUnaryCall;
  BatchCheckAccess(argument: _elearning_enrollment_v1_BatchCheckAccessRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchCheckAccessResponse__Output>): grpc.ClientUnaryCall;
  batchCheckAccess(argument: _elearning_enrollment_v1_BatchCheckAccessRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchCheckAccessResponse__Output>): grpc.ClientUnaryCall;
  batchCheckAccess(argument: _elearning_enrollment_v1_BatchCheckAccessRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchCheckAccessResponse__Output>): grpc.ClientUnaryCall;
  batchCheckAccess(argument: _elearning_enrollment_v1_BatchCheckAccessRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchCheckAccessResponse__Output>): grpc.ClientUnaryCall;
  batchCheckAccess(argument: _elearning_enrollment_v1_BatchCheckAccessRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchCheckAccessResponse__Output>): grpc.ClientUnaryCall;
  
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
  
  GetNotificationPreferences(argument: _elearning_enrollment_v1_GetNotificationPreferencesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_GetNotificationPreferencesResponse__Output>): grpc.ClientUnaryCall;
  GetNotificationPreferences(argument: _elearning_enrollment_v1_GetNotificationPreferencesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_GetNotificationPreferencesResponse__Output>): grpc.ClientUnaryCall;
  GetNotificationPreferences(argument: _elearning_enrollment_v1_GetNotificationPreferencesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_GetNotificationPreferencesResponse__Output>): grpc.ClientUnaryCall;
  GetNotificationPreferences(argument: _elearning_enrollment_v1_GetNotificationPreferencesRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_GetNotificationPreferencesResponse__Output>): grpc.ClientUnaryCall;
  getNotificationPreferences(argument: _elearning_enrollment_v1_GetNotificationPreferencesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_GetNotificationPreferencesResponse__Output>): grpc.ClientUnaryCall;
  getNotificationPreferences(argument: _elearning_enrollment_v1_GetNotificationPreferencesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_GetNotificationPreferencesResponse__Output>): grpc.ClientUnaryCall;
  getNotificationPreferences(argument: _elearning_enrollment_v1_GetNotificationPreferencesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_GetNotificationPreferencesResponse__Output>): grpc.ClientUnaryCall;
  getNotificationPreferences(argument: _elearning_enrollment_v1_GetNotificationPreferencesRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_GetNotificationPreferencesResponse__Output>): grpc.ClientUnaryCall;
  
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
  
  SetAutoRenew(argument: _elearning_enrollment_v1_SetAutoRenewRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_SetAutoRenewResponse__Output>): grpc.ClientUnaryCall;
  SetAutoRenew(argument: _elearning_enrollment_v1_SetAutoRenewRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_SetAutoRenewResponse__Output>): grpc.ClientUnaryCall;
  SetAutoRenew(argument: _elearning_enrollment_v1_SetAutoRenewRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_SetAutoRenewResponse__Output>): grpc.ClientUnaryCall;
  SetAutoRenew(argument: _elearning_enrollment_v1_SetAutoRenewRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_SetAutoRenewResponse__Output>): grpc.ClientUnaryCall;
  setAutoRenew(argument: _elearning_enrollment_v1_SetAutoRenewRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_SetAutoRenewResponse__Output>): grpc.ClientUnaryCall;
  setAutoRenew(argument: _elearning_enrollment_v1_SetAutoRenewRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_SetAutoRenewResponse__Output>): grpc.ClientUnaryCall;
  setAutoRenew(argument: _elearning_enrollment_v1_SetAutoRenewRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_SetAutoRenewResponse__Output>): grpc.ClientUnaryCall;
  setAutoRenew(argument: _elearning_enrollment_v1_SetAutoRenewRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_SetAutoRenewResponse__Output>): grpc.ClientUnaryCall;
  
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
  BatchCheckAccess: grpc.handleUnaryCall<_elearning_enrollment_v1_BatchCheckAccessRequest__Output, _elearning_enrollment_v1_BatchCheckAccessResponse>;
  
  BatchGetEnrollments: grpc.handleUnaryCall<_elearning_enrollment_v1_BatchGetEnrollmentsRequest__Output, _elearning_enrollment_v1_BatchGetEnrollmentsResponse>;
  
  BatchGetSubscriptions: grpc.handleUnaryCall<_elearning_enrollment_v1_BatchGetSubscriptionsRequest__Output, _elearning_enrollment_v1_BatchGetSubscriptionsResponse>;
  
  BatchGetUserSubscriptions: grpc.handleUnaryCall<_elearning_enrollment_v1_BatchGetUserSubscriptionsRequest__Output, _elearning_enrollment_v1_BatchGetUserSubscriptionsResponse>;
  
  CancelSubscription: grpc.handleUnaryCall<_elearning_enrollment_v1_CancelSubscriptionRequest__Output, _elearning_enrollment_v1_CancelSubscriptionResponse>;
  
  ChangePaymentMethod: grpc.handleUnaryCall<_elearning_enrollment_v1_ChangePaymentMethodRequest__Output, _elearning_enrollment_v1_ChangePaymentMethodResponse>;
  
  CreateEnrollment: grpc.handleUnaryCall<_elearning_enrollment_v1_CreateEnrollmentRequest__Output, _elearning_enrollment_v1_CreateEnrollmentResponse>;
  
  GetNotificationPreferences: grpc.handleUnaryCall<_elearning_enrollment_v1_GetNotificationPreferencesRequest__Output, _elearning_enrollment_v1_GetNotificationPreferencesResponse>;
  
  ListEnrollments: grpc.handleUnaryCall<_elearning_enrollment_v1_ListEnrollmentsRequest__Output, _elearning_enrollment_v1_ListEnrollmentsResponse>;
  
  ListNotices: grpc.handleUnaryCall<_elearning_enrollment_v1_ListNoticesRequest__Output, _elearning_enrollment_v1_ListNoticesResponse>;
  
  ListRenewals: grpc.handleUnaryCall<_elearning_enrollment_v1_ListRenewalsRequest__Output, _elearning_enrollment_v1_ListRenewalsResponse>;
  
  MarkAllNoticesRead: grpc.handleUnaryCall<_elearning_enrollment_v1_MarkAllNoticesReadRequest__Output, _elearning_enrollment_v1_MarkAllNoticesReadResponse>;
  
  MarkNoticesRead: grpc.handleUnaryCall<_elearning_enrollment_v1_MarkNoticesReadRequest__Output, _elearning_enrollment_v1_MarkNoticesReadResponse>;
  
  SetAutoRenew: grpc.handleUnaryCall<_elearning_enrollment_v1_SetAutoRenewRequest__Output, _elearning_enrollment_v1_SetAutoRenewResponse>;
  
  UpdateNotificationPreferences: grpc.handleUnaryCall<_elearning_enrollment_v1_UpdateNotificationPreferencesRequest__Output, _elearning_enrollment_v1_UpdateNotificationPreferencesResponse>;
  
}

export interface EnrollmentServiceDefinition extends grpc.ServiceDefinition {
  BatchCheckAccess: MethodDefinition<_elearning_enrollment_v1_BatchCheckAccessRequest, _elearning_enrollment_v1_BatchCheckAccessResponse, _elearning_enrollment_v1_BatchCheckAccessRequest__Output, _elearning_enrollment_v1_BatchCheckAccessResponse__Output>
  BatchGetEnrollments: MethodDefinition<_elearning_enrollment_v1_BatchGetEnrollmentsRequest, _elearning_enrollment_v1_BatchGetEnrollmentsResponse, _elearning_enrollment_v1_BatchGetEnrollmentsRequest__Output, _elearning_enrollment_v1_BatchGetEnrollmentsResponse__Output>
  BatchGetSubscriptions: MethodDefinition<_elearning_enrollment_v1_BatchGetSubscriptionsRequest, _elearning_enrollment_v1_BatchGetSubscriptionsResponse, _elearning_enrollment_v1_BatchGetSubscriptionsRequest__Output, _elearning_enrollment_v1_BatchGetSubscriptionsResponse__Output>
  BatchGetUserSubscriptions: MethodDefinition<_elearning_enrollment_v1_BatchGetUserSubscriptionsRequest, _elearning_enrollment_v1_BatchGetUserSubscriptionsResponse, _elearning_enrollment_v1_BatchGetUserSubscriptionsRequest__Output, _elearning_enrollment_v1_BatchGetUserSubscriptionsResponse__Output>
  CancelSubscription: MethodDefinition<_elearning_enrollment_v1_CancelSubscriptionRequest, _elearning_enrollment_v1_CancelSubscriptionResponse, _elearning_enrollment_v1_CancelSubscriptionRequest__Output, _elearning_enrollment_v1_CancelSubscriptionResponse__Output>
  ChangePaymentMethod: MethodDefinition<_elearning_enrollment_v1_ChangePaymentMethodRequest, _elearning_enrollment_v1_ChangePaymentMethodResponse, _elearning_enrollment_v1_ChangePaymentMethodRequest__Output, _elearning_enrollment_v1_ChangePaymentMethodResponse__Output>
  CreateEnrollment: MethodDefinition<_elearning_enrollment_v1_CreateEnrollmentRequest, _elearning_enrollment_v1_CreateEnrollmentResponse, _elearning_enrollment_v1_CreateEnrollmentRequest__Output, _elearning_enrollment_v1_CreateEnrollmentResponse__Output>
  GetNotificationPreferences: MethodDefinition<_elearning_enrollment_v1_GetNotificationPreferencesRequest, _elearning_enrollment_v1_GetNotificationPreferencesResponse, _elearning_enrollment_v1_GetNotificationPreferencesRequest__Output, _elearning_enrollment_v1_GetNotificationPreferencesResponse__Output>
  ListEnrollments: MethodDefinition<_elearning_enrollment_v1_ListEnrollmentsRequest, _elearning_enrollment_v1_ListEnrollmentsResponse, _elearning_enrollment_v1_ListEnrollmentsRequest__Output, _elearning_enrollment_v1_ListEnrollmentsResponse__Output>
  ListNotices: MethodDefinition<_elearning_enrollment_v1_ListNoticesRequest, _elearning_enrollment_v1_ListNoticesResponse, _elearning_enrollment_v1_ListNoticesRequest__Output, _elearning_enrollment_v1_ListNoticesResponse__Output>
  ListRenewals: MethodDefinition<_elearning_enrollment_v1_ListRenewalsRequest, _elearning_enrollment_v1_ListRenewalsResponse, _elearning_enrollment_v1_ListRenewalsRequest__Output, _elearning_enrollment_v1_ListRenewalsResponse__Output>
  MarkAllNoticesRead: MethodDefinition<_elearning_enrollment_v1_MarkAllNoticesReadRequest, _elearning_enrollment_v1_MarkAllNoticesReadResponse, _elearning_enrollment_v1_MarkAllNoticesReadRequest__Output, _elearning_enrollment_v1_MarkAllNoticesReadResponse__Output>
  MarkNoticesRead: MethodDefinition<_elearning_enrollment_v1_MarkNoticesReadRequest, _elearning_enrollment_v1_MarkNoticesReadResponse, _elearning_enrollment_v1_MarkNoticesReadRequest__Output, _elearning_enrollment_v1_MarkNoticesReadResponse__Output>
  SetAutoRenew: MethodDefinition<_elearning_enrollment_v1_SetAutoRenewRequest, _elearning_enrollment_v1_SetAutoRenewResponse, _elearning_enrollment_v1_SetAutoRenewRequest__Output, _elearning_enrollment_v1_SetAutoRenewResponse__Output>
  UpdateNotificationPreferences: MethodDefinition<_elearning_enrollment_v1_UpdateNotificationPreferencesRequest, _elearning_enrollment_v1_UpdateNotificationPreferencesResponse, _elearning_enrollment_v1_UpdateNotificationPreferencesRequest__Output, _elearning_enrollment_v1_UpdateNotificationPreferencesResponse__Output>
}
