/** The file is not what it should be; the message becomes its `failureReason`, so it is for people. */
export class UnprocessableError extends Error {}
