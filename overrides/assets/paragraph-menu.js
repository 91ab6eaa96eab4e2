/* The menu of a place in a letter: its address and citations of it, to be copied. There is one, which
   stands in the paragraph that it speaks of. paragraphs.js loads this script when a button is pressed
   for the first time, and gives the words, and what it knows itself, as *kit*. */
const menu = document.createElement("div");
const status = document.createElement("p");
let opened = null;

menu.className = "para-menu";
menu.id = "para-menu";
menu.setAttribute("role", "group");
status.className = "para-menu__status";
status.setAttribute("role", "status");

/* What the page is called for good, also when it is read at another place. */
function addressOf(place) {
  const canonical = document.querySelector('link[rel="canonical"]');
  return (canonical ? canonical.href : location.href).split("#")[0] + "#" + place;
}

/* A citation is pasted as a link wherever links can be pasted, and else as words. */
function copy(text, link) {
  if (!navigator.clipboard) { return Promise.reject(new Error("no clipboard")); }
  if (!link || !window.ClipboardItem) { return navigator.clipboard.writeText(text); }
  const anchor = document.createElement("a");
  anchor.href = link;
  anchor.textContent = text;
  return navigator.clipboard.write([new ClipboardItem({
    "text/plain": new Blob([text], { type: "text/plain" }),
    "text/html": new Blob([anchor.outerHTML], { type: "text/html" }),
  })]).catch(() => navigator.clipboard.writeText(text));
}

/* *shownText* stands for the text that is copied; *link* is where a citation leads. */
function choice(kit, label, text, shownText, link) {
  const button = document.createElement("button");
  const name = document.createElement("span");
  const shown = document.createElement("span");
  button.type = "button";
  name.className = "para-menu__name";
  name.textContent = label;
  shown.className = "para-menu__text";
  shown.textContent = shownText;
  button.append(name, " ", shown);
  button.addEventListener("click", () => {
    copy(text, link).then(() => {
      status.textContent = kit.filled(kit.words.copied, { text });
    }, () => {
      shown.textContent = text;
      window.getSelection().selectAllChildren(shown);
      status.textContent = kit.words.failed;
    });
  });
  return button;
}

function open(button, whole, kit) {
  const letter = button.closest("[data-cite]").dataset.cite;
  const { words } = kit;
  const title = document.createElement("p");
  close(false);
  kit.spoken(menu);
  title.className = "para-menu__title";
  title.textContent = words.copy;
  status.textContent = "";
  menu.replaceChildren(title);
  [whole, ...whole.querySelectorAll(".sub-no[id]")].forEach((element, index) => {
    const entry = document.createElement("div");
    const address = addressOf(element.id);
    const citation = kit.filled(words.cite, { letter, place: kit.placeOf(element.id) });
    entry.className = index ? "para-menu__part" : "para-menu__whole";
    entry.append(
      choice(kit, words.citation, citation, citation, address),
      choice(kit, words.address, address, index ? "#" + element.id : address, ""),
    );
    menu.append(entry);
  });
  menu.append(status);
  menu.setAttribute("aria-label", button.getAttribute("aria-label"));
  button.after(menu);
  button.setAttribute("aria-expanded", "true");
  opened = button;
}

function close(back) {
  if (!opened) { return; }
  const button = opened;
  opened = null;
  if (back) { button.focus(); } /* while it is still in sight, else it takes no focus */
  button.setAttribute("aria-expanded", "false");
  menu.remove();
}

/* What a press on the *button* of a *place* does. */
export function toggle(button, place, kit) {
  if (opened === button) { close(true); } else { open(button, place, kit); }
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && opened) {
    event.preventDefault();
    close(true);
  }
});
document.addEventListener("pointerdown", (event) => {
  if (opened && !menu.contains(event.target) && event.target !== opened) { close(false); }
});
menu.addEventListener("focusout", (event) => {
  const to = event.relatedTarget;
  if (to && !menu.contains(to) && to !== opened) { close(false); }
});
