import { Child } from "./lib/children";
import { run, UsageError } from "./lib/command";
import { programs } from "./lib/project";
import { namesDeployment } from "./lib/target";

run(
  {
    usage: "npm run deploy",
    summary: "Pushes convex/ to the deployment that CONVEX_DEPLOYMENT or CONVEX_SELF_HOSTED_URL names.",
    options: {},
  },
  async () => {
    if (!namesDeployment()) {
      throw new UsageError(
        "Name the deployment: set CONVEX_DEPLOY_KEY, CONVEX_DEPLOYMENT, or CONVEX_SELF_HOSTED_URL with CONVEX_SELF_HOSTED_ADMIN_KEY.",
      );
    }
    const child = new Child("convex deploy", [programs.convex, "deploy"], {
      output: "show",
      stdin: "inherit",
    });
    process.exitCode = (await child.ended) ?? 1;
  },
);
