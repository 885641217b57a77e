import { getHealth } from "../../../lib/api/health";
import { version } from "../../../lib/version";
import type { Endpoint } from "./endpoint";

export const healthEndpoints: Endpoint[] = [
  { kind: "open", route: getHealth, answer: () => ({ status: 200, body: { status: "ok", version } }) },
];
