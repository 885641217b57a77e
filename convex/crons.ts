import { cronJobs } from "convex/server";
import { internal } from "./_generated/api";

const crons = cronJobs();

crons.interval("collect what has expired", { hours: 1 }, internal.maintenance.collect, {});

crons.interval(
  "bring lists in line with what types declare",
  { hours: 1 },
  internal.maintenance.completeLists,
  {},
);

export default crons;
