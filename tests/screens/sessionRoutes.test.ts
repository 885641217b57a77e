import { describe, expect, test } from "vitest";
import { sharedGuildhall } from "../support/sharedGuildhall";

const routes = ["sign-in", "page", "sign-out", "invitation", "accept", "join"] as const;

async function post(route: string, headers: Record<string, string>, body = "{}") {
  const { portalUrl } = sharedGuildhall();
  return await fetch(`${portalUrl}/api/session/${route}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body,
  });
}

describe.each(routes)("POST /api/session/%s", (route) => {
  test("403 without an origin", async () => {
    const response = await post(route, {});
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ code: "FORBIDDEN" });
  });

  test("403 for a page of another origin, also one of another port", async () => {
    expect((await post(route, { Origin: "https://evil.example" })).status).toBe(403);
    expect((await post(route, { Origin: "http://127.0.0.1:1" })).status).toBe(403);
    expect((await post(route, { Origin: "null" })).status).toBe(403);
  });

  test("405 for GET, so that no link can use it", async () => {
    const { portalUrl } = sharedGuildhall();
    expect((await fetch(`${portalUrl}/api/session/${route}`)).status).toBe(405);
  });
});

describe("POST /api/session/sign-in", () => {
  test.each(["", "[]", "{", '{"email":"a@b.example"}', '{"email":{},"password":[]}'])(
    "400 for %j",
    async (body) => {
      const response = await post("sign-in", { Origin: sharedGuildhall().portalUrl }, body);
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ code: "INVALID_REQUEST" });
    },
  );

  test("400 for right credentials in a body that is longer than any sign-in", async () => {
    const { portalUrl, demo } = sharedGuildhall();
    const body = JSON.stringify(demo.staff).padEnd(17 * 1024);
    expect((await post("sign-in", { Origin: portalUrl }, body)).status).toBe(400);
    expect((await post("sign-in", { Origin: portalUrl }, body.slice(0, 15 * 1024))).status).toBe(200);
  });
});

describe("POST /api/session/page", () => {
  test("401 without a cookie, and with one that means nothing", async () => {
    const { portalUrl } = sharedGuildhall();
    expect((await post("page", { Origin: portalUrl })).status).toBe(401);
    const stranger = await post("page", { Origin: portalUrl, Cookie: "guildhall_staff=ghl_nothing" });
    expect(stranger.status).toBe(401);
    expect(stranger.headers.get("cache-control")).toBe("no-store");
    expect(stranger.headers.get("set-cookie")).toMatch(
      /guildhall_staff=;.*(Max-Age=0|Expires=Thu, 01 Jan 1970)/u,
    );
  });
});

describe.each(["invitation", "accept", "join"])("POST /api/session/%s", (route) => {
  const cookie = "guildhall_staff=ghl_nothing";

  test.each(["{}", "[]", '{"token":{}}', '{"token":""}', JSON.stringify({ token: "x".repeat(101) })])(
    "400 for %j",
    async (body) => {
      const response = await post(route, { Origin: sharedGuildhall().portalUrl, Cookie: cookie }, body);
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ code: "INVALID_REQUEST" });
    },
  );

  test("404 for a guessed link, 401 for joining without a session; neither sets a cookie", async () => {
    const body = JSON.stringify({ token: "ghi_nothing", name: "N", password: "correct horse battery" });
    const response = await post(route, { Origin: sharedGuildhall().portalUrl, Cookie: cookie }, body);
    expect(response.status).toBe(route === "join" ? 401 : 404);
    expect(response.headers.get("set-cookie")).toBeNull();
    expect(response.headers.get("cache-control")).toBe("no-store");
  });
});

describe("the words of a refusal", () => {
  const link = JSON.stringify({ token: "ghi_nothing" });
  const refusalOf = async (route: string, headers: Record<string, string>, body: string) => {
    const response = await post(route, { Origin: sharedGuildhall().portalUrl, ...headers }, body);
    return ((await response.json()) as { error: string }).error;
  };

  test("are in the language that was chosen, else in that of the browser, else English", async () => {
    const german = "Bitte geben Sie eine E-Mail-Adresse und ein Passwort ein.";
    const english = "Enter an e-mail address and a password.";
    const cookie = (language: string) => ({ Cookie: `guildhall_language=${language}` });
    const wish = (language: string) => ({ "Accept-Language": language });
    expect(await refusalOf("sign-in", {}, "{}")).toBe(english);
    expect(await refusalOf("sign-in", wish("de-AT,en;q=0.5"), "{}")).toBe(german);
    expect(await refusalOf("sign-in", cookie("de"), "{}")).toBe(german);
    expect(await refusalOf("sign-in", { ...wish("de"), ...cookie("en") }, "{}")).toBe(english);
  });

  test("also where the deployment refused", async () => {
    expect(await refusalOf("invitation", {}, link)).toBe(
      "This invitation is not valid any more. Ask for a new one.",
    );
    expect(await refusalOf("invitation", { "Accept-Language": "de" }, link)).toBe(
      "Diese Einladung gilt nicht mehr. Bitten Sie um eine neue.",
    );
  });
});

describe.each(["/", "/admin/sign-in", "/invitation", "/no-such-page"])("the headers of %s", (path) => {
  test("let only this page's own scripts run, and only its deployment be reached", async () => {
    const { portalUrl, deploymentUrl } = sharedGuildhall();
    const response = await fetch(portalUrl + path);
    const policy = response.headers.get("content-security-policy") ?? "";
    const nonce = /'nonce-([\w-]+)'/u.exec(policy)?.[1] ?? "none";
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain("unsafe");
    const { host } = new URL(deploymentUrl);
    expect(policy).toContain(`connect-src 'self' http://${host} ws://${host};`);
    const scripts = (await response.text()).match(/<script\b[^>]*>/gu) ?? [];
    expect(scripts.length).toBeGreaterThan(0);
    expect(scripts.filter((tag) => !tag.includes(`nonce="${nonce}"`))).toEqual([]);
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(response.headers.get("referrer-policy")).toBe("same-origin");
    expect(response.headers.get("x-powered-by")).toBeNull();
  });

  test("carry another nonce every time", async () => {
    const { portalUrl } = sharedGuildhall();
    const policies = await Promise.all(
      [1, 2].map(async () => (await fetch(portalUrl + path)).headers.get("content-security-policy")),
    );
    expect(policies[0]).not.toBe(policies[1]);
  });
});

test("a page of staff leads those without a session to the sign-in", async () => {
  const { portalUrl } = sharedGuildhall();
  const home = await fetch(`${portalUrl}/admin`, { redirect: "manual" });
  expect(home.headers.get("location")).toBe("/admin/sign-in?next=%2Fadmin");
  const guarded = await fetch(`${portalUrl}/admin/contacts?q=a`, { redirect: "manual" });
  expect(guarded.headers.get("location")).toBe("/admin/sign-in?next=%2Fadmin%2Fcontacts%3Fq%3Da");
});
