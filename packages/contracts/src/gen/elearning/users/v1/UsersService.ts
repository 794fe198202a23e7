// Original file: proto/elearning/users/v1/users_service.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { BatchGetUsersRequest as _elearning_users_v1_BatchGetUsersRequest, BatchGetUsersRequest__Output as _elearning_users_v1_BatchGetUsersRequest__Output } from '../../../elearning/users/v1/BatchGetUsersRequest.ts';
import type { BatchGetUsersResponse as _elearning_users_v1_BatchGetUsersResponse, BatchGetUsersResponse__Output as _elearning_users_v1_BatchGetUsersResponse__Output } from '../../../elearning/users/v1/BatchGetUsersResponse.ts';
import type { CreateUserRequest as _elearning_users_v1_CreateUserRequest, CreateUserRequest__Output as _elearning_users_v1_CreateUserRequest__Output } from '../../../elearning/users/v1/CreateUserRequest.ts';
import type { CreateUserResponse as _elearning_users_v1_CreateUserResponse, CreateUserResponse__Output as _elearning_users_v1_CreateUserResponse__Output } from '../../../elearning/users/v1/CreateUserResponse.ts';
import type { ListLoginRecordsRequest as _elearning_users_v1_ListLoginRecordsRequest, ListLoginRecordsRequest__Output as _elearning_users_v1_ListLoginRecordsRequest__Output } from '../../../elearning/users/v1/ListLoginRecordsRequest.ts';
import type { ListLoginRecordsResponse as _elearning_users_v1_ListLoginRecordsResponse, ListLoginRecordsResponse__Output as _elearning_users_v1_ListLoginRecordsResponse__Output } from '../../../elearning/users/v1/ListLoginRecordsResponse.ts';

export interface UsersServiceClient extends grpc.Client {
  BatchGetUsers(argument: _elearning_users_v1_BatchGetUsersRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_users_v1_BatchGetUsersResponse__Output>): grpc.ClientUnaryCall;
  BatchGetUsers(argument: _elearning_users_v1_BatchGetUsersRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_users_v1_BatchGetUsersResponse__Output>): grpc.ClientUnaryCall;
  BatchGetUsers(argument: _elearning_users_v1_BatchGetUsersRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_users_v1_BatchGetUsersResponse__Output>): grpc.ClientUnaryCall;
  BatchGetUsers(argument: _elearning_users_v1_BatchGetUsersRequest, callback: grpc.requestCallback<_elearning_users_v1_BatchGetUsersResponse__Output>): grpc.ClientUnaryCall;
  batchGetUsers(argument: _elearning_users_v1_BatchGetUsersRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_users_v1_BatchGetUsersResponse__Output>): grpc.ClientUnaryCall;
  batchGetUsers(argument: _elearning_users_v1_BatchGetUsersRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_users_v1_BatchGetUsersResponse__Output>): grpc.ClientUnaryCall;
  batchGetUsers(argument: _elearning_users_v1_BatchGetUsersRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_users_v1_BatchGetUsersResponse__Output>): grpc.ClientUnaryCall;
  batchGetUsers(argument: _elearning_users_v1_BatchGetUsersRequest, callback: grpc.requestCallback<_elearning_users_v1_BatchGetUsersResponse__Output>): grpc.ClientUnaryCall;
  
  CreateUser(argument: _elearning_users_v1_CreateUserRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_users_v1_CreateUserResponse__Output>): grpc.ClientUnaryCall;
  CreateUser(argument: _elearning_users_v1_CreateUserRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_users_v1_CreateUserResponse__Output>): grpc.ClientUnaryCall;
  CreateUser(argument: _elearning_users_v1_CreateUserRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_users_v1_CreateUserResponse__Output>): grpc.ClientUnaryCall;
  CreateUser(argument: _elearning_users_v1_CreateUserRequest, callback: grpc.requestCallback<_elearning_users_v1_CreateUserResponse__Output>): grpc.ClientUnaryCall;
  createUser(argument: _elearning_users_v1_CreateUserRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_users_v1_CreateUserResponse__Output>): grpc.ClientUnaryCall;
  createUser(argument: _elearning_users_v1_CreateUserRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_users_v1_CreateUserResponse__Output>): grpc.ClientUnaryCall;
  createUser(argument: _elearning_users_v1_CreateUserRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_users_v1_CreateUserResponse__Output>): grpc.ClientUnaryCall;
  createUser(argument: _elearning_users_v1_CreateUserRequest, callback: grpc.requestCallback<_elearning_users_v1_CreateUserResponse__Output>): grpc.ClientUnaryCall;
  
  ListLoginRecords(argument: _elearning_users_v1_ListLoginRecordsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_users_v1_ListLoginRecordsResponse__Output>): grpc.ClientUnaryCall;
  ListLoginRecords(argument: _elearning_users_v1_ListLoginRecordsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_users_v1_ListLoginRecordsResponse__Output>): grpc.ClientUnaryCall;
  ListLoginRecords(argument: _elearning_users_v1_ListLoginRecordsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_users_v1_ListLoginRecordsResponse__Output>): grpc.ClientUnaryCall;
  ListLoginRecords(argument: _elearning_users_v1_ListLoginRecordsRequest, callback: grpc.requestCallback<_elearning_users_v1_ListLoginRecordsResponse__Output>): grpc.ClientUnaryCall;
  listLoginRecords(argument: _elearning_users_v1_ListLoginRecordsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_users_v1_ListLoginRecordsResponse__Output>): grpc.ClientUnaryCall;
  listLoginRecords(argument: _elearning_users_v1_ListLoginRecordsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_users_v1_ListLoginRecordsResponse__Output>): grpc.ClientUnaryCall;
  listLoginRecords(argument: _elearning_users_v1_ListLoginRecordsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_users_v1_ListLoginRecordsResponse__Output>): grpc.ClientUnaryCall;
  listLoginRecords(argument: _elearning_users_v1_ListLoginRecordsRequest, callback: grpc.requestCallback<_elearning_users_v1_ListLoginRecordsResponse__Output>): grpc.ClientUnaryCall;
  
}

export interface UsersServiceHandlers extends grpc.UntypedServiceImplementation {
  BatchGetUsers: grpc.handleUnaryCall<_elearning_users_v1_BatchGetUsersRequest__Output, _elearning_users_v1_BatchGetUsersResponse>;
  
  CreateUser: grpc.handleUnaryCall<_elearning_users_v1_CreateUserRequest__Output, _elearning_users_v1_CreateUserResponse>;
  
  ListLoginRecords: grpc.handleUnaryCall<_elearning_users_v1_ListLoginRecordsRequest__Output, _elearning_users_v1_ListLoginRecordsResponse>;
  
}

export interface UsersServiceDefinition extends grpc.ServiceDefinition {
  BatchGetUsers: MethodDefinition<_elearning_users_v1_BatchGetUsersRequest, _elearning_users_v1_BatchGetUsersResponse, _elearning_users_v1_BatchGetUsersRequest__Output, _elearning_users_v1_BatchGetUsersResponse__Output>
  CreateUser: MethodDefinition<_elearning_users_v1_CreateUserRequest, _elearning_users_v1_CreateUserResponse, _elearning_users_v1_CreateUserRequest__Output, _elearning_users_v1_CreateUserResponse__Output>
  ListLoginRecords: MethodDefinition<_elearning_users_v1_ListLoginRecordsRequest, _elearning_users_v1_ListLoginRecordsResponse, _elearning_users_v1_ListLoginRecordsRequest__Output, _elearning_users_v1_ListLoginRecordsResponse__Output>
}
