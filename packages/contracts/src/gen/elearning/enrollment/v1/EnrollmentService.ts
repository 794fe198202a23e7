// Original file: proto/elearning/enrollment/v1/enrollment_service.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { BatchCheckAccessRequest as _elearning_enrollment_v1_BatchCheckAccessRequest, BatchCheckAccessRequest__Output as _elearning_enrollment_v1_BatchCheckAccessRequest__Output } from '../../../elearning/enrollment/v1/BatchCheckAccessRequest.ts';
import type { BatchCheckAccessResponse as _elearning_enrollment_v1_BatchCheckAccessResponse, BatchCheckAccessResponse__Output as _elearning_enrollment_v1_BatchCheckAccessResponse__Output } from '../../../elearning/enrollment/v1/BatchCheckAccessResponse.ts';
import type { BatchGetEnrollmentsRequest as _elearning_enrollment_v1_BatchGetEnrollmentsRequest, BatchGetEnrollmentsRequest__Output as _elearning_enrollment_v1_BatchGetEnrollmentsRequest__Output } from '../../../elearning/enrollment/v1/BatchGetEnrollmentsRequest.ts';
import type { BatchGetEnrollmentsResponse as _elearning_enrollment_v1_BatchGetEnrollmentsResponse, BatchGetEnrollmentsResponse__Output as _elearning_enrollment_v1_BatchGetEnrollmentsResponse__Output } from '../../../elearning/enrollment/v1/BatchGetEnrollmentsResponse.ts';
import type { BatchGetUserSubscriptionsRequest as _elearning_enrollment_v1_BatchGetUserSubscriptionsRequest, BatchGetUserSubscriptionsRequest__Output as _elearning_enrollment_v1_BatchGetUserSubscriptionsRequest__Output } from '../../../elearning/enrollment/v1/BatchGetUserSubscriptionsRequest.ts';
import type { BatchGetUserSubscriptionsResponse as _elearning_enrollment_v1_BatchGetUserSubscriptionsResponse, BatchGetUserSubscriptionsResponse__Output as _elearning_enrollment_v1_BatchGetUserSubscriptionsResponse__Output } from '../../../elearning/enrollment/v1/BatchGetUserSubscriptionsResponse.ts';
import type { CreateEnrollmentRequest as _elearning_enrollment_v1_CreateEnrollmentRequest, CreateEnrollmentRequest__Output as _elearning_enrollment_v1_CreateEnrollmentRequest__Output } from '../../../elearning/enrollment/v1/CreateEnrollmentRequest.ts';
import type { CreateEnrollmentResponse as _elearning_enrollment_v1_CreateEnrollmentResponse, CreateEnrollmentResponse__Output as _elearning_enrollment_v1_CreateEnrollmentResponse__Output } from '../../../elearning/enrollment/v1/CreateEnrollmentResponse.ts';
import type { EraseUserRequest as _elearning_enrollment_v1_EraseUserRequest, EraseUserRequest__Output as _elearning_enrollment_v1_EraseUserRequest__Output } from '../../../elearning/enrollment/v1/EraseUserRequest.ts';
import type { EraseUserResponse as _elearning_enrollment_v1_EraseUserResponse, EraseUserResponse__Output as _elearning_enrollment_v1_EraseUserResponse__Output } from '../../../elearning/enrollment/v1/EraseUserResponse.ts';
import type { ListEnrollmentsRequest as _elearning_enrollment_v1_ListEnrollmentsRequest, ListEnrollmentsRequest__Output as _elearning_enrollment_v1_ListEnrollmentsRequest__Output } from '../../../elearning/enrollment/v1/ListEnrollmentsRequest.ts';
import type { ListEnrollmentsResponse as _elearning_enrollment_v1_ListEnrollmentsResponse, ListEnrollmentsResponse__Output as _elearning_enrollment_v1_ListEnrollmentsResponse__Output } from '../../../elearning/enrollment/v1/ListEnrollmentsResponse.ts';
import type { ListNoticesRequest as _elearning_enrollment_v1_ListNoticesRequest, ListNoticesRequest__Output as _elearning_enrollment_v1_ListNoticesRequest__Output } from '../../../elearning/enrollment/v1/ListNoticesRequest.ts';
import type { ListNoticesResponse as _elearning_enrollment_v1_ListNoticesResponse, ListNoticesResponse__Output as _elearning_enrollment_v1_ListNoticesResponse__Output } from '../../../elearning/enrollment/v1/ListNoticesResponse.ts';
import type { ListPersonalRecordsRequest as _elearning_enrollment_v1_ListPersonalRecordsRequest, ListPersonalRecordsRequest__Output as _elearning_enrollment_v1_ListPersonalRecordsRequest__Output } from '../../../elearning/enrollment/v1/ListPersonalRecordsRequest.ts';
import type { ListPersonalRecordsResponse as _elearning_enrollment_v1_ListPersonalRecordsResponse, ListPersonalRecordsResponse__Output as _elearning_enrollment_v1_ListPersonalRecordsResponse__Output } from '../../../elearning/enrollment/v1/ListPersonalRecordsResponse.ts';

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
  
  BatchGetUserSubscriptions(argument: _elearning_enrollment_v1_BatchGetUserSubscriptionsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchGetUserSubscriptionsResponse__Output>): grpc.ClientUnaryCall;
  BatchGetUserSubscriptions(argument: _elearning_enrollment_v1_BatchGetUserSubscriptionsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchGetUserSubscriptionsResponse__Output>): grpc.ClientUnaryCall;
  BatchGetUserSubscriptions(argument: _elearning_enrollment_v1_BatchGetUserSubscriptionsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchGetUserSubscriptionsResponse__Output>): grpc.ClientUnaryCall;
  BatchGetUserSubscriptions(argument: _elearning_enrollment_v1_BatchGetUserSubscriptionsRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchGetUserSubscriptionsResponse__Output>): grpc.ClientUnaryCall;
  batchGetUserSubscriptions(argument: _elearning_enrollment_v1_BatchGetUserSubscriptionsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchGetUserSubscriptionsResponse__Output>): grpc.ClientUnaryCall;
  batchGetUserSubscriptions(argument: _elearning_enrollment_v1_BatchGetUserSubscriptionsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchGetUserSubscriptionsResponse__Output>): grpc.ClientUnaryCall;
  batchGetUserSubscriptions(argument: _elearning_enrollment_v1_BatchGetUserSubscriptionsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchGetUserSubscriptionsResponse__Output>): grpc.ClientUnaryCall;
  batchGetUserSubscriptions(argument: _elearning_enrollment_v1_BatchGetUserSubscriptionsRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_BatchGetUserSubscriptionsResponse__Output>): grpc.ClientUnaryCall;
  
  CreateEnrollment(argument: _elearning_enrollment_v1_CreateEnrollmentRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_CreateEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  CreateEnrollment(argument: _elearning_enrollment_v1_CreateEnrollmentRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_CreateEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  CreateEnrollment(argument: _elearning_enrollment_v1_CreateEnrollmentRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_CreateEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  CreateEnrollment(argument: _elearning_enrollment_v1_CreateEnrollmentRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_CreateEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  createEnrollment(argument: _elearning_enrollment_v1_CreateEnrollmentRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_CreateEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  createEnrollment(argument: _elearning_enrollment_v1_CreateEnrollmentRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_CreateEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  createEnrollment(argument: _elearning_enrollment_v1_CreateEnrollmentRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_CreateEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  createEnrollment(argument: _elearning_enrollment_v1_CreateEnrollmentRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_CreateEnrollmentResponse__Output>): grpc.ClientUnaryCall;
  
  EraseUser(argument: _elearning_enrollment_v1_EraseUserRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_EraseUserResponse__Output>): grpc.ClientUnaryCall;
  EraseUser(argument: _elearning_enrollment_v1_EraseUserRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_EraseUserResponse__Output>): grpc.ClientUnaryCall;
  EraseUser(argument: _elearning_enrollment_v1_EraseUserRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_EraseUserResponse__Output>): grpc.ClientUnaryCall;
  EraseUser(argument: _elearning_enrollment_v1_EraseUserRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_EraseUserResponse__Output>): grpc.ClientUnaryCall;
  eraseUser(argument: _elearning_enrollment_v1_EraseUserRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_EraseUserResponse__Output>): grpc.ClientUnaryCall;
  eraseUser(argument: _elearning_enrollment_v1_EraseUserRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_enrollment_v1_EraseUserResponse__Output>): grpc.ClientUnaryCall;
  eraseUser(argument: _elearning_enrollment_v1_EraseUserRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_enrollment_v1_EraseUserResponse__Output>): grpc.ClientUnaryCall;
  eraseUser(argument: _elearning_enrollment_v1_EraseUserRequest, callback: grpc.requestCallback<_elearning_enrollment_v1_EraseUserResponse__Output>): grpc.ClientUnaryCall;
  
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
  
}

export interface EnrollmentServiceHandlers extends grpc.UntypedServiceImplementation {
  BatchCheckAccess: grpc.handleUnaryCall<_elearning_enrollment_v1_BatchCheckAccessRequest__Output, _elearning_enrollment_v1_BatchCheckAccessResponse>;
  
  BatchGetEnrollments: grpc.handleUnaryCall<_elearning_enrollment_v1_BatchGetEnrollmentsRequest__Output, _elearning_enrollment_v1_BatchGetEnrollmentsResponse>;
  
  BatchGetUserSubscriptions: grpc.handleUnaryCall<_elearning_enrollment_v1_BatchGetUserSubscriptionsRequest__Output, _elearning_enrollment_v1_BatchGetUserSubscriptionsResponse>;
  
  CreateEnrollment: grpc.handleUnaryCall<_elearning_enrollment_v1_CreateEnrollmentRequest__Output, _elearning_enrollment_v1_CreateEnrollmentResponse>;
  
  EraseUser: grpc.handleUnaryCall<_elearning_enrollment_v1_EraseUserRequest__Output, _elearning_enrollment_v1_EraseUserResponse>;
  
  ListEnrollments: grpc.handleUnaryCall<_elearning_enrollment_v1_ListEnrollmentsRequest__Output, _elearning_enrollment_v1_ListEnrollmentsResponse>;
  
  ListNotices: grpc.handleUnaryCall<_elearning_enrollment_v1_ListNoticesRequest__Output, _elearning_enrollment_v1_ListNoticesResponse>;
  
  ListPersonalRecords: grpc.handleUnaryCall<_elearning_enrollment_v1_ListPersonalRecordsRequest__Output, _elearning_enrollment_v1_ListPersonalRecordsResponse>;
  
}

export interface EnrollmentServiceDefinition extends grpc.ServiceDefinition {
  BatchCheckAccess: MethodDefinition<_elearning_enrollment_v1_BatchCheckAccessRequest, _elearning_enrollment_v1_BatchCheckAccessResponse, _elearning_enrollment_v1_BatchCheckAccessRequest__Output, _elearning_enrollment_v1_BatchCheckAccessResponse__Output>
  BatchGetEnrollments: MethodDefinition<_elearning_enrollment_v1_BatchGetEnrollmentsRequest, _elearning_enrollment_v1_BatchGetEnrollmentsResponse, _elearning_enrollment_v1_BatchGetEnrollmentsRequest__Output, _elearning_enrollment_v1_BatchGetEnrollmentsResponse__Output>
  BatchGetUserSubscriptions: MethodDefinition<_elearning_enrollment_v1_BatchGetUserSubscriptionsRequest, _elearning_enrollment_v1_BatchGetUserSubscriptionsResponse, _elearning_enrollment_v1_BatchGetUserSubscriptionsRequest__Output, _elearning_enrollment_v1_BatchGetUserSubscriptionsResponse__Output>
  CreateEnrollment: MethodDefinition<_elearning_enrollment_v1_CreateEnrollmentRequest, _elearning_enrollment_v1_CreateEnrollmentResponse, _elearning_enrollment_v1_CreateEnrollmentRequest__Output, _elearning_enrollment_v1_CreateEnrollmentResponse__Output>
  EraseUser: MethodDefinition<_elearning_enrollment_v1_EraseUserRequest, _elearning_enrollment_v1_EraseUserResponse, _elearning_enrollment_v1_EraseUserRequest__Output, _elearning_enrollment_v1_EraseUserResponse__Output>
  ListEnrollments: MethodDefinition<_elearning_enrollment_v1_ListEnrollmentsRequest, _elearning_enrollment_v1_ListEnrollmentsResponse, _elearning_enrollment_v1_ListEnrollmentsRequest__Output, _elearning_enrollment_v1_ListEnrollmentsResponse__Output>
  ListNotices: MethodDefinition<_elearning_enrollment_v1_ListNoticesRequest, _elearning_enrollment_v1_ListNoticesResponse, _elearning_enrollment_v1_ListNoticesRequest__Output, _elearning_enrollment_v1_ListNoticesResponse__Output>
  ListPersonalRecords: MethodDefinition<_elearning_enrollment_v1_ListPersonalRecordsRequest, _elearning_enrollment_v1_ListPersonalRecordsResponse, _elearning_enrollment_v1_ListPersonalRecordsRequest__Output, _elearning_enrollment_v1_ListPersonalRecordsResponse__Output>
}
