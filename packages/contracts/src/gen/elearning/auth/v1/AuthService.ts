// Original file: proto/elearning/auth/v1/auth_service.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { GetJwksRequest as _elearning_auth_v1_GetJwksRequest, GetJwksRequest__Output as _elearning_auth_v1_GetJwksRequest__Output } from '../../../elearning/auth/v1/GetJwksRequest.ts';
import type { GetJwksResponse as _elearning_auth_v1_GetJwksResponse, GetJwksResponse__Output as _elearning_auth_v1_GetJwksResponse__Output } from '../../../elearning/auth/v1/GetJwksResponse.ts';
import type { ListRevokedSessionsRequest as _elearning_auth_v1_ListRevokedSessionsRequest, ListRevokedSessionsRequest__Output as _elearning_auth_v1_ListRevokedSessionsRequest__Output } from '../../../elearning/auth/v1/ListRevokedSessionsRequest.ts';
import type { ListRevokedSessionsResponse as _elearning_auth_v1_ListRevokedSessionsResponse, ListRevokedSessionsResponse__Output as _elearning_auth_v1_ListRevokedSessionsResponse__Output } from '../../../elearning/auth/v1/ListRevokedSessionsResponse.ts';
import type { LoginRequest as _elearning_auth_v1_LoginRequest, LoginRequest__Output as _elearning_auth_v1_LoginRequest__Output } from '../../../elearning/auth/v1/LoginRequest.ts';
import type { LoginResponse as _elearning_auth_v1_LoginResponse, LoginResponse__Output as _elearning_auth_v1_LoginResponse__Output } from '../../../elearning/auth/v1/LoginResponse.ts';
import type { RefreshSessionRequest as _elearning_auth_v1_RefreshSessionRequest, RefreshSessionRequest__Output as _elearning_auth_v1_RefreshSessionRequest__Output } from '../../../elearning/auth/v1/RefreshSessionRequest.ts';
import type { RefreshSessionResponse as _elearning_auth_v1_RefreshSessionResponse, RefreshSessionResponse__Output as _elearning_auth_v1_RefreshSessionResponse__Output } from '../../../elearning/auth/v1/RefreshSessionResponse.ts';
import type { RevokeSessionRequest as _elearning_auth_v1_RevokeSessionRequest, RevokeSessionRequest__Output as _elearning_auth_v1_RevokeSessionRequest__Output } from '../../../elearning/auth/v1/RevokeSessionRequest.ts';
import type { RevokeSessionResponse as _elearning_auth_v1_RevokeSessionResponse, RevokeSessionResponse__Output as _elearning_auth_v1_RevokeSessionResponse__Output } from '../../../elearning/auth/v1/RevokeSessionResponse.ts';

export interface AuthServiceClient extends grpc.Client {
  GetJwks(argument: _elearning_auth_v1_GetJwksRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_GetJwksResponse__Output>): grpc.ClientUnaryCall;
  GetJwks(argument: _elearning_auth_v1_GetJwksRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_auth_v1_GetJwksResponse__Output>): grpc.ClientUnaryCall;
  GetJwks(argument: _elearning_auth_v1_GetJwksRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_GetJwksResponse__Output>): grpc.ClientUnaryCall;
  GetJwks(argument: _elearning_auth_v1_GetJwksRequest, callback: grpc.requestCallback<_elearning_auth_v1_GetJwksResponse__Output>): grpc.ClientUnaryCall;
  getJwks(argument: _elearning_auth_v1_GetJwksRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_GetJwksResponse__Output>): grpc.ClientUnaryCall;
  getJwks(argument: _elearning_auth_v1_GetJwksRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_auth_v1_GetJwksResponse__Output>): grpc.ClientUnaryCall;
  getJwks(argument: _elearning_auth_v1_GetJwksRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_GetJwksResponse__Output>): grpc.ClientUnaryCall;
  getJwks(argument: _elearning_auth_v1_GetJwksRequest, callback: grpc.requestCallback<_elearning_auth_v1_GetJwksResponse__Output>): grpc.ClientUnaryCall;
  
