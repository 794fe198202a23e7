// Original file: proto/elearning/playback/v1/playback_service.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { BatchGetCourseAnalyticsRequest as _elearning_playback_v1_BatchGetCourseAnalyticsRequest, BatchGetCourseAnalyticsRequest__Output as _elearning_playback_v1_BatchGetCourseAnalyticsRequest__Output } from '../../../elearning/playback/v1/BatchGetCourseAnalyticsRequest.ts';
import type { BatchGetCourseAnalyticsResponse as _elearning_playback_v1_BatchGetCourseAnalyticsResponse, BatchGetCourseAnalyticsResponse__Output as _elearning_playback_v1_BatchGetCourseAnalyticsResponse__Output } from '../../../elearning/playback/v1/BatchGetCourseAnalyticsResponse.ts';
import type { BatchGetHeatmapsRequest as _elearning_playback_v1_BatchGetHeatmapsRequest, BatchGetHeatmapsRequest__Output as _elearning_playback_v1_BatchGetHeatmapsRequest__Output } from '../../../elearning/playback/v1/BatchGetHeatmapsRequest.ts';
import type { BatchGetHeatmapsResponse as _elearning_playback_v1_BatchGetHeatmapsResponse, BatchGetHeatmapsResponse__Output as _elearning_playback_v1_BatchGetHeatmapsResponse__Output } from '../../../elearning/playback/v1/BatchGetHeatmapsResponse.ts';
import type { BatchGetPlaybackSessionsRequest as _elearning_playback_v1_BatchGetPlaybackSessionsRequest, BatchGetPlaybackSessionsRequest__Output as _elearning_playback_v1_BatchGetPlaybackSessionsRequest__Output } from '../../../elearning/playback/v1/BatchGetPlaybackSessionsRequest.ts';
import type { BatchGetPlaybackSessionsResponse as _elearning_playback_v1_BatchGetPlaybackSessionsResponse, BatchGetPlaybackSessionsResponse__Output as _elearning_playback_v1_BatchGetPlaybackSessionsResponse__Output } from '../../../elearning/playback/v1/BatchGetPlaybackSessionsResponse.ts';
import type { BatchGetProgressRequest as _elearning_playback_v1_BatchGetProgressRequest, BatchGetProgressRequest__Output as _elearning_playback_v1_BatchGetProgressRequest__Output } from '../../../elearning/playback/v1/BatchGetProgressRequest.ts';
import type { BatchGetProgressResponse as _elearning_playback_v1_BatchGetProgressResponse, BatchGetProgressResponse__Output as _elearning_playback_v1_BatchGetProgressResponse__Output } from '../../../elearning/playback/v1/BatchGetProgressResponse.ts';
import type { BatchGetSessionAnalyticsRequest as _elearning_playback_v1_BatchGetSessionAnalyticsRequest, BatchGetSessionAnalyticsRequest__Output as _elearning_playback_v1_BatchGetSessionAnalyticsRequest__Output } from '../../../elearning/playback/v1/BatchGetSessionAnalyticsRequest.ts';
import type { BatchGetSessionAnalyticsResponse as _elearning_playback_v1_BatchGetSessionAnalyticsResponse, BatchGetSessionAnalyticsResponse__Output as _elearning_playback_v1_BatchGetSessionAnalyticsResponse__Output } from '../../../elearning/playback/v1/BatchGetSessionAnalyticsResponse.ts';
import type { EndPlaybackRequest as _elearning_playback_v1_EndPlaybackRequest, EndPlaybackRequest__Output as _elearning_playback_v1_EndPlaybackRequest__Output } from '../../../elearning/playback/v1/EndPlaybackRequest.ts';
import type { EndPlaybackResponse as _elearning_playback_v1_EndPlaybackResponse, EndPlaybackResponse__Output as _elearning_playback_v1_EndPlaybackResponse__Output } from '../../../elearning/playback/v1/EndPlaybackResponse.ts';
import type { EraseUserRequest as _elearning_playback_v1_EraseUserRequest, EraseUserRequest__Output as _elearning_playback_v1_EraseUserRequest__Output } from '../../../elearning/playback/v1/EraseUserRequest.ts';
import type { EraseUserResponse as _elearning_playback_v1_EraseUserResponse, EraseUserResponse__Output as _elearning_playback_v1_EraseUserResponse__Output } from '../../../elearning/playback/v1/EraseUserResponse.ts';
import type { GetLearningPatternRequest as _elearning_playback_v1_GetLearningPatternRequest, GetLearningPatternRequest__Output as _elearning_playback_v1_GetLearningPatternRequest__Output } from '../../../elearning/playback/v1/GetLearningPatternRequest.ts';
import type { GetLearningPatternResponse as _elearning_playback_v1_GetLearningPatternResponse, GetLearningPatternResponse__Output as _elearning_playback_v1_GetLearningPatternResponse__Output } from '../../../elearning/playback/v1/GetLearningPatternResponse.ts';
import type { ListContinueWatchingRequest as _elearning_playback_v1_ListContinueWatchingRequest, ListContinueWatchingRequest__Output as _elearning_playback_v1_ListContinueWatchingRequest__Output } from '../../../elearning/playback/v1/ListContinueWatchingRequest.ts';
import type { ListContinueWatchingResponse as _elearning_playback_v1_ListContinueWatchingResponse, ListContinueWatchingResponse__Output as _elearning_playback_v1_ListContinueWatchingResponse__Output } from '../../../elearning/playback/v1/ListContinueWatchingResponse.ts';
import type { ListEventsRequest as _elearning_playback_v1_ListEventsRequest, ListEventsRequest__Output as _elearning_playback_v1_ListEventsRequest__Output } from '../../../elearning/playback/v1/ListEventsRequest.ts';
import type { ListEventsResponse as _elearning_playback_v1_ListEventsResponse, ListEventsResponse__Output as _elearning_playback_v1_ListEventsResponse__Output } from '../../../elearning/playback/v1/ListEventsResponse.ts';
import type { ListPersonalRecordsRequest as _elearning_playback_v1_ListPersonalRecordsRequest, ListPersonalRecordsRequest__Output as _elearning_playback_v1_ListPersonalRecordsRequest__Output } from '../../../elearning/playback/v1/ListPersonalRecordsRequest.ts';
import type { ListPersonalRecordsResponse as _elearning_playback_v1_ListPersonalRecordsResponse, ListPersonalRecordsResponse__Output as _elearning_playback_v1_ListPersonalRecordsResponse__Output } from '../../../elearning/playback/v1/ListPersonalRecordsResponse.ts';
import type { ListPlaybackSessionsRequest as _elearning_playback_v1_ListPlaybackSessionsRequest, ListPlaybackSessionsRequest__Output as _elearning_playback_v1_ListPlaybackSessionsRequest__Output } from '../../../elearning/playback/v1/ListPlaybackSessionsRequest.ts';
import type { ListPlaybackSessionsResponse as _elearning_playback_v1_ListPlaybackSessionsResponse, ListPlaybackSessionsResponse__Output as _elearning_playback_v1_ListPlaybackSessionsResponse__Output } from '../../../elearning/playback/v1/ListPlaybackSessionsResponse.ts';
import type { RecordEventsRequest as _elearning_playback_v1_RecordEventsRequest, RecordEventsRequest__Output as _elearning_playback_v1_RecordEventsRequest__Output } from '../../../elearning/playback/v1/RecordEventsRequest.ts';
import type { RecordEventsResponse as _elearning_playback_v1_RecordEventsResponse, RecordEventsResponse__Output as _elearning_playback_v1_RecordEventsResponse__Output } from '../../../elearning/playback/v1/RecordEventsResponse.ts';
import type { StartPlaybackRequest as _elearning_playback_v1_StartPlaybackRequest, StartPlaybackRequest__Output as _elearning_playback_v1_StartPlaybackRequest__Output } from '../../../elearning/playback/v1/StartPlaybackRequest.ts';
import type { StartPlaybackResponse as _elearning_playback_v1_StartPlaybackResponse, StartPlaybackResponse__Output as _elearning_playback_v1_StartPlaybackResponse__Output } from '../../../elearning/playback/v1/StartPlaybackResponse.ts';

