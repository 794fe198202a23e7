import type * as grpc from '@grpc/grpc-js';
import type { EnumTypeDefinition, MessageTypeDefinition } from '@grpc/proto-loader';

import type { AdvanceGrantEpochRequest as _elearning_content_v1_AdvanceGrantEpochRequest, AdvanceGrantEpochRequest__Output as _elearning_content_v1_AdvanceGrantEpochRequest__Output } from './elearning/content/v1/AdvanceGrantEpochRequest.ts';
import type { AdvanceGrantEpochResponse as _elearning_content_v1_AdvanceGrantEpochResponse, AdvanceGrantEpochResponse__Output as _elearning_content_v1_AdvanceGrantEpochResponse__Output } from './elearning/content/v1/AdvanceGrantEpochResponse.ts';
import type { BatchCreateStreamGrantsRequest as _elearning_content_v1_BatchCreateStreamGrantsRequest, BatchCreateStreamGrantsRequest__Output as _elearning_content_v1_BatchCreateStreamGrantsRequest__Output } from './elearning/content/v1/BatchCreateStreamGrantsRequest.ts';
import type { BatchCreateStreamGrantsResponse as _elearning_content_v1_BatchCreateStreamGrantsResponse, BatchCreateStreamGrantsResponse__Output as _elearning_content_v1_BatchCreateStreamGrantsResponse__Output } from './elearning/content/v1/BatchCreateStreamGrantsResponse.ts';
import type { BatchGetFilesRequest as _elearning_content_v1_BatchGetFilesRequest, BatchGetFilesRequest__Output as _elearning_content_v1_BatchGetFilesRequest__Output } from './elearning/content/v1/BatchGetFilesRequest.ts';
import type { BatchGetFilesResponse as _elearning_content_v1_BatchGetFilesResponse, BatchGetFilesResponse__Output as _elearning_content_v1_BatchGetFilesResponse__Output } from './elearning/content/v1/BatchGetFilesResponse.ts';
import type { BatchGetStreamHealthRequest as _elearning_content_v1_BatchGetStreamHealthRequest, BatchGetStreamHealthRequest__Output as _elearning_content_v1_BatchGetStreamHealthRequest__Output } from './elearning/content/v1/BatchGetStreamHealthRequest.ts';
import type { BatchGetStreamHealthResponse as _elearning_content_v1_BatchGetStreamHealthResponse, BatchGetStreamHealthResponse__Output as _elearning_content_v1_BatchGetStreamHealthResponse__Output } from './elearning/content/v1/BatchGetStreamHealthResponse.ts';
import type { BatchListSessionFilesRequest as _elearning_content_v1_BatchListSessionFilesRequest, BatchListSessionFilesRequest__Output as _elearning_content_v1_BatchListSessionFilesRequest__Output } from './elearning/content/v1/BatchListSessionFilesRequest.ts';
import type { BatchListSessionFilesResponse as _elearning_content_v1_BatchListSessionFilesResponse, BatchListSessionFilesResponse__Output as _elearning_content_v1_BatchListSessionFilesResponse__Output } from './elearning/content/v1/BatchListSessionFilesResponse.ts';
import type { BeginUploadRequest as _elearning_content_v1_BeginUploadRequest, BeginUploadRequest__Output as _elearning_content_v1_BeginUploadRequest__Output } from './elearning/content/v1/BeginUploadRequest.ts';
import type { BeginUploadResponse as _elearning_content_v1_BeginUploadResponse, BeginUploadResponse__Output as _elearning_content_v1_BeginUploadResponse__Output } from './elearning/content/v1/BeginUploadResponse.ts';
import type { CaptionTrack as _elearning_content_v1_CaptionTrack, CaptionTrack__Output as _elearning_content_v1_CaptionTrack__Output } from './elearning/content/v1/CaptionTrack.ts';
import type { ContentServiceClient as _elearning_content_v1_ContentServiceClient, ContentServiceDefinition as _elearning_content_v1_ContentServiceDefinition } from './elearning/content/v1/ContentService.ts';
import type { DeleteFileRequest as _elearning_content_v1_DeleteFileRequest, DeleteFileRequest__Output as _elearning_content_v1_DeleteFileRequest__Output } from './elearning/content/v1/DeleteFileRequest.ts';
import type { DeleteFileResponse as _elearning_content_v1_DeleteFileResponse, DeleteFileResponse__Output as _elearning_content_v1_DeleteFileResponse__Output } from './elearning/content/v1/DeleteFileResponse.ts';
import type { File as _elearning_content_v1_File, File__Output as _elearning_content_v1_File__Output } from './elearning/content/v1/File.ts';
import type { ImportStreamRequest as _elearning_content_v1_ImportStreamRequest, ImportStreamRequest__Output as _elearning_content_v1_ImportStreamRequest__Output } from './elearning/content/v1/ImportStreamRequest.ts';
import type { ImportStreamResponse as _elearning_content_v1_ImportStreamResponse, ImportStreamResponse__Output as _elearning_content_v1_ImportStreamResponse__Output } from './elearning/content/v1/ImportStreamResponse.ts';
import type { SessionRequest as _elearning_content_v1_SessionRequest, SessionRequest__Output as _elearning_content_v1_SessionRequest__Output } from './elearning/content/v1/SessionRequest.ts';
import type { StreamAnswer as _elearning_content_v1_StreamAnswer, StreamAnswer__Output as _elearning_content_v1_StreamAnswer__Output } from './elearning/content/v1/StreamAnswer.ts';
import type { StreamDenial as _elearning_content_v1_StreamDenial, StreamDenial__Output as _elearning_content_v1_StreamDenial__Output } from './elearning/content/v1/StreamDenial.ts';
import type { StreamGrant as _elearning_content_v1_StreamGrant, StreamGrant__Output as _elearning_content_v1_StreamGrant__Output } from './elearning/content/v1/StreamGrant.ts';
import type { StreamHealth as _elearning_content_v1_StreamHealth, StreamHealth__Output as _elearning_content_v1_StreamHealth__Output } from './elearning/content/v1/StreamHealth.ts';
import type { StreamIssue as _elearning_content_v1_StreamIssue, StreamIssue__Output as _elearning_content_v1_StreamIssue__Output } from './elearning/content/v1/StreamIssue.ts';
import type { StreamNotReady as _elearning_content_v1_StreamNotReady, StreamNotReady__Output as _elearning_content_v1_StreamNotReady__Output } from './elearning/content/v1/StreamNotReady.ts';
import type { StreamRequest as _elearning_content_v1_StreamRequest, StreamRequest__Output as _elearning_content_v1_StreamRequest__Output } from './elearning/content/v1/StreamRequest.ts';
import type { UpdateCaptionRequest as _elearning_content_v1_UpdateCaptionRequest, UpdateCaptionRequest__Output as _elearning_content_v1_UpdateCaptionRequest__Output } from './elearning/content/v1/UpdateCaptionRequest.ts';
import type { UpdateCaptionResponse as _elearning_content_v1_UpdateCaptionResponse, UpdateCaptionResponse__Output as _elearning_content_v1_UpdateCaptionResponse__Output } from './elearning/content/v1/UpdateCaptionResponse.ts';
import type { FieldMask as _google_protobuf_FieldMask, FieldMask__Output as _google_protobuf_FieldMask__Output } from './google/protobuf/FieldMask.ts';
import type { Timestamp as _google_protobuf_Timestamp, Timestamp__Output as _google_protobuf_Timestamp__Output } from './google/protobuf/Timestamp.ts';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  elearning: {
    content: {
      v1: {
        AdvanceGrantEpochRequest: MessageTypeDefinition<_elearning_content_v1_AdvanceGrantEpochRequest, _elearning_content_v1_AdvanceGrantEpochRequest__Output>
        AdvanceGrantEpochResponse: MessageTypeDefinition<_elearning_content_v1_AdvanceGrantEpochResponse, _elearning_content_v1_AdvanceGrantEpochResponse__Output>
        BatchCreateStreamGrantsRequest: MessageTypeDefinition<_elearning_content_v1_BatchCreateStreamGrantsRequest, _elearning_content_v1_BatchCreateStreamGrantsRequest__Output>
        BatchCreateStreamGrantsResponse: MessageTypeDefinition<_elearning_content_v1_BatchCreateStreamGrantsResponse, _elearning_content_v1_BatchCreateStreamGrantsResponse__Output>
        BatchGetFilesRequest: MessageTypeDefinition<_elearning_content_v1_BatchGetFilesRequest, _elearning_content_v1_BatchGetFilesRequest__Output>
        BatchGetFilesResponse: MessageTypeDefinition<_elearning_content_v1_BatchGetFilesResponse, _elearning_content_v1_BatchGetFilesResponse__Output>
        BatchGetStreamHealthRequest: MessageTypeDefinition<_elearning_content_v1_BatchGetStreamHealthRequest, _elearning_content_v1_BatchGetStreamHealthRequest__Output>
        BatchGetStreamHealthResponse: MessageTypeDefinition<_elearning_content_v1_BatchGetStreamHealthResponse, _elearning_content_v1_BatchGetStreamHealthResponse__Output>
        BatchListSessionFilesRequest: MessageTypeDefinition<_elearning_content_v1_BatchListSessionFilesRequest, _elearning_content_v1_BatchListSessionFilesRequest__Output>
        BatchListSessionFilesResponse: MessageTypeDefinition<_elearning_content_v1_BatchListSessionFilesResponse, _elearning_content_v1_BatchListSessionFilesResponse__Output>
        BeginUploadRequest: MessageTypeDefinition<_elearning_content_v1_BeginUploadRequest, _elearning_content_v1_BeginUploadRequest__Output>
        BeginUploadResponse: MessageTypeDefinition<_elearning_content_v1_BeginUploadResponse, _elearning_content_v1_BeginUploadResponse__Output>
        CaptionTrack: MessageTypeDefinition<_elearning_content_v1_CaptionTrack, _elearning_content_v1_CaptionTrack__Output>
        ContentService: SubtypeConstructor<typeof grpc.Client, _elearning_content_v1_ContentServiceClient> & { service: _elearning_content_v1_ContentServiceDefinition }
        DeleteFileRequest: MessageTypeDefinition<_elearning_content_v1_DeleteFileRequest, _elearning_content_v1_DeleteFileRequest__Output>
        DeleteFileResponse: MessageTypeDefinition<_elearning_content_v1_DeleteFileResponse, _elearning_content_v1_DeleteFileResponse__Output>
        File: MessageTypeDefinition<_elearning_content_v1_File, _elearning_content_v1_File__Output>
        FileStatus: EnumTypeDefinition
        FileType: EnumTypeDefinition
        ImportStreamRequest: MessageTypeDefinition<_elearning_content_v1_ImportStreamRequest, _elearning_content_v1_ImportStreamRequest__Output>
        ImportStreamResponse: MessageTypeDefinition<_elearning_content_v1_ImportStreamResponse, _elearning_content_v1_ImportStreamResponse__Output>
        SessionRequest: MessageTypeDefinition<_elearning_content_v1_SessionRequest, _elearning_content_v1_SessionRequest__Output>
        StreamAnswer: MessageTypeDefinition<_elearning_content_v1_StreamAnswer, _elearning_content_v1_StreamAnswer__Output>
        StreamCulprit: EnumTypeDefinition
        StreamDenial: MessageTypeDefinition<_elearning_content_v1_StreamDenial, _elearning_content_v1_StreamDenial__Output>
        StreamGrant: MessageTypeDefinition<_elearning_content_v1_StreamGrant, _elearning_content_v1_StreamGrant__Output>
        StreamHealth: MessageTypeDefinition<_elearning_content_v1_StreamHealth, _elearning_content_v1_StreamHealth__Output>
        StreamHealthState: EnumTypeDefinition
        StreamIssue: MessageTypeDefinition<_elearning_content_v1_StreamIssue, _elearning_content_v1_StreamIssue__Output>
        StreamNotReady: MessageTypeDefinition<_elearning_content_v1_StreamNotReady, _elearning_content_v1_StreamNotReady__Output>
        StreamRequest: MessageTypeDefinition<_elearning_content_v1_StreamRequest, _elearning_content_v1_StreamRequest__Output>
        UpdateCaptionRequest: MessageTypeDefinition<_elearning_content_v1_UpdateCaptionRequest, _elearning_content_v1_UpdateCaptionRequest__Output>
        UpdateCaptionResponse: MessageTypeDefinition<_elearning_content_v1_UpdateCaptionResponse, _elearning_content_v1_UpdateCaptionResponse__Output>
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

