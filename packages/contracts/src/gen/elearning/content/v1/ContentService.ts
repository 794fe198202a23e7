// Original file: proto/elearning/content/v1/content_service.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { AdvanceGrantEpochRequest as _elearning_content_v1_AdvanceGrantEpochRequest, AdvanceGrantEpochRequest__Output as _elearning_content_v1_AdvanceGrantEpochRequest__Output } from '../../../elearning/content/v1/AdvanceGrantEpochRequest.ts';
import type { AdvanceGrantEpochResponse as _elearning_content_v1_AdvanceGrantEpochResponse, AdvanceGrantEpochResponse__Output as _elearning_content_v1_AdvanceGrantEpochResponse__Output } from '../../../elearning/content/v1/AdvanceGrantEpochResponse.ts';
import type { BatchCreateStreamGrantsRequest as _elearning_content_v1_BatchCreateStreamGrantsRequest, BatchCreateStreamGrantsRequest__Output as _elearning_content_v1_BatchCreateStreamGrantsRequest__Output } from '../../../elearning/content/v1/BatchCreateStreamGrantsRequest.ts';
import type { BatchCreateStreamGrantsResponse as _elearning_content_v1_BatchCreateStreamGrantsResponse, BatchCreateStreamGrantsResponse__Output as _elearning_content_v1_BatchCreateStreamGrantsResponse__Output } from '../../../elearning/content/v1/BatchCreateStreamGrantsResponse.ts';
import type { BatchGetFilesRequest as _elearning_content_v1_BatchGetFilesRequest, BatchGetFilesRequest__Output as _elearning_content_v1_BatchGetFilesRequest__Output } from '../../../elearning/content/v1/BatchGetFilesRequest.ts';
import type { BatchGetFilesResponse as _elearning_content_v1_BatchGetFilesResponse, BatchGetFilesResponse__Output as _elearning_content_v1_BatchGetFilesResponse__Output } from '../../../elearning/content/v1/BatchGetFilesResponse.ts';
import type { BatchGetStreamHealthRequest as _elearning_content_v1_BatchGetStreamHealthRequest, BatchGetStreamHealthRequest__Output as _elearning_content_v1_BatchGetStreamHealthRequest__Output } from '../../../elearning/content/v1/BatchGetStreamHealthRequest.ts';
import type { BatchGetStreamHealthResponse as _elearning_content_v1_BatchGetStreamHealthResponse, BatchGetStreamHealthResponse__Output as _elearning_content_v1_BatchGetStreamHealthResponse__Output } from '../../../elearning/content/v1/BatchGetStreamHealthResponse.ts';
import type { BatchListSessionFilesRequest as _elearning_content_v1_BatchListSessionFilesRequest, BatchListSessionFilesRequest__Output as _elearning_content_v1_BatchListSessionFilesRequest__Output } from '../../../elearning/content/v1/BatchListSessionFilesRequest.ts';
import type { BatchListSessionFilesResponse as _elearning_content_v1_BatchListSessionFilesResponse, BatchListSessionFilesResponse__Output as _elearning_content_v1_BatchListSessionFilesResponse__Output } from '../../../elearning/content/v1/BatchListSessionFilesResponse.ts';
import type { BeginUploadRequest as _elearning_content_v1_BeginUploadRequest, BeginUploadRequest__Output as _elearning_content_v1_BeginUploadRequest__Output } from '../../../elearning/content/v1/BeginUploadRequest.ts';
import type { BeginUploadResponse as _elearning_content_v1_BeginUploadResponse, BeginUploadResponse__Output as _elearning_content_v1_BeginUploadResponse__Output } from '../../../elearning/content/v1/BeginUploadResponse.ts';
import type { DeleteFileRequest as _elearning_content_v1_DeleteFileRequest, DeleteFileRequest__Output as _elearning_content_v1_DeleteFileRequest__Output } from '../../../elearning/content/v1/DeleteFileRequest.ts';
import type { DeleteFileResponse as _elearning_content_v1_DeleteFileResponse, DeleteFileResponse__Output as _elearning_content_v1_DeleteFileResponse__Output } from '../../../elearning/content/v1/DeleteFileResponse.ts';
import type { ImportStreamRequest as _elearning_content_v1_ImportStreamRequest, ImportStreamRequest__Output as _elearning_content_v1_ImportStreamRequest__Output } from '../../../elearning/content/v1/ImportStreamRequest.ts';
import type { ImportStreamResponse as _elearning_content_v1_ImportStreamResponse, ImportStreamResponse__Output as _elearning_content_v1_ImportStreamResponse__Output } from '../../../elearning/content/v1/ImportStreamResponse.ts';
import type { UpdateCaptionRequest as _elearning_content_v1_UpdateCaptionRequest, UpdateCaptionRequest__Output as _elearning_content_v1_UpdateCaptionRequest__Output } from '../../../elearning/content/v1/UpdateCaptionRequest.ts';
import type { UpdateCaptionResponse as _elearning_content_v1_UpdateCaptionResponse, UpdateCaptionResponse__Output as _elearning_content_v1_UpdateCaptionResponse__Output } from '../../../elearning/content/v1/UpdateCaptionResponse.ts';

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
  
  BatchGetFiles(argument: _elearning_content_v1_BatchGetFilesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_content_v1_BatchGetFilesResponse__Output>): grpc.ClientUnaryCall;
  BatchGetFiles(argument: _elearning_content_v1_BatchGetFilesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_content_v1_BatchGetFilesResponse__Output>): grpc.ClientUnaryCall;
  BatchGetFiles(argument: _elearning_content_v1_BatchGetFilesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_content_v1_BatchGetFilesResponse__Output>): grpc.ClientUnaryCall;
  BatchGetFiles(argument: _elearning_content_v1_BatchGetFilesRequest, callback: grpc.requestCallback<_elearning_content_v1_BatchGetFilesResponse__Output>): grpc.ClientUnaryCall;
  batchGetFiles(argument: _elearning_content_v1_BatchGetFilesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_content_v1_BatchGetFilesResponse__Output>): grpc.ClientUnaryCall;
  batchGetFiles(argument: _elearning_content_v1_BatchGetFilesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_content_v1_BatchGetFilesResponse__Output>): grpc.ClientUnaryCall;
  batchGetFiles(argument: _elearning_content_v1_BatchGetFilesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_content_v1_BatchGetFilesResponse__Output>): grpc.ClientUnaryCall;
  batchGetFiles(argument: _elearning_content_v1_BatchGetFilesRequest, callback: grpc.requestCallback<_elearning_content_v1_BatchGetFilesResponse__Output>): grpc.ClientUnaryCall;
  
  BatchGetStreamHealth(argument: _elearning_content_v1_BatchGetStreamHealthRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_content_v1_BatchGetStreamHealthResponse__Output>): grpc.ClientUnaryCall;
  BatchGetStreamHealth(argument: _elearning_content_v1_BatchGetStreamHealthRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_content_v1_BatchGetStreamHealthResponse__Output>): grpc.ClientUnaryCall;
  BatchGetStreamHealth(argument: _elearning_content_v1_BatchGetStreamHealthRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_content_v1_BatchGetStreamHealthResponse__Output>): grpc.ClientUnaryCall;
  BatchGetStreamHealth(argument: _elearning_content_v1_BatchGetStreamHealthRequest, callback: grpc.requestCallback<_elearning_content_v1_BatchGetStreamHealthResponse__Output>): grpc.ClientUnaryCall;
  batchGetStreamHealth(argument: _elearning_content_v1_BatchGetStreamHealthRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_content_v1_BatchGetStreamHealthResponse__Output>): grpc.ClientUnaryCall;
  batchGetStreamHealth(argument: _elearning_content_v1_BatchGetStreamHealthRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_content_v1_BatchGetStreamHealthResponse__Output>): grpc.ClientUnaryCall;
  batchGetStreamHealth(argument: _elearning_content_v1_BatchGetStreamHealthRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_content_v1_BatchGetStreamHealthResponse__Output>): grpc.ClientUnaryCall;
  batchGetStreamHealth(argument: _elearning_content_v1_BatchGetStreamHealthRequest, callback: grpc.requestCallback<_elearning_content_v1_BatchGetStreamHealthResponse__Output>): grpc.ClientUnaryCall;
  
  BatchListSessionFiles(argument: _elearning_content_v1_BatchListSessionFilesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_content_v1_BatchListSessionFilesResponse__Output>): grpc.ClientUnaryCall;
  BatchListSessionFiles(argument: _elearning_content_v1_BatchListSessionFilesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_content_v1_BatchListSessionFilesResponse__Output>): grpc.ClientUnaryCall;
  BatchListSessionFiles(argument: _elearning_content_v1_BatchListSessionFilesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_content_v1_BatchListSessionFilesResponse__Output>): grpc.ClientUnaryCall;
  BatchListSessionFiles(argument: _elearning_content_v1_BatchListSessionFilesRequest, callback: grpc.requestCallback<_elearning_content_v1_BatchListSessionFilesResponse__Output>): grpc.ClientUnaryCall;
  batchListSessionFiles(argument: _elearning_content_v1_BatchListSessionFilesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_content_v1_BatchListSessionFilesResponse__Output>): grpc.ClientUnaryCall;
  batchListSessionFiles(argument: _elearning_content_v1_BatchListSessionFilesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_content_v1_BatchListSessionFilesResponse__Output>): grpc.ClientUnaryCall;
  batchListSessionFiles(argument: _elearning_content_v1_BatchListSessionFilesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_content_v1_BatchListSessionFilesResponse__Output>): grpc.ClientUnaryCall;
  batchListSessionFiles(argument: _elearning_content_v1_BatchListSessionFilesRequest, callback: grpc.requestCallback<_elearning_content_v1_BatchListSessionFilesResponse__Output>): grpc.ClientUnaryCall;
  
  BeginUpload(argument: _elearning_content_v1_BeginUploadRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_content_v1_BeginUploadResponse__Output>): grpc.ClientUnaryCall;
  BeginUpload(argument: _elearning_content_v1_BeginUploadRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_content_v1_BeginUploadResponse__Output>): grpc.ClientUnaryCall;
  BeginUpload(argument: _elearning_content_v1_BeginUploadRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_content_v1_BeginUploadResponse__Output>): grpc.ClientUnaryCall;
  BeginUpload(argument: _elearning_content_v1_BeginUploadRequest, callback: grpc.requestCallback<_elearning_content_v1_BeginUploadResponse__Output>): grpc.ClientUnaryCall;
  beginUpload(argument: _elearning_content_v1_BeginUploadRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_content_v1_BeginUploadResponse__Output>): grpc.ClientUnaryCall;
  beginUpload(argument: _elearning_content_v1_BeginUploadRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_content_v1_BeginUploadResponse__Output>): grpc.ClientUnaryCall;
  beginUpload(argument: _elearning_content_v1_BeginUploadRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_content_v1_BeginUploadResponse__Output>): grpc.ClientUnaryCall;
  beginUpload(argument: _elearning_content_v1_BeginUploadRequest, callback: grpc.requestCallback<_elearning_content_v1_BeginUploadResponse__Output>): grpc.ClientUnaryCall;
  
  DeleteFile(argument: _elearning_content_v1_DeleteFileRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_content_v1_DeleteFileResponse__Output>): grpc.ClientUnaryCall;
  DeleteFile(argument: _elearning_content_v1_DeleteFileRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_content_v1_DeleteFileResponse__Output>): grpc.ClientUnaryCall;
  DeleteFile(argument: _elearning_content_v1_DeleteFileRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_content_v1_DeleteFileResponse__Output>): grpc.ClientUnaryCall;
  DeleteFile(argument: _elearning_content_v1_DeleteFileRequest, callback: grpc.requestCallback<_elearning_content_v1_DeleteFileResponse__Output>): grpc.ClientUnaryCall;
  deleteFile(argument: _elearning_content_v1_DeleteFileRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_content_v1_DeleteFileResponse__Output>): grpc.ClientUnaryCall;
  deleteFile(argument: _elearning_content_v1_DeleteFileRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_content_v1_DeleteFileResponse__Output>): grpc.ClientUnaryCall;
  deleteFile(argument: _elearning_content_v1_DeleteFileRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_content_v1_DeleteFileResponse__Output>): grpc.ClientUnaryCall;
  deleteFile(argument: _elearning_content_v1_DeleteFileRequest, callback: grpc.requestCallback<_elearning_content_v1_DeleteFileResponse__Output>): grpc.ClientUnaryCall;
  
  ImportStream(argument: _elearning_content_v1_ImportStreamRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_content_v1_ImportStreamResponse__Output>): grpc.ClientUnaryCall;
  ImportStream(argument: _elearning_content_v1_ImportStreamRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_content_v1_ImportStreamResponse__Output>): grpc.ClientUnaryCall;
  ImportStream(argument: _elearning_content_v1_ImportStreamRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_content_v1_ImportStreamResponse__Output>): grpc.ClientUnaryCall;
  ImportStream(argument: _elearning_content_v1_ImportStreamRequest, callback: grpc.requestCallback<_elearning_content_v1_ImportStreamResponse__Output>): grpc.ClientUnaryCall;
  importStream(argument: _elearning_content_v1_ImportStreamRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_content_v1_ImportStreamResponse__Output>): grpc.ClientUnaryCall;
  importStream(argument: _elearning_content_v1_ImportStreamRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_content_v1_ImportStreamResponse__Output>): grpc.ClientUnaryCall;
  importStream(argument: _elearning_content_v1_ImportStreamRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_content_v1_ImportStreamResponse__Output>): grpc.ClientUnaryCall;
  importStream(argument: _elearning_content_v1_ImportStreamRequest, callback: grpc.requestCallback<_elearning_content_v1_ImportStreamResponse__Output>): grpc.ClientUnaryCall;
  
  UpdateCaption(argument: _elearning_content_v1_UpdateCaptionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_content_v1_UpdateCaptionResponse__Output>): grpc.ClientUnaryCall;
  UpdateCaption(argument: _elearning_content_v1_UpdateCaptionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_content_v1_UpdateCaptionResponse__Output>): grpc.ClientUnaryCall;
  UpdateCaption(argument: _elearning_content_v1_UpdateCaptionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_content_v1_UpdateCaptionResponse__Output>): grpc.ClientUnaryCall;
  UpdateCaption(argument: _elearning_content_v1_UpdateCaptionRequest, callback: grpc.requestCallback<_elearning_content_v1_UpdateCaptionResponse__Output>): grpc.ClientUnaryCall;
  updateCaption(argument: _elearning_content_v1_UpdateCaptionRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_content_v1_UpdateCaptionResponse__Output>): grpc.ClientUnaryCall;
  updateCaption(argument: _elearning_content_v1_UpdateCaptionRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_content_v1_UpdateCaptionResponse__Output>): grpc.ClientUnaryCall;
  updateCaption(argument: _elearning_content_v1_UpdateCaptionRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_content_v1_UpdateCaptionResponse__Output>): grpc.ClientUnaryCall;
  updateCaption(argument: _elearning_content_v1_UpdateCaptionRequest, callback: grpc.requestCallback<_elearning_content_v1_UpdateCaptionResponse__Output>): grpc.ClientUnaryCall;
  
}