  ListRevokedSessions(argument: _elearning_auth_v1_ListRevokedSessionsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_ListRevokedSessionsResponse__Output>): grpc.ClientUnaryCall;
  ListRevokedSessions(argument: _elearning_auth_v1_ListRevokedSessionsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_auth_v1_ListRevokedSessionsResponse__Output>): grpc.ClientUnaryCall;
  ListRevokedSessions(argument: _elearning_auth_v1_ListRevokedSessionsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_ListRevokedSessionsResponse__Output>): grpc.ClientUnaryCall;
  ListRevokedSessions(argument: _elearning_auth_v1_ListRevokedSessionsRequest, callback: grpc.requestCallback<_elearning_auth_v1_ListRevokedSessionsResponse__Output>): grpc.ClientUnaryCall;
  listRevokedSessions(argument: _elearning_auth_v1_ListRevokedSessionsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_ListRevokedSessionsResponse__Output>): grpc.ClientUnaryCall;
  listRevokedSessions(argument: _elearning_auth_v1_ListRevokedSessionsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_auth_v1_ListRevokedSessionsResponse__Output>): grpc.ClientUnaryCall;
  listRevokedSessions(argument: _elearning_auth_v1_ListRevokedSessionsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_ListRevokedSessionsResponse__Output>): grpc.ClientUnaryCall;
  listRevokedSessions(argument: _elearning_auth_v1_ListRevokedSessionsRequest, callback: grpc.requestCallback<_elearning_auth_v1_ListRevokedSessionsResponse__Output>): grpc.ClientUnaryCall;
  
  Login(argument: _elearning_auth_v1_LoginRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_LoginResponse__Output>): grpc.ClientUnaryCall;
  Login(argument: _elearning_auth_v1_LoginRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_auth_v1_LoginResponse__Output>): grpc.ClientUnaryCall;
  Login(argument: _elearning_auth_v1_LoginRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_LoginResponse__Output>): grpc.ClientUnaryCall;
  Login(argument: _elearning_auth_v1_LoginRequest, callback: grpc.requestCallback<_elearning_auth_v1_LoginResponse__Output>): grpc.ClientUnaryCall;
  login(argument: _elearning_auth_v1_LoginRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_LoginResponse__Output>): grpc.ClientUnaryCall;
  login(argument: _elearning_auth_v1_LoginRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_auth_v1_LoginResponse__Output>): grpc.ClientUnaryCall;
  login(argument: _elearning_auth_v1_LoginRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_LoginResponse__Output>): grpc.ClientUnaryCall;
  login(argument: _elearning_auth_v1_LoginRequest, callback: grpc.requestCallback<_elearning_auth_v1_LoginResponse__Output>): grpc.ClientUnaryCall;
  
  RefreshSession(argument: _elearning_auth_v1_RefreshSessionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_RefreshSessionResponse__Output>): grpc.ClientUnaryCall;
  RefreshSession(argument: _elearning_auth_v1_RefreshSessionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_auth_v1_RefreshSessionResponse__Output>): grpc.ClientUnaryCall;
  RefreshSession(argument: _elearning_auth_v1_RefreshSessionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_RefreshSessionResponse__Output>): grpc.ClientUnaryCall;
  RefreshSession(argument: _elearning_auth_v1_RefreshSessionRequest, callback: grpc.requestCallback<_elearning_auth_v1_RefreshSessionResponse__Output>): grpc.ClientUnaryCall;
  refreshSession(argument: _elearning_auth_v1_RefreshSessionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_RefreshSessionResponse__Output>): grpc.ClientUnaryCall;
  refreshSession(argument: _elearning_auth_v1_RefreshSessionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_auth_v1_RefreshSessionResponse__Output>): grpc.ClientUnaryCall;
  refreshSession(argument: _elearning_auth_v1_RefreshSessionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_RefreshSessionResponse__Output>): grpc.ClientUnaryCall;
  refreshSession(argument: _elearning_auth_v1_RefreshSessionRequest, callback: grpc.requestCallback<_elearning_auth_v1_RefreshSessionResponse__Output>): grpc.ClientUnaryCall;
  
