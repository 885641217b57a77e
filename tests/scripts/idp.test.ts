import { afterEach, expect, test, vi } from "vitest";
import { withClients } from "../../scripts/lib/demo";
import { hasProviderCredentials } from "../../scripts/lib/idp";

const names = [
  "AUTH_GOOGLE_ID",
  "AUTH_GOOGLE_SECRET",
  "AUTH_MICROSOFT_ENTRA_ID_ID",
  "AUTH_MICROSOFT_ENTRA_ID_SECRET",
];

afterEach(() => {
  vi.unstubAllEnvs();
});

test("the local provider stays away as soon as one credential of a real one is set", () => {
  for (const name of names) vi.stubEnv(name, "");
  expect(hasProviderCredentials()).toBe(false);
  for (const name of names) {
    vi.stubEnv(name, "set");
    expect(hasProviderCredentials(), name).toBe(true);
    vi.stubEnv(name, "");
  }
});

test("clients of the demo are listed only where they can sign in", () => {
  const staff = { email: "mara@nordlicht.example", password: "x" };
  const demo = { organizationId: "j570", apiKey: "a", portalKey: "b", staff, clients: [] };
  expect(withClients(demo, true)?.clients).toHaveLength(3);
  expect(withClients(withClients(demo, true), false)?.clients).toEqual([]);
  expect(withClients(null, true)).toBeNull();
});