export interface ContentServiceHandlers extends grpc.UntypedServiceImplementation {
  AdvanceGrantEpoch: grpc.handleUnaryCall<_elearning_content_v1_AdvanceGrantEpochRequest__Output, _elearning_content_v1_AdvanceGrantEpochResponse>;
  
  BatchCreateStreamGrants: grpc.handleUnaryCall<_elearning_content_v1_BatchCreateStreamGrantsRequest__Output, _elearning_content_v1_BatchCreateStreamGrantsResponse>;
  
  BatchGetFiles: grpc.handleUnaryCall<_elearning_content_v1_BatchGetFilesRequest__Output, _elearning_content_v1_BatchGetFilesResponse>;
  
  BatchGetStreamHealth: grpc.handleUnaryCall<_elearning_content_v1_BatchGetStreamHealthRequest__Output, _elearning_content_v1_BatchGetStreamHealthResponse>;
  
  BatchListSessionFiles: grpc.handleUnaryCall<_elearning_content_v1_BatchListSessionFilesRequest__Output, _elearning_content_v1_BatchListSessionFilesResponse>;
  
  BeginUpload: grpc.handleUnaryCall<_elearning_content_v1_BeginUploadRequest__Output, _elearning_content_v1_BeginUploadResponse>;
  
  DeleteFile: grpc.handleUnaryCall<_elearning_content_v1_DeleteFileRequest__Output, _elearning_content_v1_DeleteFileResponse>;
  
