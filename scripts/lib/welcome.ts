import path from "node:path";
import type { Connection } from "./connection";

/** The one message that says that everything runs, and how to go on. */
export function showWelcome(connection: Connection, data: string): void {
  const { demo, portalUrl, deploymentUrl, siteUrl } = connection;
  const lines = [
    "",
    "Guildhall is ready.",
    "",
    ...(portalUrl === null ? [] : [`  Staff        ${portalUrl}/admin`]),
    ...(demo === null ? [] : [`  Sign in      ${demo.staff.email} with ${demo.staff.password}`]),
    ...(portalUrl === null ? [] : [`  Clients      ${portalUrl}/portal`]),
    `  HTTP API     ${siteUrl}/api/v1`,
    ...(demo === null ? [] : [`  API key      ${demo.apiKey}`]),
    `  Deployment   ${deploymentUrl}`,
    `  All of this  ${path.join(data, "connection.json")}`,
    "",
    ...(demo === null ? [] : ["Create a contact:", "", exampleCall(siteUrl, demo.apiKey), ""]),
    "Ctrl-C stops everything.",
  ];
  console.log(lines.join("\n"));
}

/** One line, so that it can be pasted. */
function exampleCall(siteUrl: string, apiKey: string): string {
  const body = JSON.stringify({ email: "ada@lovelace.example", firstName: "Ada", lastName: "Lovelace" });
  const headers = `-H "Authorization: Bearer ${apiKey}" -H "Content-Type: application/json"`;
  return `  curl ${siteUrl}/api/v1/crm/contacts ${headers} -d '${body}'`;
}