export interface PlaybackServiceClient extends grpc.Client {
  BatchGetCourseAnalytics(argument: _elearning_playback_v1_BatchGetCourseAnalyticsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_playback_v1_BatchGetCourseAnalyticsResponse__Output>): grpc.ClientUnaryCall;
  BatchGetCourseAnalytics(argument: _elearning_playback_v1_BatchGetCourseAnalyticsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_playback_v1_BatchGetCourseAnalyticsResponse__Output>): grpc.ClientUnaryCall;
  BatchGetCourseAnalytics(argument: _elearning_playback_v1_BatchGetCourseAnalyticsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_playback_v1_BatchGetCourseAnalyticsResponse__Output>): grpc.ClientUnaryCall;
  BatchGetCourseAnalytics(argument: _elearning_playback_v1_BatchGetCourseAnalyticsRequest, callback: grpc.requestCallback<_elearning_playback_v1_BatchGetCourseAnalyticsResponse__Output>): grpc.ClientUnaryCall;
  batchGetCourseAnalytics(argument: _elearning_playback_v1_BatchGetCourseAnalyticsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_playback_v1_BatchGetCourseAnalyticsResponse__Output>): grpc.ClientUnaryCall;
  batchGetCourseAnalytics(argument: _elearning_playback_v1_BatchGetCourseAnalyticsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_playback_v1_BatchGetCourseAnalyticsResponse__Output>): grpc.ClientUnaryCall;
  batchGetCourseAnalytics(argument: _elearning_playback_v1_BatchGetCourseAnalyticsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_playback_v1_BatchGetCourseAnalyticsResponse__Output>): grpc.ClientUnaryCall;
  batchGetCourseAnalytics(argument: _elearning_playback_v1_BatchGetCourseAnalyticsRequest, callback: grpc.requestCallback<_elearning_playback_v1_BatchGetCourseAnalyticsResponse__Output>): grpc.ClientUnaryCall;
  
