import * as members from "../../../lib/api/members";
import * as organization from "../../../lib/api/organization";
import { endpointsOf } from "./endpoint";

export const organizationEndpoints = [...endpointsOf(organization), ...endpointsOf(members)];
