/* The search boxes in the header and on the home page: while somebody writes, the first results
   stand below (WAI-ARIA Authoring Practices: combobox with a list). archive.js loads this script
   when a box is entered for the first time; without it the forms lead to the search page. */
const SHOWN = 8;
const PAUSE = 150; /* milliseconds without a key, after which the question is asked */

class Box {
  constructor(form, number) {
    this.form = form;
    this.field = form.querySelector("input[name=q]");
    this.place = new URL(form.getAttribute("action"), document.baseURI).href;
    this.name = `search-box-${number}`;
    this.engine = null;
    this.turns = 0;
    this.at = -1;
    this.list = null;
    this.field.addEventListener("focus", () => this.prepare());
    this.field.addEventListener("input", () => this.wait());
    this.field.addEventListener("keydown", (event) => this.press(event));
    form.addEventListener("focusout", (event) => {
      if (!form.contains(event.relatedTarget)) { this.close(); }
    });
    if (document.activeElement === this.field) { this.prepare(); }
  }

  /* Loads the engine, and makes of the field what it is from now on. */
  prepare() {
    if (this.engine) { return this.engine; }
    this.engine = import("./search-engine.js").then(({ connect }) => connect(this.place));
    this.engine.then((engine) => {
      this.furnish(engine.words);
      engine.prepare();
    }, () => { this.engine = null; });
    return this.engine;
  }

