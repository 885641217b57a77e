import { createRoute } from "@hono/zod-openapi";
import * as z from "zod";
import { noQuery } from "./parameters";
import { errors, json } from "./responses";

export const getHealth = createRoute({
  operationId: "getHealth",
  method: "get",
  path: "/health",
  tags: ["Platform"],
  summary: "Whether the API answers, and its version.",
  request: { query: noQuery },
  responses: {
    200: json("It does.", z.object({ status: z.literal("ok"), version: z.string() })),
    ...errors("INVALID_REQUEST"),
  },
});
