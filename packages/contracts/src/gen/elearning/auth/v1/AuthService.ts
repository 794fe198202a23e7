// Original file: proto/elearning/auth/v1/auth_service.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { CompleteLoginRequest as _elearning_auth_v1_CompleteLoginRequest, CompleteLoginRequest__Output as _elearning_auth_v1_CompleteLoginRequest__Output } from '../../../elearning/auth/v1/CompleteLoginRequest.ts';
import type { CompleteLoginResponse as _elearning_auth_v1_CompleteLoginResponse, CompleteLoginResponse__Output as _elearning_auth_v1_CompleteLoginResponse__Output } from '../../../elearning/auth/v1/CompleteLoginResponse.ts';
import type { ConfirmSecondFactorRequest as _elearning_auth_v1_ConfirmSecondFactorRequest, ConfirmSecondFactorRequest__Output as _elearning_auth_v1_ConfirmSecondFactorRequest__Output } from '../../../elearning/auth/v1/ConfirmSecondFactorRequest.ts';
import type { ConfirmSecondFactorResponse as _elearning_auth_v1_ConfirmSecondFactorResponse, ConfirmSecondFactorResponse__Output as _elearning_auth_v1_ConfirmSecondFactorResponse__Output } from '../../../elearning/auth/v1/ConfirmSecondFactorResponse.ts';
import type { DisableSecondFactorRequest as _elearning_auth_v1_DisableSecondFactorRequest, DisableSecondFactorRequest__Output as _elearning_auth_v1_DisableSecondFactorRequest__Output } from '../../../elearning/auth/v1/DisableSecondFactorRequest.ts';
import type { DisableSecondFactorResponse as _elearning_auth_v1_DisableSecondFactorResponse, DisableSecondFactorResponse__Output as _elearning_auth_v1_DisableSecondFactorResponse__Output } from '../../../elearning/auth/v1/DisableSecondFactorResponse.ts';
import type { GetJwksRequest as _elearning_auth_v1_GetJwksRequest, GetJwksRequest__Output as _elearning_auth_v1_GetJwksRequest__Output } from '../../../elearning/auth/v1/GetJwksRequest.ts';
import type { GetJwksResponse as _elearning_auth_v1_GetJwksResponse, GetJwksResponse__Output as _elearning_auth_v1_GetJwksResponse__Output } from '../../../elearning/auth/v1/GetJwksResponse.ts';
import type { GetSecondFactorRequest as _elearning_auth_v1_GetSecondFactorRequest, GetSecondFactorRequest__Output as _elearning_auth_v1_GetSecondFactorRequest__Output } from '../../../elearning/auth/v1/GetSecondFactorRequest.ts';
import type { GetSecondFactorResponse as _elearning_auth_v1_GetSecondFactorResponse, GetSecondFactorResponse__Output as _elearning_auth_v1_GetSecondFactorResponse__Output } from '../../../elearning/auth/v1/GetSecondFactorResponse.ts';
import type { ListAuthSessionsRequest as _elearning_auth_v1_ListAuthSessionsRequest, ListAuthSessionsRequest__Output as _elearning_auth_v1_ListAuthSessionsRequest__Output } from '../../../elearning/auth/v1/ListAuthSessionsRequest.ts';
import type { ListAuthSessionsResponse as _elearning_auth_v1_ListAuthSessionsResponse, ListAuthSessionsResponse__Output as _elearning_auth_v1_ListAuthSessionsResponse__Output } from '../../../elearning/auth/v1/ListAuthSessionsResponse.ts';
import type { ListRevokedSessionsRequest as _elearning_auth_v1_ListRevokedSessionsRequest, ListRevokedSessionsRequest__Output as _elearning_auth_v1_ListRevokedSessionsRequest__Output } from '../../../elearning/auth/v1/ListRevokedSessionsRequest.ts';
import type { ListRevokedSessionsResponse as _elearning_auth_v1_ListRevokedSessionsResponse, ListRevokedSessionsResponse__Output as _elearning_auth_v1_ListRevokedSessionsResponse__Output } from '../../../elearning/auth/v1/ListRevokedSessionsResponse.ts';
import type { LoginRequest as _elearning_auth_v1_LoginRequest, LoginRequest__Output as _elearning_auth_v1_LoginRequest__Output } from '../../../elearning/auth/v1/LoginRequest.ts';
import type { LoginResponse as _elearning_auth_v1_LoginResponse, LoginResponse__Output as _elearning_auth_v1_LoginResponse__Output } from '../../../elearning/auth/v1/LoginResponse.ts';
import type { RefreshSessionRequest as _elearning_auth_v1_RefreshSessionRequest, RefreshSessionRequest__Output as _elearning_auth_v1_RefreshSessionRequest__Output } from '../../../elearning/auth/v1/RefreshSessionRequest.ts';
import type { RefreshSessionResponse as _elearning_auth_v1_RefreshSessionResponse, RefreshSessionResponse__Output as _elearning_auth_v1_RefreshSessionResponse__Output } from '../../../elearning/auth/v1/RefreshSessionResponse.ts';
import type { ReplaceRecoveryCodesRequest as _elearning_auth_v1_ReplaceRecoveryCodesRequest, ReplaceRecoveryCodesRequest__Output as _elearning_auth_v1_ReplaceRecoveryCodesRequest__Output } from '../../../elearning/auth/v1/ReplaceRecoveryCodesRequest.ts';
import type { ReplaceRecoveryCodesResponse as _elearning_auth_v1_ReplaceRecoveryCodesResponse, ReplaceRecoveryCodesResponse__Output as _elearning_auth_v1_ReplaceRecoveryCodesResponse__Output } from '../../../elearning/auth/v1/ReplaceRecoveryCodesResponse.ts';
import type { RevokeAuthSessionRequest as _elearning_auth_v1_RevokeAuthSessionRequest, RevokeAuthSessionRequest__Output as _elearning_auth_v1_RevokeAuthSessionRequest__Output } from '../../../elearning/auth/v1/RevokeAuthSessionRequest.ts';
import type { RevokeAuthSessionResponse as _elearning_auth_v1_RevokeAuthSessionResponse, RevokeAuthSessionResponse__Output as _elearning_auth_v1_RevokeAuthSessionResponse__Output } from '../../../elearning/auth/v1/RevokeAuthSessionResponse.ts';
import type { RevokeOtherAuthSessionsRequest as _elearning_auth_v1_RevokeOtherAuthSessionsRequest, RevokeOtherAuthSessionsRequest__Output as _elearning_auth_v1_RevokeOtherAuthSessionsRequest__Output } from '../../../elearning/auth/v1/RevokeOtherAuthSessionsRequest.ts';
import type { RevokeOtherAuthSessionsResponse as _elearning_auth_v1_RevokeOtherAuthSessionsResponse, RevokeOtherAuthSessionsResponse__Output as _elearning_auth_v1_RevokeOtherAuthSessionsResponse__Output } from '../../../elearning/auth/v1/RevokeOtherAuthSessionsResponse.ts';
import type { RevokeSessionRequest as _elearning_auth_v1_RevokeSessionRequest, RevokeSessionRequest__Output as _elearning_auth_v1_RevokeSessionRequest__Output } from '../../../elearning/auth/v1/RevokeSessionRequest.ts';
import type { RevokeSessionResponse as _elearning_auth_v1_RevokeSessionResponse, RevokeSessionResponse__Output as _elearning_auth_v1_RevokeSessionResponse__Output } from '../../../elearning/auth/v1/RevokeSessionResponse.ts';
import type { RotateSigningKeyRequest as _elearning_auth_v1_RotateSigningKeyRequest, RotateSigningKeyRequest__Output as _elearning_auth_v1_RotateSigningKeyRequest__Output } from '../../../elearning/auth/v1/RotateSigningKeyRequest.ts';
import type { RotateSigningKeyResponse as _elearning_auth_v1_RotateSigningKeyResponse, RotateSigningKeyResponse__Output as _elearning_auth_v1_RotateSigningKeyResponse__Output } from '../../../elearning/auth/v1/RotateSigningKeyResponse.ts';
import type { StartSecondFactorRequest as _elearning_auth_v1_StartSecondFactorRequest, StartSecondFactorRequest__Output as _elearning_auth_v1_StartSecondFactorRequest__Output } from '../../../elearning/auth/v1/StartSecondFactorRequest.ts';
import type { StartSecondFactorResponse as _elearning_auth_v1_StartSecondFactorResponse, StartSecondFactorResponse__Output as _elearning_auth_v1_StartSecondFactorResponse__Output } from '../../../elearning/auth/v1/StartSecondFactorResponse.ts';

