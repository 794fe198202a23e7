// Original file: proto/elearning/content/v1/content_service.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { AdvanceGrantEpochRequest as _elearning_content_v1_AdvanceGrantEpochRequest, AdvanceGrantEpochRequest__Output as _elearning_content_v1_AdvanceGrantEpochRequest__Output } from '../../../elearning/content/v1/AdvanceGrantEpochRequest.ts';
import type { AdvanceGrantEpochResponse as _elearning_content_v1_AdvanceGrantEpochResponse, AdvanceGrantEpochResponse__Output as _elearning_content_v1_AdvanceGrantEpochResponse__Output } from '../../../elearning/content/v1/AdvanceGrantEpochResponse.ts';
import type { BatchCreateStreamGrantsRequest as _elearning_content_v1_BatchCreateStreamGrantsRequest, BatchCreateStreamGrantsRequest__Output as _elearning_content_v1_BatchCreateStreamGrantsRequest__Output } from '../../../elearning/content/v1/BatchCreateStreamGrantsRequest.ts';
import type { BatchCreateStreamGrantsResponse as _elearning_content_v1_BatchCreateStreamGrantsResponse, BatchCreateStreamGrantsResponse__Output as _elearning_content_v1_BatchCreateStreamGrantsResponse__Output } from '../../../elearning/content/v1/BatchCreateStreamGrantsResponse.ts';
import type { BatchGetStreamHealthRequest as _elearning_content_v1_BatchGetStreamHealthRequest, BatchGetStreamHealthRequest__Output as _elearning_content_v1_BatchGetStreamHealthRequest__Output } from '../../../elearning/content/v1/BatchGetStreamHealthRequest.ts';
import type { BatchGetStreamHealthResponse as _elearning_content_v1_BatchGetStreamHealthResponse, BatchGetStreamHealthResponse__Output as _elearning_content_v1_BatchGetStreamHealthResponse__Output } from '../../../elearning/content/v1/BatchGetStreamHealthResponse.ts';
import type { ImportStreamRequest as _elearning_content_v1_ImportStreamRequest, ImportStreamRequest__Output as _elearning_content_v1_ImportStreamRequest__Output } from '../../../elearning/content/v1/ImportStreamRequest.ts';
import type { ImportStreamResponse as _elearning_content_v1_ImportStreamResponse, ImportStreamResponse__Output as _elearning_content_v1_ImportStreamResponse__Output } from '../../../elearning/content/v1/ImportStreamResponse.ts';

export interface ContentServiceClient extends grpc.Client {
  AdvanceGrantEpoch(argument: _elearning_content_v1_AdvanceGrantEpochRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_content_v1_AdvanceGrantEpochResponse__Output>): grpc.ClientUnaryCall;
  AdvanceGrantEpoch(argument: _elearning_content_v1_AdvanceGrantEpochRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_content_v1_AdvanceGrantEpochResponse__Output>): grpc.ClientUnaryCall;
  AdvanceGrantEpoch(argument: _elearning_content_v1_AdvanceGrantEpochRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_content_v1_AdvanceGrantEpochResponse__Output>): grpc.ClientUnaryCall;
  AdvanceGrantEpoch(argument: _elearning_content_v1_AdvanceGrantEpochRequest, callback: grpc.requestCallback<_elearning_content_v1_AdvanceGrantEpochResponse__Output>): grpc.ClientUnaryCall;
  advanceGrantEpoch(argument: _elearning_content_v1_AdvanceGrantEpochRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_content_v1_AdvanceGrantEpochResponse__Output>): grpc.ClientUnaryCall;
  advanceGrantEpoch(argument: _elearning_content_v1_AdvanceGrantEpochRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_content_v1_AdvanceGrantEpochResponse__Output>): grpc.ClientUnaryCall;
  advanceGrantEpoch(argument: _elearning_content_v1_AdvanceGrantEpochRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_content_v1_AdvanceGrantEpochResponse__Output>): grpc.ClientUnaryCall;
  advanceGrantEpoch(argument: _elearning_content_v1_AdvanceGrantEpochRequest, callback: grpc.requestCallback<_elearning_content_v1_AdvanceGrantEpochResponse__Output>): grpc.ClientUnaryCall;
  
  BatchCreateStreamGrants(argument: _elearning_content_v1_BatchCreateStreamGrantsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_content_v1_BatchCreateStreamGrantsResponse__Output>): grpc.ClientUnaryCall;
  BatchCreateStreamGrants(argument: _elearning_content_v1_BatchCreateStreamGrantsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_content_v1_BatchCreateStreamGrantsResponse__Output>): grpc.ClientUnaryCall;
  BatchCreateStreamGrants(argument: _elearning_content_v1_BatchCreateStreamGrantsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_content_v1_BatchCreateStreamGrantsResponse__Output>): grpc.ClientUnaryCall;
  BatchCreateStreamGrants(argument: _elearning_content_v1_BatchCreateStreamGrantsRequest, callback: grpc.requestCallback<_elearning_content_v1_BatchCreateStreamGrantsResponse__Output>): grpc.ClientUnaryCall;
  batchCreateStreamGrants(argument: _elearning_content_v1_BatchCreateStreamGrantsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_content_v1_BatchCreateStreamGrantsResponse__Output>): grpc.ClientUnaryCall;
  batchCreateStreamGrants(argument: _elearning_content_v1_BatchCreateStreamGrantsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_content_v1_BatchCreateStreamGrantsResponse__Output>): grpc.ClientUnaryCall;
  batchCreateStreamGrants(argument: _elearning_content_v1_BatchCreateStreamGrantsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_content_v1_BatchCreateStreamGrantsResponse__Output>): grpc.ClientUnaryCall;
  batchCreateStreamGrants(argument: _elearning_content_v1_BatchCreateStreamGrantsRequest, callback: grpc.requestCallback<_elearning_content_v1_BatchCreateStreamGrantsResponse__Output>): grpc.ClientUnaryCall;
  
