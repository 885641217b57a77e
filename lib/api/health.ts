import * as z from "zod";
import { defineOpenRoute } from "./route";

export const getHealth = defineOpenRoute({
  operationId: "getHealth",
  method: "get",
  path: "/health",
  tag: "Platform",
  summary: "Whether the API answers, and its version.",
  answers: {
    200: {
      description: "It does.",
      schema: z.strictObject({ status: z.literal("ok"), version: z.string() }),
      examples: { healthy: { value: { status: "ok", version: "0.1.0" } } },
    },
  },
});