export interface AuthServiceClient extends grpc.Client {
  CompleteLogin(argument: _elearning_auth_v1_CompleteLoginRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_CompleteLoginResponse__Output>): grpc.ClientUnaryCall;
  CompleteLogin(argument: _elearning_auth_v1_CompleteLoginRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_auth_v1_CompleteLoginResponse__Output>): grpc.ClientUnaryCall;
  CompleteLogin(argument: _elearning_auth_v1_CompleteLoginRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_CompleteLoginResponse__Output>): grpc.ClientUnaryCall;
  CompleteLogin(argument: _elearning_auth_v1_CompleteLoginRequest, callback: grpc.requestCallback<_elearning_auth_v1_CompleteLoginResponse__Output>): grpc.ClientUnaryCall;
  completeLogin(argument: _elearning_auth_v1_CompleteLoginRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_CompleteLoginResponse__Output>): grpc.ClientUnaryCall;
  completeLogin(argument: _elearning_auth_v1_CompleteLoginRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_auth_v1_CompleteLoginResponse__Output>): grpc.ClientUnaryCall;
  completeLogin(argument: _elearning_auth_v1_CompleteLoginRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_CompleteLoginResponse__Output>): grpc.ClientUnaryCall;
  completeLogin(argument: _elearning_auth_v1_CompleteLoginRequest, callback: grpc.requestCallback<_elearning_auth_v1_CompleteLoginResponse__Output>): grpc.ClientUnaryCall;
  
