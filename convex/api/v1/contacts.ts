import * as routes from "../../../lib/api/contacts";
import { endpointsOf } from "./endpoint";

export const contactEndpoints = endpointsOf(routes);
