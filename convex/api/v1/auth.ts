import * as routes from "../../../lib/api/auth";
import { type Endpoint, endpointsOf } from "./endpoint";

const { validateToken, ...others } = routes;

export const authEndpoints: Endpoint[] = [
  ...endpointsOf(others),
  { kind: "operation", route: validateToken, unauthorized: { valid: false } },
];
