// Original file: proto/elearning/users/v1/users_service.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { BatchGetUsersRequest as _elearning_users_v1_BatchGetUsersRequest, BatchGetUsersRequest__Output as _elearning_users_v1_BatchGetUsersRequest__Output } from '../../../elearning/users/v1/BatchGetUsersRequest.ts';
import type { BatchGetUsersResponse as _elearning_users_v1_BatchGetUsersResponse, BatchGetUsersResponse__Output as _elearning_users_v1_BatchGetUsersResponse__Output } from '../../../elearning/users/v1/BatchGetUsersResponse.ts';
import type { CreatePasswordResetRequest as _elearning_users_v1_CreatePasswordResetRequest, CreatePasswordResetRequest__Output as _elearning_users_v1_CreatePasswordResetRequest__Output } from '../../../elearning/users/v1/CreatePasswordResetRequest.ts';
import type { CreatePasswordResetResponse as _elearning_users_v1_CreatePasswordResetResponse, CreatePasswordResetResponse__Output as _elearning_users_v1_CreatePasswordResetResponse__Output } from '../../../elearning/users/v1/CreatePasswordResetResponse.ts';
import type { CreateUserRequest as _elearning_users_v1_CreateUserRequest, CreateUserRequest__Output as _elearning_users_v1_CreateUserRequest__Output } from '../../../elearning/users/v1/CreateUserRequest.ts';
import type { CreateUserResponse as _elearning_users_v1_CreateUserResponse, CreateUserResponse__Output as _elearning_users_v1_CreateUserResponse__Output } from '../../../elearning/users/v1/CreateUserResponse.ts';
import type { EraseAccountRequest as _elearning_users_v1_EraseAccountRequest, EraseAccountRequest__Output as _elearning_users_v1_EraseAccountRequest__Output } from '../../../elearning/users/v1/EraseAccountRequest.ts';
import type { EraseAccountResponse as _elearning_users_v1_EraseAccountResponse, EraseAccountResponse__Output as _elearning_users_v1_EraseAccountResponse__Output } from '../../../elearning/users/v1/EraseAccountResponse.ts';
import type { ListLoginRecordsRequest as _elearning_users_v1_ListLoginRecordsRequest, ListLoginRecordsRequest__Output as _elearning_users_v1_ListLoginRecordsRequest__Output } from '../../../elearning/users/v1/ListLoginRecordsRequest.ts';
import type { ListLoginRecordsResponse as _elearning_users_v1_ListLoginRecordsResponse, ListLoginRecordsResponse__Output as _elearning_users_v1_ListLoginRecordsResponse__Output } from '../../../elearning/users/v1/ListLoginRecordsResponse.ts';
import type { ListPersonalRecordsRequest as _elearning_users_v1_ListPersonalRecordsRequest, ListPersonalRecordsRequest__Output as _elearning_users_v1_ListPersonalRecordsRequest__Output } from '../../../elearning/users/v1/ListPersonalRecordsRequest.ts';
import type { ListPersonalRecordsResponse as _elearning_users_v1_ListPersonalRecordsResponse, ListPersonalRecordsResponse__Output as _elearning_users_v1_ListPersonalRecordsResponse__Output } from '../../../elearning/users/v1/ListPersonalRecordsResponse.ts';
import type { ListUsersRequest as _elearning_users_v1_ListUsersRequest, ListUsersRequest__Output as _elearning_users_v1_ListUsersRequest__Output } from '../../../elearning/users/v1/ListUsersRequest.ts';
import type { ListUsersResponse as _elearning_users_v1_ListUsersResponse, ListUsersResponse__Output as _elearning_users_v1_ListUsersResponse__Output } from '../../../elearning/users/v1/ListUsersResponse.ts';
import type { SetPasswordRequest as _elearning_users_v1_SetPasswordRequest, SetPasswordRequest__Output as _elearning_users_v1_SetPasswordRequest__Output } from '../../../elearning/users/v1/SetPasswordRequest.ts';
import type { SetPasswordResponse as _elearning_users_v1_SetPasswordResponse, SetPasswordResponse__Output as _elearning_users_v1_SetPasswordResponse__Output } from '../../../elearning/users/v1/SetPasswordResponse.ts';
import type { SetUserRoleRequest as _elearning_users_v1_SetUserRoleRequest, SetUserRoleRequest__Output as _elearning_users_v1_SetUserRoleRequest__Output } from '../../../elearning/users/v1/SetUserRoleRequest.ts';
import type { SetUserRoleResponse as _elearning_users_v1_SetUserRoleResponse, SetUserRoleResponse__Output as _elearning_users_v1_SetUserRoleResponse__Output } from '../../../elearning/users/v1/SetUserRoleResponse.ts';
import type { UpdateUserRequest as _elearning_users_v1_UpdateUserRequest, UpdateUserRequest__Output as _elearning_users_v1_UpdateUserRequest__Output } from '../../../elearning/users/v1/UpdateUserRequest.ts';
import type { UpdateUserResponse as _elearning_users_v1_UpdateUserResponse, UpdateUserResponse__Output as _elearning_users_v1_UpdateUserResponse__Output } from '../../../elearning/users/v1/UpdateUserResponse.ts';

