// Original file: proto/elearning/users/v1/users_service.proto

import type { CurrentPasswordProof as _elearning_users_v1_CurrentPasswordProof, CurrentPasswordProof__Output as _elearning_users_v1_CurrentPasswordProof__Output } from '../../../elearning/users/v1/CurrentPasswordProof.ts';

export interface SetPasswordRequest {
  'newPassword'?: (string);
  'current'?: (_elearning_users_v1_CurrentPasswordProof | null);
  'resetToken'?: (string);
  'proof'?: "current"|"resetToken";
}

export interface SetPasswordRequest__Output {
  'newPassword': (string);
  'current'?: (_elearning_users_v1_CurrentPasswordProof__Output | null);
  'resetToken'?: (string);
  'proof'?: "current"|"resetToken";
}