  ConfirmSecondFactor(argument: _elearning_auth_v1_ConfirmSecondFactorRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_ConfirmSecondFactorResponse__Output>): grpc.ClientUnaryCall;
  ConfirmSecondFactor(argument: _elearning_auth_v1_ConfirmSecondFactorRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_auth_v1_ConfirmSecondFactorResponse__Output>): grpc.ClientUnaryCall;
  ConfirmSecondFactor(argument: _elearning_auth_v1_ConfirmSecondFactorRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_ConfirmSecondFactorResponse__Output>): grpc.ClientUnaryCall;
  ConfirmSecondFactor(argument: _elearning_auth_v1_ConfirmSecondFactorRequest, callback: grpc.requestCallback<_elearning_auth_v1_ConfirmSecondFactorResponse__Output>): grpc.ClientUnaryCall;
  confirmSecondFactor(argument: _elearning_auth_v1_ConfirmSecondFactorRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_ConfirmSecondFactorResponse__Output>): grpc.ClientUnaryCall;
  confirmSecondFactor(argument: _elearning_auth_v1_ConfirmSecondFactorRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_auth_v1_ConfirmSecondFactorResponse__Output>): grpc.ClientUnaryCall;
  confirmSecondFactor(argument: _elearning_auth_v1_ConfirmSecondFactorRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_ConfirmSecondFactorResponse__Output>): grpc.ClientUnaryCall;
  confirmSecondFactor(argument: _elearning_auth_v1_ConfirmSecondFactorRequest, callback: grpc.requestCallback<_elearning_auth_v1_ConfirmSecondFactorResponse__Output>): grpc.ClientUnaryCall;
  
  DisableSecondFactor(argument: _elearning_auth_v1_DisableSecondFactorRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_DisableSecondFactorResponse__Output>): grpc.ClientUnaryCall;
  DisableSecondFactor(argument: _elearning_auth_v1_DisableSecondFactorRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_auth_v1_DisableSecondFactorResponse__Output>): grpc.ClientUnaryCall;
  DisableSecondFactor(argument: _elearning_auth_v1_DisableSecondFactorRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_DisableSecondFactorResponse__Output>): grpc.ClientUnaryCall;
  DisableSecondFactor(argument: _elearning_auth_v1_DisableSecondFactorRequest, callback: grpc.requestCallback<_elearning_auth_v1_DisableSecondFactorResponse__Output>): grpc.ClientUnaryCall;
  disableSecondFactor(argument: _elearning_auth_v1_DisableSecondFactorRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_DisableSecondFactorResponse__Output>): grpc.ClientUnaryCall;
  disableSecondFactor(argument: _elearning_auth_v1_DisableSecondFactorRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_auth_v1_DisableSecondFactorResponse__Output>): grpc.ClientUnaryCall;
  disableSecondFactor(argument: _elearning_auth_v1_DisableSecondFactorRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_DisableSecondFactorResponse__Output>): grpc.ClientUnaryCall;
  disableSecondFactor(argument: _elearning_auth_v1_DisableSecondFactorRequest, callback: grpc.requestCallback<_elearning_auth_v1_DisableSecondFactorResponse__Output>): grpc.ClientUnaryCall;
  