export interface UsersServiceClient extends grpc.Client {
  BatchGetUsers(argument: _elearning_users_v1_BatchGetUsersRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_users_v1_BatchGetUsersResponse__Output>): grpc.ClientUnaryCall;
  BatchGetUsers(argument: _elearning_users_v1_BatchGetUsersRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_users_v1_BatchGetUsersResponse__Output>): grpc.ClientUnaryCall;
  BatchGetUsers(argument: _elearning_users_v1_BatchGetUsersRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_users_v1_BatchGetUsersResponse__Output>): grpc.ClientUnaryCall;
  BatchGetUsers(argument: _elearning_users_v1_BatchGetUsersRequest, callback: grpc.requestCallback<_elearning_users_v1_BatchGetUsersResponse__Output>): grpc.ClientUnaryCall;
  batchGetUsers(argument: _elearning_users_v1_BatchGetUsersRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_users_v1_BatchGetUsersResponse__Output>): grpc.ClientUnaryCall;
  batchGetUsers(argument: _elearning_users_v1_BatchGetUsersRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_users_v1_BatchGetUsersResponse__Output>): grpc.ClientUnaryCall;
  batchGetUsers(argument: _elearning_users_v1_BatchGetUsersRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_users_v1_BatchGetUsersResponse__Output>): grpc.ClientUnaryCall;
  batchGetUsers(argument: _elearning_users_v1_BatchGetUsersRequest, callback: grpc.requestCallback<_elearning_users_v1_BatchGetUsersResponse__Output>): grpc.ClientUnaryCall;
  
  CreatePasswordReset(argument: _elearning_users_v1_CreatePasswordResetRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_users_v1_CreatePasswordResetResponse__Output>): grpc.ClientUnaryCall;
  CreatePasswordReset(argument: _elearning_users_v1_CreatePasswordResetRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_users_v1_CreatePasswordResetResponse__Output>): grpc.ClientUnaryCall;
  CreatePasswordReset(argument: _elearning_users_v1_CreatePasswordResetRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_users_v1_CreatePasswordResetResponse__Output>): grpc.ClientUnaryCall;
  CreatePasswordReset(argument: _elearning_users_v1_CreatePasswordResetRequest, callback: grpc.requestCallback<_elearning_users_v1_CreatePasswordResetResponse__Output>): grpc.ClientUnaryCall;
  createPasswordReset(argument: _elearning_users_v1_CreatePasswordResetRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_users_v1_CreatePasswordResetResponse__Output>): grpc.ClientUnaryCall;
  createPasswordReset(argument: _elearning_users_v1_CreatePasswordResetRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_users_v1_CreatePasswordResetResponse__Output>): grpc.ClientUnaryCall;
  createPasswordReset(argument: _elearning_users_v1_CreatePasswordResetRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_users_v1_CreatePasswordResetResponse__Output>): grpc.ClientUnaryCall;
  createPasswordReset(argument: _elearning_users_v1_CreatePasswordResetRequest, callback: grpc.requestCallback<_elearning_users_v1_CreatePasswordResetResponse__Output>): grpc.ClientUnaryCall;
  