  BatchGetHeatmaps(argument: _elearning_playback_v1_BatchGetHeatmapsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_playback_v1_BatchGetHeatmapsResponse__Output>): grpc.ClientUnaryCall;
  BatchGetHeatmaps(argument: _elearning_playback_v1_BatchGetHeatmapsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_playback_v1_BatchGetHeatmapsResponse__Output>): grpc.ClientUnaryCall;
  BatchGetHeatmaps(argument: _elearning_playback_v1_BatchGetHeatmapsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_playback_v1_BatchGetHeatmapsResponse__Output>): grpc.ClientUnaryCall;
  BatchGetHeatmaps(argument: _elearning_playback_v1_BatchGetHeatmapsRequest, callback: grpc.requestCallback<_elearning_playback_v1_BatchGetHeatmapsResponse__Output>): grpc.ClientUnaryCall;
  batchGetHeatmaps(argument: _elearning_playback_v1_BatchGetHeatmapsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_playback_v1_BatchGetHeatmapsResponse__Output>): grpc.ClientUnaryCall;
  batchGetHeatmaps(argument: _elearning_playback_v1_BatchGetHeatmapsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_playback_v1_BatchGetHeatmapsResponse__Output>): grpc.ClientUnaryCall;
  batchGetHeatmaps(argument: _elearning_playback_v1_BatchGetHeatmapsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_playback_v1_BatchGetHeatmapsResponse__Output>): grpc.ClientUnaryCall;
  batchGetHeatmaps(argument: _elearning_playback_v1_BatchGetHeatmapsRequest, callback: grpc.requestCallback<_elearning_playback_v1_BatchGetHeatmapsResponse__Output>): grpc.ClientUnaryCall;
  
  BatchGetPlaybackSessions(argument: _elearning_playback_v1_BatchGetPlaybackSessionsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_playback_v1_BatchGetPlaybackSessionsResponse__Output>): grpc.ClientUnaryCall;
  BatchGetPlaybackSessions(argument: _elearning_playback_v1_BatchGetPlaybackSessionsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_playback_v1_BatchGetPlaybackSessionsResponse__Output>): grpc.ClientUnaryCall;
  BatchGetPlaybackSessions(argument: _elearning_playback_v1_BatchGetPlaybackSessionsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_playback_v1_BatchGetPlaybackSessionsResponse__Output>): grpc.ClientUnaryCall;
  BatchGetPlaybackSessions(argument: _elearning_playback_v1_BatchGetPlaybackSessionsRequest, callback: grpc.requestCallback<_elearning_playback_v1_BatchGetPlaybackSessionsResponse__Output>): grpc.ClientUnaryCall;
  batchGetPlaybackSessions(argument: _elearning_playback_v1_BatchGetPlaybackSessionsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_playback_v1_BatchGetPlaybackSessionsResponse__Output>): grpc.ClientUnaryCall;
  batchGetPlaybackSessions(argument: _elearning_playback_v1_BatchGetPlaybackSessionsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_playback_v1_BatchGetPlaybackSessionsResponse__Output>): grpc.ClientUnaryCall;
  batchGetPlaybackSessions(argument: _elearning_playback_v1_BatchGetPlaybackSessionsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_playback_v1_BatchGetPlaybackSessionsResponse__Output>): grpc.ClientUnaryCall;
  batchGetPlaybackSessions(argument: _elearning_playback_v1_BatchGetPlaybackSessionsRequest, callback: grpc.requestCallback<_elearning_playback_v1_BatchGetPlaybackSessionsResponse__Output>): grpc.ClientUnaryCall;
  
