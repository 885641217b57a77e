import type { ServerResponse } from "node:http";
import { reportFault } from "../report";
import { RequestError } from "./errors";

export function answerJson(response: ServerResponse, status: number, json: string): void {
  response.writeHead(status, { "content-type": "application/json" }).end(json);
}

/** A refusal says why; a fault of the deployment is for its log, not for whoever asked. */
export function answerError(response: ServerResponse, error: unknown): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const isRefusal = error instanceof RequestError;
  if (!isRefusal) reportFault("request could not be answered", error);
  const { status, code, message } = isRefusal ? error : FAULT;
  answerJson(response, status, JSON.stringify({ code, message }));
}

const FAULT = {
  status: 500,
  code: "InternalServerError",
  message: "Your request couldn't be completed. Try again later.",
};
