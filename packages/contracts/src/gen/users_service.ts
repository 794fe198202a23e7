import type * as grpc from '@grpc/grpc-js';
import type { EnumTypeDefinition, MessageTypeDefinition } from '@grpc/proto-loader';

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

