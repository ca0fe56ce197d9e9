// The whole form names a revision; it waits for the save that is about to make a newer one.
export const holdWhile = (form, travelling) =>
  form.addEventListener("submit", (event) => {
    const save = travelling();
    if (!save) return;
    event.preventDefault();
    save.then(() => form.requestSubmit(event.submitter));
  });