  GetJwks(argument: _elearning_auth_v1_GetJwksRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_GetJwksResponse__Output>): grpc.ClientUnaryCall;
  GetJwks(argument: _elearning_auth_v1_GetJwksRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_auth_v1_GetJwksResponse__Output>): grpc.ClientUnaryCall;
  GetJwks(argument: _elearning_auth_v1_GetJwksRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_GetJwksResponse__Output>): grpc.ClientUnaryCall;
  GetJwks(argument: _elearning_auth_v1_GetJwksRequest, callback: grpc.requestCallback<_elearning_auth_v1_GetJwksResponse__Output>): grpc.ClientUnaryCall;
  getJwks(argument: _elearning_auth_v1_GetJwksRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_GetJwksResponse__Output>): grpc.ClientUnaryCall;
  getJwks(argument: _elearning_auth_v1_GetJwksRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_auth_v1_GetJwksResponse__Output>): grpc.ClientUnaryCall;
  getJwks(argument: _elearning_auth_v1_GetJwksRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_GetJwksResponse__Output>): grpc.ClientUnaryCall;
  getJwks(argument: _elearning_auth_v1_GetJwksRequest, callback: grpc.requestCallback<_elearning_auth_v1_GetJwksResponse__Output>): grpc.ClientUnaryCall;
  
  GetSecondFactor(argument: _elearning_auth_v1_GetSecondFactorRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_GetSecondFactorResponse__Output>): grpc.ClientUnaryCall;
  GetSecondFactor(argument: _elearning_auth_v1_GetSecondFactorRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_auth_v1_GetSecondFactorResponse__Output>): grpc.ClientUnaryCall;
  GetSecondFactor(argument: _elearning_auth_v1_GetSecondFactorRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_GetSecondFactorResponse__Output>): grpc.ClientUnaryCall;
  GetSecondFactor(argument: _elearning_auth_v1_GetSecondFactorRequest, callback: grpc.requestCallback<_elearning_auth_v1_GetSecondFactorResponse__Output>): grpc.ClientUnaryCall;
  getSecondFactor(argument: _elearning_auth_v1_GetSecondFactorRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_GetSecondFactorResponse__Output>): grpc.ClientUnaryCall;
  getSecondFactor(argument: _elearning_auth_v1_GetSecondFactorRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_auth_v1_GetSecondFactorResponse__Output>): grpc.ClientUnaryCall;
  getSecondFactor(argument: _elearning_auth_v1_GetSecondFactorRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_GetSecondFactorResponse__Output>): grpc.ClientUnaryCall;
  getSecondFactor(argument: _elearning_auth_v1_GetSecondFactorRequest, callback: grpc.requestCallback<_elearning_auth_v1_GetSecondFactorResponse__Output>): grpc.ClientUnaryCall;
  
  ListAuthSessions(argument: _elearning_auth_v1_ListAuthSessionsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_ListAuthSessionsResponse__Output>): grpc.ClientUnaryCall;
  ListAuthSessions(argument: _elearning_auth_v1_ListAuthSessionsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_auth_v1_ListAuthSessionsResponse__Output>): grpc.ClientUnaryCall;
  ListAuthSessions(argument: _elearning_auth_v1_ListAuthSessionsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_ListAuthSessionsResponse__Output>): grpc.ClientUnaryCall;
  ListAuthSessions(argument: _elearning_auth_v1_ListAuthSessionsRequest, callback: grpc.requestCallback<_elearning_auth_v1_ListAuthSessionsResponse__Output>): grpc.ClientUnaryCall;
  listAuthSessions(argument: _elearning_auth_v1_ListAuthSessionsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_ListAuthSessionsResponse__Output>): grpc.ClientUnaryCall;
  listAuthSessions(argument: _elearning_auth_v1_ListAuthSessionsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_auth_v1_ListAuthSessionsResponse__Output>): grpc.ClientUnaryCall;
  listAuthSessions(argument: _elearning_auth_v1_ListAuthSessionsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_ListAuthSessionsResponse__Output>): grpc.ClientUnaryCall;
  listAuthSessions(argument: _elearning_auth_v1_ListAuthSessionsRequest, callback: grpc.requestCallback<_elearning_auth_v1_ListAuthSessionsResponse__Output>): grpc.ClientUnaryCall;
  
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
  
