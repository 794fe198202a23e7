// Original file: proto/elearning/users/v1/users_service.proto


export interface CurrentPasswordProof {
  'userId'?: (string);
  'password'?: (string);
}

export interface CurrentPasswordProof__Output {
  'userId': (string);
  'password': (string);
}
