// Lets readers sort each table by a column, and look for words in a long one.
(() => {
  const LONG = 12; // rows from which on a table can be searched
  const MISSING = new Set(["", "–", "null", "NaN", "None"]);

  const text = (cell) => cell.textContent.trim();

  // A number as the page prints it (1,234, 12.5%, −0.3, 1.2e-05), or NaN.
  const number = (value) => Number.parseFloat(value.replace(/[,_\s]/g, "").replace("−", "-"));

  function compare(column, numeric, direction) {
    return (a, b) => {
      const [left, right] = [text(a.cells[column]), text(b.cells[column])];
      const [noLeft, noRight] = [MISSING.has(left), MISSING.has(right)];
      if (noLeft || noRight) return noLeft - noRight; // what is not there stands last, always
      const order = numeric
        ? number(left) - number(right)
        : left.localeCompare(right, "en", { numeric: true, sensitivity: "base" });
      return direction * order;
    };
  }

  function sort(table, heads, column) {
    const head = heads[column];
    const numeric = head.classList.contains("number");
    const now = head.getAttribute("aria-sort");
    // Large numbers are what readers look for; words they look up in order.
    const first = numeric ? "descending" : "ascending";
    const other = numeric ? "ascending" : "descending";
    const next = now === first ? other : first;
    const body = table.tBodies[0];
    const rows = [...body.rows].sort(compare(column, numeric, next === "ascending" ? 1 : -1));
    body.append(...rows);
    for (const each of heads) each.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", next);
  }

  function makeSortable(table) {
    const body = table.tBodies[0];
    const heads = [...(table.tHead?.rows[0]?.cells ?? [])];
    if (!body || body.rows.length < 2) return;
    if (![...body.rows].every((row) => row.cells.length === heads.length)) return;
    heads.forEach((head, column) => {
      if (!text(head)) return;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.append(...head.childNodes);
      button.addEventListener("click", () => sort(table, heads, column));
      head.append(button);
    });
  }

  function makeSearchable(box, table, number) {
    const rows = [...(table.tBodies[0]?.rows ?? [])];
    if (rows.length < LONG) return;
    const find = document.createElement("p");
    find.className = "find";
    const label = document.createElement("label");
    const input = document.createElement("input");
    const found = document.createElement("output");
    input.type = "search";
    input.id = `find-in-table-${number}`;
    label.htmlFor = input.id;
    label.textContent = "Find in this table";
    found.htmlFor = input.id;
    input.addEventListener("input", () => {
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      for (const row of rows) {
        const content = row.textContent.toLowerCase();
        row.hidden = !words.every((word) => content.includes(word));
      }
      const shown = rows.filter((row) => !row.hidden).length;
      found.textContent = words.length ? `${shown} of ${rows.length} rows` : "";
    });
    find.append(label, " ", input, " ", found);
    box.before(find);
  }

  document.querySelectorAll(".table").forEach((box, number) => {
    const table = box.querySelector("table");
    makeSortable(table);
    makeSearchable(box, table, number + 1);
  });
})();