  BatchGetStreamHealth(argument: _elearning_content_v1_BatchGetStreamHealthRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_content_v1_BatchGetStreamHealthResponse__Output>): grpc.ClientUnaryCall;
  BatchGetStreamHealth(argument: _elearning_content_v1_BatchGetStreamHealthRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_content_v1_BatchGetStreamHealthResponse__Output>): grpc.ClientUnaryCall;
  BatchGetStreamHealth(argument: _elearning_content_v1_BatchGetStreamHealthRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_content_v1_BatchGetStreamHealthResponse__Output>): grpc.ClientUnaryCall;
  BatchGetStreamHealth(argument: _elearning_content_v1_BatchGetStreamHealthRequest, callback: grpc.requestCallback<_elearning_content_v1_BatchGetStreamHealthResponse__Output>): grpc.ClientUnaryCall;
  batchGetStreamHealth(argument: _elearning_content_v1_BatchGetStreamHealthRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_content_v1_BatchGetStreamHealthResponse__Output>): grpc.ClientUnaryCall;
  batchGetStreamHealth(argument: _elearning_content_v1_BatchGetStreamHealthRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_content_v1_BatchGetStreamHealthResponse__Output>): grpc.ClientUnaryCall;
  batchGetStreamHealth(argument: _elearning_content_v1_BatchGetStreamHealthRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_content_v1_BatchGetStreamHealthResponse__Output>): grpc.ClientUnaryCall;
  batchGetStreamHealth(argument: _elearning_content_v1_BatchGetStreamHealthRequest, callback: grpc.requestCallback<_elearning_content_v1_BatchGetStreamHealthResponse__Output>): grpc.ClientUnaryCall;
  
  ImportStream(argument: _elearning_content_v1_ImportStreamRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_content_v1_ImportStreamResponse__Output>): grpc.ClientUnaryCall;
  ImportStream(argument: _elearning_content_v1_ImportStreamRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_content_v1_ImportStreamResponse__Output>): grpc.ClientUnaryCall;
  ImportStream(argument: _elearning_content_v1_ImportStreamRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_content_v1_ImportStreamResponse__Output>): grpc.ClientUnaryCall;
  ImportStream(argument: _elearning_content_v1_ImportStreamRequest, callback: grpc.requestCallback<_elearning_content_v1_ImportStreamResponse__Output>): grpc.ClientUnaryCall;
  importStream(argument: _elearning_content_v1_ImportStreamRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_content_v1_ImportStreamResponse__Output>): grpc.ClientUnaryCall;
  importStream(argument: _elearning_content_v1_ImportStreamRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_content_v1_ImportStreamResponse__Output>): grpc.ClientUnaryCall;
  importStream(argument: _elearning_content_v1_ImportStreamRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_content_v1_ImportStreamResponse__Output>): grpc.ClientUnaryCall;
  importStream(argument: _elearning_content_v1_ImportStreamRequest, callback: grpc.requestCallback<_elearning_content_v1_ImportStreamResponse__Output>): grpc.ClientUnaryCall;
  
}

export interface ContentServiceHandlers extends grpc.UntypedServiceImplementation {
  AdvanceGrantEpoch: grpc.handleUnaryCall<_elearning_content_v1_AdvanceGrantEpochRequest__Output, _elearning_content_v1_AdvanceGrantEpochResponse>;
  
  BatchCreateStreamGrants: grpc.handleUnaryCall<_elearning_content_v1_BatchCreateStreamGrantsRequest__Output, _elearning_content_v1_BatchCreateStreamGrantsResponse>;
  
  BatchGetStreamHealth: grpc.handleUnaryCall<_elearning_content_v1_BatchGetStreamHealthRequest__Output, _elearning_content_v1_BatchGetStreamHealthResponse>;
  
  ImportStream: grpc.handleUnaryCall<_elearning_content_v1_ImportStreamRequest__Output, _elearning_content_v1_ImportStreamResponse>;
  
}

export interface ContentServiceDefinition extends grpc.ServiceDefinition {
  AdvanceGrantEpoch: MethodDefinition<_elearning_content_v1_AdvanceGrantEpochRequest, _elearning_content_v1_AdvanceGrantEpochResponse, _elearning_content_v1_AdvanceGrantEpochRequest__Output, _elearning_content_v1_AdvanceGrantEpochResponse__Output>
  BatchCreateStreamGrants: MethodDefinition<_elearning_content_v1_BatchCreateStreamGrantsRequest, _elearning_content_v1_BatchCreateStreamGrantsResponse, _elearning_content_v1_BatchCreateStreamGrantsRequest__Output, _elearning_content_v1_BatchCreateStreamGrantsResponse__Output>
  BatchGetStreamHealth: MethodDefinition<_elearning_content_v1_BatchGetStreamHealthRequest, _elearning_content_v1_BatchGetStreamHealthResponse, _elearning_content_v1_BatchGetStreamHealthRequest__Output, _elearning_content_v1_BatchGetStreamHealthResponse__Output>
  ImportStream: MethodDefinition<_elearning_content_v1_ImportStreamRequest, _elearning_content_v1_ImportStreamResponse, _elearning_content_v1_ImportStreamRequest__Output, _elearning_content_v1_ImportStreamResponse__Output>
}
