import type { PodFacts } from './pod-facts.js';

/** Whether there are two or more long-running containers and all of them run the same repository. */
export function sharesOneImage({ running }: PodFacts): boolean {
  const [first] = running;
  const repository = first?.image?.repository;
  return (
    running.length > 1 && repository !== undefined && running.every(({ image }) => image?.repository === repository)
  );
}