  RevokeSession(argument: _elearning_auth_v1_RevokeSessionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_RevokeSessionResponse__Output>): grpc.ClientUnaryCall;
  RevokeSession(argument: _elearning_auth_v1_RevokeSessionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_auth_v1_RevokeSessionResponse__Output>): grpc.ClientUnaryCall;
  RevokeSession(argument: _elearning_auth_v1_RevokeSessionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_RevokeSessionResponse__Output>): grpc.ClientUnaryCall;
  RevokeSession(argument: _elearning_auth_v1_RevokeSessionRequest, callback: grpc.requestCallback<_elearning_auth_v1_RevokeSessionResponse__Output>): grpc.ClientUnaryCall;
  revokeSession(argument: _elearning_auth_v1_RevokeSessionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_RevokeSessionResponse__Output>): grpc.ClientUnaryCall;
  revokeSession(argument: _elearning_auth_v1_RevokeSessionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_auth_v1_RevokeSessionResponse__Output>): grpc.ClientUnaryCall;
  revokeSession(argument: _elearning_auth_v1_RevokeSessionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_RevokeSessionResponse__Output>): grpc.ClientUnaryCall;
  revokeSession(argument: _elearning_auth_v1_RevokeSessionRequest, callback: grpc.requestCallback<_elearning_auth_v1_RevokeSessionResponse__Output>): grpc.ClientUnaryCall;
  
}

export interface AuthServiceHandlers extends grpc.UntypedServiceImplementation {
  GetJwks: grpc.handleUnaryCall<_elearning_auth_v1_GetJwksRequest__Output, _elearning_auth_v1_GetJwksResponse>;
  
  ListRevokedSessions: grpc.handleUnaryCall<_elearning_auth_v1_ListRevokedSessionsRequest__Output, _elearning_auth_v1_ListRevokedSessionsResponse>;
  
  Login: grpc.handleUnaryCall<_elearning_auth_v1_LoginRequest__Output, _elearning_auth_v1_LoginResponse>;
  
  RefreshSession: grpc.handleUnaryCall<_elearning_auth_v1_RefreshSessionRequest__Output, _elearning_auth_v1_RefreshSessionResponse>;
  
  RevokeSession: grpc.handleUnaryCall<_elearning_auth_v1_RevokeSessionRequest__Output, _elearning_auth_v1_RevokeSessionResponse>;
  
}

export interface AuthServiceDefinition extends grpc.ServiceDefinition {
  GetJwks: MethodDefinition<_elearning_auth_v1_GetJwksRequest, _elearning_auth_v1_GetJwksResponse, _elearning_auth_v1_GetJwksRequest__Output, _elearning_auth_v1_GetJwksResponse__Output>
  ListRevokedSessions: MethodDefinition<_elearning_auth_v1_ListRevokedSessionsRequest, _elearning_auth_v1_ListRevokedSessionsResponse, _elearning_auth_v1_ListRevokedSessionsRequest__Output, _elearning_auth_v1_ListRevokedSessionsResponse__Output>
  Login: MethodDefinition<_elearning_auth_v1_LoginRequest, _elearning_auth_v1_LoginResponse, _elearning_auth_v1_LoginRequest__Output, _elearning_auth_v1_LoginResponse__Output>
  RefreshSession: MethodDefinition<_elearning_auth_v1_RefreshSessionRequest, _elearning_auth_v1_RefreshSessionResponse, _elearning_auth_v1_RefreshSessionRequest__Output, _elearning_auth_v1_RefreshSessionResponse__Output>
  RevokeSession: MethodDefinition<_elearning_auth_v1_RevokeSessionRequest, _elearning_auth_v1_RevokeSessionResponse, _elearning_auth_v1_RevokeSessionRequest__Output, _elearning_auth_v1_RevokeSessionResponse__Output>
}