  ReplaceRecoveryCodes(argument: _elearning_auth_v1_ReplaceRecoveryCodesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_ReplaceRecoveryCodesResponse__Output>): grpc.ClientUnaryCall;
  ReplaceRecoveryCodes(argument: _elearning_auth_v1_ReplaceRecoveryCodesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_auth_v1_ReplaceRecoveryCodesResponse__Output>): grpc.ClientUnaryCall;
  ReplaceRecoveryCodes(argument: _elearning_auth_v1_ReplaceRecoveryCodesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_ReplaceRecoveryCodesResponse__Output>): grpc.ClientUnaryCall;
  ReplaceRecoveryCodes(argument: _elearning_auth_v1_ReplaceRecoveryCodesRequest, callback: grpc.requestCallback<_elearning_auth_v1_ReplaceRecoveryCodesResponse__Output>): grpc.ClientUnaryCall;
  replaceRecoveryCodes(argument: _elearning_auth_v1_ReplaceRecoveryCodesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_ReplaceRecoveryCodesResponse__Output>): grpc.ClientUnaryCall;
  replaceRecoveryCodes(argument: _elearning_auth_v1_ReplaceRecoveryCodesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_auth_v1_ReplaceRecoveryCodesResponse__Output>): grpc.ClientUnaryCall;
  replaceRecoveryCodes(argument: _elearning_auth_v1_ReplaceRecoveryCodesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_ReplaceRecoveryCodesResponse__Output>): grpc.ClientUnaryCall;
  replaceRecoveryCodes(argument: _elearning_auth_v1_ReplaceRecoveryCodesRequest, callback: grpc.requestCallback<_elearning_auth_v1_ReplaceRecoveryCodesResponse__Output>): grpc.ClientUnaryCall;
  
  RevokeAuthSession(argument: _elearning_auth_v1_RevokeAuthSessionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_RevokeAuthSessionResponse__Output>): grpc.ClientUnaryCall;
  RevokeAuthSession(argument: _elearning_auth_v1_RevokeAuthSessionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_auth_v1_RevokeAuthSessionResponse__Output>): grpc.ClientUnaryCall;
  RevokeAuthSession(argument: _elearning_auth_v1_RevokeAuthSessionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_RevokeAuthSessionResponse__Output>): grpc.ClientUnaryCall;
  RevokeAuthSession(argument: _elearning_auth_v1_RevokeAuthSessionRequest, callback: grpc.requestCallback<_elearning_auth_v1_RevokeAuthSessionResponse__Output>): grpc.ClientUnaryCall;
  revokeAuthSession(argument: _elearning_auth_v1_RevokeAuthSessionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_RevokeAuthSessionResponse__Output>): grpc.ClientUnaryCall;
  revokeAuthSession(argument: _elearning_auth_v1_RevokeAuthSessionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_auth_v1_RevokeAuthSessionResponse__Output>): grpc.ClientUnaryCall;
  revokeAuthSession(argument: _elearning_auth_v1_RevokeAuthSessionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_RevokeAuthSessionResponse__Output>): grpc.ClientUnaryCall;
  revokeAuthSession(argument: _elearning_auth_v1_RevokeAuthSessionRequest, callback: grpc.requestCallback<_elearning_auth_v1_RevokeAuthSessionResponse__Output>): grpc.ClientUnaryCall;
  
