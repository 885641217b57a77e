import addFormats from "ajv-formats";
import { Ajv2020 } from "ajv/dist/2020";
import { BASE_PATH, endpoints } from "../../convex/api/v1/app";
import { documentOf, type OpenApiDocument } from "../../lib/api/document/document";
import type { DocumentedResponse, Header, Reference } from "../../lib/api/document/shared";

/** An answer as a test got it. `body` is parsed JSON, null where there was none. */
export interface CheckedAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

export function apiDocument(): OpenApiDocument {
  return document;
}

const document = documentOf(
  endpoints.map(({ route }) => route.openApi),
  BASE_PATH,
);

/** What is wrong with a value by the schema that stands there in the document. Fields that it does not name are wrong. */
export function validatorAt(pointer: readonly string[]): (value: unknown) => string[] {
  const key = `guildhall#/${pointer.map(encodePointer).join("/")}`;
  const validate = ajv.getSchema(key);
  if (validate === undefined) {
    throw new Error(`There is no schema at ${key}`);
  }
  return (value) => {
    void validate(value);
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  };
}

const ajv = addFormats(new Ajv2020({ strict: false, allErrors: true }));
ajv.addSchema(closed(JSON.parse(JSON.stringify(document))) as object, "guildhall");

/** The published document lets answers grow; a test that saw an undeclared field must fail. */
function closed(node: unknown): unknown {
  if (Array.isArray(node)) {
    return node.map(closed);
  }
  if (typeof node !== "object" || node === null) {
    return node;
  }
  const fields = Object.fromEntries(Object.entries(node).map(([name, value]) => [name, closed(value)]));
  return "properties" in fields && fields.type === "object"
    ? { additionalProperties: false, ...fields }
    : fields;
}

function encodePointer(part: string): string {
  return encodeURIComponent(part.replaceAll("~", "~0").replaceAll("/", "~1"));
}

/** Throws when the document does not declare this answer to this request: status, content type, headers and body. */
export function checkAnswer(method: string, path: string, answer: CheckedAnswer): void {
  const problems = problemsOf(method, path, answer);
  if (problems.length > 0) {
    const told = `${answer.status} ${JSON.stringify(answer.body)}`;
    throw new Error(
      `openapi.json does not declare this answer of ${method} ${path}: ${told}\n${problems.join("\n")}`,
    );
  }
}

function problemsOf(method: string, path: string, answer: CheckedAnswer): string[] {
  if (method === "OPTIONS") {
    return answer.status === 204 && answer.body === null
      ? []
      : ["A preflight is answered 204 without a body"];
  }
  const { status, pointer } = declarationOf(method, path, answer.status);
  const declared = declaredAt<DocumentedResponse>(pointer);
  if (declared === undefined || status !== answer.status) {
    return [`Status ${answer.status} is not declared`];
  }
  return [...problemsOfHeaders(declared.value, answer.headers), ...problemsOfBody(declared, answer)];
}

/** Where the document declares the answer: at its operation, or among what is answered where there is none. */
function declarationOf(method: string, path: string, status: number): { status: number; pointer: string[] } {
  const { pathname } = new URL(path, "http://guildhall");
  const known = Object.keys(document.paths).filter((template) => matcherOf(template).test(pathname));
  const template = known.find((candidate) => !candidate.includes("{")) ?? known[0];
  if (template === undefined) {
    return { status: 404, pointer: ["components", "responses", "NoSuchRoute"] };
  }
  return document.paths[template]?.[method.toLowerCase()] === undefined
    ? { status: 405, pointer: ["components", "responses", "MethodNotAllowed"] }
    : { status, pointer: ["paths", template, method.toLowerCase(), "responses", String(status)] };
}

function matcherOf(template: string): RegExp {
  const escaped = template.replace(/[.]/g, "\\$&").replace(/\{\w+\}/g, "[^/]+");
  return new RegExp(`^${escaped}$`);
}

function problemsOfHeaders(response: DocumentedResponse, headers: Headers): string[] {
  const declared = new Map(
    Object.entries(response.headers).map(([name, header]) => [name.toLowerCase(), resolved(header)]),
  );
  const missing = [...declared].filter(([name, { required }]) => required && !headers.has(name));
  const unknown = [...headers.keys()].filter((name) => !declared.has(name) && !isOfHttp(name));
  const wrong = [...declared].flatMap(([name, { schema }]) => {
    const value = headers.get(name);
    return value === null ? [] : problemsOfHeader(name, schema, value);
  });
  return [
    ...missing.map(([name]) => `Header ${name} is missing`),
    ...unknown.map((name) => `Header ${name} is not declared`),
    ...wrong,
  ];
}

function resolved(header: Header | Reference): Header {
  const [, ...pointer] = "$ref" in header ? header.$ref.split("/") : [];
  return "$ref" in header ? (declaredAt<Header>(pointer)?.value as Header) : header;
}

function problemsOfHeader(name: string, schema: Header["schema"], value: string): string[] {
  return ajv.validate(schema, value) ? [] : [`Header ${name}: ${ajv.errorsText()}`];
}

/** What HTTP and CORS are about rather than the API, so OpenAPI has other words for it, or none. */
function isOfHttp(name: string): boolean {
  const known = [
    "content-type",
    "content-length",
    "date",
    "connection",
    "keep-alive",
    "vary",
    "transfer-encoding",
  ];
  return known.includes(name) || name.startsWith("access-control-");
}

function problemsOfBody(
  { value: { content }, pointer }: Declared<DocumentedResponse>,
  { headers, body }: CheckedAnswer,
): string[] {
  const [type = ""] = (headers.get("Content-Type") ?? "").split(";");
  return content[type] === undefined
    ? [`Content type ${type} is not declared`]
    : validatorAt([...pointer, "content", type, "schema"])(body);
}

interface Declared<Value> {
  readonly value: Value;
  /** Where it stands, which is not where it was looked for if there was a reference. */
  readonly pointer: readonly string[];
}

/** What the document says there, or in the place that it refers to from there. */
export function declaredAt<Value extends object>(pointer: readonly string[]): Declared<Value> | undefined {
  const value = pointer.reduce<unknown>(
    (node, part) => (node as Record<string, unknown> | undefined)?.[part],
    document,
  ) as Value | Reference | undefined;
  return value === undefined || !("$ref" in value)
    ? value && { value, pointer }
    : declaredAt(value.$ref.slice(2).split("/"));
}