  BatchGetProgress(argument: _elearning_playback_v1_BatchGetProgressRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_playback_v1_BatchGetProgressResponse__Output>): grpc.ClientUnaryCall;
  BatchGetProgress(argument: _elearning_playback_v1_BatchGetProgressRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_playback_v1_BatchGetProgressResponse__Output>): grpc.ClientUnaryCall;
  BatchGetProgress(argument: _elearning_playback_v1_BatchGetProgressRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_playback_v1_BatchGetProgressResponse__Output>): grpc.ClientUnaryCall;
  BatchGetProgress(argument: _elearning_playback_v1_BatchGetProgressRequest, callback: grpc.requestCallback<_elearning_playback_v1_BatchGetProgressResponse__Output>): grpc.ClientUnaryCall;
  batchGetProgress(argument: _elearning_playback_v1_BatchGetProgressRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_playback_v1_BatchGetProgressResponse__Output>): grpc.ClientUnaryCall;
  batchGetProgress(argument: _elearning_playback_v1_BatchGetProgressRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_playback_v1_BatchGetProgressResponse__Output>): grpc.ClientUnaryCall;
  batchGetProgress(argument: _elearning_playback_v1_BatchGetProgressRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_playback_v1_BatchGetProgressResponse__Output>): grpc.ClientUnaryCall;
  batchGetProgress(argument: _elearning_playback_v1_BatchGetProgressRequest, callback: grpc.requestCallback<_elearning_playback_v1_BatchGetProgressResponse__Output>): grpc.ClientUnaryCall;
  
  BatchGetSessionAnalytics(argument: _elearning_playback_v1_BatchGetSessionAnalyticsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_playback_v1_BatchGetSessionAnalyticsResponse__Output>): grpc.ClientUnaryCall;
  BatchGetSessionAnalytics(argument: _elearning_playback_v1_BatchGetSessionAnalyticsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_playback_v1_BatchGetSessionAnalyticsResponse__Output>): grpc.ClientUnaryCall;
  BatchGetSessionAnalytics(argument: _elearning_playback_v1_BatchGetSessionAnalyticsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_playback_v1_BatchGetSessionAnalyticsResponse__Output>): grpc.ClientUnaryCall;
  BatchGetSessionAnalytics(argument: _elearning_playback_v1_BatchGetSessionAnalyticsRequest, callback: grpc.requestCallback<_elearning_playback_v1_BatchGetSessionAnalyticsResponse__Output>): grpc.ClientUnaryCall;
  batchGetSessionAnalytics(argument: _elearning_playback_v1_BatchGetSessionAnalyticsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_playback_v1_BatchGetSessionAnalyticsResponse__Output>): grpc.ClientUnaryCall;
  batchGetSessionAnalytics(argument: _elearning_playback_v1_BatchGetSessionAnalyticsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_playback_v1_BatchGetSessionAnalyticsResponse__Output>): grpc.ClientUnaryCall;
  batchGetSessionAnalytics(argument: _elearning_playback_v1_BatchGetSessionAnalyticsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_playback_v1_BatchGetSessionAnalyticsResponse__Output>): grpc.ClientUnaryCall;
  batchGetSessionAnalytics(argument: _elearning_playback_v1_BatchGetSessionAnalyticsRequest, callback: grpc.requestCallback<_elearning_playback_v1_BatchGetSessionAnalyticsResponse__Output>): grpc.ClientUnaryCall;
  
  EndPlayback(argument: _elearning_playback_v1_EndPlaybackRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_playback_v1_EndPlaybackResponse__Output>): grpc.ClientUnaryCall;
  EndPlayback(argument: _elearning_playback_v1_EndPlaybackRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_playback_v1_EndPlaybackResponse__Output>): grpc.ClientUnaryCall;
  EndPlayback(argument: _elearning_playback_v1_EndPlaybackRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_playback_v1_EndPlaybackResponse__Output>): grpc.ClientUnaryCall;
  EndPlayback(argument: _elearning_playback_v1_EndPlaybackRequest, callback: grpc.requestCallback<_elearning_playback_v1_EndPlaybackResponse__Output>): grpc.ClientUnaryCall;
  endPlayback(argument: _elearning_playback_v1_EndPlaybackRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_playback_v1_EndPlaybackResponse__Output>): grpc.ClientUnaryCall;
  endPlayback(argument: _elearning_playback_v1_EndPlaybackRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_playback_v1_EndPlaybackResponse__Output>): grpc.ClientUnaryCall;
  endPlayback(argument: _elearning_playback_v1_EndPlaybackRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_playback_v1_EndPlaybackResponse__Output>): grpc.ClientUnaryCall;
  endPlayback(argument: _elearning_playback_v1_EndPlaybackRequest, callback: grpc.requestCallback<_elearning_playback_v1_EndPlaybackResponse__Output>): grpc.ClientUnaryCall;
  
