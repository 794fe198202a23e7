// Original file: proto/elearning/auth/v1/auth_service.proto


export interface RotateSigningKeyRequest {
}

export interface RotateSigningKeyRequest__Output {
}
