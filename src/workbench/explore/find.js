// A table that is searched and sorted by the kernel: sends what is asked, shows the rows.
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

function render({ model, el }) {
  const search = make("input", { type: "search", autocomplete: "off", spellcheck: "false" });
  const back = make("button", { type: "button" }, "Previous rows");
  const on = make("button", { type: "button" }, "Next rows");
  const said = make("span", { role: "status" });
  const body = make("div", { class: "wb-scroll", role: "region", tabindex: "0" });
  body.setAttribute("aria-label", "Table");
  const controls = make(
    "div", { class: "wb-controls" }, make("label", {}, "Search the table", search), back, on, said,
  );
  const root = make("div", { class: "wb-find" }, controls, body);
  // Letters typed here are for the table, not for the notebook's shortcuts; Ctrl+S still saves.
  root.addEventListener("keydown", (event) => {
    if (!event.ctrlKey && !event.metaKey) event.stopPropagation();
  });
  el.append(root);

  let asked = strip(model.get("shown"));
  let sorted = null; // the head that was used last, to keep the focus on it

  function strip({ search: words, sort, descending, page }) {
    return { search: words, sort, descending, page };
  }

  function ask(change) {
    asked = { ...asked, page: 0, ...change };
    model.set("asked", asked);
    model.save_changes();
  }

  let waiting;
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => ask({ search: search.value }), 150);
  });
  back.addEventListener("click", () => ask({ page: asked.page - 1 }));
  on.addEventListener("click", () => ask({ page: asked.page + 1 }));

  function show() {
    const shown = model.get("shown");
    asked = strip({ ...shown, search: asked.search });
    body.innerHTML = shown.html; // made by the kernel, every text in it escaped there
    said.textContent = shown.said;
    back.disabled = shown.page === 0;
    on.disabled = shown.page >= shown.pages - 1;
    body.querySelectorAll("thead th").forEach((head, number) => {
      const mine = number === shown.sort;
      head.setAttribute("aria-sort", mine ? (shown.descending ? "descending" : "ascending") : "none");
      const sign = mine ? (shown.descending ? " ▾" : " ▴") : "";
      const button = make("button", { type: "button", title: "Sort" }, head.textContent + sign);
      button.addEventListener("click", () => {
        sorted = number;
        ask({ sort: number, descending: mine && !shown.descending });
      });
      head.replaceChildren(button);
      if (number === sorted) button.focus();
    });
    sorted = null;
  }

  model.on("change:shown", show);
  show();
  return () => {
    clearTimeout(waiting);
    model.off("change:shown", show);
  };
}

export default { render };
