import * as z from "zod";
import { run } from "./lib/command";
import { callFunction } from "./lib/functions";
import { dataOption, targetFrom } from "./lib/target";

const created = z.object({
  organizationId: z.string(),
  userId: z.string(),
  email: z.string(),
  password: z.string().nullable(),
});

run(
  {
    usage: "npm run setup -- --organization NAME --email E [options]",
    summary: "Makes an organization with its owner and shows the owner's password once.",
    options: {
      organization: { value: "NAME", help: "Name of the organization." },
      email: { value: "E", help: "E-mail of the owner, who signs in with it." },
      name: { value: "NAME", help: "Name of the owner." },
      "trust-invited": {
        help: "Accept an owner whose account came from an invitation: you know that it is theirs.",
      },
      data: dataOption,
      json: { help: "Print JSON for programs." },
    },
  },
  async (given) => {
    const owner = { organization: given.value("organization"), ownerEmail: given.value("email") };
    const name = given.optional("name");
    const trustInvited = given.has("trust-invited");
    const args = { ...owner, trustInvited, ...(name === undefined ? {} : { ownerName: name }) };
    const result = await callFunction(
      await targetFrom(given.value("data")),
      "setup:createOrganization",
      args,
      created,
    );
    console.log(given.has("json") ? JSON.stringify(result) : describe(result));
  },
);

function describe({ organizationId, userId, email, password }: z.infer<typeof created>): string {
  const secret = password ?? "unchanged: this user existed already";
  return [
    `Organization  ${organizationId}`,
    `Owner         ${email} (${userId})`,
    `Password      ${secret}`,
    ...(password === null ? [] : ["The password is not stored in readable form: keep it now."]),
  ].join("\n");
}
