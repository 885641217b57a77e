import { httpRouter, ROUTABLE_HTTP_METHODS } from "convex/server";
import { httpAction } from "./_generated/server";
import { answerRequest } from "./api/v1/app";

const http = httpRouter();
const handler = httpAction(answerRequest);

// One prefix for everything, so that unknown routes and methods get the API's own answer instead of the platform's.
for (const method of ROUTABLE_HTTP_METHODS) {
  http.route({ pathPrefix: "/", method, handler });
}

export default http;