  EraseUser(argument: _elearning_playback_v1_EraseUserRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_playback_v1_EraseUserResponse__Output>): grpc.ClientUnaryCall;
  EraseUser(argument: _elearning_playback_v1_EraseUserRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_playback_v1_EraseUserResponse__Output>): grpc.ClientUnaryCall;
  EraseUser(argument: _elearning_playback_v1_EraseUserRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_playback_v1_EraseUserResponse__Output>): grpc.ClientUnaryCall;
  EraseUser(argument: _elearning_playback_v1_EraseUserRequest, callback: grpc.requestCallback<_elearning_playback_v1_EraseUserResponse__Output>): grpc.ClientUnaryCall;
  eraseUser(argument: _elearning_playback_v1_EraseUserRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_playback_v1_EraseUserResponse__Output>): grpc.ClientUnaryCall;
  eraseUser(argument: _elearning_playback_v1_EraseUserRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_playback_v1_EraseUserResponse__Output>): grpc.ClientUnaryCall;
  eraseUser(argument: _elearning_playback_v1_EraseUserRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_playback_v1_EraseUserResponse__Output>): grpc.ClientUnaryCall;
  eraseUser(argument: _elearning_playback_v1_EraseUserRequest, callback: grpc.requestCallback<_elearning_playback_v1_EraseUserResponse__Output>): grpc.ClientUnaryCall;
  
  GetLearningPattern(argument: _elearning_playback_v1_GetLearningPatternRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_playback_v1_GetLearningPatternResponse__Output>): grpc.ClientUnaryCall;
  GetLearningPattern(argument: _elearning_playback_v1_GetLearningPatternRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_playback_v1_GetLearningPatternResponse__Output>): grpc.ClientUnaryCall;
  GetLearningPattern(argument: _elearning_playback_v1_GetLearningPatternRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_playback_v1_GetLearningPatternResponse__Output>): grpc.ClientUnaryCall;
  GetLearningPattern(argument: _elearning_playback_v1_GetLearningPatternRequest, callback: grpc.requestCallback<_elearning_playback_v1_GetLearningPatternResponse__Output>): grpc.ClientUnaryCall;
  getLearningPattern(argument: _elearning_playback_v1_GetLearningPatternRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_playback_v1_GetLearningPatternResponse__Output>): grpc.ClientUnaryCall;
  getLearningPattern(argument: _elearning_playback_v1_GetLearningPatternRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_playback_v1_GetLearningPatternResponse__Output>): grpc.ClientUnaryCall;
  getLearningPattern(argument: _elearning_playback_v1_GetLearningPatternRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_playback_v1_GetLearningPatternResponse__Output>): grpc.ClientUnaryCall;
  getLearningPattern(argument: _elearning_playback_v1_GetLearningPatternRequest, callback: grpc.requestCallback<_elearning_playback_v1_GetLearningPatternResponse__Output>): grpc.ClientUnaryCall;
  
  ListContinueWatching(argument: _elearning_playback_v1_ListContinueWatchingRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_playback_v1_ListContinueWatchingResponse__Output>): grpc.ClientUnaryCall;
  ListContinueWatching(argument: _elearning_playback_v1_ListContinueWatchingRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_playback_v1_ListContinueWatchingResponse__Output>): grpc.ClientUnaryCall;
  ListContinueWatching(argument: _elearning_playback_v1_ListContinueWatchingRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_playback_v1_ListContinueWatchingResponse__Output>): grpc.ClientUnaryCall;
  ListContinueWatching(argument: _elearning_playback_v1_ListContinueWatchingRequest, callback: grpc.requestCallback<_elearning_playback_v1_ListContinueWatchingResponse__Output>): grpc.ClientUnaryCall;
  listContinueWatching(argument: _elearning_playback_v1_ListContinueWatchingRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_playback_v1_ListContinueWatchingResponse__Output>): grpc.ClientUnaryCall;
  listContinueWatching(argument: _elearning_playback_v1_ListContinueWatchingRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_playback_v1_ListContinueWatchingResponse__Output>): grpc.ClientUnaryCall;
  listContinueWatching(argument: _elearning_playback_v1_ListContinueWatchingRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_playback_v1_ListContinueWatchingResponse__Output>): grpc.ClientUnaryCall;
  listContinueWatching(argument: _elearning_playback_v1_ListContinueWatchingRequest, callback: grpc.requestCallback<_elearning_playback_v1_ListContinueWatchingResponse__Output>): grpc.ClientUnaryCall;
  