  CreateUser(argument: _elearning_users_v1_CreateUserRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_users_v1_CreateUserResponse__Output>): grpc.ClientUnaryCall;
  CreateUser(argument: _elearning_users_v1_CreateUserRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_users_v1_CreateUserResponse__Output>): grpc.ClientUnaryCall;
  CreateUser(argument: _elearning_users_v1_CreateUserRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_users_v1_CreateUserResponse__Output>): grpc.ClientUnaryCall;
  CreateUser(argument: _elearning_users_v1_CreateUserRequest, callback: grpc.requestCallback<_elearning_users_v1_CreateUserResponse__Output>): grpc.ClientUnaryCall;
  createUser(argument: _elearning_users_v1_CreateUserRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_users_v1_CreateUserResponse__Output>): grpc.ClientUnaryCall;
  createUser(argument: _elearning_users_v1_CreateUserRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_users_v1_CreateUserResponse__Output>): grpc.ClientUnaryCall;
  createUser(argument: _elearning_users_v1_CreateUserRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_users_v1_CreateUserResponse__Output>): grpc.ClientUnaryCall;
  createUser(argument: _elearning_users_v1_CreateUserRequest, callback: grpc.requestCallback<_elearning_users_v1_CreateUserResponse__Output>): grpc.ClientUnaryCall;
  
  EraseAccount(argument: _elearning_users_v1_EraseAccountRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_users_v1_EraseAccountResponse__Output>): grpc.ClientUnaryCall;
  EraseAccount(argument: _elearning_users_v1_EraseAccountRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_users_v1_EraseAccountResponse__Output>): grpc.ClientUnaryCall;
  EraseAccount(argument: _elearning_users_v1_EraseAccountRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_users_v1_EraseAccountResponse__Output>): grpc.ClientUnaryCall;
  EraseAccount(argument: _elearning_users_v1_EraseAccountRequest, callback: grpc.requestCallback<_elearning_users_v1_EraseAccountResponse__Output>): grpc.ClientUnaryCall;
  eraseAccount(argument: _elearning_users_v1_EraseAccountRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_users_v1_EraseAccountResponse__Output>): grpc.ClientUnaryCall;
  eraseAccount(argument: _elearning_users_v1_EraseAccountRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_users_v1_EraseAccountResponse__Output>): grpc.ClientUnaryCall;
  eraseAccount(argument: _elearning_users_v1_EraseAccountRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_users_v1_EraseAccountResponse__Output>): grpc.ClientUnaryCall;
  eraseAccount(argument: _elearning_users_v1_EraseAccountRequest, callback: grpc.requestCallback<_elearning_users_v1_EraseAccountResponse__Output>): grpc.ClientUnaryCall;
  
  ListLoginRecords(argument: _elearning_users_v1_ListLoginRecordsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_users_v1_ListLoginRecordsResponse__Output>): grpc.ClientUnaryCall;
  ListLoginRecords(argument: _elearning_users_v1_ListLoginRecordsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_users_v1_ListLoginRecordsResponse__Output>): grpc.ClientUnaryCall;
  ListLoginRecords(argument: _elearning_users_v1_ListLoginRecordsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_users_v1_ListLoginRecordsResponse__Output>): grpc.ClientUnaryCall;
  ListLoginRecords(argument: _elearning_users_v1_ListLoginRecordsRequest, callback: grpc.requestCallback<_elearning_users_v1_ListLoginRecordsResponse__Output>): grpc.ClientUnaryCall;
  listLoginRecords(argument: _elearning_users_v1_ListLoginRecordsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_users_v1_ListLoginRecordsResponse__Output>): grpc.ClientUnaryCall;
  listLoginRecords(argument: _elearning_users_v1_ListLoginRecordsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_users_v1_ListLoginRecordsResponse__Output>): grpc.ClientUnaryCall;
  listLoginRecords(argument: _elearning_users_v1_ListLoginRecordsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_users_v1_ListLoginRecordsResponse__Output>): grpc.ClientUnaryCall;
  listLoginRecords(argument: _elearning_users_v1_ListLoginRecordsRequest, callback: grpc.requestCallback<_elearning_users_v1_ListLoginRecordsResponse__Output>): grpc.ClientUnaryCall;
  
