"use strict";
// Lets a reader sort and search the tables. The page is whole without it.
(() => {
  const many = 12;
  const said = document.createElement("p");
  said.setAttribute("role", "status");
  said.className = "unseen";

  const textOf = (cell) => cell.textContent.trim();
  const isShown = (row) => row.getClientRects().length > 0;

  function keyOf(row, column, isNumber) {
    const cell = row.cells[column];
    if (!isNumber) return textOf(cell).toLowerCase() || null;
    return cell.dataset.value === undefined ? null : Number(cell.dataset.value);
  }

  // Cells without a figure or word come last, whichever way the others go.
  function inOrder(rows, column, isNumber, direction) {
    const sign = direction === "descending" ? -1 : 1;
    const compare = isNumber
      ? (one, other) => one - other
      : (one, other) => one.localeCompare(other, document.documentElement.lang, { numeric: true });
    return rows
      .map((row, place) => ({ row, place, key: keyOf(row, column, isNumber) }))
      .sort((one, other) => {
        if (one.key === null || other.key === null) {
          return (one.key === null) - (other.key === null) || one.place - other.place;
        }
        return sign * compare(one.key, other.key) || one.place - other.place;
      })
      .map((sorted) => sorted.row);
  }

  function makeSortable(table) {
    const body = table.tBodies[0];
    const given = [...body.rows];
    const totals = given.filter((row) => row.classList.contains("total"));
    const others = given.filter((row) => !row.classList.contains("total"));
    const headings = [...table.tHead.rows[0].cells];

    function sort(heading, column) {
      const isNumber = heading.classList.contains("number");
      const cycle = isNumber ? ["descending", "ascending"] : ["ascending", "descending"];
      const next = cycle[cycle.indexOf(heading.getAttribute("aria-sort")) + 1];
      headings.forEach((one) => one.removeAttribute("aria-sort"));
      if (next) heading.setAttribute("aria-sort", next);
      body.append(...totals, ...(next ? inOrder(others, column, isNumber, next) : others));
      const name = textOf(heading);
      said.textContent = next ? `Sorted by ${name}, ${next}` : "In the order first given";
    }

    headings.forEach((heading, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...heading.childNodes);
      button.addEventListener("click", () => sort(heading, column));
      heading.append(button);
    });
  }

  function makeSearchable(holder, table) {
    const rows = [...table.tBodies[0].rows];
    const label = document.createElement("label");
    const box = document.createElement("input");
    const count = document.createElement("span");
    label.className = "search";
    box.type = "search";
    box.autocomplete = "off";
    label.append(`Rows of ${textOf(table.caption.querySelector("strong"))} that contain `, box);
    count.className = "count";

    function tell() {
      count.textContent = `${rows.filter(isShown).length} of ${rows.length} rows shown`;
      return count.textContent;
    }
    function search() {
      const wanted = box.value.trim().toLowerCase();
      for (const row of rows) {
        row.hidden = ![...row.cells].some((cell) => textOf(cell).toLowerCase().includes(wanted));
      }
      said.textContent = tell();
    }
    box.addEventListener("input", search);
    holder.querySelectorAll("input[type=radio]").forEach((one) => {
      one.addEventListener("change", () => (said.textContent = tell()));
    });
    const tools = document.createElement("div");
    tools.className = "tools";
    tools.append(label, count);
    holder.querySelector(".scroll").before(tools);
    tell();
  }

  document.querySelector("main").append(said);
  for (const holder of document.querySelectorAll(".table")) {
    const table = holder.querySelector("table");
    const rows = table.tBodies[0].rows.length;
    if (rows > 1) makeSortable(table);
    if (rows > many) makeSearchable(holder, table);
  }
})();