  ListEvents(argument: _elearning_playback_v1_ListEventsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_playback_v1_ListEventsResponse__Output>): grpc.ClientUnaryCall;
  ListEvents(argument: _elearning_playback_v1_ListEventsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_playback_v1_ListEventsResponse__Output>): grpc.ClientUnaryCall;
  ListEvents(argument: _elearning_playback_v1_ListEventsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_playback_v1_ListEventsResponse__Output>): grpc.ClientUnaryCall;
  ListEvents(argument: _elearning_playback_v1_ListEventsRequest, callback: grpc.requestCallback<_elearning_playback_v1_ListEventsResponse__Output>): grpc.ClientUnaryCall;
  listEvents(argument: _elearning_playback_v1_ListEventsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_playback_v1_ListEventsResponse__Output>): grpc.ClientUnaryCall;
  listEvents(argument: _elearning_playback_v1_ListEventsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_playback_v1_ListEventsResponse__Output>): grpc.ClientUnaryCall;
  listEvents(argument: _elearning_playback_v1_ListEventsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_playback_v1_ListEventsResponse__Output>): grpc.ClientUnaryCall;
  listEvents(argument: _elearning_playback_v1_ListEventsRequest, callback: grpc.requestCallback<_elearning_playback_v1_ListEventsResponse__Output>): grpc.ClientUnaryCall;
  
  ListPersonalRecords(argument: _elearning_playback_v1_ListPersonalRecordsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_playback_v1_ListPersonalRecordsResponse__Output>): grpc.ClientUnaryCall;
  ListPersonalRecords(argument: _elearning_playback_v1_ListPersonalRecordsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_playback_v1_ListPersonalRecordsResponse__Output>): grpc.ClientUnaryCall;
  ListPersonalRecords(argument: _elearning_playback_v1_ListPersonalRecordsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_playback_v1_ListPersonalRecordsResponse__Output>): grpc.ClientUnaryCall;
  ListPersonalRecords(argument: _elearning_playback_v1_ListPersonalRecordsRequest, callback: grpc.requestCallback<_elearning_playback_v1_ListPersonalRecordsResponse__Output>): grpc.ClientUnaryCall;
  listPersonalRecords(argument: _elearning_playback_v1_ListPersonalRecordsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_playback_v1_ListPersonalRecordsResponse__Output>): grpc.ClientUnaryCall;
  listPersonalRecords(argument: _elearning_playback_v1_ListPersonalRecordsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_playback_v1_ListPersonalRecordsResponse__Output>): grpc.ClientUnaryCall;
  listPersonalRecords(argument: _elearning_playback_v1_ListPersonalRecordsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_playback_v1_ListPersonalRecordsResponse__Output>): grpc.ClientUnaryCall;
  listPersonalRecords(argument: _elearning_playback_v1_ListPersonalRecordsRequest, callback: grpc.requestCallback<_elearning_playback_v1_ListPersonalRecordsResponse__Output>): grpc.ClientUnaryCall;
  
  ListPlaybackSessions(argument: _elearning_playback_v1_ListPlaybackSessionsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_playback_v1_ListPlaybackSessionsResponse__Output>): grpc.ClientUnaryCall;
  ListPlaybackSessions(argument: _elearning_playback_v1_ListPlaybackSessionsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_playback_v1_ListPlaybackSessionsResponse__Output>): grpc.ClientUnaryCall;
  ListPlaybackSessions(argument: _elearning_playback_v1_ListPlaybackSessionsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_playback_v1_ListPlaybackSessionsResponse__Output>): grpc.ClientUnaryCall;
  ListPlaybackSessions(argument: _elearning_playback_v1_ListPlaybackSessionsRequest, callback: grpc.requestCallback<_elearning_playback_v1_ListPlaybackSessionsResponse__Output>): grpc.ClientUnaryCall;
  listPlaybackSessions(argument: _elearning_playback_v1_ListPlaybackSessionsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_playback_v1_ListPlaybackSessionsResponse__Output>): grpc.ClientUnaryCall;
  listPlaybackSessions(argument: _elearning_playback_v1_ListPlaybackSessionsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_playback_v1_ListPlaybackSessionsResponse__Output>): grpc.ClientUnaryCall;
  listPlaybackSessions(argument: _elearning_playback_v1_ListPlaybackSessionsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_playback_v1_ListPlaybackSessionsResponse__Output>): grpc.ClientUnaryCall;
  listPlaybackSessions(argument: _elearning_playback_v1_ListPlaybackSessionsRequest, callback: grpc.requestCallback<_elearning_playback_v1_ListPlaybackSessionsResponse__Output>): grpc.ClientUnaryCall;
  
