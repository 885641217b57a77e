import { checkAnswer } from "./openApiCheck";

/** A door to /api/v1: where it is and the key that opens it. */
export interface ApiAccess {
  readonly siteUrl: string;
  readonly apiKey: string;
}

export interface ApiContact {
  readonly id: string;
  readonly email: string;
}

export interface ApiPage {
  readonly contacts: readonly ApiContact[];
  readonly total: number;
  readonly nextCursor: string | null;
}

/** One request. The answer is the caller's to judge, as far as the OpenAPI document declares it. */
export async function callApi(
  { siteUrl, apiKey }: ApiAccess,
  method: string,
  route: string,
  body?: unknown,
): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${siteUrl}/api/v1${route}`, {
    method,
    headers: { Authorization: `Bearer ${apiKey}`, "Content-Type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const { status, headers } = response;
  const answer = { status, headers, body: (await response.json()) as unknown };
  checkAnswer(method, route, answer);
  return answer;
}

/** The ids of all contacts by following `nextCursor`, with the total that the first page claims. */
export async function walkContacts(
  access: ApiAccess,
  limit = 200,
): Promise<{ contacts: ApiContact[]; total: number }> {
  const contacts: ApiContact[] = [];
  let total: number | null = null;
  let cursor: string | null = null;
  do {
    const query = new URLSearchParams({ limit: String(limit), ...(cursor === null ? {} : { cursor }) });
    const answer = await callApi(access, "GET", `/crm/contacts?${query.toString()}`);
    if (answer.status !== 200) {
      throw new Error(`The list answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    }
    const page = answer.body as ApiPage;
    total ??= page.total;
    contacts.push(...page.contacts);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return { contacts, total };
}