  furnish(words) {
    if (this.list) { return; }
    this.words = words;
    this.list = document.createElement("ul");
    this.list.id = `${this.name}-list`;
    this.list.className = "search-box__list";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", words.suggestions);
    this.list.hidden = true;
    /* The field keeps the focus while somebody presses on the list. */
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) { this.open(option, event); }
    });
    this.said = document.createElement("p");
    this.said.className = "search-box__said";
    this.said.setAttribute("role", "status");
    this.form.append(this.list, this.said);
    this.field.setAttribute("autocomplete", "off"); /* no second list from the browser */
    this.field.setAttribute("role", "combobox");
    this.field.setAttribute("aria-autocomplete", "list");
    this.field.setAttribute("aria-controls", this.list.id);
    this.field.setAttribute("aria-expanded", "false");
  }

  wait() {
    const turn = ++this.turns;
    if (!this.field.value.trim()) {
      this.close();
      return;
    }
    window.setTimeout(() => { if (turn === this.turns) { this.ask(turn); } }, PAUSE);
  }

  async ask(turn) {
    const query = this.field.value.trim();
    let engine;
    let found;
    let first;
    try {
      engine = await this.prepare();
      const begin = async (known) => {
        const { shown } = await this.first(known);
        if (this.isWanted(turn)) { this.show(query, shown, known); }
      };
      found = await engine.find(query, {}, begin, SHOWN);
      first = await this.first(found);
    } catch {
      /* Enter still leads to the search page, which says what is wrong */
      first = { shown: [] };
    }
    if (this.isWanted(turn)) {
      this.show(query, first.shown, found);
      this.say(first);
    }
  }

  /* Whether an answer is still asked for; one that the reader moves about in stays as it is. */
  isWanted(turn) {
    return turn === this.turns && this.list && document.activeElement === this.field
      && (this.list.hidden || this.at < 0);
  }

  /* What the list has room for, and how many there are. Some of the letters that a reference means
     may be among the hits that are not loaded: then there are that many at least. */
  async first({ pinned, hits, isWhole }) {
    const known = new Set(pinned.map((one) => new URL(one.url, this.place).pathname));
    const loaded = await Promise.all(hits.slice(0, SHOWN).map((hit) => hit.load()));
    const others = loaded.filter((one) => !known.has(new URL(one.url, this.place).pathname));
    const left = hits.length - loaded.length;
    const twice = Math.min(pinned.length - (loaded.length - others.length), left);
    return {
      shown: [...pinned, ...others].slice(0, SHOWN),
      number: pinned.length + others.length + left - twice,
      isExact: isWhole && !twice,
    };
  }

  /* Says the number of results to those who do not see the list. */
  say({ shown, number, isExact }) {
    if (!shown.length) {
      this.said.textContent = this.words["nothing-short"];
      return;
    }
    const kind = number <= shown.length ? "results" : isExact ? "first" : "first-at-least";
    const plural = new Intl.PluralRules(this.words.language).select(number);
    this.said.textContent = (this.words[kind][plural] || this.words[kind].other)
      .replace("{shown}", String(shown.length)).replace("{number}", String(number));
  }

  show(query, shown, found) {
    const address = new URL(this.place);
    address.searchParams.set("q", query);
    const options = shown.map((one) => this.option(
      one.url + (one.place ? `#${one.place}` : ""), this.describe(one),
    ));
    if (found && found.meant) {
      const meant = new URL(this.place);
      meant.searchParams.set("q", found.meant);
      const quoted = this.words.quotes[0] + found.meant + this.words.quotes[1];
      options.push(this.option(meant.href, [this.words["did-you-mean"].replace("{words}", quoted)]));
    }
    const all = this.option(address.href, [this.words["all-results"]]);
    all.classList.add("search-box__all");
    options.push(all);
    options.forEach((option, index) => { option.id = `${this.name}-${index}`; });
    this.list.replaceChildren(...options);
    if (!shown.length) { this.list.prepend(this.nothing()); }
    this.mark(-1);
    this.list.hidden = false;
    this.field.setAttribute("aria-expanded", "true");
    this.said.textContent = ""; /* what it says was of other words */
  }

  /* For the eyes: the status says it too, and nobody can choose it. */
  nothing() {
    const made = document.createElement("li");
    made.className = "search-box__nothing";
    made.setAttribute("aria-hidden", "true");
    made.textContent = this.words["nothing-short"];
    return made;
  }

  options() { return this.list.querySelectorAll("[role=option]"); }

  describe(one) {
    const reference = document.createElement("span");
    reference.className = "ref";
    reference.textContent = one.reference;
    const title = document.createElement("span");
    title.className = "search-box__title";
    title.textContent = one.title;
    if (one.language === this.words.language) { return [reference, " ", title]; }
    title.lang = one.language;
    const mark = document.createElement("span");
    mark.className = "lang-mark";
    mark.textContent = this.words.languages[one.language];
    return [reference, " ", title, " ", mark];
  }

  option(address, content) {
    const option = document.createElement("li");
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.dataset.address = address;
    option.append(...content);
    return option;
  }

  open(option, event) {
    const { address } = option.dataset;
    if (event.ctrlKey || event.metaKey) {
      window.open(address, "_blank", "noopener");
      return;
    }
    this.close();
    location.assign(address);
  }

  /* Puts the mark on an option; -1 gives it back to the field. */
  mark(at) {
    const options = this.options();
    if (options[this.at]) { options[this.at].setAttribute("aria-selected", "false"); }
    this.at = at;
    const option = options[at];
    if (!option) {
      this.field.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    this.field.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  close() {
    this.turns += 1; /* an answer that is on its way comes too late */
    if (!this.list) { return; }
    this.list.hidden = true;
    this.said.textContent = "";
    this.mark(-1);
    this.field.setAttribute("aria-expanded", "false");
  }

  press(event) {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey || !this.list) { return; }
    const isOpen = !this.list.hidden;
    const count = this.options().length;
    if (event.key === "Escape") {
      event.preventDefault(); /* first the list goes, then the words */
      if (isOpen) { this.close(); } else { this.field.value = ""; }
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!isOpen) {
        this.wait();
      } else if (event.key === "ArrowDown") {
        this.mark(this.at + 1 < count ? this.at + 1 : -1);
      } else {
        this.mark(this.at < 0 ? count - 1 : this.at - 1);
      }
    } else if (event.key === "Enter" && isOpen && this.at >= 0) {
      event.preventDefault();
      this.open(this.options()[this.at], event);
    }
  }
}

document.querySelectorAll("form[data-search-box]").forEach((form, index) => new Box(form, index));
