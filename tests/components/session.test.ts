import { describe, expect, test } from "vitest";
import { contentSecurityPolicy, deploymentOrigins } from "../../components/security/contentSecurityPolicy";
import { portalArea, safeNextPath, signInPath, staffArea } from "../../components/session/nextPath";

describe("where to go after the sign-in", () => {
  test("a path of the admin area is kept with its query", () => {
    expect(safeNextPath("/admin/contacts?q=a&page=2", staffArea)).toBe("/admin/contacts?q=a&page=2");
    const next = new URL(signInPath("/admin/contacts?q=a&b", staffArea), "http://localhost").searchParams.get(
      "next",
    );
    expect(safeNextPath(next ?? "", staffArea)).toBe("/admin/contacts?q=a&b");
  });

  test.each([
    undefined,
    "",
    "https://evil.example/admin/settings",
    "//evil.example/admin/settings",
    "/\\evil.example/admin/",
    "/\t/evil.example/admin/",
    "javascript:alert(1)//admin/",
    "/admin/../../evil",
    "/admin/sign-in",
    "/",
    ["/admin/contacts", "/admin/contacts"],
  ])("%j leads to the dashboard instead", (value) => {
    expect(safeNextPath(value, staffArea)).toBe("/admin");
  });

  test("each area leads into itself only", () => {
    expect(safeNextPath("/portal/profile", portalArea)).toBe("/portal/profile");
    expect(safeNextPath("/portal", portalArea)).toBe("/portal");
    expect(safeNextPath("/admin/contacts", portalArea)).toBe("/portal");
    expect(safeNextPath("/portal/profile", staffArea)).toBe("/admin");
    expect(safeNextPath("/portals", portalArea)).toBe("/portal");
  });
});

describe("the content security policy", () => {
  test("names the deployment for requests and for the WebSocket, whichever scheme it has", () => {
    expect(deploymentOrigins("https://happy-otter-123.convex.cloud")).toEqual([
      "https://happy-otter-123.convex.cloud",
      "wss://happy-otter-123.convex.cloud",
    ]);
    expect(deploymentOrigins("http://127.0.0.1:3210/")).toEqual([
      "http://127.0.0.1:3210",
      "ws://127.0.0.1:3210",
    ]);
  });

  test("lets the page reach only itself when no deployment is named", () => {
    for (const deploymentUrl of [undefined, "", "not an address"]) {
      const policy = contentSecurityPolicy({ nonce: "n", deploymentUrl, development: false });
      expect(policy).toContain("connect-src 'self';");
    }
  });

  test("allows evaluation in development only", () => {
    const policy = (development: boolean) =>
      contentSecurityPolicy({ nonce: "n", deploymentUrl: undefined, development });
    expect(policy(true)).toContain("'unsafe-eval'");
    expect(policy(false)).not.toContain("unsafe");
  });
});
