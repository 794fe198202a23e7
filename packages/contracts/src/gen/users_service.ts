import type * as grpc from '@grpc/grpc-js';
import type { EnumTypeDefinition, MessageTypeDefinition } from '@grpc/proto-loader';

import type { BatchGetUsersRequest as _elearning_users_v1_BatchGetUsersRequest, BatchGetUsersRequest__Output as _elearning_users_v1_BatchGetUsersRequest__Output } from './elearning/users/v1/BatchGetUsersRequest.ts';
import type { BatchGetUsersResponse as _elearning_users_v1_BatchGetUsersResponse, BatchGetUsersResponse__Output as _elearning_users_v1_BatchGetUsersResponse__Output } from './elearning/users/v1/BatchGetUsersResponse.ts';
import type { CreateUserRequest as _elearning_users_v1_CreateUserRequest, CreateUserRequest__Output as _elearning_users_v1_CreateUserRequest__Output } from './elearning/users/v1/CreateUserRequest.ts';
import type { CreateUserResponse as _elearning_users_v1_CreateUserResponse, CreateUserResponse__Output as _elearning_users_v1_CreateUserResponse__Output } from './elearning/users/v1/CreateUserResponse.ts';
import type { ListLoginRecordsRequest as _elearning_users_v1_ListLoginRecordsRequest, ListLoginRecordsRequest__Output as _elearning_users_v1_ListLoginRecordsRequest__Output } from './elearning/users/v1/ListLoginRecordsRequest.ts';
import type { ListLoginRecordsResponse as _elearning_users_v1_ListLoginRecordsResponse, ListLoginRecordsResponse__Output as _elearning_users_v1_ListLoginRecordsResponse__Output } from './elearning/users/v1/ListLoginRecordsResponse.ts';
import type { LoginRecord as _elearning_users_v1_LoginRecord, LoginRecord__Output as _elearning_users_v1_LoginRecord__Output } from './elearning/users/v1/LoginRecord.ts';
import type { User as _elearning_users_v1_User, User__Output as _elearning_users_v1_User__Output } from './elearning/users/v1/User.ts';
import type { UsersServiceClient as _elearning_users_v1_UsersServiceClient, UsersServiceDefinition as _elearning_users_v1_UsersServiceDefinition } from './elearning/users/v1/UsersService.ts';
import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from './google/protobuf/Timestamp.ts';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  elearning: {
    users: {
      v1: {
        BatchGetUsersRequest: MessageTypeDefinition<_elearning_users_v1_BatchGetUsersRequest, _elearning_users_v1_BatchGetUsersRequest__Output>
        BatchGetUsersResponse: MessageTypeDefinition<_elearning_users_v1_BatchGetUsersResponse, _elearning_users_v1_BatchGetUsersResponse__Output>
        CreateUserRequest: MessageTypeDefinition<_elearning_users_v1_CreateUserRequest, _elearning_users_v1_CreateUserRequest__Output>
        CreateUserResponse: MessageTypeDefinition<_elearning_users_v1_CreateUserResponse, _elearning_users_v1_CreateUserResponse__Output>
        ListLoginRecordsRequest: MessageTypeDefinition<_elearning_users_v1_ListLoginRecordsRequest, _elearning_users_v1_ListLoginRecordsRequest__Output>
        ListLoginRecordsResponse: MessageTypeDefinition<_elearning_users_v1_ListLoginRecordsResponse, _elearning_users_v1_ListLoginRecordsResponse__Output>
        LoginRecord: MessageTypeDefinition<_elearning_users_v1_LoginRecord, _elearning_users_v1_LoginRecord__Output>
        LoginRecordType: EnumTypeDefinition
        Role: EnumTypeDefinition
        User: MessageTypeDefinition<_elearning_users_v1_User, _elearning_users_v1_User__Output>
        UsersService: SubtypeConstructor<typeof grpc.Client, _elearning_users_v1_UsersServiceClient> & { service: _elearning_users_v1_UsersServiceDefinition }
      }
    }
  }
  google: {
    protobuf: {
      Timestamp: MessageTypeDefinition<_google_protobuf_Timestamp, _google_protobuf_Timestamp__Output>
    }
  }
}

