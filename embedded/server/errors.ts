/** A refusal that crosses HTTP as `{ code, message }`. */
export class RequestError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

export function badRequest(code: string, message: string): RequestError {
  return new RequestError(400, code, message);
}

export function notSupported(what: string): RequestError {
  return badRequest("NotSupported", `${what} is not supported by the embedded deployment.`);
}
