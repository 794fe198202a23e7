// Original file: proto/elearning/auth/v1/auth_service.proto


export interface GetJwksRequest {
}

export interface GetJwksRequest__Output {
}
