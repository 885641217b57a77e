import { cronJobs } from "convex/server";
import { internal } from "./_generated/api";

const crons = cronJobs();

crons.interval("collect what has expired", { hours: 1 }, internal.maintenance.collect, {});

export default crons;
