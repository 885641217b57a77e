import { defineSchema } from "convex/server";
import { coreTables } from "./schemas/core";
import { listTables } from "./schemas/lists";
import { objectTables } from "./schemas/objects";
import { platformTables } from "./schemas/platform";

export default defineSchema({
  ...coreTables,
  ...objectTables,
  ...listTables,
  ...platformTables,
});
