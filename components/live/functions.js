// What browsers and the web app's server need of convex/_generated/api.js. That one also names components, which brings
// the code that defines components and schemas along. See next.config.ts.
export { anyApi as api } from "convex/server";
