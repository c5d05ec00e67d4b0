// A part of the page on paper, without the rest of it.

/** Prints what a section shows; the style of the page leaves out the other sections. */
export function printSection(id: string): void {
  document.body.dataset["printed"] = id;
  window.addEventListener("afterprint", () => delete document.body.dataset["printed"], {
    once: true,
  });
  window.print();
}
