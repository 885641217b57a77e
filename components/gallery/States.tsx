import { Inbox } from "lucide-react";
import { LoadError } from "../live/LoadError";
import { Alert } from "../ui/Alert";
import { Button } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { Skeleton } from "../ui/Skeleton";
import { Spinner } from "../ui/Spinner";
import { Exhibit, Hall } from "./Exhibit";

export function States() {
  return (
    <Hall title="States">
      <Exhibit title="Loading">
        <div className="flex w-64 flex-col gap-2">
          <Skeleton className="h-4 w-40" />
          <Skeleton className="h-3 w-56" />
          <Skeleton round className="size-9" />
        </div>
        <Spinner />
      </Exhibit>
      <Exhibit title="Empty">
        <EmptyState
          icon={<Inbox aria-hidden />}
          title="Nothing here"
          action={<Button kind="primary">Add one</Button>}
        >
          What is empty says what will be here, and how it comes there.
        </EmptyState>
      </Exhibit>
      <Exhibit title="Failed">
        <LoadError title="It could not be loaded" error={new Error("An example")} onRetry={() => undefined} />
      </Exhibit>
      <Exhibit title="Said above a form">
        <Alert className="w-full max-w-md">Nothing is saved yet: see what is marked.</Alert>
        <Alert tone="warning" className="w-full max-w-md">
          Somebody else has changed this in the meantime.
        </Alert>
      </Exhibit>
    </Hall>
  );
}
