import * as routes from "../../../lib/api/crmOrganizations";
import { endpointsOf } from "./endpoint";

export const crmOrganizationEndpoints = endpointsOf(routes);
