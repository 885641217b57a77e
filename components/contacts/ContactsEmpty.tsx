import { ContactRound, Plus, SearchX } from "lucide-react";
import type { ReactNode } from "react";
import { LoadError } from "../live/LoadError";
import { Button } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { ask, type ContactList, defaultList, isNarrowed } from "./contactList";

interface ContactsEmptyProps {
  list: ContactList;
  onChange: (list: ContactList) => void;
  /** Undefined for people who may only read. */
  onNew: (() => void) | undefined;
}

export function ContactsEmpty({ list, onChange, onNew }: ContactsEmptyProps) {
  if (list.page > 1) {
    return (
      <Center>
        <EmptyState
          icon={<ContactRound aria-hidden />}
          title="Nothing on this page"
          action={<Button onClick={() => onChange(ask(list, {}))}>First page</Button>}
        >
          The list has become shorter than it was.
        </EmptyState>
      </Center>
    );
  }
  if (isNarrowed(list)) {
    return (
      <Center>
        <EmptyState
          icon={<SearchX aria-hidden />}
          title="No contact matches"
          action={
            <Button onClick={() => onChange({ ...defaultList, sort: list.sort, size: list.size })}>
              Reset search and filters
            </Button>
          }
        >
          {list.search === ""
            ? "No contact has all the properties you filter by."
            : `Nothing begins with “${list.search}” in name, e-mail, company or phone.`}
        </EmptyState>
      </Center>
    );
  }
  return (
    <Center>
      <EmptyState
        icon={<ContactRound aria-hidden />}
        title="No contacts yet"
        action={
          onNew === undefined ? undefined : (
            <Button kind="primary" onClick={onNew}>
              <Plus aria-hidden />
              New contact
            </Button>
          )
        }
      >
        {onNew === undefined
          ? "What colleagues and programs add appears here without a reload."
          : "Add the first one here, or let a program create it through the API. It appears without a reload."}
      </EmptyState>
    </Center>
  );
}

export function ContactsError({ error, onRetry }: { error: Error; onRetry: () => void }) {
  return (
    <Center>
      <LoadError title="The contacts could not be loaded" error={error} onRetry={onRetry} />
    </Center>
  );
}

function Center({ children }: { children: ReactNode }) {
  return <div className="grid min-h-0 flex-1 place-items-center overflow-y-auto border-t">{children}</div>;
}