  RevokeOtherAuthSessions(argument: _elearning_auth_v1_RevokeOtherAuthSessionsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_RevokeOtherAuthSessionsResponse__Output>): grpc.ClientUnaryCall;
  RevokeOtherAuthSessions(argument: _elearning_auth_v1_RevokeOtherAuthSessionsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_auth_v1_RevokeOtherAuthSessionsResponse__Output>): grpc.ClientUnaryCall;
  RevokeOtherAuthSessions(argument: _elearning_auth_v1_RevokeOtherAuthSessionsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_RevokeOtherAuthSessionsResponse__Output>): grpc.ClientUnaryCall;
  RevokeOtherAuthSessions(argument: _elearning_auth_v1_RevokeOtherAuthSessionsRequest, callback: grpc.requestCallback<_elearning_auth_v1_RevokeOtherAuthSessionsResponse__Output>): grpc.ClientUnaryCall;
  revokeOtherAuthSessions(argument: _elearning_auth_v1_RevokeOtherAuthSessionsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_RevokeOtherAuthSessionsResponse__Output>): grpc.ClientUnaryCall;
  revokeOtherAuthSessions(argument: _elearning_auth_v1_RevokeOtherAuthSessionsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_auth_v1_RevokeOtherAuthSessionsResponse__Output>): grpc.ClientUnaryCall;
  revokeOtherAuthSessions(argument: _elearning_auth_v1_RevokeOtherAuthSessionsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_RevokeOtherAuthSessionsResponse__Output>): grpc.ClientUnaryCall;
  revokeOtherAuthSessions(argument: _elearning_auth_v1_RevokeOtherAuthSessionsRequest, callback: grpc.requestCallback<_elearning_auth_v1_RevokeOtherAuthSessionsResponse__Output>): grpc.ClientUnaryCall;
  
  RevokeSession(argument: _elearning_auth_v1_RevokeSessionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_RevokeSessionResponse__Output>): grpc.ClientUnaryCall;
  RevokeSession(argument: _elearning_auth_v1_RevokeSessionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_auth_v1_RevokeSessionResponse__Output>): grpc.ClientUnaryCall;
  RevokeSession(argument: _elearning_auth_v1_RevokeSessionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_RevokeSessionResponse__Output>): grpc.ClientUnaryCall;
  RevokeSession(argument: _elearning_auth_v1_RevokeSessionRequest, callback: grpc.requestCallback<_elearning_auth_v1_RevokeSessionResponse__Output>): grpc.ClientUnaryCall;
  revokeSession(argument: _elearning_auth_v1_RevokeSessionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_RevokeSessionResponse__Output>): grpc.ClientUnaryCall;
  revokeSession(argument: _elearning_auth_v1_RevokeSessionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_auth_v1_RevokeSessionResponse__Output>): grpc.ClientUnaryCall;
  revokeSession(argument: _elearning_auth_v1_RevokeSessionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_RevokeSessionResponse__Output>): grpc.ClientUnaryCall;
  revokeSession(argument: _elearning_auth_v1_RevokeSessionRequest, callback: grpc.requestCallback<_elearning_auth_v1_RevokeSessionResponse__Output>): grpc.ClientUnaryCall;
  
  RotateSigningKey(argument: _elearning_auth_v1_RotateSigningKeyRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_RotateSigningKeyResponse__Output>): grpc.ClientUnaryCall;
  RotateSigningKey(argument: _elearning_auth_v1_RotateSigningKeyRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_auth_v1_RotateSigningKeyResponse__Output>): grpc.ClientUnaryCall;
  RotateSigningKey(argument: _elearning_auth_v1_RotateSigningKeyRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_RotateSigningKeyResponse__Output>): grpc.ClientUnaryCall;
  RotateSigningKey(argument: _elearning_auth_v1_RotateSigningKeyRequest, callback: grpc.requestCallback<_elearning_auth_v1_RotateSigningKeyResponse__Output>): grpc.ClientUnaryCall;
  rotateSigningKey(argument: _elearning_auth_v1_RotateSigningKeyRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_RotateSigningKeyResponse__Output>): grpc.ClientUnaryCall;
  rotateSigningKey(argument: _elearning_auth_v1_RotateSigningKeyRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_auth_v1_RotateSigningKeyResponse__Output>): grpc.ClientUnaryCall;
  rotateSigningKey(argument: _elearning_auth_v1_RotateSigningKeyRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_RotateSigningKeyResponse__Output>): grpc.ClientUnaryCall;
  rotateSigningKey(argument: _elearning_auth_v1_RotateSigningKeyRequest, callback: grpc.requestCallback<_elearning_auth_v1_RotateSigningKeyResponse__Output>): grpc.ClientUnaryCall;
  