  ImportStream: grpc.handleUnaryCall<_elearning_content_v1_ImportStreamRequest__Output, _elearning_content_v1_ImportStreamResponse>;
  
  UpdateCaption: grpc.handleUnaryCall<_elearning_content_v1_UpdateCaptionRequest__Output, _elearning_content_v1_UpdateCaptionResponse>;
  
}

export interface ContentServiceDefinition extends grpc.ServiceDefinition {
  AdvanceGrantEpoch: MethodDefinition<_elearning_content_v1_AdvanceGrantEpochRequest, _elearning_content_v1_AdvanceGrantEpochResponse, _elearning_content_v1_AdvanceGrantEpochRequest__Output, _elearning_content_v1_AdvanceGrantEpochResponse__Output>
  BatchCreateStreamGrants: MethodDefinition<_elearning_content_v1_BatchCreateStreamGrantsRequest, _elearning_content_v1_BatchCreateStreamGrantsResponse, _elearning_content_v1_BatchCreateStreamGrantsRequest__Output, _elearning_content_v1_BatchCreateStreamGrantsResponse__Output>
  BatchGetFiles: MethodDefinition<_elearning_content_v1_BatchGetFilesRequest, _elearning_content_v1_BatchGetFilesResponse, _elearning_content_v1_BatchGetFilesRequest__Output, _elearning_content_v1_BatchGetFilesResponse__Output>
  BatchGetStreamHealth: MethodDefinition<_elearning_content_v1_BatchGetStreamHealthRequest, _elearning_content_v1_BatchGetStreamHealthResponse, _elearning_content_v1_BatchGetStreamHealthRequest__Output, _elearning_content_v1_BatchGetStreamHealthResponse__Output>
  BatchListSessionFiles: MethodDefinition<_elearning_content_v1_BatchListSessionFilesRequest, _elearning_content_v1_BatchListSessionFilesResponse, _elearning_content_v1_BatchListSessionFilesRequest__Output, _elearning_content_v1_BatchListSessionFilesResponse__Output>
  BeginUpload: MethodDefinition<_elearning_content_v1_BeginUploadRequest, _elearning_content_v1_BeginUploadResponse, _elearning_content_v1_BeginUploadRequest__Output, _elearning_content_v1_BeginUploadResponse__Output>
  DeleteFile: MethodDefinition<_elearning_content_v1_DeleteFileRequest, _elearning_content_v1_DeleteFileResponse, _elearning_content_v1_DeleteFileRequest__Output, _elearning_content_v1_DeleteFileResponse__Output>
  ImportStream: MethodDefinition<_elearning_content_v1_ImportStreamRequest, _elearning_content_v1_ImportStreamResponse, _elearning_content_v1_ImportStreamRequest__Output, _elearning_content_v1_ImportStreamResponse__Output>
  UpdateCaption: MethodDefinition<_elearning_content_v1_UpdateCaptionRequest, _elearning_content_v1_UpdateCaptionResponse, _elearning_content_v1_UpdateCaptionRequest__Output, _elearning_content_v1_UpdateCaptionResponse__Output>
}
