/**
 * The same pure function, which is asked once for each subject as long as that one is kept: of what never changes,
 * nothing can make an answer stale.
 */
export function oncePer<Subject extends object, Answer extends NonNullable<unknown> | null>(
  read: (subject: Subject) => Answer,
): (subject: Subject) => Answer {
  const answers = new WeakMap<Subject, Answer>();
  return (subject) => {
    let answer = answers.get(subject);
    if (answer === undefined) {
      answer = read(subject);
      answers.set(subject, answer);
    }
    return answer;
  };
}