  ListPersonalRecords(argument: _elearning_users_v1_ListPersonalRecordsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_users_v1_ListPersonalRecordsResponse__Output>): grpc.ClientUnaryCall;
  ListPersonalRecords(argument: _elearning_users_v1_ListPersonalRecordsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_users_v1_ListPersonalRecordsResponse__Output>): grpc.ClientUnaryCall;
  ListPersonalRecords(argument: _elearning_users_v1_ListPersonalRecordsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_users_v1_ListPersonalRecordsResponse__Output>): grpc.ClientUnaryCall;
  ListPersonalRecords(argument: _elearning_users_v1_ListPersonalRecordsRequest, callback: grpc.requestCallback<_elearning_users_v1_ListPersonalRecordsResponse__Output>): grpc.ClientUnaryCall;
  listPersonalRecords(argument: _elearning_users_v1_ListPersonalRecordsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_users_v1_ListPersonalRecordsResponse__Output>): grpc.ClientUnaryCall;
  listPersonalRecords(argument: _elearning_users_v1_ListPersonalRecordsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_users_v1_ListPersonalRecordsResponse__Output>): grpc.ClientUnaryCall;
  listPersonalRecords(argument: _elearning_users_v1_ListPersonalRecordsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_users_v1_ListPersonalRecordsResponse__Output>): grpc.ClientUnaryCall;
  listPersonalRecords(argument: _elearning_users_v1_ListPersonalRecordsRequest, callback: grpc.requestCallback<_elearning_users_v1_ListPersonalRecordsResponse__Output>): grpc.ClientUnaryCall;
  
  ListUsers(argument: _elearning_users_v1_ListUsersRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_users_v1_ListUsersResponse__Output>): grpc.ClientUnaryCall;
  ListUsers(argument: _elearning_users_v1_ListUsersRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_users_v1_ListUsersResponse__Output>): grpc.ClientUnaryCall;
  ListUsers(argument: _elearning_users_v1_ListUsersRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_users_v1_ListUsersResponse__Output>): grpc.ClientUnaryCall;
  ListUsers(argument: _elearning_users_v1_ListUsersRequest, callback: grpc.requestCallback<_elearning_users_v1_ListUsersResponse__Output>): grpc.ClientUnaryCall;
  listUsers(argument: _elearning_users_v1_ListUsersRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_users_v1_ListUsersResponse__Output>): grpc.ClientUnaryCall;
  listUsers(argument: _elearning_users_v1_ListUsersRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_users_v1_ListUsersResponse__Output>): grpc.ClientUnaryCall;
  listUsers(argument: _elearning_users_v1_ListUsersRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_users_v1_ListUsersResponse__Output>): grpc.ClientUnaryCall;
  listUsers(argument: _elearning_users_v1_ListUsersRequest, callback: grpc.requestCallback<_elearning_users_v1_ListUsersResponse__Output>): grpc.ClientUnaryCall;
  
  SetPassword(argument: _elearning_users_v1_SetPasswordRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_users_v1_SetPasswordResponse__Output>): grpc.ClientUnaryCall;
  SetPassword(argument: _elearning_users_v1_SetPasswordRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_users_v1_SetPasswordResponse__Output>): grpc.ClientUnaryCall;
  SetPassword(argument: _elearning_users_v1_SetPasswordRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_users_v1_SetPasswordResponse__Output>): grpc.ClientUnaryCall;
  SetPassword(argument: _elearning_users_v1_SetPasswordRequest, callback: grpc.requestCallback<_elearning_users_v1_SetPasswordResponse__Output>): grpc.ClientUnaryCall;
  setPassword(argument: _elearning_users_v1_SetPasswordRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_users_v1_SetPasswordResponse__Output>): grpc.ClientUnaryCall;
  setPassword(argument: _elearning_users_v1_SetPasswordRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_users_v1_SetPasswordResponse__Output>): grpc.ClientUnaryCall;
  setPassword(argument: _elearning_users_v1_SetPasswordRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_users_v1_SetPasswordResponse__Output>): grpc.ClientUnaryCall;
  setPassword(argument: _elearning_users_v1_SetPasswordRequest, callback: grpc.requestCallback<_elearning_users_v1_SetPasswordResponse__Output>): grpc.ClientUnaryCall;
  