  StartSecondFactor(argument: _elearning_auth_v1_StartSecondFactorRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_StartSecondFactorResponse__Output>): grpc.ClientUnaryCall;
  StartSecondFactor(argument: _elearning_auth_v1_StartSecondFactorRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_auth_v1_StartSecondFactorResponse__Output>): grpc.ClientUnaryCall;
  StartSecondFactor(argument: _elearning_auth_v1_StartSecondFactorRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_StartSecondFactorResponse__Output>): grpc.ClientUnaryCall;
  StartSecondFactor(argument: _elearning_auth_v1_StartSecondFactorRequest, callback: grpc.requestCallback<_elearning_auth_v1_StartSecondFactorResponse__Output>): grpc.ClientUnaryCall;
  startSecondFactor(argument: _elearning_auth_v1_StartSecondFactorRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_StartSecondFactorResponse__Output>): grpc.ClientUnaryCall;
  startSecondFactor(argument: _elearning_auth_v1_StartSecondFactorRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_auth_v1_StartSecondFactorResponse__Output>): grpc.ClientUnaryCall;
  startSecondFactor(argument: _elearning_auth_v1_StartSecondFactorRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_auth_v1_StartSecondFactorResponse__Output>): grpc.ClientUnaryCall;
  startSecondFactor(argument: _elearning_auth_v1_StartSecondFactorRequest, callback: grpc.requestCallback<_elearning_auth_v1_StartSecondFactorResponse__Output>): grpc.ClientUnaryCall;
  
}

export interface AuthServiceHandlers extends grpc.UntypedServiceImplementation {
  CompleteLogin: grpc.handleUnaryCall<_elearning_auth_v1_CompleteLoginRequest__Output, _elearning_auth_v1_CompleteLoginResponse>;
  
  ConfirmSecondFactor: grpc.handleUnaryCall<_elearning_auth_v1_ConfirmSecondFactorRequest__Output, _elearning_auth_v1_ConfirmSecondFactorResponse>;
  
  DisableSecondFactor: grpc.handleUnaryCall<_elearning_auth_v1_DisableSecondFactorRequest__Output, _elearning_auth_v1_DisableSecondFactorResponse>;
  
  GetJwks: grpc.handleUnaryCall<_elearning_auth_v1_GetJwksRequest__Output, _elearning_auth_v1_GetJwksResponse>;
  
  GetSecondFactor: grpc.handleUnaryCall<_elearning_auth_v1_GetSecondFactorRequest__Output, _elearning_auth_v1_GetSecondFactorResponse>;
  
  ListAuthSessions: grpc.handleUnaryCall<_elearning_auth_v1_ListAuthSessionsRequest__Output, _elearning_auth_v1_ListAuthSessionsResponse>;
  
  ListRevokedSessions: grpc.handleUnaryCall<_elearning_auth_v1_ListRevokedSessionsRequest__Output, _elearning_auth_v1_ListRevokedSessionsResponse>;
  
  Login: grpc.handleUnaryCall<_elearning_auth_v1_LoginRequest__Output, _elearning_auth_v1_LoginResponse>;
  
  RefreshSession: grpc.handleUnaryCall<_elearning_auth_v1_RefreshSessionRequest__Output, _elearning_auth_v1_RefreshSessionResponse>;
  
  ReplaceRecoveryCodes: grpc.handleUnaryCall<_elearning_auth_v1_ReplaceRecoveryCodesRequest__Output, _elearning_auth_v1_ReplaceRecoveryCodesResponse>;
  
  RevokeAuthSession: grpc.handleUnaryCall<_elearning_auth_v1_RevokeAuthSessionRequest__Output, _elearning_auth_v1_RevokeAuthSessionResponse>;
  
  RevokeOtherAuthSessions: grpc.handleUnaryCall<_elearning_auth_v1_RevokeOtherAuthSessionsRequest__Output, _elearning_auth_v1_RevokeOtherAuthSessionsResponse>;
  
  RevokeSession: grpc.handleUnaryCall<_elearning_auth_v1_RevokeSessionRequest__Output, _elearning_auth_v1_RevokeSessionResponse>;
  
  RotateSigningKey: grpc.handleUnaryCall<_elearning_auth_v1_RotateSigningKeyRequest__Output, _elearning_auth_v1_RotateSigningKeyResponse>;
  
  StartSecondFactor: grpc.handleUnaryCall<_elearning_auth_v1_StartSecondFactorRequest__Output, _elearning_auth_v1_StartSecondFactorResponse>;
  
}

