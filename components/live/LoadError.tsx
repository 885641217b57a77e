import { CircleAlert } from "lucide-react";
import { Button } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { readAppError } from "./appError";

interface LoadErrorProps {
  title: string;
  error: Error;
  onRetry: () => void;
}

/** Where something live should stand that could not be loaded. */
export function LoadError({ title, error, onRetry }: LoadErrorProps) {
  return (
    <div role="alert">
      <EmptyState
        icon={<CircleAlert aria-hidden />}
        title={title}
        action={<Button onClick={onRetry}>Try again</Button>}
      >
        {readAppError(error)?.error ?? "Something went wrong on our side."}
      </EmptyState>
    </div>
  );
}