  SetUserRole(argument: _elearning_users_v1_SetUserRoleRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_users_v1_SetUserRoleResponse__Output>): grpc.ClientUnaryCall;
  SetUserRole(argument: _elearning_users_v1_SetUserRoleRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_users_v1_SetUserRoleResponse__Output>): grpc.ClientUnaryCall;
  SetUserRole(argument: _elearning_users_v1_SetUserRoleRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_users_v1_SetUserRoleResponse__Output>): grpc.ClientUnaryCall;
  SetUserRole(argument: _elearning_users_v1_SetUserRoleRequest, callback: grpc.requestCallback<_elearning_users_v1_SetUserRoleResponse__Output>): grpc.ClientUnaryCall;
  setUserRole(argument: _elearning_users_v1_SetUserRoleRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_users_v1_SetUserRoleResponse__Output>): grpc.ClientUnaryCall;
  setUserRole(argument: _elearning_users_v1_SetUserRoleRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_users_v1_SetUserRoleResponse__Output>): grpc.ClientUnaryCall;
  setUserRole(argument: _elearning_users_v1_SetUserRoleRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_users_v1_SetUserRoleResponse__Output>): grpc.ClientUnaryCall;
  setUserRole(argument: _elearning_users_v1_SetUserRoleRequest, callback: grpc.requestCallback<_elearning_users_v1_SetUserRoleResponse__Output>): grpc.ClientUnaryCall;
  
  UpdateUser(argument: _elearning_users_v1_UpdateUserRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_users_v1_UpdateUserResponse__Output>): grpc.ClientUnaryCall;
  UpdateUser(argument: _elearning_users_v1_UpdateUserRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_users_v1_UpdateUserResponse__Output>): grpc.ClientUnaryCall;
  UpdateUser(argument: _elearning_users_v1_UpdateUserRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_users_v1_UpdateUserResponse__Output>): grpc.ClientUnaryCall;
  UpdateUser(argument: _elearning_users_v1_UpdateUserRequest, callback: grpc.requestCallback<_elearning_users_v1_UpdateUserResponse__Output>): grpc.ClientUnaryCall;
  updateUser(argument: _elearning_users_v1_UpdateUserRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_users_v1_UpdateUserResponse__Output>): grpc.ClientUnaryCall;
  updateUser(argument: _elearning_users_v1_UpdateUserRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_users_v1_UpdateUserResponse__Output>): grpc.ClientUnaryCall;
  updateUser(argument: _elearning_users_v1_UpdateUserRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_users_v1_UpdateUserResponse__Output>): grpc.ClientUnaryCall;
  updateUser(argument: _elearning_users_v1_UpdateUserRequest, callback: grpc.requestCallback<_elearning_users_v1_UpdateUserResponse__Output>): grpc.ClientUnaryCall;
  
}

export interface UsersServiceHandlers extends grpc.UntypedServiceImplementation {
  BatchGetUsers: grpc.handleUnaryCall<_elearning_users_v1_BatchGetUsersRequest__Output, _elearning_users_v1_BatchGetUsersResponse>;
  
  CreatePasswordReset: grpc.handleUnaryCall<_elearning_users_v1_CreatePasswordResetRequest__Output, _elearning_users_v1_CreatePasswordResetResponse>;
  
  CreateUser: grpc.handleUnaryCall<_elearning_users_v1_CreateUserRequest__Output, _elearning_users_v1_CreateUserResponse>;
  
