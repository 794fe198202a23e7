// Original file: proto/elearning/content/v1/content_service.proto


export interface CaptionTrack {
  'fileId'?: (string);
  'language'?: (string);
  'label'?: (string);
  'path'?: (string);
  'isDefault'?: (boolean);
}

export interface CaptionTrack__Output {
  'fileId': (string);
  'language': (string);
  'label': (string);
  'path': (string);
  'isDefault': (boolean);
}
