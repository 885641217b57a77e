import * as z from "zod";
import { defineOpenRoute } from "./route";

export const getOpenApi = defineOpenRoute({
  operationId: "getOpenApi",
  method: "get",
  path: "/openapi.json",
  tag: "Platform",
  summary: "This document.",
  answers: {
    200: {
      description: "The API as OpenAPI 3.1.",
      schema: z.looseObject({
        openapi: z.literal("3.1.0"),
        info: z.looseObject({ title: z.string(), version: z.string() }),
        servers: z.array(z.strictObject({ url: z.string() })),
        paths: z.record(z.string(), z.unknown()),
        components: z.record(z.string(), z.unknown()),
      }),
      examples: {
        shortened: {
          value: {
            openapi: "3.1.0",
            info: { title: "Guildhall", version: "0.1.0" },
            servers: [{ url: "https://example.convex.site/api/v1" }],
            paths: {},
            components: {},
          },
        },
      },
    },
  },
});
