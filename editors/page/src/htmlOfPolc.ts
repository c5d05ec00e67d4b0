// A place for what polc writes as HTML: a tree of its own, with polc's own style.

export class HtmlOfPolc {
  private readonly root: ShadowRoot;

  constructor(readonly host: HTMLElement) {
    this.root = host.attachShadow({ mode: "open" });
  }

  set style(style: CSSStyleSheet) {
    this.root.adoptedStyleSheets = [style];
  }

  /** Shows HTML of polc, which escaped every text in it. */
  show(html: string): void {
    const read = new DOMParser().parseFromString(html, "text/html");
    this.root.replaceChildren(...read.body.childNodes);
    this.host.classList.remove("old");
  }

  clear(): void {
    this.root.replaceChildren();
    this.host.classList.remove("old");
  }

  /** What is shown is no longer what the policy or the case says. */
  makeOld(): void {
    this.host.classList.add("old");
  }

  get isEmpty(): boolean {
    return this.root.childNodes.length === 0;
  }
}