  RecordEvents(argument: _elearning_playback_v1_RecordEventsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_playback_v1_RecordEventsResponse__Output>): grpc.ClientUnaryCall;
  RecordEvents(argument: _elearning_playback_v1_RecordEventsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_playback_v1_RecordEventsResponse__Output>): grpc.ClientUnaryCall;
  RecordEvents(argument: _elearning_playback_v1_RecordEventsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_playback_v1_RecordEventsResponse__Output>): grpc.ClientUnaryCall;
  RecordEvents(argument: _elearning_playback_v1_RecordEventsRequest, callback: grpc.requestCallback<_elearning_playback_v1_RecordEventsResponse__Output>): grpc.ClientUnaryCall;
  recordEvents(argument: _elearning_playback_v1_RecordEventsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_playback_v1_RecordEventsResponse__Output>): grpc.ClientUnaryCall;
  recordEvents(argument: _elearning_playback_v1_RecordEventsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_playback_v1_RecordEventsResponse__Output>): grpc.ClientUnaryCall;
  recordEvents(argument: _elearning_playback_v1_RecordEventsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_playback_v1_RecordEventsResponse__Output>): grpc.ClientUnaryCall;
  recordEvents(argument: _elearning_playback_v1_RecordEventsRequest, callback: grpc.requestCallback<_elearning_playback_v1_RecordEventsResponse__Output>): grpc.ClientUnaryCall;
  
  StartPlayback(argument: _elearning_playback_v1_StartPlaybackRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_playback_v1_StartPlaybackResponse__Output>): grpc.ClientUnaryCall;
  StartPlayback(argument: _elearning_playback_v1_StartPlaybackRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_playback_v1_StartPlaybackResponse__Output>): grpc.ClientUnaryCall;
  StartPlayback(argument: _elearning_playback_v1_StartPlaybackRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_playback_v1_StartPlaybackResponse__Output>): grpc.ClientUnaryCall;
  StartPlayback(argument: _elearning_playback_v1_StartPlaybackRequest, callback: grpc.requestCallback<_elearning_playback_v1_StartPlaybackResponse__Output>): grpc.ClientUnaryCall;
  startPlayback(argument: _elearning_playback_v1_StartPlaybackRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_playback_v1_StartPlaybackResponse__Output>): grpc.ClientUnaryCall;
  startPlayback(argument: _elearning_playback_v1_StartPlaybackRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_elearning_playback_v1_StartPlaybackResponse__Output>): grpc.ClientUnaryCall;
  startPlayback(argument: _elearning_playback_v1_StartPlaybackRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_elearning_playback_v1_StartPlaybackResponse__Output>): grpc.ClientUnaryCall;
  startPlayback(argument: _elearning_playback_v1_StartPlaybackRequest, callback: grpc.requestCallback<_elearning_playback_v1_StartPlaybackResponse__Output>): grpc.ClientUnaryCall;
  
}

export interface PlaybackServiceHandlers extends grpc.UntypedServiceImplementation {
  BatchGetCourseAnalytics: grpc.handleUnaryCall<_elearning_playback_v1_BatchGetCourseAnalyticsRequest__Output, _elearning_playback_v1_BatchGetCourseAnalyticsResponse>;
  
  BatchGetHeatmaps: grpc.handleUnaryCall<_elearning_playback_v1_BatchGetHeatmapsRequest__Output, _elearning_playback_v1_BatchGetHeatmapsResponse>;
  
  BatchGetPlaybackSessions: grpc.handleUnaryCall<_elearning_playback_v1_BatchGetPlaybackSessionsRequest__Output, _elearning_playback_v1_BatchGetPlaybackSessionsResponse>;
  
  BatchGetProgress: grpc.handleUnaryCall<_elearning_playback_v1_BatchGetProgressRequest__Output, _elearning_playback_v1_BatchGetProgressResponse>;
  
  BatchGetSessionAnalytics: grpc.handleUnaryCall<_elearning_playback_v1_BatchGetSessionAnalyticsRequest__Output, _elearning_playback_v1_BatchGetSessionAnalyticsResponse>;
  
  EndPlayback: grpc.handleUnaryCall<_elearning_playback_v1_EndPlaybackRequest__Output, _elearning_playback_v1_EndPlaybackResponse>;
  
  EraseUser: grpc.handleUnaryCall<_elearning_playback_v1_EraseUserRequest__Output, _elearning_playback_v1_EraseUserResponse>;
  
  GetLearningPattern: grpc.handleUnaryCall<_elearning_playback_v1_GetLearningPatternRequest__Output, _elearning_playback_v1_GetLearningPatternResponse>;
  
  ListContinueWatching: grpc.handleUnaryCall<_elearning_playback_v1_ListContinueWatchingRequest__Output, _elearning_playback_v1_ListContinueWatchingResponse>;
  
  ListEvents: grpc.handleUnaryCall<_elearning_playback_v1_ListEventsRequest__Output, _elearning_playback_v1_ListEventsResponse>;
  
  ListPersonalRecords: grpc.handleUnaryCall<_elearning_playback_v1_ListPersonalRecordsRequest__Output, _elearning_playback_v1_ListPersonalRecordsResponse>;
  
  ListPlaybackSessions: grpc.handleUnaryCall<_elearning_playback_v1_ListPlaybackSessionsRequest__Output, _elearning_playback_v1_ListPlaybackSessionsResponse>;
  
