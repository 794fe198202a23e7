import type * as grpc from '@grpc/grpc-js';
import type { EnumTypeDefinition, MessageTypeDefinition } from '@grpc/proto-loader';

import type { AuthServiceClient as _elearning_auth_v1_AuthServiceClient, AuthServiceDefinition as _elearning_auth_v1_AuthServiceDefinition } from './elearning/auth/v1/AuthService.ts';
import type { AuthSession as _elearning_auth_v1_AuthSession, AuthSession__Output as _elearning_auth_v1_AuthSession__Output } from './elearning/auth/v1/AuthSession.ts';
import type { CompleteLoginRequest as _elearning_auth_v1_CompleteLoginRequest, CompleteLoginRequest__Output as _elearning_auth_v1_CompleteLoginRequest__Output } from './elearning/auth/v1/CompleteLoginRequest.ts';
import type { CompleteLoginResponse as _elearning_auth_v1_CompleteLoginResponse, CompleteLoginResponse__Output as _elearning_auth_v1_CompleteLoginResponse__Output } from './elearning/auth/v1/CompleteLoginResponse.ts';
import type { ConfirmSecondFactorRequest as _elearning_auth_v1_ConfirmSecondFactorRequest, ConfirmSecondFactorRequest__Output as _elearning_auth_v1_ConfirmSecondFactorRequest__Output } from './elearning/auth/v1/ConfirmSecondFactorRequest.ts';
import type { ConfirmSecondFactorResponse as _elearning_auth_v1_ConfirmSecondFactorResponse, ConfirmSecondFactorResponse__Output as _elearning_auth_v1_ConfirmSecondFactorResponse__Output } from './elearning/auth/v1/ConfirmSecondFactorResponse.ts';
import type { DisableSecondFactorRequest as _elearning_auth_v1_DisableSecondFactorRequest, DisableSecondFactorRequest__Output as _elearning_auth_v1_DisableSecondFactorRequest__Output } from './elearning/auth/v1/DisableSecondFactorRequest.ts';
import type { DisableSecondFactorResponse as _elearning_auth_v1_DisableSecondFactorResponse, DisableSecondFactorResponse__Output as _elearning_auth_v1_DisableSecondFactorResponse__Output } from './elearning/auth/v1/DisableSecondFactorResponse.ts';
import type { GetJwksRequest as _elearning_auth_v1_GetJwksRequest, GetJwksRequest__Output as _elearning_auth_v1_GetJwksRequest__Output } from './elearning/auth/v1/GetJwksRequest.ts';
import type { GetJwksResponse as _elearning_auth_v1_GetJwksResponse, GetJwksResponse__Output as _elearning_auth_v1_GetJwksResponse__Output } from './elearning/auth/v1/GetJwksResponse.ts';
import type { GetSecondFactorRequest as _elearning_auth_v1_GetSecondFactorRequest, GetSecondFactorRequest__Output as _elearning_auth_v1_GetSecondFactorRequest__Output } from './elearning/auth/v1/GetSecondFactorRequest.ts';
import type { GetSecondFactorResponse as _elearning_auth_v1_GetSecondFactorResponse, GetSecondFactorResponse__Output as _elearning_auth_v1_GetSecondFactorResponse__Output } from './elearning/auth/v1/GetSecondFactorResponse.ts';
import type { ListAuthSessionsRequest as _elearning_auth_v1_ListAuthSessionsRequest, ListAuthSessionsRequest__Output as _elearning_auth_v1_ListAuthSessionsRequest__Output } from './elearning/auth/v1/ListAuthSessionsRequest.ts';
import type { ListAuthSessionsResponse as _elearning_auth_v1_ListAuthSessionsResponse, ListAuthSessionsResponse__Output as _elearning_auth_v1_ListAuthSessionsResponse__Output } from './elearning/auth/v1/ListAuthSessionsResponse.ts';
import type { ListRevokedSessionsRequest as _elearning_auth_v1_ListRevokedSessionsRequest, ListRevokedSessionsRequest__Output as _elearning_auth_v1_ListRevokedSessionsRequest__Output } from './elearning/auth/v1/ListRevokedSessionsRequest.ts';
import type { ListRevokedSessionsResponse as _elearning_auth_v1_ListRevokedSessionsResponse, ListRevokedSessionsResponse__Output as _elearning_auth_v1_ListRevokedSessionsResponse__Output } from './elearning/auth/v1/ListRevokedSessionsResponse.ts';
import type { LoginChallenge as _elearning_auth_v1_LoginChallenge, LoginChallenge__Output as _elearning_auth_v1_LoginChallenge__Output } from './elearning/auth/v1/LoginChallenge.ts';
import type { LoginRequest as _elearning_auth_v1_LoginRequest, LoginRequest__Output as _elearning_auth_v1_LoginRequest__Output } from './elearning/auth/v1/LoginRequest.ts';
import type { LoginResponse as _elearning_auth_v1_LoginResponse, LoginResponse__Output as _elearning_auth_v1_LoginResponse__Output } from './elearning/auth/v1/LoginResponse.ts';
import type { RefreshSessionRequest as _elearning_auth_v1_RefreshSessionRequest, RefreshSessionRequest__Output as _elearning_auth_v1_RefreshSessionRequest__Output } from './elearning/auth/v1/RefreshSessionRequest.ts';
import type { RefreshSessionResponse as _elearning_auth_v1_RefreshSessionResponse, RefreshSessionResponse__Output as _elearning_auth_v1_RefreshSessionResponse__Output } from './elearning/auth/v1/RefreshSessionResponse.ts';
import type { ReplaceRecoveryCodesRequest as _elearning_auth_v1_ReplaceRecoveryCodesRequest, ReplaceRecoveryCodesRequest__Output as _elearning_auth_v1_ReplaceRecoveryCodesRequest__Output } from './elearning/auth/v1/ReplaceRecoveryCodesRequest.ts';
import type { ReplaceRecoveryCodesResponse as _elearning_auth_v1_ReplaceRecoveryCodesResponse, ReplaceRecoveryCodesResponse__Output as _elearning_auth_v1_ReplaceRecoveryCodesResponse__Output } from './elearning/auth/v1/ReplaceRecoveryCodesResponse.ts';
import type { RevokeAuthSessionRequest as _elearning_auth_v1_RevokeAuthSessionRequest, RevokeAuthSessionRequest__Output as _elearning_auth_v1_RevokeAuthSessionRequest__Output } from './elearning/auth/v1/RevokeAuthSessionRequest.ts';
import type { RevokeAuthSessionResponse as _elearning_auth_v1_RevokeAuthSessionResponse, RevokeAuthSessionResponse__Output as _elearning_auth_v1_RevokeAuthSessionResponse__Output } from './elearning/auth/v1/RevokeAuthSessionResponse.ts';
import type { RevokeOtherAuthSessionsRequest as _elearning_auth_v1_RevokeOtherAuthSessionsRequest, RevokeOtherAuthSessionsRequest__Output as _elearning_auth_v1_RevokeOtherAuthSessionsRequest__Output } from './elearning/auth/v1/RevokeOtherAuthSessionsRequest.ts';
import type { RevokeOtherAuthSessionsResponse as _elearning_auth_v1_RevokeOtherAuthSessionsResponse, RevokeOtherAuthSessionsResponse__Output as _elearning_auth_v1_RevokeOtherAuthSessionsResponse__Output } from './elearning/auth/v1/RevokeOtherAuthSessionsResponse.ts';
import type { RevokeSessionRequest as _elearning_auth_v1_RevokeSessionRequest, RevokeSessionRequest__Output as _elearning_auth_v1_RevokeSessionRequest__Output } from './elearning/auth/v1/RevokeSessionRequest.ts';
import type { RevokeSessionResponse as _elearning_auth_v1_RevokeSessionResponse, RevokeSessionResponse__Output as _elearning_auth_v1_RevokeSessionResponse__Output } from './elearning/auth/v1/RevokeSessionResponse.ts';
import type { RevokedSession as _elearning_auth_v1_RevokedSession, RevokedSession__Output as _elearning_auth_v1_RevokedSession__Output } from './elearning/auth/v1/RevokedSession.ts';
import type { RotateSigningKeyRequest as _elearning_auth_v1_RotateSigningKeyRequest, RotateSigningKeyRequest__Output as _elearning_auth_v1_RotateSigningKeyRequest__Output } from './elearning/auth/v1/RotateSigningKeyRequest.ts';
import type { RotateSigningKeyResponse as _elearning_auth_v1_RotateSigningKeyResponse, RotateSigningKeyResponse__Output as _elearning_auth_v1_RotateSigningKeyResponse__Output } from './elearning/auth/v1/RotateSigningKeyResponse.ts';
import type { StartSecondFactorRequest as _elearning_auth_v1_StartSecondFactorRequest, StartSecondFactorRequest__Output as _elearning_auth_v1_StartSecondFactorRequest__Output } from './elearning/auth/v1/StartSecondFactorRequest.ts';
import type { StartSecondFactorResponse as _elearning_auth_v1_StartSecondFactorResponse, StartSecondFactorResponse__Output as _elearning_auth_v1_StartSecondFactorResponse__Output } from './elearning/auth/v1/StartSecondFactorResponse.ts';
import type { TokenPair as _elearning_auth_v1_TokenPair, TokenPair__Output as _elearning_auth_v1_TokenPair__Output } from './elearning/auth/v1/TokenPair.ts';
import type { Money as _elearning_common_v1_Money, Money__Output as _elearning_common_v1_Money__Output } from './elearning/common/v1/Money.ts';
import type { PersonalRecord as _elearning_common_v1_PersonalRecord, PersonalRecord__Output as _elearning_common_v1_PersonalRecord__Output } from './elearning/common/v1/PersonalRecord.ts';
import type { BatchGetUsersRequest as _elearning_users_v1_BatchGetUsersRequest, BatchGetUsersRequest__Output as _elearning_users_v1_BatchGetUsersRequest__Output } from './elearning/users/v1/BatchGetUsersRequest.ts';
import type { BatchGetUsersResponse as _elearning_users_v1_BatchGetUsersResponse, BatchGetUsersResponse__Output as _elearning_users_v1_BatchGetUsersResponse__Output } from './elearning/users/v1/BatchGetUsersResponse.ts';
import type { CreatePasswordResetRequest as _elearning_users_v1_CreatePasswordResetRequest, CreatePasswordResetRequest__Output as _elearning_users_v1_CreatePasswordResetRequest__Output } from './elearning/users/v1/CreatePasswordResetRequest.ts';
import type { CreatePasswordResetResponse as _elearning_users_v1_CreatePasswordResetResponse, CreatePasswordResetResponse__Output as _elearning_users_v1_CreatePasswordResetResponse__Output } from './elearning/users/v1/CreatePasswordResetResponse.ts';
import type { CreateUserRequest as _elearning_users_v1_CreateUserRequest, CreateUserRequest__Output as _elearning_users_v1_CreateUserRequest__Output } from './elearning/users/v1/CreateUserRequest.ts';
import type { CreateUserResponse as _elearning_users_v1_CreateUserResponse, CreateUserResponse__Output as _elearning_users_v1_CreateUserResponse__Output } from './elearning/users/v1/CreateUserResponse.ts';
import type { CurrentPasswordProof as _elearning_users_v1_CurrentPasswordProof, CurrentPasswordProof__Output as _elearning_users_v1_CurrentPasswordProof__Output } from './elearning/users/v1/CurrentPasswordProof.ts';
import type { EraseAccountRequest as _elearning_users_v1_EraseAccountRequest, EraseAccountRequest__Output as _elearning_users_v1_EraseAccountRequest__Output } from './elearning/users/v1/EraseAccountRequest.ts';
import type { EraseAccountResponse as _elearning_users_v1_EraseAccountResponse, EraseAccountResponse__Output as _elearning_users_v1_EraseAccountResponse__Output } from './elearning/users/v1/EraseAccountResponse.ts';
import type { ListLoginRecordsRequest as _elearning_users_v1_ListLoginRecordsRequest, ListLoginRecordsRequest__Output as _elearning_users_v1_ListLoginRecordsRequest__Output } from './elearning/users/v1/ListLoginRecordsRequest.ts';
import type { ListLoginRecordsResponse as _elearning_users_v1_ListLoginRecordsResponse, ListLoginRecordsResponse__Output as _elearning_users_v1_ListLoginRecordsResponse__Output } from './elearning/users/v1/ListLoginRecordsResponse.ts';
import type { ListPersonalRecordsRequest as _elearning_users_v1_ListPersonalRecordsRequest, ListPersonalRecordsRequest__Output as _elearning_users_v1_ListPersonalRecordsRequest__Output } from './elearning/users/v1/ListPersonalRecordsRequest.ts';
import type { ListPersonalRecordsResponse as _elearning_users_v1_ListPersonalRecordsResponse, ListPersonalRecordsResponse__Output as _elearning_users_v1_ListPersonalRecordsResponse__Output } from './elearning/users/v1/ListPersonalRecordsResponse.ts';
import type { ListUsersRequest as _elearning_users_v1_ListUsersRequest, ListUsersRequest__Output as _elearning_users_v1_ListUsersRequest__Output } from './elearning/users/v1/ListUsersRequest.ts';
import type { ListUsersResponse as _elearning_users_v1_ListUsersResponse, ListUsersResponse__Output as _elearning_users_v1_ListUsersResponse__Output } from './elearning/users/v1/ListUsersResponse.ts';
import type { LoginRecord as _elearning_users_v1_LoginRecord, LoginRecord__Output as _elearning_users_v1_LoginRecord__Output } from './elearning/users/v1/LoginRecord.ts';
import type { SetPasswordRequest as _elearning_users_v1_SetPasswordRequest, SetPasswordRequest__Output as _elearning_users_v1_SetPasswordRequest__Output } from './elearning/users/v1/SetPasswordRequest.ts';
import type { SetPasswordResponse as _elearning_users_v1_SetPasswordResponse, SetPasswordResponse__Output as _elearning_users_v1_SetPasswordResponse__Output } from './elearning/users/v1/SetPasswordResponse.ts';
import type { SetUserRoleRequest as _elearning_users_v1_SetUserRoleRequest, SetUserRoleRequest__Output as _elearning_users_v1_SetUserRoleRequest__Output } from './elearning/users/v1/SetUserRoleRequest.ts';
import type { SetUserRoleResponse as _elearning_users_v1_SetUserRoleResponse, SetUserRoleResponse__Output as _elearning_users_v1_SetUserRoleResponse__Output } from './elearning/users/v1/SetUserRoleResponse.ts';
import type { UpdateUserRequest as _elearning_users_v1_UpdateUserRequest, UpdateUserRequest__Output as _elearning_users_v1_UpdateUserRequest__Output } from './elearning/users/v1/UpdateUserRequest.ts';
import type { UpdateUserResponse as _elearning_users_v1_UpdateUserResponse, UpdateUserResponse__Output as _elearning_users_v1_UpdateUserResponse__Output } from './elearning/users/v1/UpdateUserResponse.ts';
import type { User as _elearning_users_v1_User, User__Output as _elearning_users_v1_User__Output } from './elearning/users/v1/User.ts';
import type { UsersServiceClient as _elearning_users_v1_UsersServiceClient, UsersServiceDefinition as _elearning_users_v1_UsersServiceDefinition } from './elearning/users/v1/UsersService.ts';
import type { FieldMask as _google_protobuf_FieldMask, FieldMask__Output as _google_protobuf_FieldMask__Output } from './google/protobuf/FieldMask.ts';
import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from './google/protobuf/Timestamp.ts';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  elearning: {
    auth: {
      v1: {
        AuthService: SubtypeConstructor<typeof grpc.Client, _elearning_auth_v1_AuthServiceClient> & { service: _elearning_auth_v1_AuthServiceDefinition }
        AuthSession: MessageTypeDefinition<_elearning_auth_v1_AuthSession, _elearning_auth_v1_AuthSession__Output>
        CompleteLoginRequest: MessageTypeDefinition<_elearning_auth_v1_CompleteLoginRequest, _elearning_auth_v1_CompleteLoginRequest__Output>
        CompleteLoginResponse: MessageTypeDefinition<_elearning_auth_v1_CompleteLoginResponse, _elearning_auth_v1_CompleteLoginResponse__Output>
        ConfirmSecondFactorRequest: MessageTypeDefinition<_elearning_auth_v1_ConfirmSecondFactorRequest, _elearning_auth_v1_ConfirmSecondFactorRequest__Output>
        ConfirmSecondFactorResponse: MessageTypeDefinition<_elearning_auth_v1_ConfirmSecondFactorResponse, _elearning_auth_v1_ConfirmSecondFactorResponse__Output>
        DisableSecondFactorRequest: MessageTypeDefinition<_elearning_auth_v1_DisableSecondFactorRequest, _elearning_auth_v1_DisableSecondFactorRequest__Output>
        DisableSecondFactorResponse: MessageTypeDefinition<_elearning_auth_v1_DisableSecondFactorResponse, _elearning_auth_v1_DisableSecondFactorResponse__Output>
        GetJwksRequest: MessageTypeDefinition<_elearning_auth_v1_GetJwksRequest, _elearning_auth_v1_GetJwksRequest__Output>
        GetJwksResponse: MessageTypeDefinition<_elearning_auth_v1_GetJwksResponse, _elearning_auth_v1_GetJwksResponse__Output>
        GetSecondFactorRequest: MessageTypeDefinition<_elearning_auth_v1_GetSecondFactorRequest, _elearning_auth_v1_GetSecondFactorRequest__Output>
        GetSecondFactorResponse: MessageTypeDefinition<_elearning_auth_v1_GetSecondFactorResponse, _elearning_auth_v1_GetSecondFactorResponse__Output>
        ListAuthSessionsRequest: MessageTypeDefinition<_elearning_auth_v1_ListAuthSessionsRequest, _elearning_auth_v1_ListAuthSessionsRequest__Output>
        ListAuthSessionsResponse: MessageTypeDefinition<_elearning_auth_v1_ListAuthSessionsResponse, _elearning_auth_v1_ListAuthSessionsResponse__Output>
        ListRevokedSessionsRequest: MessageTypeDefinition<_elearning_auth_v1_ListRevokedSessionsRequest, _elearning_auth_v1_ListRevokedSessionsRequest__Output>
        ListRevokedSessionsResponse: MessageTypeDefinition<_elearning_auth_v1_ListRevokedSessionsResponse, _elearning_auth_v1_ListRevokedSessionsResponse__Output>
        LoginChallenge: MessageTypeDefinition<_elearning_auth_v1_LoginChallenge, _elearning_auth_v1_LoginChallenge__Output>
        LoginRequest: MessageTypeDefinition<_elearning_auth_v1_LoginRequest, _elearning_auth_v1_LoginRequest__Output>
        LoginResponse: MessageTypeDefinition<_elearning_auth_v1_LoginResponse, _elearning_auth_v1_LoginResponse__Output>
        RefreshSessionRequest: MessageTypeDefinition<_elearning_auth_v1_RefreshSessionRequest, _elearning_auth_v1_RefreshSessionRequest__Output>
        RefreshSessionResponse: MessageTypeDefinition<_elearning_auth_v1_RefreshSessionResponse, _elearning_auth_v1_RefreshSessionResponse__Output>
        ReplaceRecoveryCodesRequest: MessageTypeDefinition<_elearning_auth_v1_ReplaceRecoveryCodesRequest, _elearning_auth_v1_ReplaceRecoveryCodesRequest__Output>
        ReplaceRecoveryCodesResponse: MessageTypeDefinition<_elearning_auth_v1_ReplaceRecoveryCodesResponse, _elearning_auth_v1_ReplaceRecoveryCodesResponse__Output>
        RevokeAuthSessionRequest: MessageTypeDefinition<_elearning_auth_v1_RevokeAuthSessionRequest, _elearning_auth_v1_RevokeAuthSessionRequest__Output>
        RevokeAuthSessionResponse: MessageTypeDefinition<_elearning_auth_v1_RevokeAuthSessionResponse, _elearning_auth_v1_RevokeAuthSessionResponse__Output>
        RevokeOtherAuthSessionsRequest: MessageTypeDefinition<_elearning_auth_v1_RevokeOtherAuthSessionsRequest, _elearning_auth_v1_RevokeOtherAuthSessionsRequest__Output>
        RevokeOtherAuthSessionsResponse: MessageTypeDefinition<_elearning_auth_v1_RevokeOtherAuthSessionsResponse, _elearning_auth_v1_RevokeOtherAuthSessionsResponse__Output>
        RevokeSessionRequest: MessageTypeDefinition<_elearning_auth_v1_RevokeSessionRequest, _elearning_auth_v1_RevokeSessionRequest__Output>
        RevokeSessionResponse: MessageTypeDefinition<_elearning_auth_v1_RevokeSessionResponse, _elearning_auth_v1_RevokeSessionResponse__Output>
        RevokedSession: MessageTypeDefinition<_elearning_auth_v1_RevokedSession, _elearning_auth_v1_RevokedSession__Output>
        RotateSigningKeyRequest: MessageTypeDefinition<_elearning_auth_v1_RotateSigningKeyRequest, _elearning_auth_v1_RotateSigningKeyRequest__Output>
        RotateSigningKeyResponse: MessageTypeDefinition<_elearning_auth_v1_RotateSigningKeyResponse, _elearning_auth_v1_RotateSigningKeyResponse__Output>
        StartSecondFactorRequest: MessageTypeDefinition<_elearning_auth_v1_StartSecondFactorRequest, _elearning_auth_v1_StartSecondFactorRequest__Output>
        StartSecondFactorResponse: MessageTypeDefinition<_elearning_auth_v1_StartSecondFactorResponse, _elearning_auth_v1_StartSecondFactorResponse__Output>
        TokenPair: MessageTypeDefinition<_elearning_auth_v1_TokenPair, _elearning_auth_v1_TokenPair__Output>
      }
    }
    common: {
      v1: {
        Money: MessageTypeDefinition<_elearning_common_v1_Money, _elearning_common_v1_Money__Output>
        PersonalRecord: MessageTypeDefinition<_elearning_common_v1_PersonalRecord, _elearning_common_v1_PersonalRecord__Output>
      }
    }
    users: {
      v1: {
        BatchGetUsersRequest: MessageTypeDefinition<_elearning_users_v1_BatchGetUsersRequest, _elearning_users_v1_BatchGetUsersRequest__Output>
        BatchGetUsersResponse: MessageTypeDefinition<_elearning_users_v1_BatchGetUsersResponse, _elearning_users_v1_BatchGetUsersResponse__Output>
        CreatePasswordResetRequest: MessageTypeDefinition<_elearning_users_v1_CreatePasswordResetRequest, _elearning_users_v1_CreatePasswordResetRequest__Output>
        CreatePasswordResetResponse: MessageTypeDefinition<_elearning_users_v1_CreatePasswordResetResponse, _elearning_users_v1_CreatePasswordResetResponse__Output>
        CreateUserRequest: MessageTypeDefinition<_elearning_users_v1_CreateUserRequest, _elearning_users_v1_CreateUserRequest__Output>
        CreateUserResponse: MessageTypeDefinition<_elearning_users_v1_CreateUserResponse, _elearning_users_v1_CreateUserResponse__Output>
        CurrentPasswordProof: MessageTypeDefinition<_elearning_users_v1_CurrentPasswordProof, _elearning_users_v1_CurrentPasswordProof__Output>
        EraseAccountRequest: MessageTypeDefinition<_elearning_users_v1_EraseAccountRequest, _elearning_users_v1_EraseAccountRequest__Output>
        EraseAccountResponse: MessageTypeDefinition<_elearning_users_v1_EraseAccountResponse, _elearning_users_v1_EraseAccountResponse__Output>
        ListLoginRecordsRequest: MessageTypeDefinition<_elearning_users_v1_ListLoginRecordsRequest, _elearning_users_v1_ListLoginRecordsRequest__Output>
        ListLoginRecordsResponse: MessageTypeDefinition<_elearning_users_v1_ListLoginRecordsResponse, _elearning_users_v1_ListLoginRecordsResponse__Output>
        ListPersonalRecordsRequest: MessageTypeDefinition<_elearning_users_v1_ListPersonalRecordsRequest, _elearning_users_v1_ListPersonalRecordsRequest__Output>
        ListPersonalRecordsResponse: MessageTypeDefinition<_elearning_users_v1_ListPersonalRecordsResponse, _elearning_users_v1_ListPersonalRecordsResponse__Output>
        ListUsersRequest: MessageTypeDefinition<_elearning_users_v1_ListUsersRequest, _elearning_users_v1_ListUsersRequest__Output>
        ListUsersResponse: MessageTypeDefinition<_elearning_users_v1_ListUsersResponse, _elearning_users_v1_ListUsersResponse__Output>
        LoginRecord: MessageTypeDefinition<_elearning_users_v1_LoginRecord, _elearning_users_v1_LoginRecord__Output>
        LoginRecordType: EnumTypeDefinition
        Role: EnumTypeDefinition
        SetPasswordRequest: MessageTypeDefinition<_elearning_users_v1_SetPasswordRequest, _elearning_users_v1_SetPasswordRequest__Output>
        SetPasswordResponse: MessageTypeDefinition<_elearning_users_v1_SetPasswordResponse, _elearning_users_v1_SetPasswordResponse__Output>
        SetUserRoleRequest: MessageTypeDefinition<_elearning_users_v1_SetUserRoleRequest, _elearning_users_v1_SetUserRoleRequest__Output>
        SetUserRoleResponse: MessageTypeDefinition<_elearning_users_v1_SetUserRoleResponse, _elearning_users_v1_SetUserRoleResponse__Output>
        UpdateUserRequest: MessageTypeDefinition<_elearning_users_v1_UpdateUserRequest, _elearning_users_v1_UpdateUserRequest__Output>
        UpdateUserResponse: MessageTypeDefinition<_elearning_users_v1_UpdateUserResponse, _elearning_users_v1_UpdateUserResponse__Output>
        User: MessageTypeDefinition<_elearning_users_v1_User, _elearning_users_v1_User__Output>
        UsersService: SubtypeConstructor<typeof grpc.Client, _elearning_users_v1_UsersServiceClient> & { service: _elearning_users_v1_UsersServiceDefinition }
      }
    }
  }
  google: {
    protobuf: {
      FieldMask: MessageTypeDefinition<_google_protobuf_FieldMask, _google_protobuf_FieldMask__Output>
      Timestamp: MessageTypeDefinition<_google_protobuf_Timestamp, _google_protobuf_Timestamp__Output>
    }
  }
}

