import type { DemoClient } from "./people";

/** The page on which somebody of the demo is chosen: plain buttons, no script, no password. */
export function loginPage({ people, portal }: { people: readonly DemoClient[]; portal: string }): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Choose an account</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>Choose an account</h1>
<p>to go on to ${escape(portal)}</p>
<form method="post">
${people.map(button).join("\n")}
<div class="others">
<button name="choice" value="cancel">Cancel</button>
<button name="choice" value="fail">Let the sign-in fail</button>
</div>
</form>
<p class="note">This page stands in for Google and Microsoft on a machine that has no credentials for them.</p>
</main>
</body>
</html>
`;
}

function button({ subject, name, email, emailVerified }: DemoClient): string {
  const state = emailVerified ? "e-mail verified" : "e-mail not verified";
  return `<button class="account" name="choice" value="${escape(subject)}">
<strong>${escape(name)}</strong>
<span>${escape(email)}</span>
<small>${state}</small>
</button>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif;
  --line: light-dark(#d5dbd9, #39423f); --soft: light-dark(#4c5754, #b3bdb9); --hover: light-dark(#f0f5f3, #1e2624); }
body { margin: 0; min-height: 100dvh; display: grid; place-items: center; background: light-dark(#fff, #111716);
  color: light-dark(#18201e, #eef2f0); }
main { width: min(26rem, calc(100vw - 3rem)); padding: 2rem 0; }
h1 { margin: 0; font-size: 1.5rem; line-height: 1.3; }
p { margin: .25rem 0 1.5rem; color: var(--soft); overflow-wrap: anywhere; }
button { font: inherit; color: inherit; background: none; border: 1px solid var(--line); border-radius: .5rem;
  padding: .5rem .9rem; cursor: pointer; }
button:hover { background: var(--hover); }
button:focus-visible { outline: 2px solid light-dark(#0d6b62, #56c9b9); outline-offset: 2px; }
.account { display: grid; width: 100%; margin-bottom: .6rem; padding: .75rem .9rem; text-align: left; }
.account span, .account small { color: var(--soft); font-size: .875rem; overflow-wrap: anywhere; }
.others { display: flex; flex-wrap: wrap; gap: .6rem; margin-top: 1.2rem; }
.note { margin: 2rem 0 0; font-size: .8125rem; }
`;