  RecordEvents: grpc.handleUnaryCall<_elearning_playback_v1_RecordEventsRequest__Output, _elearning_playback_v1_RecordEventsResponse>;
  
  StartPlayback: grpc.handleUnaryCall<_elearning_playback_v1_StartPlaybackRequest__Output, _elearning_playback_v1_StartPlaybackResponse>;
  
}

export interface PlaybackServiceDefinition extends grpc.ServiceDefinition {
  BatchGetCourseAnalytics: MethodDefinition<_elearning_playback_v1_BatchGetCourseAnalyticsRequest, _elearning_playback_v1_BatchGetCourseAnalyticsResponse, _elearning_playback_v1_BatchGetCourseAnalyticsRequest__Output, _elearning_playback_v1_BatchGetCourseAnalyticsResponse__Output>
  BatchGetHeatmaps: MethodDefinition<_elearning_playback_v1_BatchGetHeatmapsRequest, _elearning_playback_v1_BatchGetHeatmapsResponse, _elearning_playback_v1_BatchGetHeatmapsRequest__Output, _elearning_playback_v1_BatchGetHeatmapsResponse__Output>
  BatchGetPlaybackSessions: MethodDefinition<_elearning_playback_v1_BatchGetPlaybackSessionsRequest, _elearning_playback_v1_BatchGetPlaybackSessionsResponse, _elearning_playback_v1_BatchGetPlaybackSessionsRequest__Output, _elearning_playback_v1_BatchGetPlaybackSessionsResponse__Output>
  BatchGetProgress: MethodDefinition<_elearning_playback_v1_BatchGetProgressRequest, _elearning_playback_v1_BatchGetProgressResponse, _elearning_playback_v1_BatchGetProgressRequest__Output, _elearning_playback_v1_BatchGetProgressResponse__Output>
  BatchGetSessionAnalytics: MethodDefinition<_elearning_playback_v1_BatchGetSessionAnalyticsRequest, _elearning_playback_v1_BatchGetSessionAnalyticsResponse, _elearning_playback_v1_BatchGetSessionAnalyticsRequest__Output, _elearning_playback_v1_BatchGetSessionAnalyticsResponse__Output>
  EndPlayback: MethodDefinition<_elearning_playback_v1_EndPlaybackRequest, _elearning_playback_v1_EndPlaybackResponse, _elearning_playback_v1_EndPlaybackRequest__Output, _elearning_playback_v1_EndPlaybackResponse__Output>
  EraseUser: MethodDefinition<_elearning_playback_v1_EraseUserRequest, _elearning_playback_v1_EraseUserResponse, _elearning_playback_v1_EraseUserRequest__Output, _elearning_playback_v1_EraseUserResponse__Output>
  GetLearningPattern: MethodDefinition<_elearning_playback_v1_GetLearningPatternRequest, _elearning_playback_v1_GetLearningPatternResponse, _elearning_playback_v1_GetLearningPatternRequest__Output, _elearning_playback_v1_GetLearningPatternResponse__Output>
  ListContinueWatching: MethodDefinition<_elearning_playback_v1_ListContinueWatchingRequest, _elearning_playback_v1_ListContinueWatchingResponse, _elearning_playback_v1_ListContinueWatchingRequest__Output, _elearning_playback_v1_ListContinueWatchingResponse__Output>
  ListEvents: MethodDefinition<_elearning_playback_v1_ListEventsRequest, _elearning_playback_v1_ListEventsResponse, _elearning_playback_v1_ListEventsRequest__Output, _elearning_playback_v1_ListEventsResponse__Output>
  ListPersonalRecords: MethodDefinition<_elearning_playback_v1_ListPersonalRecordsRequest, _elearning_playback_v1_ListPersonalRecordsResponse, _elearning_playback_v1_ListPersonalRecordsRequest__Output, _elearning_playback_v1_ListPersonalRecordsResponse__Output>
  ListPlaybackSessions: MethodDefinition<_elearning_playback_v1_ListPlaybackSessionsRequest, _elearning_playback_v1_ListPlaybackSessionsResponse, _elearning_playback_v1_ListPlaybackSessionsRequest__Output, _elearning_playback_v1_ListPlaybackSessionsResponse__Output>
  RecordEvents: MethodDefinition<_elearning_playback_v1_RecordEventsRequest, _elearning_playback_v1_RecordEventsResponse, _elearning_playback_v1_RecordEventsRequest__Output, _elearning_playback_v1_RecordEventsResponse__Output>
  StartPlayback: MethodDefinition<_elearning_playback_v1_StartPlaybackRequest, _elearning_playback_v1_StartPlaybackResponse, _elearning_playback_v1_StartPlaybackRequest__Output, _elearning_playback_v1_StartPlaybackResponse__Output>
}
