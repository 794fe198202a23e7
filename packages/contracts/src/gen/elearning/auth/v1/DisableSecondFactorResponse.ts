// Original file: proto/elearning/auth/v1/auth_service.proto


export interface DisableSecondFactorResponse {
}

export interface DisableSecondFactorResponse__Output {
}