export interface AuthServiceDefinition extends grpc.ServiceDefinition {
  CompleteLogin: MethodDefinition<_elearning_auth_v1_CompleteLoginRequest, _elearning_auth_v1_CompleteLoginResponse, _elearning_auth_v1_CompleteLoginRequest__Output, _elearning_auth_v1_CompleteLoginResponse__Output>
  ConfirmSecondFactor: MethodDefinition<_elearning_auth_v1_ConfirmSecondFactorRequest, _elearning_auth_v1_ConfirmSecondFactorResponse, _elearning_auth_v1_ConfirmSecondFactorRequest__Output, _elearning_auth_v1_ConfirmSecondFactorResponse__Output>
  DisableSecondFactor: MethodDefinition<_elearning_auth_v1_DisableSecondFactorRequest, _elearning_auth_v1_DisableSecondFactorResponse, _elearning_auth_v1_DisableSecondFactorRequest__Output, _elearning_auth_v1_DisableSecondFactorResponse__Output>
  GetJwks: MethodDefinition<_elearning_auth_v1_GetJwksRequest, _elearning_auth_v1_GetJwksResponse, _elearning_auth_v1_GetJwksRequest__Output, _elearning_auth_v1_GetJwksResponse__Output>
  GetSecondFactor: MethodDefinition<_elearning_auth_v1_GetSecondFactorRequest, _elearning_auth_v1_GetSecondFactorResponse, _elearning_auth_v1_GetSecondFactorRequest__Output, _elearning_auth_v1_GetSecondFactorResponse__Output>
  ListAuthSessions: MethodDefinition<_elearning_auth_v1_ListAuthSessionsRequest, _elearning_auth_v1_ListAuthSessionsResponse, _elearning_auth_v1_ListAuthSessionsRequest__Output, _elearning_auth_v1_ListAuthSessionsResponse__Output>
  ListRevokedSessions: MethodDefinition<_elearning_auth_v1_ListRevokedSessionsRequest, _elearning_auth_v1_ListRevokedSessionsResponse, _elearning_auth_v1_ListRevokedSessionsRequest__Output, _elearning_auth_v1_ListRevokedSessionsResponse__Output>
  Login: MethodDefinition<_elearning_auth_v1_LoginRequest, _elearning_auth_v1_LoginResponse, _elearning_auth_v1_LoginRequest__Output, _elearning_auth_v1_LoginResponse__Output>
  RefreshSession: MethodDefinition<_elearning_auth_v1_RefreshSessionRequest, _elearning_auth_v1_RefreshSessionResponse, _elearning_auth_v1_RefreshSessionRequest__Output, _elearning_auth_v1_RefreshSessionResponse__Output>
  ReplaceRecoveryCodes: MethodDefinition<_elearning_auth_v1_ReplaceRecoveryCodesRequest, _elearning_auth_v1_ReplaceRecoveryCodesResponse, _elearning_auth_v1_ReplaceRecoveryCodesRequest__Output, _elearning_auth_v1_ReplaceRecoveryCodesResponse__Output>
  RevokeAuthSession: MethodDefinition<_elearning_auth_v1_RevokeAuthSessionRequest, _elearning_auth_v1_RevokeAuthSessionResponse, _elearning_auth_v1_RevokeAuthSessionRequest__Output, _elearning_auth_v1_RevokeAuthSessionResponse__Output>
  RevokeOtherAuthSessions: MethodDefinition<_elearning_auth_v1_RevokeOtherAuthSessionsRequest, _elearning_auth_v1_RevokeOtherAuthSessionsResponse, _elearning_auth_v1_RevokeOtherAuthSessionsRequest__Output, _elearning_auth_v1_RevokeOtherAuthSessionsResponse__Output>
  RevokeSession: MethodDefinition<_elearning_auth_v1_RevokeSessionRequest, _elearning_auth_v1_RevokeSessionResponse, _elearning_auth_v1_RevokeSessionRequest__Output, _elearning_auth_v1_RevokeSessionResponse__Output>
  RotateSigningKey: MethodDefinition<_elearning_auth_v1_RotateSigningKeyRequest, _elearning_auth_v1_RotateSigningKeyResponse, _elearning_auth_v1_RotateSigningKeyRequest__Output, _elearning_auth_v1_RotateSigningKeyResponse__Output>
  StartSecondFactor: MethodDefinition<_elearning_auth_v1_StartSecondFactorRequest, _elearning_auth_v1_StartSecondFactorResponse, _elearning_auth_v1_StartSecondFactorRequest__Output, _elearning_auth_v1_StartSecondFactorResponse__Output>
}
