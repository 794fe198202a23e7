import type * as grpc from '@grpc/grpc-js';
import type { EnumTypeDefinition, MessageTypeDefinition } from '@grpc/proto-loader';

import type { Money as _elearning_common_v1_Money, Money__Output as _elearning_common_v1_Money__Output } from './elearning/common/v1/Money.ts';
import type { PersonalRecord as _elearning_common_v1_PersonalRecord, PersonalRecord__Output as _elearning_common_v1_PersonalRecord__Output } from './elearning/common/v1/PersonalRecord.ts';
import type { BatchGetCourseAnalyticsRequest as _elearning_playback_v1_BatchGetCourseAnalyticsRequest, BatchGetCourseAnalyticsRequest__Output as _elearning_playback_v1_BatchGetCourseAnalyticsRequest__Output } from './elearning/playback/v1/BatchGetCourseAnalyticsRequest.ts';
import type { BatchGetCourseAnalyticsResponse as _elearning_playback_v1_BatchGetCourseAnalyticsResponse, BatchGetCourseAnalyticsResponse__Output as _elearning_playback_v1_BatchGetCourseAnalyticsResponse__Output } from './elearning/playback/v1/BatchGetCourseAnalyticsResponse.ts';
import type { BatchGetHeatmapsRequest as _elearning_playback_v1_BatchGetHeatmapsRequest, BatchGetHeatmapsRequest__Output as _elearning_playback_v1_BatchGetHeatmapsRequest__Output } from './elearning/playback/v1/BatchGetHeatmapsRequest.ts';
import type { BatchGetHeatmapsResponse as _elearning_playback_v1_BatchGetHeatmapsResponse, BatchGetHeatmapsResponse__Output as _elearning_playback_v1_BatchGetHeatmapsResponse__Output } from './elearning/playback/v1/BatchGetHeatmapsResponse.ts';
import type { BatchGetPlaybackSessionsRequest as _elearning_playback_v1_BatchGetPlaybackSessionsRequest, BatchGetPlaybackSessionsRequest__Output as _elearning_playback_v1_BatchGetPlaybackSessionsRequest__Output } from './elearning/playback/v1/BatchGetPlaybackSessionsRequest.ts';
import type { BatchGetPlaybackSessionsResponse as _elearning_playback_v1_BatchGetPlaybackSessionsResponse, BatchGetPlaybackSessionsResponse__Output as _elearning_playback_v1_BatchGetPlaybackSessionsResponse__Output } from './elearning/playback/v1/BatchGetPlaybackSessionsResponse.ts';
import type { BatchGetProgressRequest as _elearning_playback_v1_BatchGetProgressRequest, BatchGetProgressRequest__Output as _elearning_playback_v1_BatchGetProgressRequest__Output } from './elearning/playback/v1/BatchGetProgressRequest.ts';
import type { BatchGetProgressResponse as _elearning_playback_v1_BatchGetProgressResponse, BatchGetProgressResponse__Output as _elearning_playback_v1_BatchGetProgressResponse__Output } from './elearning/playback/v1/BatchGetProgressResponse.ts';
import type { BatchGetSessionAnalyticsRequest as _elearning_playback_v1_BatchGetSessionAnalyticsRequest, BatchGetSessionAnalyticsRequest__Output as _elearning_playback_v1_BatchGetSessionAnalyticsRequest__Output } from './elearning/playback/v1/BatchGetSessionAnalyticsRequest.ts';
import type { BatchGetSessionAnalyticsResponse as _elearning_playback_v1_BatchGetSessionAnalyticsResponse, BatchGetSessionAnalyticsResponse__Output as _elearning_playback_v1_BatchGetSessionAnalyticsResponse__Output } from './elearning/playback/v1/BatchGetSessionAnalyticsResponse.ts';
import type { CourseAnalytics as _elearning_playback_v1_CourseAnalytics, CourseAnalytics__Output as _elearning_playback_v1_CourseAnalytics__Output } from './elearning/playback/v1/CourseAnalytics.ts';
import type { DropOffPoint as _elearning_playback_v1_DropOffPoint, DropOffPoint__Output as _elearning_playback_v1_DropOffPoint__Output } from './elearning/playback/v1/DropOffPoint.ts';
import type { EndPlaybackRequest as _elearning_playback_v1_EndPlaybackRequest, EndPlaybackRequest__Output as _elearning_playback_v1_EndPlaybackRequest__Output } from './elearning/playback/v1/EndPlaybackRequest.ts';
import type { EndPlaybackResponse as _elearning_playback_v1_EndPlaybackResponse, EndPlaybackResponse__Output as _elearning_playback_v1_EndPlaybackResponse__Output } from './elearning/playback/v1/EndPlaybackResponse.ts';
import type { EraseUserRequest as _elearning_playback_v1_EraseUserRequest, EraseUserRequest__Output as _elearning_playback_v1_EraseUserRequest__Output } from './elearning/playback/v1/EraseUserRequest.ts';
import type { EraseUserResponse as _elearning_playback_v1_EraseUserResponse, EraseUserResponse__Output as _elearning_playback_v1_EraseUserResponse__Output } from './elearning/playback/v1/EraseUserResponse.ts';
import type { Event as _elearning_playback_v1_Event, Event__Output as _elearning_playback_v1_Event__Output } from './elearning/playback/v1/Event.ts';
import type { GetLearningPatternRequest as _elearning_playback_v1_GetLearningPatternRequest, GetLearningPatternRequest__Output as _elearning_playback_v1_GetLearningPatternRequest__Output } from './elearning/playback/v1/GetLearningPatternRequest.ts';
import type { GetLearningPatternResponse as _elearning_playback_v1_GetLearningPatternResponse, GetLearningPatternResponse__Output as _elearning_playback_v1_GetLearningPatternResponse__Output } from './elearning/playback/v1/GetLearningPatternResponse.ts';
import type { Heatmap as _elearning_playback_v1_Heatmap, Heatmap__Output as _elearning_playback_v1_Heatmap__Output } from './elearning/playback/v1/Heatmap.ts';
import type { HeatmapBucket as _elearning_playback_v1_HeatmapBucket, HeatmapBucket__Output as _elearning_playback_v1_HeatmapBucket__Output } from './elearning/playback/v1/HeatmapBucket.ts';
import type { ListContinueWatchingRequest as _elearning_playback_v1_ListContinueWatchingRequest, ListContinueWatchingRequest__Output as _elearning_playback_v1_ListContinueWatchingRequest__Output } from './elearning/playback/v1/ListContinueWatchingRequest.ts';
import type { ListContinueWatchingResponse as _elearning_playback_v1_ListContinueWatchingResponse, ListContinueWatchingResponse__Output as _elearning_playback_v1_ListContinueWatchingResponse__Output } from './elearning/playback/v1/ListContinueWatchingResponse.ts';
import type { ListEventsRequest as _elearning_playback_v1_ListEventsRequest, ListEventsRequest__Output as _elearning_playback_v1_ListEventsRequest__Output } from './elearning/playback/v1/ListEventsRequest.ts';
import type { ListEventsResponse as _elearning_playback_v1_ListEventsResponse, ListEventsResponse__Output as _elearning_playback_v1_ListEventsResponse__Output } from './elearning/playback/v1/ListEventsResponse.ts';
import type { ListPersonalRecordsRequest as _elearning_playback_v1_ListPersonalRecordsRequest, ListPersonalRecordsRequest__Output as _elearning_playback_v1_ListPersonalRecordsRequest__Output } from './elearning/playback/v1/ListPersonalRecordsRequest.ts';
import type { ListPersonalRecordsResponse as _elearning_playback_v1_ListPersonalRecordsResponse, ListPersonalRecordsResponse__Output as _elearning_playback_v1_ListPersonalRecordsResponse__Output } from './elearning/playback/v1/ListPersonalRecordsResponse.ts';
import type { ListPlaybackSessionsRequest as _elearning_playback_v1_ListPlaybackSessionsRequest, ListPlaybackSessionsRequest__Output as _elearning_playback_v1_ListPlaybackSessionsRequest__Output } from './elearning/playback/v1/ListPlaybackSessionsRequest.ts';
import type { ListPlaybackSessionsResponse as _elearning_playback_v1_ListPlaybackSessionsResponse, ListPlaybackSessionsResponse__Output as _elearning_playback_v1_ListPlaybackSessionsResponse__Output } from './elearning/playback/v1/ListPlaybackSessionsResponse.ts';
import type { PlaybackServiceClient as _elearning_playback_v1_PlaybackServiceClient, PlaybackServiceDefinition as _elearning_playback_v1_PlaybackServiceDefinition } from './elearning/playback/v1/PlaybackService.ts';
import type { PlaybackSession as _elearning_playback_v1_PlaybackSession, PlaybackSession__Output as _elearning_playback_v1_PlaybackSession__Output } from './elearning/playback/v1/PlaybackSession.ts';
import type { Progress as _elearning_playback_v1_Progress, Progress__Output as _elearning_playback_v1_Progress__Output } from './elearning/playback/v1/Progress.ts';
import type { RecordEventsRequest as _elearning_playback_v1_RecordEventsRequest, RecordEventsRequest__Output as _elearning_playback_v1_RecordEventsRequest__Output } from './elearning/playback/v1/RecordEventsRequest.ts';
import type { RecordEventsResponse as _elearning_playback_v1_RecordEventsResponse, RecordEventsResponse__Output as _elearning_playback_v1_RecordEventsResponse__Output } from './elearning/playback/v1/RecordEventsResponse.ts';
import type { RejectedEvent as _elearning_playback_v1_RejectedEvent, RejectedEvent__Output as _elearning_playback_v1_RejectedEvent__Output } from './elearning/playback/v1/RejectedEvent.ts';
import type { SessionAnalytics as _elearning_playback_v1_SessionAnalytics, SessionAnalytics__Output as _elearning_playback_v1_SessionAnalytics__Output } from './elearning/playback/v1/SessionAnalytics.ts';
import type { Span as _elearning_playback_v1_Span, Span__Output as _elearning_playback_v1_Span__Output } from './elearning/playback/v1/Span.ts';
import type { StartPlaybackRequest as _elearning_playback_v1_StartPlaybackRequest, StartPlaybackRequest__Output as _elearning_playback_v1_StartPlaybackRequest__Output } from './elearning/playback/v1/StartPlaybackRequest.ts';
import type { StartPlaybackResponse as _elearning_playback_v1_StartPlaybackResponse, StartPlaybackResponse__Output as _elearning_playback_v1_StartPlaybackResponse__Output } from './elearning/playback/v1/StartPlaybackResponse.ts';
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
    playback: {
      v1: {
        BatchGetCourseAnalyticsRequest: MessageTypeDefinition<_elearning_playback_v1_BatchGetCourseAnalyticsRequest, _elearning_playback_v1_BatchGetCourseAnalyticsRequest__Output>
        BatchGetCourseAnalyticsResponse: MessageTypeDefinition<_elearning_playback_v1_BatchGetCourseAnalyticsResponse, _elearning_playback_v1_BatchGetCourseAnalyticsResponse__Output>
        BatchGetHeatmapsRequest: MessageTypeDefinition<_elearning_playback_v1_BatchGetHeatmapsRequest, _elearning_playback_v1_BatchGetHeatmapsRequest__Output>
        BatchGetHeatmapsResponse: MessageTypeDefinition<_elearning_playback_v1_BatchGetHeatmapsResponse, _elearning_playback_v1_BatchGetHeatmapsResponse__Output>
        BatchGetPlaybackSessionsRequest: MessageTypeDefinition<_elearning_playback_v1_BatchGetPlaybackSessionsRequest, _elearning_playback_v1_BatchGetPlaybackSessionsRequest__Output>
        BatchGetPlaybackSessionsResponse: MessageTypeDefinition<_elearning_playback_v1_BatchGetPlaybackSessionsResponse, _elearning_playback_v1_BatchGetPlaybackSessionsResponse__Output>
        BatchGetProgressRequest: MessageTypeDefinition<_elearning_playback_v1_BatchGetProgressRequest, _elearning_playback_v1_BatchGetProgressRequest__Output>
        BatchGetProgressResponse: MessageTypeDefinition<_elearning_playback_v1_BatchGetProgressResponse, _elearning_playback_v1_BatchGetProgressResponse__Output>
        BatchGetSessionAnalyticsRequest: MessageTypeDefinition<_elearning_playback_v1_BatchGetSessionAnalyticsRequest, _elearning_playback_v1_BatchGetSessionAnalyticsRequest__Output>
        BatchGetSessionAnalyticsResponse: MessageTypeDefinition<_elearning_playback_v1_BatchGetSessionAnalyticsResponse, _elearning_playback_v1_BatchGetSessionAnalyticsResponse__Output>
        CourseAnalytics: MessageTypeDefinition<_elearning_playback_v1_CourseAnalytics, _elearning_playback_v1_CourseAnalytics__Output>
        DropOffPoint: MessageTypeDefinition<_elearning_playback_v1_DropOffPoint, _elearning_playback_v1_DropOffPoint__Output>
        EndPlaybackRequest: MessageTypeDefinition<_elearning_playback_v1_EndPlaybackRequest, _elearning_playback_v1_EndPlaybackRequest__Output>
        EndPlaybackResponse: MessageTypeDefinition<_elearning_playback_v1_EndPlaybackResponse, _elearning_playback_v1_EndPlaybackResponse__Output>
        EraseUserRequest: MessageTypeDefinition<_elearning_playback_v1_EraseUserRequest, _elearning_playback_v1_EraseUserRequest__Output>
        EraseUserResponse: MessageTypeDefinition<_elearning_playback_v1_EraseUserResponse, _elearning_playback_v1_EraseUserResponse__Output>
        Event: MessageTypeDefinition<_elearning_playback_v1_Event, _elearning_playback_v1_Event__Output>
        EventType: EnumTypeDefinition
        GetLearningPatternRequest: MessageTypeDefinition<_elearning_playback_v1_GetLearningPatternRequest, _elearning_playback_v1_GetLearningPatternRequest__Output>
        GetLearningPatternResponse: MessageTypeDefinition<_elearning_playback_v1_GetLearningPatternResponse, _elearning_playback_v1_GetLearningPatternResponse__Output>
        Heatmap: MessageTypeDefinition<_elearning_playback_v1_Heatmap, _elearning_playback_v1_Heatmap__Output>
        HeatmapBucket: MessageTypeDefinition<_elearning_playback_v1_HeatmapBucket, _elearning_playback_v1_HeatmapBucket__Output>
        ListContinueWatchingRequest: MessageTypeDefinition<_elearning_playback_v1_ListContinueWatchingRequest, _elearning_playback_v1_ListContinueWatchingRequest__Output>
        ListContinueWatchingResponse: MessageTypeDefinition<_elearning_playback_v1_ListContinueWatchingResponse, _elearning_playback_v1_ListContinueWatchingResponse__Output>
        ListEventsRequest: MessageTypeDefinition<_elearning_playback_v1_ListEventsRequest, _elearning_playback_v1_ListEventsRequest__Output>
        ListEventsResponse: MessageTypeDefinition<_elearning_playback_v1_ListEventsResponse, _elearning_playback_v1_ListEventsResponse__Output>
        ListPersonalRecordsRequest: MessageTypeDefinition<_elearning_playback_v1_ListPersonalRecordsRequest, _elearning_playback_v1_ListPersonalRecordsRequest__Output>
        ListPersonalRecordsResponse: MessageTypeDefinition<_elearning_playback_v1_ListPersonalRecordsResponse, _elearning_playback_v1_ListPersonalRecordsResponse__Output>
        ListPlaybackSessionsRequest: MessageTypeDefinition<_elearning_playback_v1_ListPlaybackSessionsRequest, _elearning_playback_v1_ListPlaybackSessionsRequest__Output>
        ListPlaybackSessionsResponse: MessageTypeDefinition<_elearning_playback_v1_ListPlaybackSessionsResponse, _elearning_playback_v1_ListPlaybackSessionsResponse__Output>
        PlaybackService: SubtypeConstructor<typeof grpc.Client, _elearning_playback_v1_PlaybackServiceClient> & { service: _elearning_playback_v1_PlaybackServiceDefinition }
        PlaybackSession: MessageTypeDefinition<_elearning_playback_v1_PlaybackSession, _elearning_playback_v1_PlaybackSession__Output>
        PlaybackStatus: EnumTypeDefinition
        Progress: MessageTypeDefinition<_elearning_playback_v1_Progress, _elearning_playback_v1_Progress__Output>
        RecordEventsRequest: MessageTypeDefinition<_elearning_playback_v1_RecordEventsRequest, _elearning_playback_v1_RecordEventsRequest__Output>
        RecordEventsResponse: MessageTypeDefinition<_elearning_playback_v1_RecordEventsResponse, _elearning_playback_v1_RecordEventsResponse__Output>
        RejectedEvent: MessageTypeDefinition<_elearning_playback_v1_RejectedEvent, _elearning_playback_v1_RejectedEvent__Output>
        SessionAnalytics: MessageTypeDefinition<_elearning_playback_v1_SessionAnalytics, _elearning_playback_v1_SessionAnalytics__Output>
        Span: MessageTypeDefinition<_elearning_playback_v1_Span, _elearning_playback_v1_Span__Output>
        StartPlaybackRequest: MessageTypeDefinition<_elearning_playback_v1_StartPlaybackRequest, _elearning_playback_v1_StartPlaybackRequest__Output>
        StartPlaybackResponse: MessageTypeDefinition<_elearning_playback_v1_StartPlaybackResponse, _elearning_playback_v1_StartPlaybackResponse__Output>
      }
    }
  }
  google: {
    protobuf: {
      Timestamp: MessageTypeDefinition<_google_protobuf_Timestamp, _google_protobuf_Timestamp__Output>
    }
  }
}

