import assert from "node:assert/strict"
import { createHmac, createPublicKey, generateKeyPairSync, randomUUID, sign, type KeyObject } from "node:crypto"
import { after, before, describe, it } from "node:test"
import { authService } from "@lectern/contracts/package-definition"
import { generateKeyPem, signJwt, signingKeyFromPem, type Claims, type TokenProfile } from "@lectern/rpc/jwt"
import type { Component } from "@lectern/runtime/component-process"
import { toTimestamp } from "@lectern/rpc/timestamp"
import { stubService } from "@lectern/test-kit/stub-service"
import { startGateway, type Gateway } from "./gateway-under-test.ts"
import { ask } from "./raw-http.ts"

// The matrix needs tokens that only the platform's own key can sign, so here the test is the one who signs: a gateway
// process whose keys and revoked sessions come from a stub of the users service.