  EraseAccount: grpc.handleUnaryCall<_elearning_users_v1_EraseAccountRequest__Output, _elearning_users_v1_EraseAccountResponse>;
  
  ListLoginRecords: grpc.handleUnaryCall<_elearning_users_v1_ListLoginRecordsRequest__Output, _elearning_users_v1_ListLoginRecordsResponse>;
  
  ListPersonalRecords: grpc.handleUnaryCall<_elearning_users_v1_ListPersonalRecordsRequest__Output, _elearning_users_v1_ListPersonalRecordsResponse>;
  
  ListUsers: grpc.handleUnaryCall<_elearning_users_v1_ListUsersRequest__Output, _elearning_users_v1_ListUsersResponse>;
  
  SetPassword: grpc.handleUnaryCall<_elearning_users_v1_SetPasswordRequest__Output, _elearning_users_v1_SetPasswordResponse>;
  
  SetUserRole: grpc.handleUnaryCall<_elearning_users_v1_SetUserRoleRequest__Output, _elearning_users_v1_SetUserRoleResponse>;
  
  UpdateUser: grpc.handleUnaryCall<_elearning_users_v1_UpdateUserRequest__Output, _elearning_users_v1_UpdateUserResponse>;
  
}

export interface UsersServiceDefinition extends grpc.ServiceDefinition {
  BatchGetUsers: MethodDefinition<_elearning_users_v1_BatchGetUsersRequest, _elearning_users_v1_BatchGetUsersResponse, _elearning_users_v1_BatchGetUsersRequest__Output, _elearning_users_v1_BatchGetUsersResponse__Output>
  CreatePasswordReset: MethodDefinition<_elearning_users_v1_CreatePasswordResetRequest, _elearning_users_v1_CreatePasswordResetResponse, _elearning_users_v1_CreatePasswordResetRequest__Output, _elearning_users_v1_CreatePasswordResetResponse__Output>
  CreateUser: MethodDefinition<_elearning_users_v1_CreateUserRequest, _elearning_users_v1_CreateUserResponse, _elearning_users_v1_CreateUserRequest__Output, _elearning_users_v1_CreateUserResponse__Output>
  EraseAccount: MethodDefinition<_elearning_users_v1_EraseAccountRequest, _elearning_users_v1_EraseAccountResponse, _elearning_users_v1_EraseAccountRequest__Output, _elearning_users_v1_EraseAccountResponse__Output>
  ListLoginRecords: MethodDefinition<_elearning_users_v1_ListLoginRecordsRequest, _elearning_users_v1_ListLoginRecordsResponse, _elearning_users_v1_ListLoginRecordsRequest__Output, _elearning_users_v1_ListLoginRecordsResponse__Output>
  ListPersonalRecords: MethodDefinition<_elearning_users_v1_ListPersonalRecordsRequest, _elearning_users_v1_ListPersonalRecordsResponse, _elearning_users_v1_ListPersonalRecordsRequest__Output, _elearning_users_v1_ListPersonalRecordsResponse__Output>
  ListUsers: MethodDefinition<_elearning_users_v1_ListUsersRequest, _elearning_users_v1_ListUsersResponse, _elearning_users_v1_ListUsersRequest__Output, _elearning_users_v1_ListUsersResponse__Output>
  SetPassword: MethodDefinition<_elearning_users_v1_SetPasswordRequest, _elearning_users_v1_SetPasswordResponse, _elearning_users_v1_SetPasswordRequest__Output, _elearning_users_v1_SetPasswordResponse__Output>
  SetUserRole: MethodDefinition<_elearning_users_v1_SetUserRoleRequest, _elearning_users_v1_SetUserRoleResponse, _elearning_users_v1_SetUserRoleRequest__Output, _elearning_users_v1_SetUserRoleResponse__Output>
  UpdateUser: MethodDefinition<_elearning_users_v1_UpdateUserRequest, _elearning_users_v1_UpdateUserResponse, _elearning_users_v1_UpdateUserRequest__Output, _elearning_users_v1_UpdateUserResponse__Output>
}
